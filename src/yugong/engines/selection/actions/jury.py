"""The jury: who is asked, what he gives, and stepping aside where his own employer or union is entered."""

from collections.abc import Sequence
from datetime import datetime

from yugong.engines.selection.actions.telling import about
from yugong.engines.selection.models import Entry, Juror, JuryScore, Round, RoundStage
from yugong.engines.selection.queries import juries
from yugong.engines.selection.texts import JUROR
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import FULL, contests

SCORES = (RoundStage.PUBLIC, RoundStage.CLOSED)


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.invite")
def invite(*, poll: Round, people: Sequence[Person], by: Actor, at: datetime) -> list[Juror]:
    """Ask people to be jurors, the more of them where some step aside; who is one already stays one."""
    if not contests[poll.contest].jury:
        raise Refused("这类评选没有评委。", code="stale")
    if poll.stage not in (RoundStage.DRAFT, *SCORES):
        raise Refused("现在不能再请评委。", code="stale")
    there = set(poll.jurors.values_list("person_id", flat=True))
    fresh = [one for one in people if one.pk not in there]
    rows = [Juror(poll=poll, person=one, number=len(there) + n) for n, one in enumerate(fresh, start=1)]
    made = list(Juror.objects.bulk_create(rows))
    values = {"title": poll.title, "until": words(poll.closes_at)}
    for one in fresh:
        tell(
            to=one.pk,
            template=JUROR.name,
            values=values,
            at=at,
            about=about(poll),
            path=f"/votes/{poll.pk}/jury/",
        )
    facts(jurors=len(made))
    return made


@action(Permission.PERSON_SELF, on="person", named="selection.score")
def score(*, person: Person, entry: Entry, points: int, by: Actor, at: datetime) -> JuryScore:
    """Give an entry points; given again before the posting, the last ones count."""
    juror = _juror(person, entry)
    if juries.recusals(juror, [entry]):
        raise Refused("这个参评项与你的单位有关，按规定回避，不用评分。", code="recused")
    if not 0 <= points <= FULL:
        raise Refused(f"分数在 0 到 {FULL} 之间。", field="points")
    return _kept(juror, entry, points, "", at)


@action(Permission.PERSON_SELF, on="person", named="selection.recuse")
def recuse(*, person: Person, entry: Entry, by: Actor, at: datetime) -> JuryScore:
    """Step aside from an entry for a reason of one's own."""
    return _kept(_juror(person, entry), entry, None, "self", at)


def _juror(person: Person, entry: Entry) -> Juror:
    """The juror he is; Refused for all others and outside the time."""
    juror = Juror.objects.select_related("poll").filter(poll=entry.poll_id, person=person).first()
    if juror is None:
        raise Refused("你不是这次评选的评委。", code="unknown")
    if juror.poll.stage not in SCORES:
        raise Refused("现在不在评分的时间。", code="stale")
    return juror


def _kept(juror: Juror, entry: Entry, points: int | None, recused: str, at: datetime) -> JuryScore:
    row = JuryScore.objects.filter(entry=entry, juror=juror).first() or JuryScore(entry=entry, juror=juror)
    row.points, row.recused, row.at = points, recused, at
    row.save()
    facts(entry=entry.number, recused=bool(recused))
    return row
