"""A large roster: checked by a job, imported side by side, stopped and taken up again, never doubled."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from yugong.engines.indicators.queries import proving
from yugong.ground.audit.models import Event
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress
from yugong.ground.org import actions as org
from yugong.ground.people.identity import open_person
from yugong.ground.people.models import Employment, Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.roster import reading
from yugong.kernel.roster.packed import PIECE, Packed
from yugong.kernel.roster.titles import Role
from yugong.scenes.organise.actions import roster as rosters
from yugong.scenes.organise.actions import roster_checking, roster_lines, roster_parts
from yugong.scenes.organise.actions import roster_running as running
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.queries import rosters as queries

from .roster_files import TITLES, excel, people

AT = datetime(2026, 11, 21, 10, tzinfo=ZONE)
WHO = {"by": SYSTEM, "at": AT}
LINES = 230


def founded():
    return org.found_unit(name="某某集团工会", kind="enterprise", parent=None, on=date(2020, 1, 1), **WHO)


def file(lines: int = LINES) -> bytes:
    """A roster whose lines 3 and 200 are one person, and whose line 5 has a wrong number."""
    rows = people(lines)
    rows[199] = [*rows[2]]
    rows[4][2] = rows[4][2][:17] + ("1" if rows[4][2][17] != "1" else "2")
    return "\n".join(",".join(map(str, row)) for row in [TITLES, *rows]).encode()


def counted() -> tuple[int, int, int]:
    return Person.objects.count(), Membership.objects.count(), Employment.objects.count()


@pytest.mark.django_db(transaction=True)
def test_chunks_side_by_side_come_to_what_one_after_another_does(monkeypatch) -> None:
    monkeypatch.setattr(roster_parts, "CHUNK", 40)
    monkeypatch.setattr(running, "MANY", 1)
    unit = founded()
    for turn, told in enumerate([(LINES - 2, 0, 0, 0), (0, 0, LINES - 2, 0)]):
        roster = rosters.preview(unit=unit, data=file(), file="名册.csv", **WHO).roster
        assert (roster.accepted, roster.rejected, roster.duplicates) == (LINES - 2, 1, 1)
        roster = rosters.start(roster=roster, **WHO)
        roster = running.carry_on(roster_id=roster.pk, progress=None, **WHO)
        assert (roster.joined, roster.filled, roster.unchanged, roster.left_out) == told
        assert (roster_parts.left(roster), roster.done) == ([], LINES)
        assert (roster.state, counted()) == (ImportState.DONE, (LINES - 2,) * 3)
        chunks = Event.objects.filter(did="organise.admit_chunk").count()
        assert chunks == 6 * (turn + 1)
    assert proving.verify_at_once() == []
    numbers = {open_person(person).number for person in Person.objects.all()}
    assert numbers == {row[2] for place, row in enumerate(people(LINES)) if place not in (4, 199)}
    assert len({row.number for row in Membership.objects.all()}) == LINES - 2


@pytest.mark.django_db
def test_an_import_that_is_given_up_says_so_and_goes_on_without_doubles(monkeypatch) -> None:
    monkeypatch.setattr(roster_parts, "CHUNK", 40)
    monkeypatch.setattr(running, "is_long", lambda roster: True)
    monkeypatch.setattr(rosters, "is_long", lambda roster: True)
    unit = founded()
    roster = rosters.commit(
        roster=rosters.preview(unit=unit, data=file(), file="名册.csv", **WHO).roster, **WHO
    )
    assert queries.given_up(roster) == ""
    with pytest.raises(Refused, match="不用重试"):
        running.resume(roster=roster, **WHO)
    whole = roster_lines.admit

    def upset(chunk, unit, **who):
        if chunk.start == 80:
            raise OSError("the disk is full")
        return whole(chunk, unit, **who)

    monkeypatch.setattr(roster_lines, "admit", upset)
    while run_pending_jobs(only=[running.JOB], until=timezone.now() + timedelta(days=2), strict=False):
        pass
    roster.refresh_from_db()
    assert (roster.state, roster_parts.left(roster)[0], roster.done) == (ImportState.RUNNING, (80, 40), 80)
    assert "没有完成" in queries.given_up(roster)
    [row] = queries.imports(path=unit.path)
    assert (row.state, row.label, row.done) == ("failed", "没有完成", 80)
    monkeypatch.setattr(roster_lines, "admit", whole)
    roster = running.resume(roster=roster, **WHO)
    assert (queries.given_up(roster), queries.under_way(roster).done) == ("", 80)
    run_pending_jobs(only=[running.JOB])
    roster.refresh_from_db()
    assert (roster.state, roster.joined, roster.unchanged) == (ImportState.DONE, LINES - 2, 0)
    assert counted() == (LINES - 2,) * 3
    assert list(proving.verify()) == []
    watched = Progress.objects.get(pk=roster.progress)
    assert (watched.state, watched.done, watched.total) == ("done", LINES, LINES)


@pytest.mark.django_db
def test_a_large_file_is_checked_by_a_job_and_the_last_choice_counts(monkeypatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 100)
    unit = founded()
    seen = rosters.preview(unit=unit, data=file(), file="名册.csv", later=True, **WHO)
    roster = seen.roster
    assert (roster.state, roster.data_rows, seen.report) == (ImportState.CHECKING, LINES, {})
    with pytest.raises(Refused, match="核对中"):
        rosters.commit(roster=roster, **WHO)
    first = roster.progress
    roster = rosters.choose(roster=roster, choice={0: {3: None}}, **WHO)
    assert roster.progress != first
    assert run_pending_jobs(only=[roster_checking.JOB]) == 2
    roster.refresh_from_db()
    assert (roster.state, roster.accepted, roster.warnings) == (ImportState.PREVIEWED, LINES - 2, 0)
    assert {one.reason for one in queries.problems(roster)} == {"id_checksum", "duplicate_in_file"}
    assert queries.choice_of(roster) == {0: {3: None}}
    roster = rosters.commit(roster=roster, **WHO)
    assert (roster.state, counted()) == (ImportState.DONE, (LINES - 2,) * 3)
    assert Role.PHONE not in queries.reading_of(RosterImport.objects.get()).chosen[0].layout.places


@pytest.mark.django_db
def test_an_excel_file_is_put_off_too_when_it_is_large(monkeypatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 100)
    seen = rosters.preview(
        unit=founded(), data=excel([TITLES, *people(60)]), file="a.xlsx", later=True, **WHO
    )
    assert (seen.roster.state, seen.roster.data_rows) == (ImportState.CHECKING, 60)


def test_packed_rows_read_like_a_list() -> None:
    rows = [[str(n), "" if n % 3 else "a\x1fb", "\x1e"][: 1 + n % 3] for n in range(2 * PIECE + 7)]
    rows[3] = []
    packed = Packed(iter(rows))
    wide = [[*row, *[""] * (3 - len(row))] for row in rows]
    assert (len(packed), packed.width, list(packed)) == (len(rows), 3, wide)
    assert [packed[0], packed[-1], packed[PIECE]] == [wide[0], wide[-1], wide[PIECE]]
    assert (packed[5:9], list(packed.since(PIECE + 3))) == (wide[5:9], wide[PIECE + 3 :])
    with pytest.raises(IndexError):
        packed[len(rows)]
    assert list(Packed([])) == []
