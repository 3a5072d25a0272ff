"""Three reviews and three proof-reads in their order; then publishing, now or at a moment to come."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import STEPS, Article, NewsStanding, Reading
from yugong.scenes.service.news_texts import BACK
from yugong.scenes.service.queries import news
from yugong.scenes.service.rules import proofing


@action(Permission.NEWS_REVIEW, on="article", named="news.read")
def read(*, article: Article, step: int, passed: bool, remark: str, by: Actor, at: datetime) -> Article:
    """Do the next step, with a remark. A no sends it back to its author; after the sixth yes it may appear.

    `step` is the one the reader saw: refused when somebody was faster.
    """
    if article.standing != NewsStanding.READING:
        raise Refused("现在不在审校。", code="stale")
    if step != article.step + 1:
        raise Refused("这一步刚刚有人做过了，请刷新再看。", code="stale")
    proofing.insist(article, by.person_id, local_day(at))
    if not remark.strip():
        raise Refused("请写意见：看了什么、改没改，一句话也行。", field="remark")
    assert by.person_id is not None, "news: nobody reads without being somebody"
    Reading(article=article, round=article.round, step=step, by_id=by.person_id, passed=passed,
            remark=remark.strip()[:200], at=at).save()  # fmt: skip
    facts(step=STEPS[step - 1], passed=passed)
    if not passed:
        _back(article, step, remark.strip()[:200], at)
    else:
        article.step = step
        if step == len(STEPS):
            article.standing = NewsStanding.READY
            if article.publish_at is not None and article.publish_at <= at:
                _show(article, at)
    article.save()
    return article


def _back(article: Article, step: int, remark: str, at: datetime) -> None:
    """To the draft; the next round begins with the first step."""
    article.standing, article.round, article.step = NewsStanding.DRAFT, article.round + 1, 0
    if article.written_by_id is not None:
        values = {"title": article.title, "step": STEPS[step - 1], "remark": remark}
        tell(to=article.written_by_id, template=BACK.name, values=values, at=at,
             about=f"service.article:{article.pk}", path=f"/desk/news/{article.pk}/")  # fmt: skip


@action(Permission.NEWS_REVIEW, on="article", named="news.publish")
def publish(*, article: Article, when: datetime | None = None, by: Actor, at: datetime) -> Article:
    """Let it appear now, or at a moment to come; only after all six readings, and not by its author."""
    if article.standing != NewsStanding.READY:
        raise Refused("六步审校都通过了才能发布。", code="stale")
    if by.person_id == article.written_by_id:
        raise Refused("撰稿人不能发布自己写的，请交给其他同志。", code="own_work")
    if when is not None and when > at:
        article.publish_at = when
    else:
        article.publish_at = article.publish_at or at
        _show(article, at)
    article.save()
    return article


def _show(article: Article, at: datetime) -> None:
    article.standing, article.published_at = NewsStanding.PUBLIC, at


@action(Permission.MATTER_SWEEP, named="news.sweep")
def sweep(*, by: Actor, at: datetime, limit: int = 100) -> int:
    """Let appear what was to appear by now; returns how many."""
    rows = list(news.due(at).select_for_update(of=("self",), skip_locked=True)[:limit])
    for row in rows:
        _show(row, at)
        row.save(update_fields=["standing", "published_at"])
    return len(rows)
