"""Rosters at the desk through HTTP: upload, columns, preview, confirming once, the job, the subtree."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from yugong.ground.access import session as sessions
from yugong.ground.access.roles import roles
from yugong.ground.audit.models import Event
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as folk
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership
from yugong.kernel.actor import SYSTEM
from yugong.kernel.identifiers import id_check_digit
from yugong.kernel.roster import reading
from yugong.kernel.roster.reading import read
from yugong.kernel.roster.workbook import is_workbook
from yugong.scenes.organise.actions import roster as importing
from yugong.scenes.organise.actions import roster_checking, roster_running
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.roster.blank import COLUMNS, blank

from .roster_files import TITLES, excel, people, phone

SAMPLES = Path(__file__).parents[2] / "data" / "rosters"
NOW = timezone.now()
LONG_AGO = date(2020, 1, 1)
WHO = {"by": SYSTEM, "at": NOW}
BASE = "/desk/rosters/"


pytestmark = pytest.mark.usefixtures("plain_static")


@pytest.fixture
def units(db) -> dict[str, Unit]:
    """city > (east > street > (tea, silk), west)."""

    def found(name: str, kind: str, parent: Unit | None) -> Unit:
        return org.found_unit(name=name, kind=kind, parent=parent, on=LONG_AGO, **WHO)

    city = found("演示市总工会", "city", None)
    east, west = found("东区总工会", "district", city), found("西区总工会", "district", city)
    street = found("江边街道工会", "street", east)
    tea, silk = found("德隆茶业工会", "enterprise", street), found("丝厂工会", "enterprise", street)
    return {"east": east, "west": west, "street": street, "tea": tea, "silk": silk}


def at_desk(unit: Unit, role: str, name: str = "李敏", n: int = 1) -> Client:
    """The browser of an officer of this unit."""
    person = folk.enrol(given=Identity(name=name, phone=f"1380000{n:04d}"), source="test", **WHO)
    post = org.make_post(unit=unit, role=role, title=roles[role].name, **WHO)
    folk.appoint(post=post, person=person, on=LONG_AGO, **WHO)
    account = folk.open_account(username=f"u{n}", person=person, **WHO)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    sessions.begin(session, how=sessions.SECOND, at=timezone.now())
    session.save()
    return client


@pytest.fixture
def chair(units) -> Client:
    return at_desk(units["tea"], "grassroots_chair")


def sample(file: str) -> bytes:
    return (SAMPLES / file).read_bytes()


def upload(client: Client, unit: Unit, data: bytes, file: str = "名册.xlsx"):
    sent = {"unit": unit.pk, "file": SimpleUploadedFile(file, data)}
    return client.post(f"{BASE}new/", sent)


def brought(client: Client, unit: Unit, data: bytes, file: str = "名册.xlsx") -> str:
    """The address of the import after an upload."""
    gone = upload(client, unit, data, file)
    assert gone.status_code == 302, text(gone)
    assert gone.url.endswith("/columns/")
    return gone.url.removesuffix("columns/")


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def totals(page: str) -> dict[str, int]:
    """The big totals by their label."""
    found = re.findall(r'<p class="k">([^<]+)</p>(?:<div class="row">)?<p class="v[^"]*">([\d,]+)<', page)
    return {label: int(value.replace(",", "")) for label, value in found}


def fields(page: str) -> dict[str, str]:
    """The selects and hidden fields of the columns page as a browser would send them."""
    sent = dict(re.findall(r'<input type="hidden" name="(sheet-\d+)" value="(\d)">', page))
    for name, options in re.findall(
        r'<select class="select" id="[^"]+" name="(c-[^"]+)".*?>(.*?)</select>', page
    ):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("delong_tea.xlsx", {"可导入": 396}),
        ("couriers_gbk.csv", {"可导入": 145}),
    ],
)
def test_a_real_file_from_upload_to_members(chair, units, file, expected) -> None:
    here = brought(chair, units["tea"], sample(file), file)
    columns = chair.get(f"{here}columns/")
    assert columns.status_code == 200
    gone = chair.post(f"{here}columns/", fields(text(columns)))
    assert (gone.status_code, gone.url) == (302, here)
    before = text(chair.get(here))
    roster = RosterImport.objects.get()
    accepted = expected["可导入"]
    assert totals(before) == {
        "可导入": accepted, "新增会员": accepted, "已是会员": 0,
        "退回": roster.rejected, "重复": roster.duplicates, "提醒": roster.warnings,
    }  # fmt: skip
    assert f"确认导入 {accepted} 人" in before
    assert Membership.objects.count() == 0
    for _ in range(2):
        assert chair.post(f"{here}confirm/").url == here
    assert Membership.objects.filter(unit=units["tea"]).count() == accepted
    after = totals(text(chair.get(here)))
    assert (after["新入会"], after["没有变化"]) == (accepted, 0)


def test_the_same_file_twice_changes_nothing_and_says_so(chair, units) -> None:
    data = sample("delong_tea.xlsx")
    first = brought(chair, units["tea"], data)
    assert brought(chair, units["tea"], data) == first
    chair.post(f"{first}confirm/")
    second = brought(chair, units["tea"], data)
    assert second != first
    page = text(chair.get(second))
    assert totals(page)["新增会员"] == 0
    assert totals(page)["已是会员"] == 396
    assert "已经导入过" in page
    assert "再导入不会多出任何人" in page
    chair.post(f"{second}confirm/")
    assert "什么都没有变" in text(chair.get(second))
    assert Membership.objects.count() == 396


def test_rows_are_narrowed_and_paged_and_stay_masked(chair, units, monkeypatch) -> None:
    rows = people(150)
    for row in rows[:120]:
        row[2] = row[2][:17] + ("0" if row[2][17] != "0" else "1")
    here = brought(chair, units["tea"], excel([TITLES, *rows]))
    first = chair.get(here)
    shown = re.findall(r'<td class="r">(\d+)</td>', text(first))
    assert [int(row) for row in shown] == list(range(2, 52))
    after = re.search(r'href="([^"]+after=[^"]+)"', text(first))[1]
    second = text(chair.get(after))
    assert [int(row) for row in re.findall(r'<td class="r">(\d+)</td>', second)] == list(range(52, 102))
    back = re.search(r'href="([^"]+before=[^"]+)"', second)[1]
    assert re.findall(r'<td class="r">(\d+)</td>', text(chair.get(back))) == shown
    assert "没有要看的行" in text(chair.get(f"{here}?result=duplicate"))
    assert text(chair.get(f"{here}?reason=id_checksum")).count("末位校验不符") > 50
    for row in rows:
        assert row[2] not in text(first) + second
        assert row[3] not in text(first) + second
    piece = chair.get(after, headers={"HX-Request": "true"})
    assert text(piece).startswith('<div id="list">')


def test_rejected_rows_are_taken_away_with_a_record_and_come_back_mended(chair, units) -> None:
    rows = people(4)
    rows[0][2] = rows[0][2][:17] + ("0" if rows[0][2][17] != "0" else "1")
    here = brought(chair, units["tea"], excel([TITLES, *rows]))
    chair.post(f"{here}confirm/")
    taken = chair.get(f"{here}rejected/")
    assert is_workbook(taken.content)
    assert re.fullmatch(r'attachment; filename="rejected-[\d-]+\.xlsx"', taken["Content-Disposition"])
    assert Event.objects.filter(did="organise.take_rejected").count() == 1
    again = read(taken.content, "退回.xlsx").report(today=timezone.localdate())
    assert (again["data_rows"], again["rejected"]) == (1, 1)


def test_columns_are_set_by_hand_and_remembered(chair, units) -> None:
    rows = [["甲", "乙", "丙", "丁"], *[[card, name, phone(80), call] for _, name, card, call in people(6)]]
    here = brought(chair, units["tea"], excel(rows))
    page = text(chair.get(f"{here}columns/"))
    sent = fields(page)
    assert sent == {"sheet-0": "1", "c-0-0": "id_number", "c-0-1": "name", "c-0-2": "phone", "c-0-3": ""}
    for row in people(6):
        assert row[1] not in page
        assert row[2] not in page
        assert row[3] not in page
    twice = chair.post(f"{here}columns/", sent | {"c-0-3": "phone"})
    assert twice.status_code == 422
    assert "C 列已经是手机号码" in text(twice)
    assert fields(text(twice))["c-0-3"] == "phone"
    lacking = chair.post(f"{here}columns/", sent | {"c-0-1": ""})
    assert lacking.status_code == 422
    assert "要有一列认作姓名" in text(lacking)
    assert "请至少选一张表" in text(
        chair.post(f"{here}columns/", {k: v for k, v in sent.items() if k[0] == "c"})
    )
    assert chair.post(f"{here}columns/", sent | {"c-0-2": "", "c-0-3": "phone"}).url == here
    chair.post(f"{here}confirm/")
    assert chair.get(f"{here}columns/").url == here
    later = brought(chair, units["tea"], excel([*rows, rows[1]]))
    page = text(chair.get(f"{later}columns/"))
    assert fields(page) == sent | {"c-0-2": "", "c-0-3": "phone"}
    assert "以前确认过列的含义" in page


def test_only_the_chosen_sheets_are_read(chair, units) -> None:
    data = excel([TITLES, *people(3)], name="一车间", sheets={"二车间": [TITLES, *people(5, 10)]})
    here = brought(chair, units["tea"], data)
    assert totals(text(chair.get(here)))["可导入"] == 8
    page = text(chair.get(f"{here}columns/"))
    sent = {name: value for name, value in fields(page).items() if name.startswith("c-")}
    assert chair.post(f"{here}columns/", sent | {"sheet-1": "1"}).url == here
    assert totals(text(chair.get(here)))["可导入"] == 5


@pytest.mark.parametrize(
    ("data", "file", "words"),
    [
        (b"", "空.xlsx", "文件是空的"),
        (b"%PDF-1.7 nothing", "名册.pdf", "不是名册表格"),
        (b"<html><table></table></html>", "名册.xls", "其实是网页格式"),
        (b"PK\x03\x04 broken", "名册.xlsx", "可能已损坏"),
        ("菜单,价格\r\n小面,8\r\n".encode(), "菜单.csv", "没有在文件里认出姓名"),
        (blank(), "空白.xlsx", "还没有填人"),
    ],
)
def test_what_is_no_roster_is_refused_beside_the_field(chair, units, data, file, words) -> None:
    refused = upload(chair, units["tea"], data, file)
    assert refused.status_code == 422
    page = text(refused)
    assert re.search(rf'<p class="errmsg" id="f-file-e">.*?{words}', page)
    assert f'value="{units["tea"].pk}" checked' in page
    assert RosterImport.objects.count() == 0


def test_a_file_above_the_limit_and_none_are_refused(chair, units) -> None:
    assert "不超过 20 MB" in text(upload(chair, units["tea"], b"x" * (20 * 2**20 + 1)))
    assert "请选名册文件" in text(chair.post(f"{BASE}new/", {"unit": units["tea"].pk}))


def test_an_upper_officer_searches_the_union_below(units) -> None:
    street = at_desk(units["street"], "street_officer")
    page = text(street.get(f"{BASE}new/?unit_q=丝厂"))
    assert "丝厂工会" in page
    assert "德隆茶业工会" not in page
    piece = street.get(f"{BASE}new/", {"unit_q": "茶"}, headers={"HX-Request": "true"})
    assert "德隆茶业工会" in text(piece)
    assert "<form" not in text(piece)
    found = street.post(f"{BASE}new/", {"unit_q": "茶", "find": "1"})
    assert (found.status_code, "德隆茶业工会" in text(found)) == (200, True)
    assert brought(street, units["silk"], excel([TITLES, *people(2)]))
    for wrong in (units["west"].pk, units["east"].pk, 10**12, "abc", ""):
        refused = street.post(f"{BASE}new/", {"unit": wrong, "file": SimpleUploadedFile("a.csv", b"a")})
        assert refused.status_code == 422
        assert "请选一个工会" in text(refused)


def test_nothing_is_found_outside_the_subtree(chair, units) -> None:
    here = brought(chair, units["tea"], excel([TITLES, *people(2)], name="某"))
    roster = RosterImport.objects.get()
    outsiders = [
        at_desk(units["silk"], "grassroots_chair", "周舟", 2),
        at_desk(units["west"], "district_officer", "何禾", 3),
    ]
    for client in outsiders:
        for path in ("", "columns/", "rejected/"):
            assert client.get(f"{here}{path}").status_code == 404
        for path in ("confirm/", "drop/", "columns/"):
            assert client.post(f"{here}{path}").status_code == 404
        assert "还没有导入过名册" in text(client.get(BASE))
        assert upload(client, units["tea"], excel([TITLES, *people(2)])).status_code == 422
    upper = at_desk(units["street"], "street_officer", "吴梧", 4)
    assert upper.get(here).status_code == 200
    assert "德隆茶业工会" in text(upper.get(BASE))
    assert RosterImport.objects.get() == roster
    audit = at_desk(units["tea"], "grassroots_audit", "郑正", 5)
    for path in (BASE, f"{BASE}new/", f"{BASE}empty/", here):
        assert audit.get(path).status_code == 404
    assert Client().get(BASE).status_code == 302


def test_past_imports_are_listed_both_ways(chair, units, monkeypatch) -> None:
    monkeypatch.setattr("yugong.scenes.organise.views.rosters.SIZE", 2)
    for n in range(5):
        brought(chair, units["tea"], excel([TITLES, *people(2, 5 * n)]), f"第{n}份.xlsx")
    names = re.compile(r"第\d份")
    first = text(chair.get(BASE))
    assert names.findall(first) == ["第4份", "第3份"]
    assert "李敏" in first
    second = text(chair.get(re.search(r'href="([^"]+after=[^"]+)"', first)[1]))
    assert names.findall(second) == ["第2份", "第1份"]
    third = text(chair.get(re.search(r'href="([^"]+after=[^"]+)"', second)[1]))
    assert (names.findall(third), 'rel="next"' in third) == (["第0份"], False)
    back = text(chair.get(re.search(r'href="([^"]+before=[^"]+)"', third)[1]))
    assert names.findall(back) == ["第2份", "第1份"]
    assert "没有这种状态的导入" in text(chair.get(f"{BASE}?state=done"))


def test_giving_up_forgets_the_file_at_once(chair, units) -> None:
    here = brought(chair, units["tea"], excel([TITLES, *people(2)]))
    assert chair.post(f"{here}drop/").url == BASE
    assert RosterImport.objects.get().file_sealed is None
    page = text(chair.get(here))
    assert "没有导入，文件已经删除" in page
    assert "<h1>已放弃的名册</h1>" in page
    assert chair.post(f"{here}confirm/").url == here
    assert "不能再改" in text(chair.get(here))
    assert chair.get(f"{here}rejected/").url == here
    assert Membership.objects.count() == 0


def thousands(count: int) -> bytes:
    """As many different persons as wanted."""
    rows = []
    for n in range(count):
        body = f"500119{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n // 10 % 1000:03d}"
        rows.append(
            [
                n + 1,
                "赵钱孙李周吴郑王冯陈"[n % 10] + "伟芳娜敏静"[n % 5],
                body + id_check_digit(body),
                phone(n),
            ]
        )
    return excel([TITLES, *rows])


@pytest.mark.django_db(transaction=True)
def test_three_thousand_lines_run_as_a_job(chair, units) -> None:
    here = brought(chair, units["tea"], thousands(3000))
    page = text(chair.get(here))
    assert "确认后在后台导入" in page
    accepted = totals(page)["可导入"]
    assert accepted > 2000
    for _ in range(2):
        assert chair.post(f"{here}confirm/").url == here
    running = text(chair.get(here))
    assert "排队中" in running
    assert '<meta http-equiv="refresh" content="3">' in running
    poll = chair.get(f"{here}?poll=1", headers={"HX-Request": "true"})
    assert text(poll).startswith('<section class="card pad col" id="progress"')
    assert run_pending_jobs(only=[roster_running.JOB]) == 1
    done = chair.get(f"{here}?poll=1", headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == here
    assert totals(text(chair.get(here)))["新入会"] == accepted
    assert Membership.objects.count() == accepted
    assert RosterImport.objects.get().state == ImportState.DONE


def test_a_large_roster_is_checked_first_and_a_stopped_one_goes_on_by_a_button(
    chair, units, monkeypatch
) -> None:
    monkeypatch.setattr(reading, "LARGE", 50)
    monkeypatch.setattr(roster_running, "is_long", lambda roster: True)
    monkeypatch.setattr(importing, "is_long", lambda roster: True)
    here = brought(chair, units["tea"], excel([TITLES, *people(30)]))
    assert "<select" in text(chair.get(f"{here}columns/"))
    page = text(chair.get(here))
    assert "<h1>正在核对</h1>" in page
    assert "还没有导入任何人" in page
    assert "核对中" in text(chair.get(BASE))
    Progress.objects.update(state="failed", note="数据库连不上。")
    page = text(chair.get(f"{here}?poll=1", headers={"HX-Request": "true"}))
    assert "核对停下了：数据库连不上。" in page
    assert "hx-get" not in page
    assert "没有完成" in text(chair.get(BASE))
    assert chair.post(f"{here}again/").url == here
    assert run_pending_jobs(only=[roster_checking.JOB]) == 2
    assert totals(text(chair.get(here)))["可导入"] == 30
    chair.post(f"{here}confirm/")
    Progress.objects.filter(state="waiting").update(state="failed", note="数据库连不上。")
    assert "<h1>导入没有完成</h1>" in text(chair.get(here))
    chair.post(f"{here}again/")
    assert "<h1>正在导入</h1>" in text(chair.get(here))
    assert run_pending_jobs(only=[roster_running.JOB]) == 2
    assert totals(text(chair.get(here)))["新入会"] == 30
    assert chair.post(f"{here}again/").url == here
    assert Membership.objects.count() == 30


def test_an_empty_roster_is_given_and_read_once_filled(chair) -> None:
    answer = chair.get(f"{BASE}empty/")
    assert answer["Content-Disposition"] == 'attachment; filename="roster.xlsx"'
    [_, name, card, call] = people(1)[0]
    filled = excel([[one.title for one in COLUMNS], [name, card, call, "居民身份证", "一车间", "采茶工"]])
    told = {one.title: one.role for one in read(filled, "a.xlsx").tables[0].layout.guesses}
    assert [one.title for one in COLUMNS if told.get(one.title) in (None, "other")] == []
    assert is_workbook(answer.content)


def test_no_personal_value_in_addresses_sessions_or_logs(chair, units, caplog) -> None:
    rows = people(5)
    rows[0][2] = rows[0][2][:17] + "?"
    here = brought(chair, units["tea"], excel([TITLES, *rows]), "赵伟伟的名册.xlsx")
    pages = [text(chair.get(f"{here}{path}")) for path in ("", "columns/")]
    chair.post(f"{here}confirm/")
    pages += [text(chair.get(here)), text(chair.get(BASE))]
    links = unquote(" ".join(re.findall(r'(?:href|action|hx-get)="([^"]+)"', " ".join(pages))))
    kept = str([row.get_decoded() for row in Session.objects.all()]) + caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(e::text, ''), '') FROM audit_event e")
        kept += cursor.fetchone()[0]
    for row in rows:
        for value in row[1:]:
            assert value not in links
            assert value not in kept
    assert "赵伟伟" not in links + kept


def test_the_file_of_the_console_is_told_as_the_systems(chair, units) -> None:
    data = excel([TITLES, *people(2)])
    importing.preview(unit=units["tea"], data=data, file="控制台.xlsx", **WHO)
    assert ">系统<" in text(chair.get(BASE))
