"""What the roster pages share: the import asked for, the four steps, the totals, the rows to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest

from yugong.ground.access import scope
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.kernel.reasons import sentence
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.roster.keeping import MOST, Problem
from yugong.scenes.organise.views import gate
from yugong.ui.shapes import Link, Step
from yugong.ui.tables import Cell, Column, Line, Page

SIZE = 50
STEPS = ("上传名册", "核对列", "确认导入", "完成")
RESULTS = {"error": ("退回", "rejected"), "warning": ("提醒", "warned"), "duplicate": ("重复", "duplicate")}
COLUMNS = (
    Column("name", "姓名"),
    Column("number", "证件号"),
    Column("phone", "手机"),
    Column("result", "结果"),
    Column("sentence", "原因和办法"),
)
EMPTY = {
    False: ("没有要看的行", "每一行都可以导入，没有重复，也没有提醒。"),
    True: ("明细已经删除", "原文件和有问题的行不再保存，只留下各项计数。"),
}
PLACES = (Column("row", "行", align="r"), Column("department", "部门"))


@dataclass(frozen=True, slots=True)
class Total:
    """One of the big totals at the top."""

    label: str
    value: int
    unit: str = "人"
    note: str = ""
    bad: bool = False


def rows() -> QuerySet[RosterImport]:
    """Imports without their files; `kept` says whether the file is still there."""
    kept = ExpressionWrapper(Q(file_sealed__isnull=False), output_field=BooleanField())
    return RosterImport.objects.select_related("unit").defer("file_sealed").annotate(kept=kept)


def one(request: HttpRequest, roster_id: UUID) -> tuple[Actor, RosterImport]:
    """The officer and an import below his unit; 404 for everything else."""
    actor, _ = gate.officer(request, Permission.ROSTER_IMPORT)
    return actor, scope.one(actor, Permission.ROSTER_IMPORT, rows(), pk=roster_id)


def steps(now: int, *metas: str) -> list[Step]:
    """The four steps, `now` counted from 0, with what is known of each."""
    told = [*metas, *[""] * (len(STEPS) - len(metas))]
    state = ["done"] * now + ["now"] + ["todo"] * (len(STEPS) - now - 1)
    return [Step(state[n], title, told[n]) for n, title in enumerate(STEPS)]


def totals(roster: RosterImport) -> Iterator[Total]:
    """The totals as they matter in the state the import is in."""
    elsewhere = roster.reasons.get("member_elsewhere", 0)
    if roster.state == ImportState.DONE:
        yield Total("新入会", roster.joined, note="会员卡已经生效")
        yield Total("补全资料", roster.filled, note="早已是会员，补上了空缺")
        yield Total("没有变化", roster.unchanged, note="早已是会员，资料齐全")
        if roster.left_out:
            yield Total("未能导入", roster.left_out, note="确认时已在别的工会或姓名对不上", bad=True)
    else:
        yield Total("可导入", roster.accepted, note=f"名册共 {roster.data_rows:,} 行")
        yield Total("新增会员", roster.accepted - roster.standing, note="导入后成为本会会员")
        yield Total("已是会员", roster.standing, note="只补空缺，不改已有资料")
    away = f"其中 {elsewhere:,} 人已在别的工会" if elsewhere else "不导入，改好可再传"
    yield Total("退回", roster.rejected, "行", away, bad=roster.rejected > 0)
    yield Total("重复", roster.duplicates, "行", "同一个人只登记一次")
    yield Total("提醒", roster.warnings, "行", "照常导入，请核对")


def problems(roster: RosterImport, given: Mapping[str, str], path: str) -> Page:
    """The rows that are not plainly accepted, narrowed by result or reason, paged by place in the file."""
    result, reason = narrowed(roster, given)
    kept = {"result": result} if result else {"reason": reason} if reason else {}
    kept_rows = rosters.problems(roster)
    gone = not kept_rows and bool(roster.reasons)
    found = [
        (place, row)
        for place, row in enumerate(kept_rows)
        if result in ("", row.result) and reason in ("", row.reason)
    ]
    after, before = _place(given.get("after")), _place(given.get("before"))
    if after is None and before is not None:
        start = max(0, sum(place < before for place, _ in found) - SIZE)
    else:
        start = 0 if after is None else sum(place <= after for place, _ in found)
    shown = found[start : start + SIZE]
    columns = _columns([row for _, row in found])

    def address(name: str, place: int) -> str:
        return f"{path}?{urlencode(kept | {name: place})}#list"

    return Page(
        path=path,
        columns=columns,
        filters=(),
        rows=[_line(place, row, columns) for place, row in shown],
        size=SIZE,
        before=address("before", shown[0][0]) if shown and start else "",
        after=address("after", shown[-1][0]) if start + SIZE < len(found) else "",
        total=len(found),
        capped=len(found) >= MOST,
        empty_title=EMPTY[gone][0],
        empty_text=EMPTY[gone][1],
    )


def _columns(found: list[Problem]) -> tuple[Column, ...]:
    """Sheets are named where there are several, departments where somebody has one."""
    sheets = [Column("sheet", "表")] if len({row.sheet for row in found}) > 1 else []
    departments = [PLACES[1]] if any(row.department for row in found) else []
    return (*sheets, PLACES[0], *COLUMNS[:3], *departments, *COLUMNS[3:])


def narrowed(roster: RosterImport, given: Mapping[str, str]) -> tuple[str, str]:
    """The result and the reason the list is narrowed to, empty for all."""
    result, reason = given.get("result", ""), given.get("reason", "")
    return (result if result in RESULTS else "", reason if reason in roster.reasons else "")


def _place(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None


def _line(place: int, row: Problem, columns: tuple[Column, ...]) -> Line:
    word, status = RESULTS[row.result]
    made = {
        "result": Cell(word, status=status),
        "sentence": Cell(row.sentence, cls="wrap wide"),
        "row": Cell(row.row, cls="r"),
    }
    cells = tuple(made.get(one.key) or Cell(getattr(row, one.key) or "—") for one in columns)
    return Line(str(place), row.name or f"第 {row.row} 行", cells, row)


def views(roster: RosterImport, given: Mapping[str, str], path: str) -> list[Link]:
    """The list by result, with counts."""
    now = narrowed(roster, given)
    counts = {"error": roster.rejected, "warning": roster.warnings, "duplicate": roster.duplicates}
    every = Link("全部", path, current=now == ("", ""), count=f"{sum(counts.values()):,}")
    return [
        every,
        *(
            Link(words, f"{path}?result={key}", current=now[0] == key, count=f"{counts[key]:,}")
            for key, (words, _) in RESULTS.items()
            if counts[key]
        ),
    ]


def reasons(roster: RosterImport, given: Mapping[str, str], path: str) -> list[Link]:
    """Why rows are not plainly accepted, the most frequent first."""
    _, now = narrowed(roster, given)
    known = sorted(roster.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Link(sentence(code), f"{path}?reason={code}#list", current=code == now, count=f"{count:,}")
        for code, count in known
    ]
