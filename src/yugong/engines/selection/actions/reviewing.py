"""Two reviews by two other persons before a round is public; and calling it off."""

from datetime import datetime, timedelta

from yugong.engines.selection.actions.telling import about
from yugong.engines.selection.models import REVIEWS, Box, PollReview, Round, RoundStage
from yugong.engines.selection.texts import BACK
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.submit")
def submit(*, poll: Round, by: Actor, at: datetime) -> Round:
    """Give a draft to the reviewers."""
    if poll.stage != RoundStage.DRAFT:
        raise Refused("已经提交过了。", code="stale")
    if poll.closes_at <= at:
        raise Refused("截止时间已经过了，请先改时间。", field="closes_at")
    declared, entries = contests[poll.contest], poll.entries.count()
    if entries <= poll.winners:
        raise Refused(
            f"要评出 {poll.winners} 个，参评的至少 {poll.winners + 1} 个，现在 {entries} 个。", field="title"
        )
    if declared.votes and entries < declared.most:
        raise Refused(f"每张选票可以选 {declared.most} 个，参评的只有 {entries} 个。", field="title")
    if declared.jury and poll.jurors.count() < declared.jurors:
        raise Refused(f"评委至少 {declared.jurors} 人，现在 {poll.jurors.count()} 人。", field="juror")
    poll.stage = RoundStage.REVIEW
    poll.save()
    return poll


@action(Permission.CONTEST_REVIEW, on="poll", named="selection.review")
def review(*, poll: Round, passed: bool, reason: str, by: Actor, at: datetime) -> Round:
    """One of the two reviews, by somebody who neither wrote it nor reviewed it before.

    A no sends it back to the draft with its reason, and both begin again; the second yes publishes it.
    """
    if poll.stage != RoundStage.REVIEW:
        raise Refused("现在不在审核中。", code="stale")
    if by.person_id is None or by.person_id == poll.drafted_by_id:
        raise Refused("起草人不能审核自己写的，请交给其他同志。", code="own_work")
    turn = int(poll.reviews.filter(passed=False).count()) + 1
    done = list(poll.reviews.filter(turn=turn))
    if any(one.by_id == by.person_id for one in done):
        raise Refused("你已经审过一次，两次审核要由两个人来做。", code="twice")
    why = reason.strip()[:200]
    if not passed and not why:
        raise Refused("请写明退回的原因，起草人好改。", field="reason")
    PollReview(poll=poll, turn=turn, by_id=by.person_id, passed=passed, at=at, reason=why).save()
    facts(step=len(done) + 1, passed=passed)
    if not passed:
        poll.stage = RoundStage.DRAFT
        if poll.drafted_by_id:
            values = {"title": poll.title, "reason": why}
            tell(to=poll.drafted_by_id, template=BACK.name, values=values, at=at, about=about(poll))
    elif len(done) + 1 == REVIEWS:
        if poll.closes_at <= at + timedelta(hours=1):
            raise Refused("离截止不到一小时，请退回改时间。", code="too_late")
        poll.stage, poll.published_at = RoundStage.PUBLIC, at
    poll.save()
    return poll


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.cancel")
def cancel(*, poll: Round, why: str, by: Actor, at: datetime) -> Round:
    """It does not count: the reason is public; unopened ballots are destroyed unread."""
    if poll.stage in (RoundStage.CANCELLED, RoundStage.SETTLED):
        raise Refused("评选已经结束，不能再作废。", code="stale")
    if not why.strip():
        raise Refused("请写明作废的原因，投过票的人会看到。", field="why")
    poll.stage, poll.cancelled_why = RoundStage.CANCELLED, why.strip()[:120]
    Box.objects.filter(poll=poll).delete()
    poll.batches.update(papers_sealed=None)
    poll.save()
    return poll
