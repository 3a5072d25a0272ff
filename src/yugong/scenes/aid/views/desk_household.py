"""困难档案 at the desk: the list of a subtree, one file with its rule, visits, posting, review and exit."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.audit import queries as audit
from yugong.ground.files.queries import FileCard, files_of
from yugong.ground.people.identity import name_of
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.field import Field
from yugong.kernel.fields import Day, LongText, Money, Select
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import filing, reviews
from yugong.scenes.aid.models import (
    ON_FILE,
    ExitReason,
    HardshipCategory,
    Household,
    HouseholdState,
    ReviewOutcome,
)
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.views import filling, showing
from yugong.scenes.aid.views.mine import MONEY
from yugong.ui import forms
from yugong.ui.acting import acted
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Filter, Table

SOON = timedelta(days=60)
REMOVE: tuple[Field, ...] = (
    Select("why", "退出原因", of=tuple((key, str(words)) for key, words in ExitReason.choices)),
    LongText("note", "依据", hint="本人会看到", longest=300),
)
DECIDE: tuple[Field, ...] = (
    Select("outcome", "复核结论", of=tuple((key, str(words)) for key, words in ReviewOutcome.choices)),
)
MONTH: tuple[Field, ...] = (
    Day("month", "哪个月", hint="填那个月的任何一天", past=True),
    Money("per_head", "那个月人均收入"),
)
FORMS: Mapping[str, tuple[Field, ...]] = {"verify": MONEY, "remove": REMOVE, "decide": DECIDE, "month": MONTH}


def _due(rows: Any, chosen: str) -> Any:
    return (
        rows.filter(state__in=ON_FILE, valid_to__lte=timezone.localdate() + SOON) if chosen == "yes" else rows
    )


def _name(row: Any) -> Cell:
    name = name_of(row.person_id, row.person.name_sealed)
    return Cell(name, href=reverse("desk_household", args=(row.pk,)))


LIST = Table(
    columns=(
        Column("person", "主要申请人", _name),
        Column("number", "档案编号", lambda row: row.number or "—"),
        Column("state", "状态", lambda row: Cell(showing.look(row)[1], status=showing.look(row)[0])),
        Column("category", "类别", lambda row: row.get_category_display() if row.category else "—"),
        Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
        Column("valid_to", "有效期到", lambda row: f"{row.valid_to:%Y-%m-%d}" if row.valid_to else "—"),
    ),
    sort=("-id",),
    filters=(
        Filter(
            "state",
            "状态",
            lambda rows, v: rows.filter(state=v),
            "select",
            tuple((k, str(w)) for k, w in HouseholdState.choices if k != "draft"),
        ),
        Filter(
            "category",
            "类别",
            lambda rows, v: rows.filter(category=v),
            "select",
            tuple((k, str(w)) for k, w in HardshipCategory.choices),
        ),
        Filter("due", "复核", _due, "select", (("yes", "60 天内到期"),)),
    ),
    empty_title="还没有困难档案",
    empty_text="职工在手机上申请，或者右上角代职工登记；提交以后列在这里。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The files of the officer's subtree."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    rows = scope.within(actor, P.MATTER_HANDLE, households.below(seat.unit_path))
    page = LIST.page(rows, request.GET, reverse("desk_households"))
    context = {
        "here": "households",
        "page": without_kept(actor, page, lambda row: row.matter),
        "totals": households.totals(rows, soon=timezone.localdate() + SOON),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/households.html", "list", context)


def found(request: HttpRequest, household_id: UUID) -> tuple[Actor, Household]:
    """The file within the officer's subtree, unless it must be kept from him; a draft is nobody's here."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    rows = Household.objects.exclude(matter=None).select_related("unit", "person")
    row = scope.one(actor, P.MATTER_HANDLE, rows, pk=household_id)
    if row.matter and matters.kept_numbers(actor.person_id, [row.matter]):
        raise Http404
    return actor, row


@require_GET
def of_matter(request: HttpRequest, number: str) -> HttpResponse:
    """From the matter to its file."""
    row = households.of_matter(number)
    if row is None:
        raise Http404
    return redirect("desk_household", row.pk)


@require_GET
def one(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """One file; that it was opened is recorded, once a day."""
    actor, row = found(request, household_id)
    now = timezone.now()
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not audit.done_since(by=actor.key, did="aid.household_seen", on=row, since=morning):
        filing.seen(household=row, by=actor, at=now)
    return shown(request, actor, row)


def holds(actor: Actor, row: Household, matter: Any) -> bool:
    """Whether the officer sits where the file stands or its matter lies: only there details are open."""
    return actor.seat is not None and actor.seat.unit_id in {row.unit_id, matter.unit_id if matter else None}


def shown(
    request: HttpRequest,
    actor: Actor,
    row: Household,
    *,
    did: str = "",
    errors: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page, with the form that was wrong."""
    matter = matters.by_number(row.matter) if row.matter else None
    full = holds(actor, row, matter)
    context = {
        "here": "households",
        **told(row, full=full),
        "m": matter,
        "moves": matters.moves_for(actor, matter) if matter else (),
        "deeds": faces.deeds(matters.story(matter, full=full)) if matter else (),
        "verifies": full and row.state in ("applied", *ON_FILE),
        "visiting": full and matter is not None and matter.stage in ("visit", "discuss"),
        "reviews": actor.seat is not None and "reviewer" in actor.seat.duties and row.state in ON_FILE,
        "on_file": row.state in ON_FILE,
        "forms": sheets_of(request, row, did, errors or {}),
        "did": did,
        "notes": messages.get_messages(request),
    }
    response = page_or_fragment(request, "aid/household.html", context=context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def told(row: Household, *, full: bool) -> dict[str, Any]:
    """What the file holds, with names, health and school for its own desk only."""
    sheet = sheets.sheet(sheets.newest(row))
    return {
        "row": row,
        "full": full,
        "name": names({row.person_id}).get(row.person_id, ""),
        "status": showing.look(row),
        "people": filling.people(row, full=full),
        "why": sheet.get("why") or {} if full else {},
        "sums": showing.sums(row),
        "verdict": showing.verdict(households.verdict_of(row)),
        "visits": showing.visits(row, full=full),
        "postings": showing.postings(row, full=full),
        "review": households.review_of(row),
        "months": households.months_of(row),
        "consents": len(households.agreed(row)),
        "papers": papers(row) if full else [],
    }


def papers(row: Household) -> list[FileCard]:
    """Signatures on paper, and the photos of the visits."""
    visits = row.visits.order_by("id").values_list("pk", flat=True)
    owners = [f"aid.household:{row.pk}", *(f"aid.homevisit:{one}" for one in visits)]
    return [card for owner in owners for card in files_of(owner)]


def sheets_of(
    request: HttpRequest, row: Household, did: str, errors: Mapping[str, Any]
) -> dict[str, forms.Form]:
    """The forms of the page: what was found begins with what is known; what was wrong comes back."""
    sheet = sheets.sheet(sheets.newest(row))
    figures = {key: each for topic in reviews.MONEY for key, each in (sheet.get(topic) or {}).items()}
    return {
        key: forms.form(
            fields,
            request.POST if key == did else filling.typed(MONEY, figures) if key == "verify" else {},
            errors if key == did else {},
            more={field.name: {"id": f"{key}-{field.name}"} for field in fields},
        )
        for key, fields in FORMS.items()
    }


@require_POST
def act(request: HttpRequest, household_id: UUID, do: str) -> HttpResponse:
    """One act of the desk on a file: what was found, a review, a month, the exit."""
    actor, row = found(request, household_id)
    if do not in FORMS:
        raise Http404
    now = timezone.now()
    errors = acted(request, FORMS[do], lambda given: ACTS[do](request, row, given, by=actor, at=now), at=now)
    if not errors:
        return redirect("desk_household", row.pk)
    return shown(request, actor, row, did=do, errors=errors)


def _verify(request: HttpRequest, row: Household, given: Mapping[str, Any], **who: Any) -> str:
    reviews.verify(household=row, given=dict.fromkeys(reviews.MONEY, request.POST), **who)
    verdict = households.verdict_of(row)
    return f"已核定，规则的结论：{showing.outcome(verdict.outcome)}" if verdict else "已核定"


def _remove(request: HttpRequest, row: Household, given: Mapping[str, Any], **who: Any) -> str:
    filing.remove(household=row, why=given["why"], note=given["note"], **who)
    return "已退出，本人会看到原因"


def _decide(request: HttpRequest, row: Household, given: Mapping[str, Any], **who: Any) -> str:
    reviews.decide(household=row, outcome=given["outcome"], **who)
    return "复核好了"


def _month(request: HttpRequest, row: Household, given: Mapping[str, Any], **who: Any) -> str:
    reviews.record_month(
        household=row, month=date.fromisoformat(given["month"]), per_head_fen=given["per_head"], **who
    )
    return "已登记"


ACTS: Mapping[str, Callable[..., str]] = {
    "verify": _verify,
    "remove": _remove,
    "decide": _decide,
    "month": _month,
}
