"""News at the desk: the list, writing, and one article with its readings and what may be done with it now."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.field import clean_all
from yugong.kernel.fields import Day, LongText, Select, Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import news_writing
from yugong.scenes.service.models import STEPS, Article, NewsStanding, Reading
from yugong.scenes.service.models import Column as Columns
from yugong.scenes.service.queries import news
from yugong.scenes.service.rules import proofing
from yugong.scenes.service.views.news_words import STATES, blocks, moment
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Filter, Table

FIELDS = (
    Select("column", "栏目", of=tuple(Columns.choices)),
    Text("title", "标题", longest=60),
    LongText("body", "正文", "空一行分段；“## ”开头是小标题，“- ”开头是一条一条列", longest=8000),
    Text("byline", "署名", "例如：南川区总工会宣教部", optional=True, longest=40),
    Day("shown_until", "大屏展示到哪天", "节日致敬才填，不填一直展示", optional=True),
)


def _title(row: Article) -> Cell:
    return Cell(row.title, href=reverse("desk_article", args=(row.pk,)))


def _state(row: Article) -> Cell:
    words = row.get_standing_display()
    if row.standing == NewsStanding.READING:
        words = f"等{STEPS[row.step]}"
    return Cell(words, status=STATES[row.standing])


def _when(row: Article) -> str:
    if row.standing == NewsStanding.READY and row.publish_at:
        return f"定于 {moment(row.publish_at)}"
    return moment(row.published_at) if row.published_at else ""


def _of(rows: Any, value: str) -> Any:
    return rows.filter(standing=value)


LIST = Table(
    columns=(
        Column("title", "标题", _title),
        Column("column", "栏目", lambda row: row.get_column_display()),
        Column("unit", "哪个工会", lambda row: row.unit.name),
        Column("standing", "状态", _state),
        Column("published_at", "发布", _when),
    ),
    filters=(
        Filter("column", "栏目", lambda rows, value: rows.filter(column=value), "select", Columns.choices),
        Filter("standing", "状态", _of, "select", NewsStanding.choices),
        Filter("q", "标题和正文", news.holding),
    ),
    sort=("-id",),
    empty_title="还没有稿子",
    empty_text="写一篇，三审三校都通过才发布。",
)  # fmt: skip


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The articles of the officer's subtree."""
    actor, _ = officer(request, P.NEWS_WRITE)
    page = LIST.page(news.written(actor), request.GET, reverse("desk_news"))
    return page_or_fragment(request, "service/desk_news.html", context={"here": "news", "page": page})


def page_of(request: HttpRequest, actor: Actor, row: Article, error: Refused | None = None) -> HttpResponse:
    """One article, with everything that may be done with it now."""
    readings = list(Reading.objects.filter(article=row).order_by("round", "step"))
    waiting = row.corrections.filter(agreed_at=None).first()
    agreed = list(row.corrections.exclude(agreed_at=None).order_by("agreed_at"))
    people = {one.by_id for one in readings} | {row.written_by_id}
    people |= {one for fix in (waiting, *agreed) if fix for one in (fix.by_id, fix.agreed_by_id)}
    known: dict[UUID | None, str] = {}
    known.update(names({one for one in people if one}).items())
    context: dict[str, Any] = {
        "here": "news", "row": row, "blocks": blocks(row.body), "state": _state(row), "error": error,
        "given": request.POST if error else {}, "moment": moment,
        "author": known.get(row.written_by_id, ""),
        "readings": [(one, STEPS[one.step - 1], known.get(one.by_id, "")) for one in readings],
        "steps": STEPS, "next": STEPS[row.step] if row.step < len(STEPS) else "",
        "may_review": bool(may(actor, P.NEWS_REVIEW, row)),
        "hindrance": proofing.hindrance(row, actor.person_id, timezone.localdate()),
        "own": row.written_by_id == actor.person_id, "waiting": waiting,
        "proposer": known.get(waiting.by_id, "") if waiting else "",
        "own_fix": waiting is not None and waiting.by_id == actor.person_id,
        "fixes": [(one, known.get(one.by_id, ""), known.get(one.agreed_by_id, "")) for one in agreed],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "service/desk_article.html", context=context, status=422 if error else 200
    )


@require_GET
def one(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """One article."""
    actor, _ = officer(request, P.NEWS_WRITE)
    return page_of(request, actor, news.on_desk(actor, article_id))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write one for the officer's union."""
    actor, seat = officer(request, P.NEWS_WRITE)
    return _kept(request, actor, Unit.objects.get(pk=seat.unit_id), None)


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, article_id: UUID) -> HttpResponse:
    """Change one that was not published."""
    actor, _ = officer(request, P.NEWS_WRITE)
    row = news.on_desk(actor, article_id)
    return _kept(request, actor, row.unit, row)


def _kept(request: HttpRequest, actor: Actor, unit: Unit, row: Article | None) -> HttpResponse:
    """What was written, kept; or the form again with what is wrong."""
    errors, now = dict[str, Refused](), timezone.now()
    if request.method == "POST":
        given, errors = clean_all(FIELDS, request.POST, today=timezone.localdate())
        try:
            if not errors:
                made = (
                    news_writing.mend(article=row, given=given, by=actor, at=now)
                    if row
                    else news_writing.write(unit=unit, given=given, by=actor, at=now)
                )
                return redirect("desk_article", made.pk)
        except Refused as refused:
            errors = {refused.field: refused}
    shown: Any = request.POST if request.method == "POST" else {}
    if row is not None and request.method == "GET":
        shown = {field.name: getattr(row, field.name) or "" for field in FIELDS}
    context = {"here": "news", "row": row, "unit": unit, "form": forms.form(FIELDS, shown, errors)}
    return page_or_fragment(
        request, "service/desk_article_form.html", context=context, status=422 if errors else 200
    )
