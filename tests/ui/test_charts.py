"""Charts: the drawn numbers stand in a table too; nothing needs a style attribute."""

import pytest

from yugong.ui import charts


@pytest.mark.parametrize(
    ("highest", "scale"), [(0, (1, 1)), (231, (250, 50)), (7, (7.5, 2.5)), (98, (100, 20))]
)
def test_ticks_are_round(highest, scale):
    assert charts.ticks(highest) == scale


def test_bars_come_with_their_numbers():
    drawn = charts.bars(("1月", "2月"), (("收入", (98, 1024)),), label="收支", unit="万元")
    assert drawn.count("<rect") == 2
    assert "<td>1,024</td>" in drawn
    assert "style=" not in drawn


def test_lines_say_their_last_value_and_target():
    drawn = charts.lines(
        ("1月", "2月"), (("按时", (96.8, 98.6)),), label="按时率", lowest=96, highest=100, target=97
    )
    assert "按时 98.6</text>" in drawn
    assert "目标 97</text>" in drawn


def test_one_point_is_drawn_too():
    assert "<path" in charts.lines(("1月",), (("按时", (96.8,)),), label="按时率")
    assert "从 5 到 5" in charts.spark((5,), label="会员")


def test_every_district_has_one_tile():
    drawn = charts.tilemap({"南川": 100, "江北": 91}, label="按时率", unit="%", chosen="江北")
    assert len(charts.TILES) == len(set(charts.TILES.values())) == 41
    assert drawn.count("<rect") == 41
    assert 'class="t k4"' in drawn
    assert 'class="t k0 sel"' in drawn


def test_a_ring_shares_the_whole():
    assert charts.ring((("培训", 84), ("竞赛", 40)), label="构成").count("<circle") == 2


def test_labels_are_escaped():
    assert "<script>" not in charts.bars(("<script>",), (("a", (1,)),), label='"')
