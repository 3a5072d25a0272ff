"""Lines of what happened are escaped word by word, and say when in a table's time."""

from datetime import UTC, datetime

from yugong.ui.deeds import lines
from yugong.ui.environment import stamp
from yugong.ui.shapes import Deed


def test_a_line_says_when_who_what_and_why():
    deeds = [
        Deed(datetime(2026, 7, 14, 8, 40, tzinfo=UTC), "经办 <李>", "签收", "先联系 & 核实", "me"),
        Deed("7 月", "系统", "提醒"),
    ]
    assert lines(deeds, stamp) == (
        '<li><time>07-14 16:40</time><i class="d me"></i><div><b>经办 &lt;李&gt;</b> 签收'
        "<p>先联系 &amp; 核实</p></div></li>"
        '<li><time>7 月</time><i class="d "></i><div><b>系统</b> 提醒</div></li>'
    )
