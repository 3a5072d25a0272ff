"""Whose the files of a household are: signatures on paper, and photos a family let the visitors take."""

from yugong.engines.matters.queries import kept_numbers
from yugong.ground.files.owners import Owner, owners
from yugong.kernel.actor import Actor
from yugong.scenes.aid.models import HomeVisit, Household


def _of_visit(key: str) -> Household | None:
    row = HomeVisit.objects.select_related("household", "household__unit").filter(pk=key).first()
    return row.household if row else None


def _bars(actor: Actor, thing: Household | None) -> bool:
    """Kept from whoever the matter is kept from, and from posts that only look down on the file."""
    if thing is None or thing.person_id == actor.person_id:
        return False
    if actor.seat is None or actor.seat.unit_id != thing.unit_id:
        return True
    return bool(thing.matter and kept_numbers(actor.person_id, [thing.matter]))


owners.add(
    Owner(
        "aid.household",
        lambda key: Household.objects.select_related("unit").filter(pk=key).first(),
        bars=_bars,
    )
)
owners.add(Owner("aid.homevisit", _of_visit, bars=_bars))
