"""Rosters at the desk: past imports, one import from preview to result, its files, the empty roster."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import roster as importing
from yugong.scenes.organise.actions import roster_running, roster_taking
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.queries import rosters as queries
from yugong.scenes.organise.queries.rosters import ImportRow
from yugong.scenes.organise.roster.blank import blank
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.views import roster_faces as faces
from yugong.ui.addresses import address
from yugong.ui.forms import options
from yugong.ui.pages import page_or_fragment, wants_fragment
from yugong.ui.tables import Cell, Column, Held, Line, Page

SIZE = 30
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = {"previewed": "确认导入", "done": "导入结果", "dropped": "已放弃的名册"}
AT = {"previewed": 2, "done": 4}  # the step one has come to
STATES = {
    "checking": "running",
    "previewed": "warn",
    "running": "running",
    "done": "ok",
    "dropped": "plain",
    "failed": "failed",
}


def _came(row: ImportRow) -> str:
    if row.state == ImportState.RUNNING or (row.state == "failed" and row.done):
        return f"已办 {row.done:,} 行"
    if row.state != ImportState.DONE:
        return "—"
    told = [f"{words} {count:,}" for words, count in (("新入会", row.joined), ("补全", row.filled)) if count]
    return "，".join(told) or "没有变化"


COLUMNS = (
    Column("file", "文件", lambda row: Cell(row.file, href=reverse("desk_roster", args=(row.id,)))),
    Column("unit_name", "工会"),
    Column("data_rows", "行数", lambda row: f"{row.data_rows:,}", align="r"),
    Column("accepted", "可导入", lambda row: f"{row.accepted:,}", align="r"),
    Column("rejected", "退回", lambda row: f"{row.rejected:,}", align="r"),
    Column("duplicates", "重复", lambda row: f"{row.duplicates:,}", align="r"),
    Column("label", "状态", lambda row: Cell(row.label, status=STATES[row.state])),
    Column("came", "结果", _came),
    Column("made_by", "上传者", lambda row: row.made_by or "系统"),
    Column("made_at", "上传时间", lambda row: f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}"),
)


@require_GET
def rosters(request: HttpRequest) -> HttpResponse:
    """The imports of the seat's unit and below, the newest first."""
    _, seat = gate.officer(request, Permission.ROSTER_IMPORT)
    given, base = request.GET, reverse("desk_rosters")
    after, before = _uuid(given.get("after", "")), _uuid(given.get("before", ""))
    state = given.get("state", "") if given.get("state") in ImportState.values else ""
    found = queries.imports(path=seat.unit_path, after=after, before=before, state=state, limit=SIZE + 1)
    backwards, more = before is not None and after is None, len(found) > SIZE
    found = found[1:] if more and backwards else found[:SIZE]
    kept = f"state={state}&" if state else ""
    earlier, later = (more, True) if backwards else (after is not None, more)
    page = Page(
        path=base,
        columns=COLUMNS,
        filters=(Held("state", "状态", "select", state, options(ImportState.choices)),),
        rows=[Line(str(row.id), row.file, tuple(one.cell(row) for one in COLUMNS), row) for row in found],
        size=SIZE,
        before=f"{base}?{kept}before={found[0].id}" if found and earlier else "",
        after=f"{base}?{kept}after={found[-1].id}" if found and later else "",
        empty_title="没有这种状态的导入" if state else "还没有导入过名册",
        empty_text="换个状态再看。" if state else "手里的 Excel 或 CSV 不用先整理，直接上传就行。",
    )
    context = {"here": "rosters", "page": page, "seat": seat, "notes": list(messages.get_messages(request))}
    return page_or_fragment(request, "organise/rosters.html", "list", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@require_GET
def roster(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """One import: what would be done, how far it is, or what was done."""
    _, found = faces.one(request, roster_id)
    here = reverse("desk_roster", args=(found.pk,))
    if found.state in queries.UNDER_WAY:
        way = queries.under_way(found)
        step = 1 if way.checking else 2
        context = {"here": "rosters", "roster": found, "way": way, "steps": faces.steps(step, *_metas(found))}
        return page_or_fragment(request, "organise/roster_running.html", "progress", context)
    if "poll" in request.GET and wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": here})
    context = {
        "here": "rosters",
        "roster": found,
        "file": queries.file_of(found),
        "title": TITLES[found.state],
        "steps": faces.steps(AT[found.state], *_metas(found)) if found.state in AT else [],
        "totals": list(faces.totals(found)),
        "page": faces.problems(found, request.GET, here),
        "views": faces.views(found, request.GET, here) if found.problems_sealed else [],
        "reasons": faces.reasons(found, request.GET, here),
        "notes": [*_said(request), *_notices(found)],
        "members_url": _members(found),
        "facts": _facts(found),
        "confirm": _confirm(found),
        "can_take": found.kept and found.rejected > 0,  # type: ignore[attr-defined]
    }
    return page_or_fragment(request, "organise/roster.html", "list", context)


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    """What the last act said: (tone, words)."""
    return [
        ("ok" if said.level_tag == "success" else "warn", said.message)
        for said in messages.get_messages(request)
    ]


def _notices(found: RosterImport) -> list[tuple[str, str]]:
    """What an officer should know before he confirms, or after: (tone, words)."""
    state, before = found.state, queries.same_file(found)
    told: list[tuple[str, str]] = []
    if state == ImportState.DROPPED:
        return [("warn", "这份名册没有导入，文件已经删除。要导入请重新上传。")]
    if state == ImportState.DONE:
        if not found.joined and not found.filled:
            told.append(("", "什么都没有变：名册里可导入的人都早已登记在册。"))
        if not found.kept and found.rejected:  # type: ignore[attr-defined]
            told.append(("", "上传的文件满 7 天已删除，退回的行不能再下载。"))
        return told
    same = f"同一个文件在 {timezone.localtime(before.made_at):%Y-%m-%d %H:%M} 已经导入过。" if before else ""
    nobody = 0 < found.accepted == found.standing
    if same:
        told.append(("warn", f"{same}再导入不会多出任何人，已登记的内容也不会改。" if nobody else same))
    if not found.accepted:
        told.append(("bad", "没有一行可以导入：请下载退回的行，照原因改好再传。"))
    elif nobody and not same:
        told.append(("warn", "可导入的人都已是本会会员：不会多出任何人，只补上空缺的资料，已有的不改。"))
    elif importing.is_long(found):
        told.append(("", "人数较多，确认后在后台导入，页面上看得到进度，可以先去做别的事。"))
    return told


def _confirm(found: RosterImport) -> tuple[str, str]:
    """The words and the weight of the confirming button; none when there is nothing to import."""
    if found.state != ImportState.PREVIEWED or not found.accepted:
        return "", ""
    if found.accepted > found.standing:
        return f"确认导入 {found.accepted:,} 人", "primary"
    return ("仍要导入", "") if queries.same_file(found) else ("确认导入，补全资料", "primary")


def _metas(found: RosterImport) -> tuple[str, ...]:
    at = f"{timezone.localtime(found.made_at):%m-%d %H:%M}"
    done = f"{timezone.localtime(found.done_at):%m-%d %H:%M}" if found.done_at else ""
    return at, "", done if found.state == ImportState.DONE else "", done


def _facts(found: RosterImport) -> list[tuple[str, str]]:
    maker = queries.maker_of(found)
    named = queries.names({maker}).get(maker, "") if maker else ""
    at = f"{timezone.localtime(found.made_at):%Y-%m-%d %H:%M}"
    kept = "上传满 7 天自动删除" if found.kept else "已删除"  # type: ignore[attr-defined]
    return [
        ("工会", found.unit.name),
        ("文件", queries.file_of(found)),
        ("大小", f"{max(1, found.size // 1024):,} KB，{found.data_rows:,} 行"),
        ("上传", f"{named or '系统'} · {at}"),
        ("原文件", kept),
    ]


def _members(found: RosterImport) -> str:
    """Where the members of the union stand, if this installation has that page."""
    base = address("desk_members")
    return f"{base}?unit={found.unit_id}" if base else ""


@require_POST
def confirm(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """确认导入; a second press finds it done or running and changes nothing."""
    actor, found = faces.one(request, roster_id)
    return _done(request, found, actor, importing.commit, "")


@require_POST
def again(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """接着办: a check or an import that stopped is queued again and goes on where it stood."""
    actor, found = faces.one(request, roster_id)
    return _done(request, found, actor, roster_running.resume, "")


@require_POST
def drop(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Give up; the file is forgotten at once."""
    actor, found = faces.one(request, roster_id)
    return _done(request, found, actor, importing.drop, "已放弃，没有导入任何人，文件已删除。")


def _done(request: HttpRequest, found: RosterImport, actor: Actor, verb: Any, words: str) -> HttpResponse:
    try:
        verb(roster=found, by=actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("desk_roster", roster_id=found.pk)
    if words:
        messages.success(request, words)
        return redirect("desk_rosters")
    return redirect("desk_roster", roster_id=found.pk)


@require_GET
def rejected(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """The rejected rows as Excel; taking them is written into the log."""
    actor, found = faces.one(request, roster_id)
    try:
        data = roster_taking.take_rejected(roster=found, by=actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("desk_roster", roster_id=found.pk)
    return _file(data, f"rejected-{timezone.localtime(found.made_at):%Y%m%d-%H%M}.xlsx")


@require_GET
def empty(request: HttpRequest) -> HttpResponse:
    """The empty roster to fill in."""
    gate.officer(request, Permission.ROSTER_IMPORT)
    return _file(blank(), "roster.xlsx")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
