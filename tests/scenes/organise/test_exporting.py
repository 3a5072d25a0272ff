"""A long member list: made in the background, fetched with every right asked again, gone in time."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.ground.access import town

from yugong.ground.audit import queries as audit
from yugong.ground.audit.models import Event
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.notices.models import Notice
from yugong.ground.parameters import actions as parameters
from yugong.kernel.actor import SYSTEM
from yugong.scenes.organise import workbook
from yugong.scenes.organise.actions import exporting
from yugong.scenes.organise.models import ExportPart, MemberExport

from .desk_town import at_desk, member, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


@pytest.fixture
def place():
    built = town.build()
    parameters.set_parameter(
        key="export.job_rows", value=2, valid_from=town.LONG_AGO, source="试", by=SYSTEM, at=town.NOW
    )
    return built


@pytest.fixture
def east(place):
    account, tenure = town.officer("陈东", 60, place.east, "district_officer")
    client = at_desk(account)
    client.tenure = tenure
    return client


def asked(east) -> MemberExport:
    page = text(east.get("/desk/members/export/"))
    assert ("在后台生成" in page, "一次最多" in page) == (True, False)
    answer = east.post("/desk/members/export/", {"purpose": "年度核对", "shown": "masked"})
    row = MemberExport.objects.get()
    assert answer.url == f"/desk/exports/{row.pk}/"
    return row


def filled(place) -> None:
    for n, name in enumerate(("=周大山", "陈勇", "李敏", "王五"), start=101):
        member(name, n, place.union)


def test_a_long_list_is_made_in_the_background_and_fetched_with_a_record(place, east):
    filled(place)
    row = asked(east)
    assert "排队中" in text(east.get(f"/desk/exports/{row.pk}/"))
    assert run_pending_jobs(only=[exporting.JOB]) == 1
    page = text(east.get(f"/desk/exports/{row.pk}/"))
    assert ("共 4 人" in page, "可以下载" in page) == (True, True)
    answer = east.post(f"/desk/exports/{row.pk}/file/")
    data = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        cells = "".join(book.read(name).decode() for name in book.namelist())
    assert ("=周大山" in cells, "<f>" in cells, "138****0101" in cells) == (True, False, True)
    assert cells.count("东区总工会 陈东") >= 3
    (event,) = audit.story_of(place.east, did="organise.take_export")
    told = {"count": 4, "full": False, "narrowed": [], "purpose": "年度核对", "export": str(row.pk)}
    assert (event.on, event.data) == (f"org.unit:{place.east.pk}", told)
    assert Notice.objects.filter(template="organise.export_done").count() == 1
    assert b"PK" not in bytes(ExportPart.objects.get().data_sealed)[:40]
    seen = text(at_desk(town.open_account(row_person(place), "who")).get("/me/seen/"))
    assert "导出了所在工会的会员名册" in seen


def row_person(place):
    from yugong.ground.people.models import Membership

    return Membership.objects.filter(unit=place.union).order_by("id")[0].person


def test_the_right_is_asked_again_and_the_file_goes(place, east):
    filled(place)
    row = asked(east)
    run_pending_jobs(only=[exporting.JOB])
    other = at_desk(town.officer("王市", 61, place.city, "city_officer")[0])
    assert other.get(f"/desk/exports/{row.pk}/").status_code == 404
    later = timezone.now() + timedelta(hours=25)
    assert exporting.forget_exports(by=SYSTEM, at=later) == 1
    gone = east.post(f"/desk/exports/{row.pk}/file/", follow=True)
    assert ("已经过期" in text(gone), Event.objects.filter(did="organise.take_export").count()) == (True, 0)
    town.end(east.tenure)
    assert east.get(f"/desk/exports/{row.pk}/").status_code in (302, 404)


def test_run_again_it_is_made_once(place, east):
    filled(place)
    row = asked(east)
    for _ in range(2):
        exporting.carry_out(
            export=row.pk, progress=row.progress, local=timezone.now(), by=SYSTEM, at=timezone.now()
        )
    row.refresh_from_db()
    assert (row.rows, ExportPart.objects.count()) == (4, 1)


def test_every_sheet_of_a_very_long_list_has_its_mark(place, monkeypatch, tmp_path):
    from yugong.ground.people import queries
    from yugong.ground.people.queries import MembersFilter

    filled(place)
    rows = queries.members(path=place.city.path, wanted=MembersFilter())
    monkeypatch.setattr(workbook, "SHEET", 3)
    path = tmp_path / "m.xlsx"
    assert workbook.member_file(path, rows, title="名册", mark="某某导出") == 4
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(one).decode() for one in book.namelist() if "worksheets/sheet" in one]
        assert [("某某导出" in one.split("<headerFooter")[1]) for one in sheets] == [True, True]
