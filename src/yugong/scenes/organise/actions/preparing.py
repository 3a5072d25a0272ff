"""Preparing a union: agreed by the union above, agreed to by workers, elected, or given up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org import actions as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people import queries as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import texts
from yugong.scenes.organise.actions import elections
from yugong.scenes.organise.models import Agreement, Election, Founding, FoundingState
from yugong.scenes.organise.queries import foundings
from yugong.scenes.organise.rules.founding import SINGLE


@action(Permission.UNIT_MANAGE, on="upper")
def begin(
    *, upper: Unit, matter: str, asker: Person, answers: Mapping[str, Any], by: Actor, at: datetime
) -> Founding:
    """Agree that a union is prepared: its employer is registered and its members elsewhere are asked."""
    if before := Founding.objects.filter(matter=matter).first():
        Founding.objects.filter(pk=before.pk).update(state=FoundingState.PREPARING, ended_at=None)
        return before
    employer = _employer(upper, answers, by=by, at=at) if answers["form"] == SINGLE else None
    row = Founding(
        matter=matter,
        name=answers["name"],
        form=answers["form"],
        employer=employer,
        upper=upper,
        agreed_at=at,
    )
    row.save()
    facts(matter=matter, form=row.form)
    if answers["who"] == "staff" and people.membership_of(asker.pk):
        Agreement(founding=row, person=asker, agreed_at=at).save()
    for person in foundings.members_elsewhere(row):
        if person != asker.pk:
            _ask(row, person, at=at)
    return row


def _employer(upper: Unit, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> Employer:
    found: Employer = org.register_employer(
        name=answers["employer"], uscc=answers.get("uscc") or "", division_code=upper.division_code[:6],
        staff_count=answers["staff"], by=by, at=at,
    )  # fmt: skip
    return found


def _ask(row: Founding, person: Any, *, at: datetime) -> None:
    tell(
        to=person,
        template=texts.FORMING.name,
        values={"union": row.name},
        about=row.matter,
        path=f"/unions/{row.pk}/",
        once=f"forming|{row.pk}",
        at=at,
    )


@action(Permission.PERSON_SELF, on="person")
def agree(*, person: Person, founding: Founding, by: Actor, at: datetime) -> Agreement:
    """A worker's own yes to moving his membership to the union that is being founded."""
    if founding.state != FoundingState.PREPARING:
        raise Refused("这个工会的筹备已经结束；工会成立后可以申请转会", code="ended")
    if not foundings.may_agree(founding, person.pk):
        raise Refused("只有在这家单位上班的会员可以办，请先更新用工单位", code="not_here")
    facts(founding=founding.pk)
    row, _ = Agreement.objects.get_or_create(founding=founding, person=person, defaults={"agreed_at": at})
    return row


@action(Permission.PERSON_SELF, on="asker")
def report(
    *, asker: Person, founding: Founding, answers: Mapping[str, Any], by: Actor, at: datetime
) -> Election:
    """Take down an election that holds by the rules in force on its day; Refused says why not."""
    election = elections.take_down(
        matter=founding.matter, answers=answers, path=founding.upper.path, since=founding.agreed_at,
        unit=None, at=at,
    )  # fmt: skip
    facts(founding=founding.pk, due=election.due, present=election.present, votes=election.chair_votes)
    return election


def give_up(*, founding: Founding, at: datetime) -> Founding:
    """End a preparation that led to no union, within the move of its matter."""
    founding.state, founding.ended_at = FoundingState.ENDED, at
    founding.save(update_fields=["state", "ended_at"])
    return founding
