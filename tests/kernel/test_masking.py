"""Masking: what someone without the right sees (rule P11, WE-134)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import masking


def test_the_worked_example_we_134():
    assert masking.phone("13800138000") == "138****8000"
    assert masking.id_number("500103198506150006") == "500***********0006"
    assert masking.name("欧阳小渝") == "欧阳**"
    assert masking.bank("6222021234567890123") == "**** 0123"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张小明", "张**"),
        ("欧阳", "欧*"),
        ("诸葛大山", "诸葛**"),
        ("𠮷野家", "𠮷**"),
        ("阿依古丽·买买提", "阿***·***"),
        ("John Smith", "J*** *****"),
        ("Ivan", "I***"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_names(name: str, shown: str):
    assert masking.name(name) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("重庆市南川区东城街道金佛大道1号3单元", "重庆市南川区东城街道***"),
        ("南川区大观镇铁桥村3组", "南川区大观镇***"),
        ("四川省成都市武侯区红牌楼街道1号", "四川省成都市武侯区红牌楼街道***"),
        ("万达广场2栋1单元", "***"),
        ("", ""),
    ],
)
def test_addresses_end_at_the_street_office(address: str, shown: str):
    assert masking.address(address) == shown


def test_short_numbers_show_little():
    assert masking.phone("71420000") == "******00"
    assert masking.id_number("E72952862") == "******862"
    assert masking.id_number("12") == "**"
    assert masking.bank("123") == "****"


@given(st.text("0123456789X", max_size=25))
def test_at_least_half_of_a_number_stays_hidden(number: str):
    for shown in (masking.phone(number), masking.id_number(number)):
        assert len(shown) == len(number)
        assert number == "" or shown.count("*") >= len(number) * 4 // 11
