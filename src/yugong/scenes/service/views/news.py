"""News on the phone: the columns, a search, one article that can be read aloud."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.scenes.service.models import STEPS, Column
from yugong.scenes.service.queries import news
from yugong.scenes.service.views.news_words import blocks, day
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Column as Shown
from yugong.ui.tables import Table

LIST = Table(columns=(Shown("title", "资讯"),), sort=("-published_at", "-id"), size=20)
ICONS = {
    "models": "graduation-cap", "life": "messages-square", "notices": "megaphone", "services": "cup-soda",
    "festival": "hand-heart",
}  # fmt: skip


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What was published, by column, or what holds some words."""
    column, text = request.GET.get("column", ""), request.GET.get("q", "").strip()[: news.LONGEST]
    rows = news.holding(news.public(), text)
    if column in Column.values:
        rows = rows.filter(column=column)
    page = LIST.page(rows, request.GET, reverse("news"), count=False)
    columns = [Link("全部", reverse("news"), current=column not in Column.values)]
    columns += [
        Link(label, f"{reverse('news')}?column={key}", current=key == column) for key, label in Column.choices
    ]
    context = {
        "cards": [(line.row, news.line(line.row), ICONS[line.row.column]) for line in page.rows],
        "page": page, "columns": columns, "q": text, "column": column, "tab": "home",
    }  # fmt: skip
    return page_or_fragment(request, "service/news.html", context=context)


@login_not_required
@require_GET
def article(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """One article, with its corrections; or that it was withdrawn, and why."""
    row = news.one_public(article_id)
    readers = row.readings.filter(round=row.round, passed=True).values("by").distinct().count()
    context = {
        "row": row, "blocks": blocks(row.body), "steps": len(STEPS), "readers": readers, "day": day,
        "notes": row.corrections.exclude(agreed_at=None).order_by("agreed_at"), "tab": "home",
    }  # fmt: skip
    return page_or_fragment(request, "service/article.html", context=context)


@login_not_required
@require_GET
def tributes(request: HttpRequest) -> HttpResponse:
    """A whole screen for one tribute; the next one comes by itself, without a script."""
    rows = news.tributes(timezone.localdate())
    text = request.GET.get("n", "0")
    n = int(text) % len(rows) if rows and text.isascii() and text.isdigit() and len(text) < 6 else 0
    row = rows[n] if rows else None
    context = {
        "row": row, "n": n + 1, "count": len(rows), "day": day,
        "blocks": [one for one in blocks(row.body) if one.sort == "p"][:2] if row else [],
    }  # fmt: skip
    response = page_or_fragment(request, "service/tributes.html", context=context)
    response["Refresh"] = f"20; url={reverse('news_tributes')}?n={n + 1}" if len(rows) > 1 else "300"
    return response
