"""Every case that an officer wrote beside a rule comes out as written."""

import pytest

from yugong.scenes.aid.rules import book
from yugong.scenes.aid.rules.cases import Case, cases

ALL = [(f"{one.rule} {one.words}", one) for rule in book.DECLARED for one in cases(rule.key)]


@pytest.mark.parametrize("case", [one for _, one in ALL], ids=[name for name, _ in ALL])
def test_a_case_comes_out_as_written(case: Case):
    assert case.wrong() == ""


def test_every_rule_has_its_cases_and_a_wrong_one_is_found():
    assert [rule.key for rule in book.DECLARED if len(list(cases(rule.key))) < 4] == []
    facts = {"家庭年收入": "60000", "年刚性支出": "36000", "共同生活人数": "3"}
    wrong = Case("aid.hardship", "错的", facts=facts, label="不符合", figures={"家庭人均月收入": "1"})
    assert wrong.wrong() == "结论应是 不符合，得出 深度困难；家庭人均月收入应是 1，得出 666.67"
