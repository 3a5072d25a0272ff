"""Posting a result, answering what is reported about it, and settling it when the days are over."""

from datetime import datetime

from yugong.engines.selection import followers
from yugong.engines.selection.actions.telling import about
from yugong.engines.selection.models import Entry, FraudReport, Round, RoundStage
from yugong.engines.selection.queries import juries, results
from yugong.engines.selection.texts import ANSWERED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.parameters import queries as parameters
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

WHAT = {
    "bought": "花钱、送东西拉票", "pressed": "有人强迫或替别人投票", "false": "参评的情况不真实",
    "jury": "评委没有回避", "result": "对结果有异议", "other": "其他",
}  # fmt: skip


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.post")
def post(*, poll: Round, by: Actor, at: datetime) -> Round:
    """Post the result for its working days; with it goes the list of ballots and the fraud report."""
    if poll.stage != RoundStage.CLOSED:
        raise Refused("截止计票以后才能公示。", code="stale")
    if short := juries.missing(poll):
        raise Refused(
            f"{'、'.join(short[:3])}等 {len(short)} 个还没有评够分，请催评委或补请评委。", code="jury"
        )
    _insist_turnout(poll)
    found = results.outcome(poll)
    places = {line.entry: place for place, line in enumerate(found.lines, start=1)}
    for entry in Entry.objects.filter(poll=poll):
        entry.place, entry.won = places[entry.number], entry.number in found.won
        entry.save(update_fields=["place", "won"])
    day = local_day(at)
    span = workdays(int(parameters.value("vote.posting", on=day, path=poll.unit.path)))
    last = due(day, span, calendar=parameters.calendar())
    poll.stage, poll.posted_on, poll.posted_until = RoundStage.POSTED, day, last.when
    poll.save()
    facts(won=list(found.won), drawn=list(found.drawn))
    return poll


def _insist_turnout(poll: Round) -> None:
    least = contests[poll.contest].turnout
    rolls = results.rolls(poll)
    voted, entitled = sum(one.voted for one in rolls), sum(one.entitled for one in rolls)
    if least is not None and not least.met(voted, entitled):
        need = least.least(entitled)
        raise Refused(f"参加投票 {voted} 人，至少要 {need} 人才有效。请作废后重新组织。", code="turnout")


@action(Permission.CONTEST_REPORT, on="poll", shared=True, named="selection.report")
def report(*, poll: Round, what: str, words: str, by: Actor, at: datetime) -> FraudReport:
    """Report something about a vote; a visitor's report has no name, neither in the row nor in the log."""
    if what not in WHAT:
        raise Refused("请选反映的是什么。", field="what")
    if poll.stage not in (RoundStage.PUBLIC, RoundStage.CLOSED, RoundStage.POSTED):
        raise Refused("评选已经结束，请打 12351 反映。", code="stale")
    text = words.strip()[:500]
    if len(text) < 4:
        raise Refused("请写清楚看到了什么、什么时候。", field="words")
    row = FraudReport(poll=poll, person_id=by.person_id, what=what, at=at)
    row.words_sealed = seal(row, "words_sealed", text)
    row.save()
    return row


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.answer_report")
def answer(
    *, poll: Round, report: FraudReport, upheld: bool, text: str, by: Actor, at: datetime
) -> FraudReport:
    """Say what was found; the answer is printed with the result."""
    if report.poll_id != poll.pk or report.answered_at is not None:
        raise Refused("这一条已经答复过了。", code="stale")
    if not text.strip():
        raise Refused("请写明核实结果，会和结果一起公布，不要写姓名。", field="answer")
    report.upheld, report.answer, report.answered_at = upheld, text.strip()[:300], at
    report.save()
    if report.person_id:
        values = {"title": poll.title, "answer": report.answer}
        tell(to=report.person_id, template=ANSWERED.name, values=values, at=at, about=about(poll))
    facts(upheld=upheld)
    return report


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.settle")
def settle(*, poll: Round, by: Actor, at: datetime) -> Round:
    """After the posting, with every report answered, the result stands; the scene of the contest is told."""
    if poll.stage != RoundStage.POSTED:
        raise Refused("结果没有在公示。", code="stale")
    if poll.posted_until is None or local_day(at) <= poll.posted_until:
        raise Refused(f"公示到 {poll.posted_until:%Y-%m-%d}，期满以后才能完成。", code="early")
    if poll.reports.filter(answered_at=None).exists():
        raise Refused("还有反映没有核实答复，先答复再完成。", code="reports")
    poll.stage, poll.settled_at = RoundStage.SETTLED, at
    poll.save()
    won = [
        followers.Winner(source, int(place or 0), title)
        for source, place, title in poll.entries.filter(won=True)
        .order_by("place")
        .values_list("source", "place", "title")
    ]
    if poll.step == len(contests[poll.contest].rounds):
        followers.tell(poll.contest, poll.pk, won, by=by, at=at)
    facts(won=len(won))
    return poll
