"""Files that must be refused, each with a sentence that says what to do, and the file of rejected rows."""

import contextlib
import io
import random
import zipfile

import pytest

from yugong.kernel.errors import Refused
from yugong.kernel.roster.columns import memory
from yugong.kernel.roster.corrected import corrected
from yugong.kernel.roster.grid import Limits
from yugong.kernel.roster.reading import read
from yugong.kernel.roster.titles import Role

from .roster_files import TITLES, TODAY, delimited, excel, number, outcome, people, phone


def code(data: bytes, file: str = "a.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read(data, file, limits=limits)
    assert refused.value.reason.endswith("。")
    return refused.value.code


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change.get(part.filename, old.read(part)))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(SHEET)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "file_empty"),
        (b"\r\n\r\n,,,\r\n", "file_empty"),
        (b"%PDF-1.7 ...", "file_not_a_table"),
        (b"<html></html>", "file_web_page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "file_not_a_table"),
        (b"PK\x03\x04" + b"broken" * 50, "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_damaged"),
        (bytes(range(256)) * 20, "file_not_a_table"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "file_locked",
        ),
        ("今天开会的通知\n请大家准时参加".encode(), "file_not_a_roster"),
    ],
)
def test_what_is_no_roster_is_refused(data: bytes, why: str) -> None:
    assert code(data) == why


def test_too_large_files_are_refused() -> None:
    data = excel([TITLES, *people(50)])
    assert code(data, limits=Limits(packed=1000)) == "file_too_large"
    assert code(data, limits=Limits(unpacked=1000)) == "file_too_large"
    assert code(data, limits=Limits(cells=100)) == "file_too_large"


def test_a_cell_at_the_far_corner_does_not_take_all_memory() -> None:
    data = excel([TITLES, *people(3)])
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    assert code(repacked(data, {SHEET: sheet_xml(data).replace(b"</sheetData>", far)})) == "file_too_large"
    empty = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert outcome(repacked(data, {SHEET: sheet_xml(data).replace(b"</sheetData>", empty)})) == (3, 3, [])


def test_entities_and_broken_xml_are_refused() -> None:
    data = excel([TITLES, *people(3)])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml(data)[55:]
    assert code(repacked(data, {SHEET: bomb})) == "file_damaged"
    assert code(repacked(data, {SHEET: sheet_xml(data)[:400]})) in ("file_damaged", "file_not_a_roster")
    assert code(data[: len(data) // 2]) == "file_damaged"


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for whole in (excel([TITLES, *people(5)]), delimited([TITLES, *people(5)], encoding="gbk")):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(Refused):
            read(bytes(data), "a.xlsx").report(today=TODAY)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert code(out.getvalue()) == "file_not_a_table"


def test_the_type_is_known_by_content_not_by_name() -> None:
    assert outcome(excel([TITLES, *people(3)]), "名册.csv") == (3, 3, [])
    assert outcome(delimited([TITLES, *people(3)], "\t", "gbk"), "名册.xls") == (3, 3, [])


def test_rejected_rows_come_back_mended() -> None:
    rows = [
        ["部门", *TITLES],
        ["一车间", 1, "赵伟", 5.00119198506150e17, phone(1)],
        ["", 2, "=1+1", number(2), phone(2)],
    ]
    rows += [["二车间", *people(1, 50)[0]]]
    reading = read(excel(rows, merges=[(1, 0, 2, 0, "一车间")]), "a.xlsx")
    data = corrected({"Sheet1": reading.chosen[0].layout}, reading.findings(today=TODAY))
    again = read(data, "待修改.xlsx")
    found = again.report(today=TODAY)["rows"]
    assert [(row["row"], row["reason"]) for row in found] == [(2, "id_precision_lost"), (3, "name_invalid")]
    sheet = again.chosen[0].sheet
    assert sheet.rows[0] == ["部门", *TITLES, "原表行号", "问题"]
    assert sheet.rows[2][:3] == ["一车间", "2", "=1+1"]
    assert sheet.rows[1][-1].startswith("证件号码被表格软件改成了数值")  # type: ignore[union-attr]


def test_confirmed_columns_are_remembered_and_can_be_chosen() -> None:
    rows = [["甲", "乙", "丙", "丁"], *[[card, name, phone(800), call] for _, name, card, call in people(6)]]
    data = excel(rows)
    first = read(data, "a.xlsx", choice={0: {3: Role.PHONE, 2: Role.OTHER}})
    places = {Role.NUMBER: 0, Role.NAME: 1, Role.PHONE: 3}
    assert dict(first.chosen[0].layout.places) == places
    kept = {title: Role(role) for title, role in memory(first.chosen[0].layout).items()}
    assert dict(read(data, "b.xlsx", remembered=kept).chosen[0].layout.places) == places
