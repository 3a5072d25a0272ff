"""The desk menu of mutual aid, with what waits for the union's word: imported when Django is ready."""

from functools import lru_cache

from django.http import HttpRequest

from yugong.ground.access.middleware import actor_of
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.queries import mutual
from yugong.ui import menus
from yugong.ui.counts import Number, rows
from yugong.ui.menus import Entry


def unconfirmed(request: HttpRequest) -> Number:
    """How many claims wait for the word of the union that insured."""
    seat = actor_of(request).seat
    return _asked(seat.unit_id) if seat and P.MATTER_HANDLE in seat.permissions else 0


@lru_cache(maxsize=256)
def _asked(unit_id: int) -> Number:
    return rows(mutual.unconfirmed(unit_id))


MUTUAL = ("mutual", "aid", "shield-plus", "互助保障", "desk_mutual", P.ROSTER_IMPORT)
menus.desk.add(Entry(*MUTUAL, count=unconfirmed, order=20))
