"""Telling the worker and his mediator, once for each, that an instalment of an agreement did not come."""

from datetime import date, datetime
from urllib.parse import quote
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.rights import texts
from yugong.scenes.rights.models import Mediation
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules import mediators


@action(Permission.SYSTEM_RUN, named="mediation.instalments")
def missed(*, by: Actor, at: datetime) -> int:
    """Tell of every instalment whose day is over and for which too little has come; how many were told."""
    today, told = local_day(at), 0
    for row, day, short in queries.behind(today):
        told += _worker(row, day, short, at=at)
        told += sum(_mediator(row, day, who, at=at) for who in _press(row, today))
    facts(told=told)
    return told


def _worker(row: Mediation, day: date, short: int, *, at: datetime) -> bool:
    values = {"employer": row.employer_name, "due": f"{day:%Y-%m-%d}", "yuan": yuan(short)}
    sent = tell(
        to=row.asker_id, template=texts.INSTALMENT_MISSED.name, values=values,
        about=row.matter, path=f"/m/{quote(row.matter)}/", once=_once(row, day), at=at,
    )  # fmt: skip
    return sent is not None


def _mediator(row: Mediation, day: date, who: UUID, *, at: datetime) -> bool:
    values = {"number": row.matter, "due": f"{day:%Y-%m-%d}"}
    sent = tell(
        to=who, template=texts.INSTALMENT_TO_PRESS.name, values=values,
        about=row.matter, path=f"/desk/mediations/{quote(row.matter)}/", once=_once(row, day), at=at,
    )  # fmt: skip
    return sent is not None


def _press(row: Mediation, today: date) -> list[UUID]:
    """Who presses the employer: the case's mediator, or when he has left, those who mediate there now."""
    if mediators.mediates(row.mediator_id, row.unit_id, on=today):
        return [row.mediator_id]
    return list(mediators.mediators_of(row.unit_id, on=today))


def _once(row: Mediation, day: date) -> str:
    return f"instalment|{row.pk}|{day}"
