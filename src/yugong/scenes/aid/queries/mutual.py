"""Reading mutual aid: a person's covers, what his union sees, enrolments and receipts of a place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yugong.ground.org import queries as org
from yugong.scenes.aid.models import (
    ClaimState,
    CoverState,
    MutualClaim,
    MutualCover,
    MutualEnrolment,
    MutualLead,
    MutualReceipt,
    MutualRefund,
)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's cover as he reads it."""

    id: UUID
    product: str
    shares: int
    unit_name: str
    starts_on: date
    ends_on: date
    covered_from: date
    state: str  # held | waiting | live | over
    words: str


def holdings(person_id: UUID, *, on: date) -> list[Holding]:
    """A person's covers, the newest first: waiting for money, waiting for its first day, live, over."""
    rows = MutualCover.objects.filter(person_id=person_id).exclude(state=CoverState.ENDED)
    return [held(row, on) for row in rows.select_related("unit").order_by("-starts_on", "-id")[:40]]


def held(row: MutualCover, on: date) -> Holding:
    """One cover on a day."""
    if row.state == CoverState.HELD:
        state, words = "held", "等单位缴费"
    elif on > row.ends_on:
        state, words = "over", "已到期"
    elif on < row.covered_from:
        state, words = "waiting", f"{row.covered_from:%Y-%m-%d} 起保障"
    else:
        state, words = "live", "保障中"
    return Holding(
        row.pk, row.product, row.shares, row.unit.name, row.starts_on, row.ends_on,
        row.covered_from, state, words,
    )  # fmt: skip


def cover_on(person_id: UUID, *, products: tuple[str, ...], on: date) -> MutualCover | None:
    """The paid cover in one of these products that holds a day, waiting or not."""
    rows = MutualCover.objects.filter(person_id=person_id, state=CoverState.LIVE, product__in=products)
    rows = rows.filter(starts_on__lte=on, ends_on__gte=on).select_related("unit", "enrolment__office")
    return rows.order_by("-starts_on").first()


def claim_of(matter: str) -> MutualClaim | None:
    """The claim of a matter."""
    rows = MutualClaim.objects.filter(matter=matter)
    return rows.select_related("cover", "cover__enrolment__office", "unit").first()


def claims_of(person_id: UUID) -> list[MutualClaim]:
    """A person's own claims, the newest first; not what his family claims."""
    return list(MutualClaim.objects.filter(person_id=person_id, payee=None).order_by("-id")[:40])


def leads_of(person_id: UUID) -> list[MutualLead]:
    """What the insurer told of a person and he has not answered."""
    rows = MutualLead.objects.filter(person_id=person_id, matter="", declined_at=None)
    return list(rows.select_related("cover").order_by("-id")[:10])


def paid_on_cover(cover: MutualCover, *, besides: str = "") -> int:
    """What was granted on a cover already, in fen."""
    rows = MutualClaim.objects.filter(cover=cover, state__in=(ClaimState.GRANTED, ClaimState.PAID))
    return sum(rows.exclude(matter=besides).values_list("amount_fen", flat=True))


def overlapping(person_id: UUID, first: date, last: date, *, event: str) -> bool:
    """Whether these days were claimed for already; a stay that begins the day another ended is another."""
    rows = MutualClaim.objects.filter(person_id=person_id, event=event)
    rows = rows.exclude(state__in=(ClaimState.DROPPED, ClaimState.REFUSED))
    return rows.filter(Q(happened_on__lt=last, until__gt=first) | Q(happened_on=first)).exists()


def enrolments_below(path: str) -> QuerySet[MutualEnrolment]:
    """The enrolments of the unions of a subtree, without their files."""
    rows = MutualEnrolment.objects.filter(unit__in=org.subtree(path))
    return rows.select_related("unit", "office").defer("file_sealed", "name_sealed", "problems_sealed")


def receipts_at(path: str) -> QuerySet[MutualReceipt]:
    """What came in at the offices of a subtree."""
    return MutualReceipt.objects.filter(office__in=org.subtree(path)).select_related("enrolment__unit")


def refunds() -> QuerySet[MutualRefund]:
    """Premiums on their way back, with whose they are."""
    return MutualRefund.objects.select_related("office", "receipt__enrolment__unit", "cover__enrolment__unit")


def refunds_at(path: str) -> QuerySet[MutualRefund]:
    """Those of the offices of a subtree."""
    return refunds().filter(office__in=org.subtree(path))


def claims_below(path: str) -> QuerySet[MutualClaim]:
    """The claims on covers of the unions of a subtree; nothing of the illness stands in them."""
    return MutualClaim.objects.filter(unit__in=org.subtree(path)).select_related("unit", "cover")


def unconfirmed(unit_id: int) -> QuerySet[MutualClaim]:
    """The claims that wait for this union's own word."""
    return MutualClaim.objects.filter(unit=unit_id, state=ClaimState.CONFIRM)
