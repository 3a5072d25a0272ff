"""The two rosters from life give exactly what people expect of them."""

import json
from pathlib import Path

import pytest

from yugong.kernel.roster.reading import read

from .roster_files import TODAY

ROSTERS = Path(__file__).parents[2] / "data" / "rosters"


@pytest.mark.parametrize("file", ["delong_tea.xlsx", "couriers_gbk.csv"])
def test_sample_gives_its_expected_report(file: str) -> None:
    path = ROSTERS / file
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    assert read(path.read_bytes(), file).report(today=TODAY) == expected


def test_merged_departments_reach_every_line() -> None:
    path = ROSTERS / "delong_tea.xlsx"
    found = list(read(path.read_bytes(), path.name).findings(today=TODAY))
    assert {f.line.department == "" for f in found} == {False}
    assert (found[0].line.department, found[-1].line.department) == ("制茶车间", "仓储物流部")


def test_cleaned_values_are_ready_to_register() -> None:
    path = ROSTERS / "delong_tea.xlsx"
    by_row = {f.line.row: f for f in read(path.read_bytes(), path.name).findings(today=TODAY)}
    assert [by_row[row].number[6:10] for row in (215, 105, 201, 224)] == ["1981", "1998", "1999", "1972"]
    assert {len(found.number) for found in by_row.values() if found.is_accepted} == {18}
    assert [by_row[row].phone[-4:] for row in (127, 151, 152)] == ["9728", "3811", "3536"]


def test_the_old_excel_format_is_read_with_its_merged_cells() -> None:
    reading = read((ROSTERS / "merged_cells.xls").read_bytes(), "名册.xls")
    assert reading.report(today=TODAY)["rows"] == [
        {"row": 6, "result": "error", "reason": "id_precision_lost"}
    ]
    found = [f.line.department for f in reading.findings(today=TODAY)]
    assert found == ["一车间"] * 3 + ["二车间"] * 3
