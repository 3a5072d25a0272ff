"""What the lot of a campaign is made of, and its record for everybody."""

from collections.abc import Sequence

from yugong.engines.campaigns.models import Campaign, Enrolment, Standing
from yugong.ground.people.row_cells import unseal
from yugong.kernel.lot import Record, Slip, ordered


def seed_of(campaign: Campaign) -> str:
    """The seed; nobody asks for it before the draw."""
    return str(unseal(campaign, "seed_sealed"))


def slips(campaign: Campaign) -> tuple[Slip, ...]:
    """Everybody who stood in the draw, by the number on his receipt: who left before it took no part."""
    rows = Enrolment.objects.filter(campaign=campaign)
    drawn = (
        rows.filter(standing=Standing.ENTERED) if campaign.drawn_count is None else rows.filter(drawn=True)
    )
    return tuple(
        Slip(code, tickets) for code, tickets in drawn.order_by("code").values_list("code", "tickets")
    )


def order(campaign: Campaign) -> tuple[str, ...]:
    """The order of calling, from seed and public number."""
    return ordered(seed_of(campaign), campaign.public_number, slips(campaign))


def record(campaign: Campaign, called: Sequence[str]) -> Record:
    """The draw as it is published: numbers of receipts, no names."""
    return Record(
        campaign.title, campaign.places, campaign.seal, seed_of(campaign), campaign.public_number,
        slips(campaign), tuple(called),
    )  # fmt: skip


def published(campaign: Campaign) -> Record:
    """The draw as it was done: the order is the one that was written, not counted again."""
    rows = Enrolment.objects.filter(campaign=campaign, drawn=True).order_by("turn", "id")
    return record(campaign, list(rows.values_list("code", flat=True)))
