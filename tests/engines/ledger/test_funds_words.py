"""What money is for is told in words; ids of rows stand on no page."""

import pytest

from yugong.engines.ledger.followers import purpose_of


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("aid.grant:01a1ffb4-2d5f-7000-8f5c-5b66c0ffee00", "帮扶发放"),
        ("aid.mutual:HZ-26000012", "互助理赔 HZ-26000012"),
        ("aid.mutual:HZ-26000012:2", "互助理赔 HZ-26000012:2"),
        ("aid.mutual.cover:01a1ffb4-2d5f-7000-8f5c-5b66c0ffee00", "互助保障退费"),
        ("第一季度培训", "第一季度培训"),
        ("", ""),
    ],
)
def test_what_money_is_for_stands_in_words(about, words):
    assert purpose_of(about) == words
