"""Reading the news: what is public, what holds some words, what an officer writes and reads."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.http import Http404

from yugong.ground.access import scope
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE
from yugong.kernel.grams import grams, query
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Article, Column, NewsStanding

LONGEST = 40  # characters of a search
NEWEST = """
    SELECT id, title, "column", published_at FROM service_article WHERE standing = 'public'
    ORDER BY published_at DESC, id DESC LIMIT %s
"""


def indexed(text: str) -> Func:
    """The characters and pairs of a text as the index keeps them."""
    words = Value(grams(text), output_field=ArrayField(TextField()))
    return Func(words, function="array_to_tsvector", output_field=SearchVectorField())


def public() -> QuerySet[Article]:
    """What anybody may read; the newest first."""
    return Article.objects.filter(standing=NewsStanding.PUBLIC).select_related("unit").defer("body", "grams")


def holding(rows: QuerySet[Article], text: str) -> QuerySet[Article]:
    """Those that hold every word of a text, as it stands there; all of them when nothing is sought."""
    words = text[:LONGEST].split()
    if not (asked := query(" ".join(words))):
        return rows.none() if words else rows
    found = rows.filter(pk__in=RawSQL("SELECT id FROM service_article WHERE grams @@ %s::tsquery", [asked]))
    for word in words:
        found = found.filter(Q(title__icontains=word) | Q(body__icontains=word))
    return found


def one_public(pk: UUID) -> Article:
    """An article anybody may open: public, or withdrawn with its reason; Http404 for all else."""
    rows = Article.objects.select_related("unit").exclude(published_at=None)
    shown = (NewsStanding.PUBLIC, NewsStanding.WITHDRAWN)
    found: Article | None = rows.filter(pk=pk, standing__in=shown).first()
    if found is None:
        raise Http404
    return found


def line(row: Article) -> str:
    """Its column and day, as a list says them."""
    return _line(row.get_column_display(), row.published_at)


def _line(column: str, at: datetime | None) -> str:
    when = at.astimezone(ZONE) if at else None
    return f"{column} · {when.month} 月 {when.day} 日" if when else column


class Headline(NamedTuple):
    """An article as the front page names it."""

    pk: UUID
    title: str
    line: str


def newest(limit: int = 3) -> list[Headline]:
    """For the front page, which everybody opens first."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [limit])
        return [Headline(pk, title, _line(Column(column).label, at)) for pk, title, column, at in cursor]


def tributes(today: date) -> list[Article]:
    """What the screens show, one after the other."""
    rows = Article.objects.filter(standing=NewsStanding.PUBLIC, column=Column.FESTIVAL).select_related("unit")
    lasting = rows.filter(Q(shown_until=None) | Q(shown_until__gte=today))
    return list(lasting.order_by("-published_at", "-id")[:20])


def due(at: datetime) -> QuerySet[Article]:
    """What was to be published by now."""
    return Article.objects.filter(standing=NewsStanding.READY, publish_at__lte=at).order_by("publish_at")


def written(actor: Actor) -> QuerySet[Article]:
    """The articles of an officer's subtree."""
    rows = Article.objects.select_related("unit").defer("body", "grams")
    return scope.within(actor, Permission.NEWS_WRITE, rows)


def on_desk(actor: Actor, pk: UUID) -> Article:
    """One of them; Http404 for all else."""
    rows = Article.objects.select_related("unit").defer("grams")
    found: Article = scope.one(actor, Permission.NEWS_WRITE, rows, pk=pk)
    return found
