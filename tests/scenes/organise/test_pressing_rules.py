"""Which few things need a hand: by rule, mixed, each with its reason."""

from datetime import UTC, datetime, timedelta

from yugong.scenes.organise.rules.pressing import Low, Many, Overdue, few, late_words

NOW = datetime(2026, 7, 16, 10, 20, tzinfo=UTC)


def late(where, days, count=1):
    return Overdue(where, "12351 诉求", count, NOW - timedelta(days=days), 2, "/list/", "/matter/")


LOW = Low(("彭水", "江津"), "按时答复率", 3, 95, 80, 89, "/low/")
MANY = Many("辞退 · 某厂", 7, 5, 30, "綦江区总工会", "/many/")


def test_one_sort_does_not_crowd_out_the_others():
    found = few([late("甲", 9, 4), late("乙", 8, 4), late("丙", 7, 4)], [LOW], [MANY], now=NOW)
    assert [one.sort for one in found] == ["low", "late", "late"]
    assert [one.title for one in found] == [
        "彭水、江津按时答复率连续 3 周低于 95%",
        "甲 4 件12351 诉求超时",
        "乙 4 件12351 诉求超时",
    ]


def test_each_says_why_and_what_to_do():
    thing = few([late("江北", 4, 11)], [], [], now=NOW)[0]
    assert (thing.why, thing.act, thing.state) == ("最早的一件超了 4 天，已催 2 次", "最长超 4 天", "over")
    assert few([], [], [MANY], now=NOW)[0].why == "綦江区总工会承办，5 件还在办"
    assert few([], [], [], now=NOW) == []


def test_how_long_it_is_late():
    told = [late_words(NOW - timedelta(hours=hours), NOW) for hours in (0, 5, 23, 24, 100)]
    assert told == ["1 小时", "5 小时", "23 小时", "1 天", "4 天"]
