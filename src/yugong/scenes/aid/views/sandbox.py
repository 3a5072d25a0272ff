"""政策测算: another line or amount, and at once who gains, who loses, what it costs; kept as a paper."""

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.kernel import masking, money
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.permissions import Permission as P
from yugong.kernel.rules import rules
from yugong.scenes.aid.actions import trials as actions
from yugong.scenes.aid.models import PolicyTrial
from yugong.scenes.aid.queries import trials as queries
from yugong.scenes.aid.queries.faces import helped
from yugong.scenes.aid.views.sandbox_asking import Asking, asked
from yugong.scenes.aid.views.sandbox_paper import paper
from yugong.ui import papers
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Line, Page

SIZE = 50


@require_http_methods(["GET", "POST"])
def sandbox(request: HttpRequest) -> HttpResponse:
    """Try parameters; what was counted may be kept as a paper. Nothing is put in force."""
    actor, seat = officer(request, P.POLICY_TRY)
    now = timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    question = asked(given, seat, local_day(now))
    began = time.perf_counter()
    found = None if question.errors else queries.tried(
        question.rule, question.unit, question.given, on=question.on, each=question.each
    )  # fmt: skip
    took = time.perf_counter() - began
    why = ""
    if request.method == "POST" and found is not None:
        try:
            kept = actions.keep(
                unit=question.unit, rule=question.rule, found=found, title=request.POST.get("title", ""),
                given=tried_words(question), present=dict(question.rows_now()), by=actor, at=now,
            )  # fmt: skip
        except Refused as refused:
            why = refused.reason
        else:
            messages.success(request, "已存成测算报告。只是测算，没有改动任何标准。")
            return redirect("desk_trial", kept.pk)
    context = {
        "here": "sandbox", "q": question, "tried": found, "took": f"{took:.1f}", "why": why,
        "title": request.POST.get("title", ""), "labels": question.categories,
        "open_list": lambda which, unit=None: reverse("desk_sandbox_list", args=(which,))
        + question.address(unit=unit or question.unit.pk),
        "kept": queries.below(seat.unit_path).order_by("-id")[:8],
        "notes": messages.get_messages(request), "paid": bool(question.each) or question.formula.amount,
    }  # fmt: skip
    status = 422 if why or question.errors else 200
    return page_or_fragment(request, "aid/sandbox.html", context=context, status=status)


def tried_words(question: Asking) -> dict[str, str]:
    """The parameters that were tried, in words: what stands in the paper."""
    found = {label: then for label, now, then in question.rows() if now != then}
    for key, label in question.categories:
        if key in question.each:
            found[f"{label}每户每年补助"] = f"{money.yuan(question.each[key])} 元"
    return found


@never_cache
@require_GET
def listed(request: HttpRequest, which: str) -> HttpResponse:
    """The households behind one number, masked, in the officer's subtree."""
    _, seat = officer(request, P.POLICY_TRY)
    question = asked(request.GET, seat, local_day(timezone.now()))
    if which not in queries.WHICH or question.errors:
        raise Http404
    rows = queries.listed(
        question.rule, question.unit, question.given, which, on=question.on, each=question.each,
        after=_uuid(request.GET.get("after", "")), size=SIZE + 1,
    )  # fmt: skip
    more, rows = len(rows) > SIZE, rows[:SIZE]
    names = people.names({row.person_id for row in rows})
    base = reverse("desk_sandbox_list", args=(which,))
    columns = _columns(question, names)
    page = Page(
        path=base, columns=columns, filters=(), size=SIZE,
        rows=[Line(str(row.id), "", tuple(one.cell(row) for one in columns), row) for row in rows],
        after=base + question.address(after=rows[-1].id) if more else "",
        empty_title="没有这样的家庭", empty_text="换一组参数再算。",
    )  # fmt: skip
    context = {
        "here": "sandbox", "q": question, "page": page, "title": queries.WHICH[which][0],
        "back": reverse("desk_sandbox") + question.address(),
    }  # fmt: skip
    return page_or_fragment(request, "aid/sandbox_list.html", context=context)


def _columns(question: Asking, names: dict[UUID, str]) -> list[Column]:
    labels = dict(question.categories)

    def fen(amount: Any) -> str:
        return money.yuan(int(amount or 0))

    def name(row: queries.Household) -> Cell:
        return Cell(masking.name(names.get(row.person_id, "")), href=f"/desk/members/{row.person_id}/")

    found = [
        Column("person", "户主", name),
        Column("unit", "工会"),
        Column("persons", "人口", lambda row: row.persons or "—", align="r"),
        Column("was", "现行", lambda row: labels.get(row.was or "", "不符合")),
        Column("will", "试算", lambda row: labels.get(row.will or "", "不符合")),
    ]
    if question.each or question.formula.amount is not None:
        found += [
            Column("was_fen", "现行金额（元）", lambda row: fen(row.was_fen), align="r"),
            Column("will_fen", "试算金额（元）", lambda row: fen(row.will_fen), align="r"),
        ]
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _kept(request: HttpRequest, trial_id: UUID) -> PolicyTrial:
    _, seat = officer(request, P.POLICY_TRY)
    row: PolicyTrial = get_object_or_404(queries.below(seat.unit_path), pk=trial_id)
    return row


@require_GET
def trial(request: HttpRequest, trial_id: UUID) -> HttpResponse:
    """A trial as it was kept."""
    row = _kept(request, trial_id)
    version = next(one for one in rules[row.rule].versions if one.name == row.version)
    formula = formula_of(version)
    lines = [(one["unit"], one["name"], queries.read(one)) for one in row.result["lines"]]
    context = {
        "here": "sandbox", "row": row, "rule": rules[row.rule], "whole": queries.read(row.result["whole"]),
        "lines": lines, "labels": [(key, formula.label(key)) for key in helped(formula)],
        "author": masking.name(people.names({row.made_by_id}).get(row.made_by_id, "")),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/sandbox_trial.html", context=context)


@require_GET
def trial_file(request: HttpRequest, trial_id: UUID, form: str) -> HttpResponse:
    """The same as PDF or Word, in the layout of official papers."""
    row = _kept(request, trial_id)
    author = people.names({row.made_by_id}).get(row.made_by_id, "")
    return papers.handed(paper(row, author), form, f"政策测算-{row.on:%Y%m%d}")
