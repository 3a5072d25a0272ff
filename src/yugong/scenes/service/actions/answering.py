"""What comes of an order to mend a station: the keeper's word, and the word of those who had reported."""

from datetime import datetime
from uuid import UUID

from yugong.ground.notices.actions import tell
from yugong.scenes.service.models import StationReport, StationWord
from yugong.scenes.service.queries import reports as queries
from yugong.scenes.service.station_texts import STATION_MENDED


def mended(*, number: str, asker: UUID, done: str, at: datetime) -> bool:
    """The keeper says it is done: what was said before counts little, the others who reported are asked."""
    rows = list(queries.of_matter(number).order_by("at"))
    if not rows:
        return False
    station = rows[0].station
    _note(station.pk, StationWord.MENDED, None, number, at)
    for person in {row.person_id for row in rows if row.person_id and row.person_id != asker}:
        tell(
            to=person, template=STATION_MENDED.name, values={"station": station.name, "done": done},
            at=at, about=number, path=f"/stations/{station.pk}/",
        )  # fmt: skip
    return True


def heard(*, number: str, person: UUID, works: bool, at: datetime) -> None:
    """Who had reported says how it is now: one more sign for whoever looks for an open door."""
    first = queries.of_matter(number).filter(person=person).order_by("at").first()
    if first is not None:
        _note(first.station_id, StationWord.OPEN if works else first.what, person, number, at)


def dropped(*, number: str, person: UUID, at: datetime) -> None:
    """The order was a mistake: the asker's own reports no longer count."""
    queries.of_matter(number).filter(person=person).update(taken_back_at=at)


def _note(station: UUID, what: str, person: UUID | None, number: str, at: datetime) -> None:
    row = StationReport(station_id=station, what=what, person_id=person, matter=number, at=at)
    row.save(force_insert=True)
