"""Orders at the desk: the list, and one order with everything that may be done with it now."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import unseal
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.models import OrderStage, ServiceOrder, Wish
from yugong.scenes.service.queries import orders
from yugong.scenes.service.rules import ordering
from yugong.scenes.service.views.order_words import STATES
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Filter, Table


def _title(row: ServiceOrder) -> Cell:
    return Cell(row.offering.name, href=reverse("desk_order", args=(row.pk,)))


def _due(row: ServiceOrder) -> Cell:
    if row.ended_at is not None:
        return Cell("—")
    late = row.due_at <= timezone.now()
    return Cell(f"超过 {ordering.moment(row.due_at)}" if late else ordering.moment(row.due_at),
                status="overdue" if late else "")  # fmt: skip


LIST = Table(
    columns=(
        Column("offering", "服务", _title),
        Column("unit", "哪个工会的职工", lambda row: row.unit.name),
        Column("pieces", "份数", align="r"),
        Column("stage", "环节", lambda row: Cell(row.get_stage_display(), status=STATES[row.stage])),
        Column("due_at", "期限", _due),
        Column("provider", "谁来送", lambda row: row.chosen.provider if row.chosen else ""),
        Column("again", "重新送", lambda row: f"{row.again} 次" if row.again else ""),
    ),
    filters=(
        Filter("stage", "环节", lambda rows, value: rows.filter(stage=value), "select", OrderStage.choices),
    ),
    sort=("-id",),
    empty_title="还没有点单",
    empty_text="先把菜单摆出来，职工在手机上点两下就能点。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The orders of the officer's subtree."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    page = LIST.page(orders.run_by(actor), request.GET, reverse("desk_orders"))
    return page_or_fragment(request, "service/desk_orders.html", context={"here": "orders", "page": page})


def _at(row: Wish) -> str:
    return ordering.moment(row.at)


def page_of(
    request: HttpRequest, actor: Actor, row: ServiceOrder, error: Refused | None = None
) -> HttpResponse:
    """One order, and what comes next; people by masked names."""
    now, wishes = timezone.now(), list(orders.alive(row)[:200])
    bids = list(row.bids.order_by("price_fen", "on"))
    hands = {one.by_id for one in bids} | {row.chosen_by_id, row.delivered_by_id}
    known = names({one.person_id for one in wishes} | {one for one in hands if one})
    seat = actor.seat
    records = orders.records({one.provider for one in bids}, path=seat.unit_path) if seat and bids else {}
    given = request.POST if error else {}
    context: dict[str, Any] = {
        "here": "orders", "row": row, "offering": row.offering, "error": error, "given": given,
        "state": Cell(row.get_stage_display(), status=STATES[row.stage]),
        "until": ordering.moment(row.due_at), "late": row.ended_at is None and row.due_at <= now,
        "bids": [(one, records.get(one.provider), known.get(one.by_id, "")) for one in bids],
        "wanted": ordering.bids_wanted(row.unit.path, now), "yuan": yuan, "day": ordering.day_words,
        "own_bid": any(one.by_id == actor.person_id for one in bids),
        "may_choose": bool(may(actor, P.CAMPAIGN_REVIEW, row)),
        "wishes": [(one, masking.name(known.get(one.person_id, "")), _at(one)) for one in wishes],
        "words": [(one, unseal(one, "words_sealed")) for one in wishes if one.words_sealed],
        "heard": orders.heard(row), "known": known,
        "most": yuan(row.offering.fen_each * row.pieces), "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "service/desk_order.html", context=context, status=422 if error else 200)


@require_GET
def one(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    return page_of(request, actor, orders.on_desk(actor, order_id))
