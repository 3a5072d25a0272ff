"""更名, 移动, 合并, 分立 and 撤销 of a union: what it would do is shown first, then it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.org import actions as org
from yugong.ground.org import queries
from yugong.ground.org.followers import Handing, Share
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Field, LongText, Text, UnitPick, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.queries import changes
from yugong.scenes.organise.queries.changes import Effect
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.words import KINDS
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

ON = Day("on", "从哪天起", hint="这一天起按新的算，前一天仍按原来的算", past=True)
WHY = Text("reason", "依据", hint="例如批复文号、区划调整文件", longest=120)
NAME = Text("name", "新的名称", longest=60)
SHORT = Text("short", "简称", optional=True, longest=30)
BELOW = LongText("below", "归第二个工会的下级组织", hint="一行写一个全称；没写到的归第一个", optional=True)
PARTS = Text(
    "departments", "归第二个工会的部门", hint="本级会员按部门分，用顿号隔开", optional=True, longest=120
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One change as it was filled in: the unit, the unions that were picked, the answers."""

    unit: Unit
    units: tuple[Unit, ...]
    answers: Mapping[str, Any]
    by: Actor
    at: datetime

    @property
    def on(self) -> date:
        return date.fromisoformat(self.answers["on"])

    @property
    def act(self) -> dict[str, Any]:
        return {"on": self.on, "reason": self.answers["reason"], "by": self.by, "at": self.at}

    @property
    def shares(self) -> tuple[Share, ...]:
        """The share of each picked union; the second gets what the form names."""
        if len(self.units) < 2:
            return tuple(Share(unit) for unit in self.units)
        names = [line.strip() for line in (self.answers["below"] or "").splitlines() if line.strip()]
        below = list(Unit.objects.filter(parent=self.unit, valid_to=None, name__in=names))
        missing = set(names) - {child.name for child in below}
        if missing:
            raise Refused(f"下级里没有「{'、'.join(sorted(missing))}」，请写全称", field="below")
        parts = tuple(
            part.strip() for part in (self.answers["departments"] or "").split("、") if part.strip()
        )
        return (Share(self.units[0]), Share(self.units[1], tuple(below), parts))

    def ends(self, how: str) -> Effect:
        """What it would do when the unit ends."""
        shares = self.shares or (Share(self.unit.parent),) if self.unit.parent else self.shares
        return changes.ended(
            Handing(self.unit, shares, self.on, how, self.answers["reason"], self.by, self.at)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One sort of change: its words, what it asks, what it would do and what does it."""

    label: str
    warning: str
    fields: tuple[Field, ...]
    show: Callable[[Asked], Effect]
    do: Callable[[Asked], object]


CHANGES: Mapping[str, Change] = {
    "rename": Change(
        "更名", "新名称从这一天起用；这一天以前的名册和统计仍写原来的名称。", (NAME, SHORT, ON, WHY),
        lambda a: changes.renamed(a.unit, a.answers["name"], on=a.on, known=a.at),
        lambda a: org.rename_unit(
            unit=a.unit, name=a.answers["name"], short=a.answers["short"] or "", **a.act
        ),
    ),
    "move": Change(
        "改隶属", "下级组织、会员和办件跟着走，任职不变；以前的统计不变。",
        (UnitPick("to", "改属哪个工会"), ON, WHY),
        lambda a: changes.moved(a.unit, a.units[0], on=a.on, known=a.at),
        lambda a: org.move_unit(unit=a.unit, to=a.units[0], **a.act),
    ),
    "merge": Change(
        "合并", "会员、下级组织、办件和经费资产归合并后的工会；本级岗位撤销，任职结束。",
        (UnitPick("to", "并入哪个工会"), ON, WHY),
        lambda a: a.ends("merge"),
        lambda a: org.merge_units(units=[a.unit], into=a.units[0], **a.act),
    ),
    "split": Change(
        "分立", "没有写到的都归第一个工会；经费资产按随转会员人数分；本级岗位撤销，任职结束。",
        (UnitPick("to", "第一个承继的工会"), UnitPick("other", "第二个承继的工会"), BELOW, PARTS, ON, WHY),
        lambda a: a.ends("split"),
        lambda a: org.split_unit(unit=a.unit, into=a.shares, **a.act),
    ),
    "dissolve": Change(
        "撤销", "会员和下级组织归上级工会，不断会籍；经费资产由上一级工会决定。", (ON, WHY),
        lambda a: a.ends("dissolve"),
        lambda a: org.dissolve_unit(unit=a.unit, **a.act),
    ),
}  # fmt: skip


def may_change(actor: Actor, unit: Unit) -> bool:
    """Whether the actor may rearrange the unit: one that stands, below his own."""
    above = actor.seat is not None and actor.seat.unit_id != unit.pk
    return above and unit.valid_to is None and bool(may(actor, P.UNIT_MANAGE, unit))


def links(unit: Unit) -> list[Link]:
    """The ways to the forms."""
    return [Link(one.label, reverse("desk_org_change", args=(unit.pk, key))) for key, one in CHANGES.items()]


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, unit_id: int, how: str) -> HttpResponse:
    """Ask, show what it would do, and do it once that was confirmed."""
    actor, seat = gate.officer(request, P.UNIT_MANAGE)
    unit, now = gate.unit_at(actor, unit_id), timezone.now()
    if how not in CHANGES or not may_change(actor, unit):
        raise Http404
    kind, effect, sure = CHANGES[how], None, ""
    given: Any = request.POST or {"on": local_day(now).isoformat()}
    errors: gate.Errors = {}
    if request.method == "POST" and "find" not in request.POST:
        answers, errors = clean_all(kind.fields, given, today=local_day(now))
        try:
            if not errors:
                asked = Asked(unit, _picked(kind, actor, answers), answers, actor, now)
                effect, sure = kind.show(asked), _seal(answers)
                if given.get("sure") == sure and "look" not in given:
                    kind.do(asked)
                    return redirect(f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=history")
        except Refused as refused:
            errors, effect = gate.told(refused, {one.name for one in kind.fields}), None
    here = reverse("desk_org_change", args=(unit.pk, how))
    data, more = _looked_up(kind, actor, seat, given if request.method == "POST" else request.GET, here)
    data["on"] = data["on"] or given.get("on", "")
    context = _page(unit, kind, forms.form(kind.fields, data, errors, more=more))
    context |= {"effect": effect, "sure": sure, "again": effect is None}
    status = 422 if errors else 200
    return page_or_fragment(request, "organise/changing.html", "found", context, status=status)


def _seal(answers: Mapping[str, Any]) -> str:
    """What was shown, so that only that is done."""
    return "|".join(str(answers[name]) for name in sorted(answers))


def _picked(kind: Change, actor: Actor, answers: Mapping[str, Any]) -> tuple[Unit, ...]:
    """The unions that were picked, where this officer may rearrange."""
    picked = []
    for field in kind.fields:
        if isinstance(field, UnitPick):
            found = gate.units(actor).filter(pk=answers[field.name], valid_to=None).first()
            if found is None or not may(actor, P.UNIT_MANAGE, found):
                raise Refused("请从列表里选一个工会", field=field.name)
            picked.append(found)
    return tuple(picked)


def _looked_up(
    kind: Change, actor: Actor, seat: Seat, given: Mapping[str, Any], search: str
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What was given, and the searches for unions; without JavaScript the form is sent once to search."""
    data: dict[str, Any] = {field.name: given.get(field.name, "") for field in kind.fields}
    more: dict[str, dict[str, Any]] = {}
    for field in kind.fields:
        if not isinstance(field, UnitPick):
            continue
        text, chosen = str(given.get(f"{field.name}_q", "")).strip()[:40], data[field.name]
        if chosen.isdigit() and not text:
            text = "".join(gate.units(actor).filter(pk=chosen).values_list("name", flat=True))
        found = queries.search(text, path=seat.unit_path, limit=8) if text else []
        options = [
            (str(row.id), row.name, f"{KINDS[row.kind].label} · {row.parent_name or ''}") for row in found
        ]
        data[field.name] = chosen or (options[0][0] if len(options) == 1 else "")
        more[field.name] = {"shown": text, "options": forms.options(options), "search": search}
    return data, more


def _page(unit: Unit, kind: Change, form: forms.Form) -> dict[str, Any]:
    back = f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=history"
    return {
        "here": "org",
        "title": f"{unit.name}{kind.label}",
        "crumbs": (Link(unit.short or unit.name, back), Link(kind.label)),
        "form": form,
        "pick": next((part for part in form.parts if part.kind == "unit" and part.shown), None),
        "warning": kind.warning,
        "label": kind.label,
    }
