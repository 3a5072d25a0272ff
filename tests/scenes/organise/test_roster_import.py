"""An import from preview to membership: once, resumable, sealed, and told when the register objects."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from yugong.ground.audit.writing import writing
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress
from yugong.ground.org import actions as org
from yugong.ground.parameters import actions as parameters
from yugong.ground.people.models import Employment, Membership, Person
from yugong.ground.people.queries import find_by_number, identity_of
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.roster.reading import read
from yugong.kernel.roster.titles import Role
from yugong.scenes.organise.actions import roster as rosters
from yugong.scenes.organise.actions import roster_parts
from yugong.scenes.organise.actions import roster_running as running
from yugong.scenes.organise.models import ColumnMemory, ImportState, RosterImport, RosterPart
from yugong.scenes.organise.queries import roster_columns
from yugong.scenes.organise.queries import rosters as queries

from .roster_files import TITLES, TODAY, excel, number, people, phone

SAMPLES = Path(__file__).parents[2] / "data" / "rosters"
AT = datetime(2026, 11, 21, 10, tzinfo=ZONE)
WHO = {"by": SYSTEM, "at": AT}
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return org.found_unit(name="某某茶业工会", kind="enterprise", parent=None, on=date(2020, 1, 1), **WHO)


def brought(unit, rows, file="名册.xlsx") -> RosterImport:
    return rosters.preview(unit=unit, data=excel(rows), file=file, **WHO).roster


def counted() -> tuple[int, int, int]:
    return Person.objects.count(), Membership.objects.count(), Employment.objects.count()


def figures(roster: RosterImport) -> tuple[int, int, int, int]:
    roster.refresh_from_db()
    return roster.joined, roster.filled, roster.unchanged, roster.left_out


@pytest.mark.parametrize(("file", "accepted"), [("delong_tea.xlsx", 396), ("couriers_gbk.csv", 145)])
def test_a_file_from_the_console_twice_changes_nothing(file: str, accepted: int) -> None:
    expected = json.loads((SAMPLES / file).with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    name = "重庆市南川区德隆茶业有限公司工会委员会"
    given = {"path": SAMPLES / file, "union": name, "create": True, **WHO}
    assert rosters.import_file(**given) == expected
    assert counted() == (accepted,) * 3
    assert rosters.import_file(**{**given, "at": AT + timedelta(hours=1)}) == expected
    assert counted() == (accepted,) * 3
    first, second = RosterImport.objects.order_by("id")
    assert (figures(first), figures(second)) == ((accepted, 0, 0, 0), (0, 0, accepted, 0))
    assert (first.unit.employer.name, second.standing) == ("重庆市南川区德隆茶业有限公司", accepted)


def test_an_unknown_union_is_refused_without_create() -> None:
    with pytest.raises(Refused, match="--create"):
        rosters.import_file(path=SAMPLES / "delong_tea.xlsx", union="没有的工会", **WHO)


def test_a_line_becomes_a_person_with_work_and_membership(unit) -> None:
    rows = [
        [*TITLES, "部门", "工种", "民族", "入会时间"],
        [*people(1)[0], "制茶车间", "揉捻工", "汉族", "2020年5月"],
    ]
    rosters.commit(roster=brought(unit, rows), **WHO)
    person = find_by_number(number(0))
    assert person is not None
    held = identity_of(person)
    assert (held.name, held.phone, held.sex, held.born) == ("赵伟伟", phone(0), "1", date(1985, 6, 15))
    assert held.extra == {"ethnicity": "汉族"}
    work = Employment.objects.get(person=person)
    assert (work.department, work.trade) == ("制茶车间", "揉捻工")
    assert Membership.objects.get(person=person).joined_on == date(2020, 5, 1)


def test_gaps_are_filled_and_values_never_changed(unit) -> None:
    bare = [["姓名", "身份证号"], *[[name, card] for _, name, card, _ in people(3)]]
    rosters.commit(roster=brought(unit, bare), **WHO)
    again = brought(unit, [TITLES, *people(3)])
    rosters.commit(roster=again, by=SYSTEM, at=AT + timedelta(days=1))
    assert figures(again) == (0, 3, 0, 0)
    other = brought(unit, [TITLES, *[[n, name, card, phone(70)] for n, name, card, _ in people(3)]])
    rosters.commit(roster=other, by=SYSTEM, at=AT + timedelta(days=2))
    assert figures(other) == (0, 0, 3, 0)


def test_the_register_objects_to_another_name_and_to_members_elsewhere(unit) -> None:
    rosters.commit(roster=brought(unit, [TITLES, *people(3)]), **WHO)
    other = org.found_unit(name="另一工会", kind="enterprise", parent=None, on=date(2020, 1, 1), **WHO)
    rows = people(5)
    rows[1][1] = "诸葛大山"
    found = brought(other, [TITLES, *rows])
    assert (found.data_rows, found.accepted, found.rejected) == (5, 2, 3)
    assert [(p.row, p.reason, p.number) for p in queries.problems(found)] == [
        (2, "member_elsewhere", f"500{'*' * 11}{number(0)[-4:]}"),
        (3, "name_differs_from_register", f"500{'*' * 11}{number(1)[-4:]}"),
        (4, "member_elsewhere", f"500{'*' * 11}{number(2)[-4:]}"),
    ]
    rosters.commit(roster=found, **WHO)
    assert figures(found)[0] == 2
    again = read(queries.mended_file(found), "待修改.xlsx").report(today=TODAY)
    assert again["data_rows"] == 3


def test_columns_are_confirmed_once_and_remembered_for_the_union(unit) -> None:
    rows = [["甲", "乙", "丙", "丁"], *[[card, name, phone(80), call] for _, name, card, call in people(6)]]
    first = brought(unit, rows)
    [sheet] = roster_columns.sheets_of(first)
    assert [(one.position, one.role) for one in sheet.columns][:3] == [
        (0, Role.NUMBER),
        (1, Role.NAME),
        (2, Role.PHONE),
    ]
    first = rosters.choose(roster=first, choice={0: {2: Role.OTHER, 3: Role.PHONE}}, **WHO)
    rosters.commit(roster=first, **WHO)
    assert dict(ColumnMemory.objects.values_list("title", "role")) == {
        "甲": "id_number", "乙": "name", "丙": "other", "丁": "phone",
    }  # fmt: skip
    [sheet] = roster_columns.sheets_of(brought(unit, rows, "下次.xlsx"))
    assert [one.role for one in sheet.columns] == [Role.NUMBER, Role.NAME, Role.OTHER, Role.PHONE]


def test_a_long_roster_runs_in_the_background_and_goes_on_after_a_crash(unit, monkeypatch) -> None:
    parameters.set_parameter(key="roster.job_rows", value=100, valid_from=TODAY, source="测试", **WHO)
    monkeypatch.setattr(roster_parts, "CHUNK", 50)
    roster = rosters.commit(roster=brought(unit, [TITLES, *people(230)]), **WHO)
    assert (roster.state, Membership.objects.count()) == (ImportState.RUNNING, 0)
    part = roster_parts.left(roster)[2]
    running.admit_chunk(roster=roster, part=part, **WHO)
    running.admit_chunk(roster=roster, part=part, **WHO)
    roster.refresh_from_db()
    assert (Membership.objects.count(), len(roster_parts.left(roster)), roster.done) == (50, 4, 50)
    assert run_pending_jobs(only=[running.JOB]) == 1
    assert figures(roster) == (230, 0, 0, 0)
    watched = Progress.objects.get(pk=roster.progress)
    assert (watched.state, watched.done, watched.total) == ("done", 230, 230)
    assert (watched.link, roster.state) == (f"/desk/rosters/{roster.pk}/", ImportState.DONE)
    rosters.commit(roster=roster, **WHO)
    assert counted() == (230, 230, 230)


def test_a_given_up_or_old_roster_is_forgotten(unit) -> None:
    rosters.drop(roster=brought(unit, [TITLES, *people(2)]), **WHO)
    kept = brought(unit, [TITLES, *people(3)])
    rosters.commit(roster=kept, **WHO)
    assert [part.size for part in roster_parts.left(brought(unit, [TITLES, *people(4)]))] == [4]
    assert rosters.forget_files(by=SYSTEM, at=AT + timedelta(days=8)) == 2
    kept.refresh_from_db()
    assert RosterPart.objects.count() == 0
    assert (kept.file_sealed, queries.problems(kept), kept.joined) == (None, [], 3)
    with pytest.raises(Refused, match="重新上传"):
        queries.mended_file(kept)
    with pytest.raises(Refused, match="不能再改"):
        rosters.drop(roster=kept, **WHO)
    assert [row.file for row in queries.imports(path=unit.path)] == ["名册.xlsx"] * 3


def test_a_roster_whose_lines_are_not_kept_is_checked_again(unit) -> None:
    roster = brought(unit, [TITLES, *people(3)])
    with writing("before lines were kept"):
        RosterPart.objects.all().delete()
    rosters.commit(roster=roster, **WHO)
    assert figures(roster) == (3, 0, 0, 0)


def test_no_personal_value_stands_in_the_clear(unit) -> None:
    rows = people(3)
    rows[1][2] = rows[1][2][:17] + "?"
    roster = brought(unit, [TITLES, *rows], "赵伟伟的名册.xlsx")
    rosters.commit(roster=roster, **WHO)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row[0] for row in cursor.fetchall())
            hexed = [value.encode().hex() for line in rows for value in line[1:]]
            found = [value for line in rows for value in line[1:] if value in text]
            assert (table, found, [h for h in hexed if h in text]) == (table, [], [])
