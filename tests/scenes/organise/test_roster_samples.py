"""The two rosters from life give exactly what people expect of them."""

import json
from pathlib import Path

import pytest
from roster_files import TODAY

from yugong.scenes.organise.roster.reading import read

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
    assert by_row[215].number == "500103198108313110"[:17] + by_row[215].number[17]
    assert by_row[105].number == "500107199810113760"
    assert by_row[151].phone == "13585303811"
    assert by_row[202 - 1].number == "522121199903182768"
