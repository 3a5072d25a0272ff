"""A list too long to wait for: asked for, made by a job a page at a time, kept in sealed pieces, fetched."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from yugong.engines.indicators import workbook
from yugong.engines.indicators.actions.exporting import rows
from yugong.engines.indicators.models import ListFile, ListPart
from yugong.engines.indicators.notices import LIST_DONE
from yugong.engines.indicators.queries import listing
from yugong.engines.indicators.texts import span
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import file_pieces
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.measure import Measure, measure
from yugong.kernel.permissions import Permission

JOB = "indicators.list_file"
GONE = "这份清单已经过期删除，请重新导出。"


@action(Permission.MEASURE_VIEW, on="unit", shared=True)
def ask_list(
    *, unit: Unit, one: Measure, since: date, until: date, mark: str, by: Actor, at: datetime
) -> ListFile:
    """Have the list made in the background; it can be fetched until it expires."""
    row = ListFile(
        measure=one.key, unit=unit, since=since, until=until, made_by=by.key, mark=mark, made_at=at
    )
    watched = watching.follow(jobs[JOB], owner=by.key, label="导出指标清单", at=at, file=str(row.pk))
    row.progress = watched.pk
    row.save(force_insert=True)
    facts(measure=one.key, since=since, until=until)
    return row


def carry_out(*, file: UUID | str, progress: UUID | str, by: Actor, at: datetime) -> ListFile:
    """Make the file; run again, it is made once more from the start."""
    row = ListFile.objects.select_related("unit").get(pk=file)
    if row.done_at is not None:
        return row
    one = measure(row.measure)
    watching.begin(progress, total=listing.facts(one, row.unit.path, row.since, row.until).order_by().count())
    words = (
        span(one, row.since.isoformat(), row.until.isoformat()),
        one.counts,
        f"确认：{one.confirmed_by}",
        row.mark,
    )
    with tempfile.TemporaryDirectory(prefix="list-") as folder:
        path = Path(folder) / "list.xlsx"
        lines = _watched(rows(one, row.unit.path, row.since, row.until, by=by), progress)
        count = workbook.write(path, one, lines, title=f"{row.unit.name} {one.name}", words=words)
        row = keep_list(file=row, path=path, count=count, by=by, at=at)
    watching.finish(progress, note=f"共 {count:,} 条", link=f"/desk/lists/{row.pk}/")
    return row


def _watched(lines: Iterator[workbook.Row], progress: UUID | str) -> Iterator[workbook.Row]:
    for count, line in enumerate(lines, start=1):
        yield line
        if count % listing.STEP == 0:
            watching.advance(progress, listing.STEP)


@action(Permission.SYSTEM_RUN, on="file")
def keep_list(*, file: ListFile, path: Path, count: int, by: Actor, at: datetime) -> ListFile:
    """Keep the file in sealed pieces until it expires, and tell who asked for it."""
    ListPart.objects.filter(file=file).delete()
    file_pieces.keep(path, lambda place: ListPart(id=uuid7(), file=file, place=place))
    hours = int(value("export.keep_hours", on=local_day(at), path=file.unit.path))
    file.rows, file.size, file.done_at = count, path.stat().st_size, at
    file.expires_at = at + timedelta(hours=hours)
    file.save()
    facts(measure=file.measure, count=count)
    kind, _, person = file.made_by.partition(":")
    if kind == "person":
        values = {"name": measure(file.measure).name, "count": f"{count:,}", "until": f"{hours} 小时"}
        about, page = f"indicators.listfile:{file.pk}", f"/desk/lists/{file.pk}/"
        tell(to=UUID(person), template=LIST_DONE.name, values=values, about=about, path=page, at=at)
    return file


@action(Permission.MEASURE_VIEW, on="unit", shared=True)
def take_list(*, unit: Unit, file: ListFile, by: Actor, at: datetime) -> ListFile:
    """Fetch the file: the right to the number is asked again, and every fetching is on record."""
    row: Any = ListFile.objects.select_for_update().get(pk=file.pk)
    if row.unit_id != unit.pk or row.made_by != by.key:
        raise Refused("这份清单是别人申请的，请自己导出。", code="forbidden")
    if row.done_at is None:
        raise Refused("还在生成，请稍候。", code="running")
    if row.expires_at <= at or not row.parts.exists():
        raise Refused(GONE, code="expired")
    row.taken += 1
    row.save(update_fields=["taken"])
    facts(measure=row.measure, count=row.rows)
    return row


def pieces(file: ListFile) -> Iterator[bytes]:
    """The file in pieces, one in memory at a time."""
    return file_pieces.pieces(ListPart.objects.filter(file=file))


@action(Permission.SYSTEM_RUN)
def forget_lists(*, by: Actor, at: datetime) -> int:
    """Delete the files whose time is over; returns how many pieces went."""
    gone = ListPart.objects.filter(file__expires_at__lte=at).delete()[0]
    facts(pieces=gone)
    return gone
