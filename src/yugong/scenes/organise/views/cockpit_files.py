"""A cockpit to take away: every number and table as Excel, or on paper."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.scenes.organise.views.cockpit import Board, board, chosen
from yugong.scenes.organise.views.sheets import Sheet, handed
from yugong.scenes.organise.views.standing import here
from yugong.ui import papers
from yugong.ui.environment import when


@require_GET
def file(request: HttpRequest) -> HttpResponse:
    """The cockpit as `?form=xlsx` or `?form=pdf`."""
    place, form = here(request), request.GET.get("form", "")
    if form not in ("xlsx", "pdf"):
        raise Http404
    shown = board(place, chosen(request), now=timezone.now())
    name = f"{place.unit.name}驾驶舱 {place.today:%Y-%m-%d}"
    if form == "xlsx":
        return handed(f"{name}.xlsx", sheets(shown))
    answer = HttpResponse(
        papers.printed(
            "organise/cockpit_paper.html", board=shown, sheets=list(sheets(shown)), at=when(shown.at)
        ),
        content_type="application/pdf",
    )
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.pdf"
    return answer


def sheets(shown: Board) -> Iterable[Sheet]:
    """Every part of a cockpit as a table."""
    yield (
        "总览",
        ("指标", "数", "单位", "说明"),
        [(one.label, one.number, one.word, one.note) for one in shown.tiles],
    )
    if shown.map:
        rows: list[Any] = [(row.name, row.said) for row in shown.map.rows]
        yield shown.map.topic.label, (shown.words[2], shown.map.topic.label), rows
    if shown.loop:
        yield (
            f"12351 双闭环（{shown.loop.month}）",
            ("环节", "数", "说明"),
            [step[:3] for step in shown.loop.steps],
        )
    yield "要出手的事", ("事", "原因", "建议"), [(one.title, one.why, one.act) for one in shown.things]
    yield "预警", ("什么", "数"), [one[:2] for one in shown.warnings]
    yield (
        "十件实事",
        ("实事", "完成（%）", "主要指标"),
        [(one.deed.name, "未设目标" if one.share is None else one.share, one.line) for one in shown.ten],
    )
    yield "近七天诉求", ("说什么", "件", "比前七天"), [one[:3] for one in shown.week]
