"""Telling all who ordered, the text by which notices and books name an order, and insisting on words."""

from datetime import datetime

from yugong.ground.notices.actions import tell
from yugong.ground.notices.templates import Template
from yugong.kernel.errors import Refused
from yugong.scenes.service.models import ServiceOrder
from yugong.scenes.service.queries import orders


def about(order: ServiceOrder) -> str:
    """The text by which notices and commitments name it."""
    return f"service.order:{order.pk}"


def said(text: str, ask: str, *, field: str) -> str:
    """The words somebody owes; Refused when there are none."""
    if not text.strip():
        raise Refused(ask, field=field, code="missing")
    return text.strip()


def tell_all(
    order: ServiceOrder, text: Template, at: datetime, *, only_open: bool = False, **values: str
) -> int:
    """Tell everybody whose wish is in the order; `only_open`: those who have not said that it came."""
    rows = orders.alive(order)
    if only_open:
        rows = rows.exclude(got="yes")
    told = list(rows.values_list("pk", "person_id"))
    for key, person in told:
        tell(to=person, template=text.name, values={"name": order.offering.name, **values}, at=at,
             about=about(order), path=f"/orders/mine/{key}/")  # fmt: skip
    return len(told)
