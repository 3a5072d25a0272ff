"""十件实事 at the desk: what was attained of what was aimed at, and setting what is aimed at."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Field, Money, Number, Text, clean_all
from yugong.kernel.measure import Declared, Measure
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise import attained, deeds
from yugong.scenes.organise.actions import targets as actions
from yugong.scenes.organise.actions.targets import YEARS, Aim
from yugong.scenes.organise.figures import words
from yugong.scenes.organise.queries import targets as queries
from yugong.scenes.organise.views.standing import Place, asked, here, records
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

MARKS = (("S", "确知"), ("L", "较确"), ("U", "待定"))
HALF = 50


def year_of(request: HttpRequest, place: Place) -> int:
    """The year asked for, of those the plan covers."""
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and len(given) == 4 else place.today.year
    return min(max(year, YEARS[0]), YEARS[-1])


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """All ten, each number a way to its records."""
    place = here(request)
    year = year_of(request, place)
    first, last = attained.span(year, place.today)
    passed = attained.passed(year, place.today)
    unit = place.unit
    context = {
        "here": "deeds",
        "unit": unit,
        "year": year,
        "years": [
            Link(str(one), asked("desk_deeds", unit.pk, year=one), current=one == year) for one in YEARS
        ],
        "passed": passed,
        "ten": attained.standing(unit.pk, year, today=place.today),
        "opens": lambda key: records(key, unit.pk, first, last),
        "slow": lambda share: share is not None and (share < HALF <= passed or share < passed - 10),
        "plan": deeds.PLAN,
        "crumbs": place.crumbs("desk_deeds", year=year),
        "sets": P.TARGET_SET in place.seat.permissions,
        "set_at": asked("desk_deeds_targets", unit.pk, year=year),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "organise/deeds.html", context=context)


def asking() -> list[tuple[deeds.Deed, Declared]]:
    """Every measure for which a target can be set."""
    return [(deed, one) for deed in deeds.TEN for _, one in deed.counted if isinstance(one, Measure)]


def fields() -> tuple[Field, ...]:
    """One question for each measure, none of which must be answered; and where the numbers are written."""
    asked_ = [
        Money(name(one), f"{deed.name} · {one.name}", optional=True)
        if one.unit == "fen"
        else Number(name(one), f"{deed.name} · {one.name}", optional=True, least=1, hint=one.suffix)
        for deed, one in asking()
    ]
    source = Text("source", "出处", hint="例如：渝工发〔2026〕3 号附件；没有出处的不设目标", longest=200)
    return (*asked_, source, Choice("mark", "把握", of=MARKS, usual="S"))


def name(one: Declared) -> str:
    return one.key.replace(".", "-")


@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest) -> HttpResponse:
    """Write targets, or confirm what a colleague wrote."""
    place = here(request)
    if P.TARGET_SET not in place.seat.permissions:
        raise Http404
    year = year_of(request, place)
    errors: dict[str, Refused] = {}
    known = queries.of(place.unit.pk, year)
    if request.method == "POST":
        try:
            if "do" in request.POST:
                judged(request, place, list(known.proposed.values()))
                return redirect(asked("desk_deeds_targets", place.unit.pk, year=year))
            given, errors = clean_all(fields(), request.POST, today=place.today)
            if not errors:
                wanted = [(one.key, given[name(one)]) for _, one in asking()]
                aims = [Aim(key, amount, given["source"], given["mark"]) for key, amount in wanted if amount]
                if not aims:
                    raise Refused("请至少填一个目标")
                actions.propose(unit=place.unit, year=year, aims=aims, by=place.actor, at=timezone.now())
                messages.success(request, f"已拟定 {len(aims)} 个目标，请另一位同事复核")
                return redirect(asked("desk_deeds_targets", place.unit.pk, year=year))
        except Refused as refused:
            errors = {"": refused}
    names = {one.key: f"{deed.name} · {one.name}" for deed, one in asking()}
    context = {
        "here": "deeds", "unit": place.unit, "year": year, "known": known, "names": names,
        "mine": any(row.set_by == place.actor.key for row in known.proposed.values()),
        "judges": P.TARGET_CONFIRM in place.seat.permissions,
        "form": forms.form(fields(), request.POST or {"mark": "S"}, errors),
        "history": queries.history(place.unit.pk, year), "words": said,
        "notes": messages.get_messages(request),
        "crumbs": (Link("十件实事", asked("desk_deeds", place.unit.pk, year=year)), Link(f"{year} 年目标")),
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "organise/deeds_targets.html", context=context, status=status)


def said(key: str, amount: int) -> str:
    """A target in words."""
    one = {declared.key: declared for _, declared in asking()}.get(key)
    return " ".join(words(amount, one.unit, one.suffix)) if one else f"{amount:,}"


def judged(request: HttpRequest, place: Place, proposed: list[queries.DeedTarget]) -> None:
    """Confirm or send back what waits."""
    verb = actions.confirm if request.POST["do"] == "confirm" else actions.send_back
    count = verb(unit=place.unit, targets=proposed, by=place.actor, at=timezone.now())
    done = "目标已生效" if request.POST["do"] == "confirm" else "已退回"
    messages.success(request, f"{count} 个{done}")
