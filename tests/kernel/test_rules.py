"""Rules: dated versions, verdicts that explain themselves, and replay from what was stored."""

import json
from datetime import date

import pytest

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.money import yuan
from yugong.kernel.rules import Clause, Parameter, Rule, Verdict, Version, all_of

BELOW = Clause(
    test=lambda facts, values: facts["income"] < values["line"],
    yes="人均月收入 {income} 元，低于 {line} 元。",
    no="人均月收入 {income} 元，不低于 {line} 元。",
    change="人均月收入低于 {line} 元时可以再次申请。",
    figures=lambda facts, values: {"income": yuan(facts["income"]), "line": yuan(values["line"])},
)
MEMBER = Clause(
    lambda facts, values: facts["joined"] is not None, "是工会会员。", "还不是工会会员。", "请先入会。"
)

RULE = Rule(
    "aid.sample",
    "困难认定",
    (
        Version("2025", date(2025, 1, 1), "示例办法第三条", all_of([BELOW], yes="符合", no="不符合")),
        Version(
            "2026",
            date(2026, 7, 1),
            "示例办法（修订）第三条",
            all_of([BELOW, MEMBER], yes="符合", no="不符合"),
        ),
    ),
)
BELOW_ONLY = all_of([BELOW], yes="是", no="否")
LINE = Parameter("line", 75000, "渝民发〔2025〕1 号", date(2025, 1, 1), "city")
SPARE = Parameter("unused", 1, "无", date(2025, 1, 1))


def test_a_verdict_names_version_reasons_figures_and_the_way_on():
    verdict = RULE.apply({"income": 75000, "joined": None}, on=date(2026, 7, 1), parameters=[LINE, SPARE])
    assert (verdict.outcome, verdict.version, verdict.citation) == (
        "不符合",
        "2026",
        "示例办法（修订）第三条",
    )
    assert [(reason.text, reason.holds) for reason in verdict.reasons] == [
        ("人均月收入 750.00 元，不低于 750.00 元。", False),
        ("还不是工会会员。", False),
    ]
    assert verdict.figures == {"income": "750.00", "line": "750.00"}
    assert verdict.change == ("人均月收入低于 750.00 元时可以再次申请。", "请先入会。")
    assert verdict.parameters == (LINE,)


def test_the_version_of_the_day_decides_for_ever():
    facts = {"income": 70000, "joined": None}
    before = RULE.apply(facts, on=date(2026, 6, 30), parameters=[LINE])
    assert (before.version, before.outcome) == ("2025", "符合")
    assert RULE.apply(facts, on=date(2026, 7, 1), parameters=[LINE]).outcome == "不符合"
    assert RULE.replay(before) == before


def test_a_stored_verdict_is_read_back_and_replayed():
    verdict = RULE.apply(
        {"income": 60000, "joined": date(2020, 1, 2)}, on=date(2026, 8, 1), parameters=[LINE]
    )
    stored = json.loads(json.dumps(verdict.as_dict()))
    assert Verdict.from_dict(stored) == verdict
    assert RULE.replay(Verdict.from_dict(stored)) == verdict


def test_what_cannot_be_decided_is_refused_in_clear_words():
    with pytest.raises(Refused, match="没有可用的“困难认定”规则"):
        RULE.apply({"income": 1}, on=date(2024, 12, 31), parameters=[LINE])
    with pytest.raises(Refused, match="参数“line”尚未设置"):
        RULE.apply({"income": 1}, on=date(2025, 1, 1))
    ended = Rule("a.b", "旧规", (Version("1", date(2025, 1, 1), "条", BELOW_ONLY, date(2025, 12, 31)),))
    assert ended.at(date(2025, 12, 31)).name == "1"
    with pytest.raises(Refused, match="2026-01-01"):
        ended.at(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("versions", "complaint"),
    [
        ((), "no version"),
        ((Version("1", date(2025, 1, 1), "", BELOW_ONLY),), "cites no source"),
        (
            (
                Version("1", date(2025, 1, 1), "a", BELOW_ONLY),
                Version("2", date(2024, 1, 1), "a", BELOW_ONLY),
            ),
            "order",
        ),
        (
            (
                Version("1", date(2025, 1, 1), "a", BELOW_ONLY),
                Version("1", date(2026, 1, 1), "a", BELOW_ONLY),
            ),
            "name",
        ),
    ],
)
def test_a_wrong_rule_is_broken(versions: tuple[Version, ...], complaint: str):
    with pytest.raises(Broken, match=complaint):
        Rule("aid.wrong", "错", versions)


def test_a_float_never_enters_a_stored_verdict():
    verdict = RULE.apply({"income": 1, "share": 0.5}, on=date(2025, 1, 1), parameters=[LINE])
    with pytest.raises(Broken, match=r"0\.5"):
        verdict.as_dict()
