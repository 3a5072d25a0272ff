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


def drawn(campaign: Campaign, called: Sequence[str] | None = None) -> Record:
    """The draw as it is published, without names; the order from seed and number, or as given."""
    seed, found = seed_of(campaign), slips(campaign)
    order = ordered(seed, campaign.public_number, found) if called is None else tuple(called)
    return Record(campaign.title, campaign.places, campaign.seal, seed, campaign.public_number, found, order)


def published(campaign: Campaign) -> Record:
    """The draw as it was done: the order is the one that was written, not counted again."""
    rows = Enrolment.objects.filter(campaign=campaign, drawn=True).order_by("turn", "id")
    return drawn(campaign, list(rows.values_list("code", flat=True)))
