"""Answers kept, published by another hand, taken back; sessions planned, counted by another, dropped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import LawAnswer, LawSession
from yugong.scenes.rights.queries import law as queries
from yugong.scenes.rights.rules.consulting import insist_nameless


def answered(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> LawAnswer:
    """Keep the answer for the asker; answered again, the last one stands."""
    row = queries.answer_of(matter.number) or LawAnswer(matter=matter.number, asker_id=matter.asker_id)
    row.unit_id, row.topic, row.public = matter.unit_id, answers["topic"], answers["public"] == "yes"
    row.lawyer, row.answered_on, row.answered_by_id = answers["lawyer"], local_day(at), by.person_id
    row.answer_sealed = seal(row, "answer_sealed", answers["answer"])
    row.save()
    return row


@action(Permission.MATTER_HANDLE, on="answer", named="law.published")
def publish(*, answer: LawAnswer, words: Mapping[str, str], by: Actor, at: datetime) -> LawAnswer:
    """Put it on the public page: with the asker's consent, by another hand, without a name or a number."""
    if not answer.public:
        raise Refused("职工没有同意公开", code="no_consent")
    if by.person_id == answer.answered_by_id:
        raise Refused("公开前要由另一位同志审核，请交给同事", code="own_work")
    insist_nameless(" ".join(words.values()), names=tuple(names({answer.asker_id}).values()))
    answer.title, answer.asked_words, answer.said_words = (
        words["title"],
        words["asked_words"],
        words["said_words"],
    )
    answer.published_on, answer.published_by_id = local_day(at), by.person_id
    answer.save()
    facts(matter=answer.matter)
    return answer


@action(Permission.MATTER_HANDLE, on="answer", named="law.taken_back")
def take_back(*, answer: LawAnswer, by: Actor, at: datetime) -> LawAnswer:
    """Off the public page."""
    answer.published_on, answer.published_by_id = None, None
    answer.save()
    return answer


@action(Permission.MATTER_HANDLE, on="unit", named="law.planned")
def plan_session(
    *, unit: Unit, topic: str, on: date, clock: str, place: str, speaker: str, by: Actor, at: datetime
) -> LawSession:
    """Announce a session; it stands on the public page at once."""
    if on < local_day(at):
        raise Refused("日期不能在今天以前", field="on")
    row = LawSession(
        unit=unit, topic=topic, on=on, clock=clock, place=place, speaker=speaker, planned_by_id=by.person_id
    )
    row.save(force_insert=True)
    return row


@action(Permission.MATTER_HANDLE, on="session", named="law.counted")
def count_session(*, session: LawSession, attended: int, by: Actor, at: datetime) -> LawSession:
    """How many came, said once by somebody other than who planned it, when it is over."""
    if session.dropped_on or session.attended is not None:
        raise Refused("已经确认过，或者已经取消", code="stale")
    if session.on > local_day(at):
        raise Refused("还没有办，办完再确认人数", field="attended", code="early")
    if by.person_id == session.planned_by_id:
        raise Refused("人数要由组织人以外的人来确认，请交给同事", field="attended", code="own_work")
    session.attended, session.confirmed_by_id, session.confirmed_on = attended, by.person_id, local_day(at)
    session.save()
    facts(attended=attended)
    return session


@action(Permission.MATTER_HANDLE, on="session", named="law.dropped")
def drop_session(*, session: LawSession, by: Actor, at: datetime) -> LawSession:
    """It does not take place."""
    if session.attended is not None:
        raise Refused("已经办过，不能取消", code="stale")
    session.dropped_on = local_day(at)
    session.save()
    return session
