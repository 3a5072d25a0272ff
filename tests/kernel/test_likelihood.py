"""Really open: signs count by their age, the newest says why, and nothing is said without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.likelihood import WEIGHTS, Sign, ago, judge

HALF = 6.0
SIGNS = st.lists(
    st.builds(Sign, st.sampled_from(sorted(WEIGHTS)), st.floats(0, 48), st.integers(1, 5)), max_size=8
)


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ([], ""),
        ([Sign("entered", 3)], "大概率开着（3 小时前有人进去过）"),
        ([Sign("entered", 20)], "可能开着（20 小时前有人进去过）"),
        ([Sign("locked", 0.4)], "可能锁着（24 分钟前有人说门锁着）"),
        ([Sign("locked", 0), Sign("locked", 1)], "多半锁着（刚刚有人说门锁着）"),
        ([Sign("locked", 0.5), Sign("entered", 2)], "可能锁着（30 分钟前有人说门锁着）"),
        ([Sign("entered", 0.2), Sign("locked", 2)], "可能开着（12 分钟前有人进去过）"),
        ([Sign("mended", 1), Sign("locked", 5)], "大概率开着（1 小时前管护工会说处理好了）"),
        ([Sign("locked", 24)], "可能开着（24 小时前有人说门锁着）"),
        ([Sign("code", 0), Sign("entered", 3)], "大概率开着（3 小时前有人进去过）"),
        ([Sign("code", 0)], "可能开着（刚刚有人取过开门码）"),
    ],
)
def test_what_is_said(signs: list[Sign], said: str):
    assert judge(signs, half_life=HALF).said == said


@given(signs=SIGNS)
def test_it_is_a_chance_and_order_does_not_matter(signs: list[Sign]):
    assert 0 < judge(signs, half_life=HALF).value < 1
    assert judge(signs, half_life=HALF) == judge(sorted(signs, key=lambda one: one.hours), half_life=HALF)


@given(signs=SIGNS)
def test_a_fresh_entry_never_makes_it_less_likely_and_a_fresh_lock_never_more(signs: list[Sign]):
    value = judge(signs, half_life=HALF).value
    assert judge([*signs, Sign("entered", 0)], half_life=HALF).value >= value
    assert judge([*signs, Sign("locked", 0)], half_life=HALF).value <= value


def test_ages_as_people_say_them():
    assert [ago(hours) for hours in (0, 0.3, 1.9, 30, 72)] == [
        "刚刚",
        "18 分钟前",
        "1 小时前",
        "30 小时前",
        "3 天前",
    ]
