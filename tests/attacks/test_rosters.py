"""A file made to keep the server busy is refused before anybody looks at its columns."""

from time import monotonic

import pytest

from yugong.kernel.errors import Refused
from yugong.scenes.organise.roster.reading import read


def test_an_endless_line_is_refused_at_once():
    began = monotonic()
    with pytest.raises(Refused, match="太大"):
        read("姓名,身份证号,".encode() + b"a," * 1_000_000, "a.csv")
    assert monotonic() - began < 5
