"""A file made to keep the server busy is refused before anybody looks at its columns."""

from datetime import date
from time import monotonic

import pytest

from yugong.kernel.errors import Refused
from yugong.kernel.roster.reading import read


def test_an_endless_line_is_refused_at_once():
    began = monotonic()
    with pytest.raises(Refused, match="太大"):
        read("姓名,身份证号,".encode() + b"a," * 1_000_000, "a.csv")
    assert monotonic() - began < 5


@pytest.mark.parametrize("length", [200_000, 900_000])
def test_one_endless_cell_is_a_wrong_row_and_no_error_of_ours(length):
    text = f"姓名,身份证号\n{'a' * length},1\n"
    report = read(text.encode(), "a.csv").report(today=date(2026, 11, 21))
    assert (report["data_rows"], report["rejected"]) == (1, 1)


def test_a_cell_beyond_all_measure_is_refused():
    with pytest.raises(Refused, match="名册"):
        read(f"姓名,身份证号\n{'a' * 1_500_000},1\n".encode(), "a.csv")
