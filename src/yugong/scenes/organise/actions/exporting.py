"""Taking a member list out of the house: counted, with its purpose, masked unless he may see more."""

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import file_pieces, queries
from yugong.ground.people.queries import MemberRow, MembersFilter
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import workbook
from yugong.scenes.organise.models import ExportPart, MemberExport
from yugong.scenes.organise.texts import EXPORT_DONE

JOB = "organise.export_members"
STEP = 2000
GONE = "这份导出已经过期删除，请重新导出。"


def instant(unit: Unit, at: datetime) -> int:
    """How many rows are exported while somebody waits; more become a job."""
    return int(value("export.job_rows", on=local_day(at), path=unit.path))


def _allowed(unit: Unit, *, full: bool, purpose: str, by: Actor) -> None:
    if not purpose.strip():
        raise Refused("请写明导出用途，会记入日志。", field="purpose")
    if full:
        may(by, Permission.PERSON_REVEAL, unit).insist()


def narrowed(wanted: MembersFilter) -> list[str]:
    """Which conditions a list was narrowed by, without their values."""
    return [name for name in MembersFilter.__slots__ if getattr(wanted, name)]


@action(Permission.PERSON_EXPORT, on="unit")
def export_members(
    *, unit: Unit, wanted: MembersFilter, full: bool, purpose: str, by: Actor, at: datetime
) -> list[MemberRow]:
    """The members below a unit for a file; the log keeps how many, which conditions and what for.

    Refuses without a purpose, for a list that is long, and for full numbers without the right to see them.
    """
    _allowed(unit, full=full, purpose=purpose, by=by)
    most = instant(unit, at)
    rows = queries.members(path=unit.path, wanted=wanted, limit=most + 1, full=full)
    if len(rows) > most:
        raise Refused("人数较多，请在后台生成。", field="purpose", code="long")
    if not rows:
        raise Refused("按这些条件没有会员，不用导出。", field="purpose")
    facts(count=len(rows), full=full, narrowed=narrowed(wanted))
    words(purpose=purpose)
    return rows


@action(Permission.PERSON_EXPORT, on="unit")
def ask_export(
    *, unit: Unit, wanted: MembersFilter, full: bool, purpose: str, by: Actor, at: datetime
) -> MemberExport:
    """Have a long list made in the background; it can be fetched until it expires."""
    _allowed(unit, full=full, purpose=purpose, by=by)
    if wanted.text:
        raise Refused("按姓名或号码查到的结果不能导出，请换成其他条件。", field="purpose")
    since = wanted.joined_since.isoformat() if wanted.joined_since else None
    row = MemberExport(
        unit=unit,
        seat_unit_id=by.seat.unit_id if by.seat else unit.pk,
        wanted=asdict(wanted) | {"joined_since": since},
        full=full,
        purpose=purpose.strip(),
        made_by=by.key,
        made_at=at,
    )
    watched = watching.follow(jobs[JOB], owner=by.key, label="导出会员名册", at=at, export=str(row.pk))
    row.progress = watched.pk
    row.save(force_insert=True)
    facts(export=row.pk, full=full, narrowed=narrowed(wanted))
    words(purpose=row.purpose)
    return row


def wanted_of(row: MemberExport) -> MembersFilter:
    """The conditions of a long list."""
    since = row.wanted.get("joined_since")
    return MembersFilter(**row.wanted | {"joined_since": date.fromisoformat(since) if since else None})


def mark_of(row: MemberExport, *, local: datetime) -> str:
    """Who took it out, from which union, when and what for: the mark on every page of the file."""
    kind, _, person = row.made_by.partition(":")
    name = queries.names({UUID(person)}).get(UUID(person), "") if kind == "person" else ""
    return f"{row.seat_unit.name} {name} {local:%Y-%m-%d %H:%M} 导出，用途：{row.purpose}"


def carry_out(
    *, export: UUID | str, progress: UUID | str, local: datetime, by: Actor, at: datetime
) -> MemberExport:
    """Make the file of a long list, a step at a time; run again, it is made once more from the start."""
    row = MemberExport.objects.select_related("unit", "seat_unit").get(pk=export)
    if row.done_at is not None:
        return row
    wanted = wanted_of(row)
    watching.begin(progress, total=queries.member_count(path=row.unit.path, wanted=wanted, cap=2_000_000))
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / "members.xlsx"
        rows = _walk(row, wanted, progress)
        count = workbook.member_file(
            path, rows, title=f"{row.unit.name}会员名册", mark=mark_of(row, local=local)
        )
        row = keep_export(export=row, path=path, count=count, by=by, at=at)
    watching.finish(progress, note=f"共 {count:,} 人", link=f"/desk/exports/{row.pk}/")
    return row


def _walk(row: MemberExport, wanted: MembersFilter, progress: UUID | str) -> Iterator[MemberRow]:
    after: UUID | None = None
    while True:
        found = queries.members(path=row.unit.path, wanted=wanted, after=after, limit=STEP, full=row.full)
        yield from found
        watching.advance(progress, len(found))
        if len(found) < STEP:
            return
        after = found[-1].id


@action(Permission.SYSTEM_RUN, on="export")
def keep_export(*, export: MemberExport, path: Path, count: int, by: Actor, at: datetime) -> MemberExport:
    """Keep the file in sealed pieces until it expires, and tell who asked for it."""
    ExportPart.objects.filter(export=export).delete()
    file_pieces.keep(path, lambda place: ExportPart(id=uuid7(), export=export, place=place))
    hours = int(value("export.keep_hours", on=local_day(at), path=export.unit.path))
    export.rows, export.size, export.done_at = count, path.stat().st_size, at
    export.expires_at = at + timedelta(hours=hours)
    export.save(update_fields=["rows", "size", "done_at", "expires_at"])
    facts(count=count)
    _tell(export, hours=hours, at=at)
    return export


def _tell(export: MemberExport, *, hours: int, at: datetime) -> None:
    kind, _, person = export.made_by.partition(":")
    if kind == "person":
        about, path = f"organise.memberexport:{export.pk}", f"/desk/exports/{export.pk}/"
        values = {"count": f"{export.rows:,}", "until": f"{hours} 小时"}
        tell(to=UUID(person), template=EXPORT_DONE.name, values=values, about=about, path=path, at=at)


@action(Permission.PERSON_EXPORT, on="unit")
def take_export(*, unit: Unit, export: MemberExport, by: Actor, at: datetime) -> MemberExport:
    """Fetch the file: the right to it is asked again, and every fetching stands in the log of its members."""
    row: Any = MemberExport.objects.select_for_update().get(pk=export.pk)
    if row.unit_id != unit.pk or row.made_by != by.key:
        raise Refused("这份导出是别人申请的，请自己申请。", code="forbidden")
    if row.full:
        may(by, Permission.PERSON_REVEAL, unit).insist()
    if row.done_at is None:
        raise Refused("还在生成，请稍候。", code="running")
    if row.expires_at <= at or not row.parts.exists():
        raise Refused(GONE, code="expired")
    row.taken += 1
    row.save(update_fields=["taken"])
    facts(export=row.pk, count=row.rows, full=row.full, narrowed=narrowed(wanted_of(row)))
    words(purpose=row.purpose)
    return row


def pieces(export: MemberExport) -> Iterator[bytes]:
    """The file in pieces, one in memory at a time."""
    return file_pieces.pieces(ExportPart.objects.filter(export=export))


@action(Permission.SYSTEM_RUN)
def forget_exports(*, by: Actor, at: datetime) -> int:
    """Delete the files whose time is over; returns how many pieces went."""
    gone = ExportPart.objects.filter(export__expires_at__lte=at).delete()[0]
    facts(pieces=gone)
    return gone
