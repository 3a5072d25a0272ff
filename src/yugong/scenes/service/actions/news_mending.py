"""What happens to a published article: corrected by two hands with a note, or withdrawn with its reason."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Article, Correction, NewsStanding
from yugong.scenes.service.queries.news import indexed


@action(Permission.NEWS_WRITE, on="article", named="news.correct")
def correct(*, article: Article, title: str, body: str, note: str, by: Actor, at: datetime) -> Correction:
    """Propose how a published article should read; nothing changes before another agrees."""
    if article.standing != NewsStanding.PUBLIC:
        raise Refused("只有已经发布的才用更正。", code="stale")
    if by.person_id is None:
        raise Refused("请先登录。", code="nobody")
    if not note.strip():
        raise Refused("请写更正说明，读者会看到：原来写错了什么。", field="note")
    if not title.strip() or not body.strip() or (title, body) == (article.title, article.body):
        raise Refused("请把写错的地方改过来。", field="body")
    if article.corrections.filter(agreed_at=None).exists():
        raise Refused("已经有一个更正在等核准。", code="twice")
    row = Correction(article=article, title=title.strip()[:60], body=body.strip(), note=note.strip()[:200],
                     by_id=by.person_id, at=at)  # fmt: skip
    row.save()
    return row


@action(Permission.NEWS_REVIEW, on="article", named="news.agree")
def agree(*, article: Article, agreed: bool, by: Actor, at: datetime) -> Article:
    """Put the proposed correction in force, with its note under the article; or put it aside."""
    row = article.corrections.filter(agreed_at=None).first()
    if row is None or article.standing != NewsStanding.PUBLIC:
        raise Refused("没有等核准的更正。", code="stale")
    if row.by_id == by.person_id:
        raise Refused("提出更正的人不能自己核准，请交给其他同志。", code="own_work")
    if not agreed:
        row.delete()
        return article
    row.agreed_by_id, row.agreed_at = by.person_id, at
    row.save()
    article.title, article.body = row.title, row.body
    article.grams = indexed(f"{row.title} {row.body}")
    article.save()
    return article


@action(Permission.NEWS_REVIEW, on="article", named="news.withdraw")
def withdraw(*, article: Article, why: str, by: Actor, at: datetime) -> Article:
    """Take a published article away; its address says that it was withdrawn, and why."""
    if article.standing not in (NewsStanding.PUBLIC, NewsStanding.READY):
        raise Refused("只有待发布、已发布的才能撤下。", code="stale")
    if not why.strip():
        raise Refused("请写明撤下的原因，读者会看到。", field="why")
    article.standing, article.withdrawn_at = NewsStanding.WITHDRAWN, at
    article.withdrawn_why = why.strip()[:200]
    article.save()
    return article
