"""Writing an article, and changing it: a text that was read goes back to the first reading when changed."""

from datetime import date, datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Article, Column, NewsStanding
from yugong.scenes.service.queries.news import indexed

WORDS = ("column", "title", "body", "byline")


@action(Permission.NEWS_WRITE, on="unit", shared=True, named="news.write")
def write(*, unit: Unit, given: dict[str, Any], by: Actor, at: datetime) -> Article:
    """Write one; `given` has the words of the form. Nobody reads it before six readings."""
    row = Article(unit=unit, written_by_id=by.person_id, written_at=at)
    _keep(row, given)
    facts(column=row.column)
    return row


@action(Permission.NEWS_WRITE, on="article", named="news.mend")
def mend(*, article: Article, given: dict[str, Any], by: Actor, at: datetime) -> Article:
    """Change it; when it was being read or ready all readings begin anew. Who changed it is its author."""
    if article.standing in (NewsStanding.PUBLIC, NewsStanding.WITHDRAWN):
        raise Refused("已经发布过，不能直接改：写错了请用“更正”，不该发请用“撤下”。", code="stale")
    before = [getattr(article, word) for word in WORDS]
    if article.standing != NewsStanding.DRAFT and before != [given[word] or "" for word in WORDS]:
        article.standing, article.round, article.step = NewsStanding.DRAFT, article.round + 1, 0
        article.publish_at = None
    article.written_by_id = by.person_id
    _keep(article, given)
    facts(round=article.round)
    return article


def _keep(row: Article, given: dict[str, Any]) -> None:
    for word in WORDS:
        setattr(row, word, given[word] or "")
    until = given.get("shown_until")
    row.shown_until = date.fromisoformat(until) if until and row.column == Column.FESTIVAL else None
    row.grams = indexed(f"{row.title} {row.body}")
    row.save()
    row.refresh_from_db(fields=["grams"])


@action(Permission.NEWS_WRITE, on="article", named="news.submit")
def submit(*, article: Article, by: Actor, at: datetime) -> Article:
    """Give it to the readers."""
    if article.standing != NewsStanding.DRAFT:
        raise Refused("已经在审校了。", code="stale")
    article.standing = NewsStanding.READING
    article.save(update_fields=["standing"])
    return article
