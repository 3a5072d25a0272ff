"""`yugong rule explain`: the verdict as JSON from a file of facts, and a sentence for every wrong one."""

import json
from pathlib import Path
from typing import Any

import pytest

from yugong.site.cli import main

FACTS = {"annual_income": 60000, "rigid_expenses": 36000, "persons": 3, "accident_costs": 0}
GIVEN = {"line": 750, "multiple": 1.5}


def house(income: Any, rigid: Any, persons: Any, **more: Any) -> dict[str, Any]:
    """The facts of a household."""
    return {"annual_income": income, "rigid_expenses": rigid, "persons": persons, **more}


@pytest.fixture
def explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run the command on facts, or on the very text of a file."""

    def run(facts: dict[str, Any] | str, *more: str, rule: str = "aid.hardship") -> tuple[int, Any]:
        place = tmp_path / "facts.json"
        place.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        code = main(["rule", "explain", rule, "--facts", str(place), *more])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err.strip()

    return run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["calc"], "还要写：topic、key=value。"),
        (["rule", "explain", "aid.hardship"], "还要写：--facts。"),
        (["rule", "nope"], "没有“nope”，可以写：explain、cases、list。"),
        (["rule", "list", "more"], "不认识“more”。"),
        (["rule", "explain", "aid.hardship", "--facts"], "--facts 后面要写一个值。"),
    ],
)
def test_a_command_written_wrongly_is_answered_in_a_sentence(words, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr().err
    assert (ended.value.code, said in told, "写法：yugong" in told) == (2, True, True)


def test_the_example_of_the_issue(explain):
    code, said = explain({**FACTS, "parameters": GIVEN}, "--on", "2026-11-21")
    assert (code, said["category"], said["per_head"], said["label"]) == (0, "deep", "666.67", "深度困难")
    assert said["change"] == (
        "家庭年收入再多 3,000.00 元（达到 63,000.00 元），或者年刚性支出少 3,000.00 元（降到 33,000.00 元），"
        "结论就会是“相对困难”。"
    )
    assert said["reasons"][-1] == "家庭人均月收入 666.67 元，低于低保标准 750.00 元，是深度困难。"
    assert (said["version"], said["on"]) == ("2018-01", "2026-11-21")
    sources = {one["short"]: (one["value"], one["source"]) for one in said["parameters"]}
    assert sources["line"] == ("750.00", "本次给出")
    assert sources["ratio"] == ("80%", "外省困难职工认定办法")


@pytest.mark.parametrize(
    ("facts", "given", "category", "per_head"),
    [
        (house("60,000.00", "36000 元", "3"), GIVEN, "deep", "666.67"),
        (house(60000.5, 36000.25, 3.0), GIVEN, "deep", "666.67"),
        (house(-100, 0, 1), GIVEN, "deep", "0.00"),
        (house(0, 0, 1, accident_costs=5), {"line": 0}, "accident", "0.00"),
        (house(0, 0, 1), {"line": 0}, "none", "0.00"),
        (house(81000, 54000, 3), {"line": 750, "multiple": 1}, "none", "750.00"),
        (house(81000, 54000, 3), {"line": "750", "multiple": "1.0001"}, "relative", "750.00"),
        (house(9000000000000, 0, 1), GIVEN, "none", "750000000000.00"),
        (house(100, 0, 1, accident_costs=51), {"line": 0, "ratio": 0.5}, "accident", "8.33"),
        (house(100, 0, 1, accident_costs=51), {"line": 0, "ratio": 80}, "none", "8.33"),
        (house(100, 0, 1, accident_costs=51), {"line": 0, "ratio": "50%"}, "accident", "8.33"),
        (house(8000, 0, 1, area="rural"), {"line.rural": 667}, "deep", "666.67"),
        (house(8000, 0, 1, area="rural"), {"hardship.line.urban": 1}, "relative", "666.67"),
    ],
)  # fmt: skip
def test_numbers_in_several_writings(explain, facts, given, category, per_head):
    code, said = explain({**facts, "parameters": given})
    assert (code, said["category"], said["per_head"]) == (0, category, per_head)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({**FACTS, "persons": 0}, "共同生活人数（persons）要在 1 到 99 人之间，现在是 0。"),
        ({**FACTS, "persons": -1}, "共同生活人数（persons）要在 1 到 99 人之间，现在是 -1。"),
        ({**FACTS, "persons": 2.5}, "共同生活人数（persons）要是整数，现在是“2.5”。"),
        ({**FACTS, "persons": True}, "共同生活人数（persons）要写成数字，现在是“true”。"),
        ({**FACTS, "persons": None}, "请写明共同生活人数（persons）。"),
        ({**FACTS, "annual_income": ""}, "请写明家庭年收入（annual_income）。"),
        ({**FACTS, "annual_income": "六万"}, "家庭年收入（annual_income）要写成数字，现在是“六万”。"),
        ({**FACTS, "annual_income": [1]}, "家庭年收入（annual_income）要写成数字，现在是“[1]”。"),
        (
            {**FACTS, "annual_income": 0.001},
            "家庭年收入（annual_income）最多写到分，即小数点后两位，现在是“0.001”。",
        ),
        (
            {**FACTS, "rigid_expenses": -1},
            "年刚性支出（rigid_expenses）要在 0.00 到 10,000,000,000,000.00 元之间，现在是 -1.00。",
        ),
        ({**FACTS, "rural_migrant": "也许"}, "是进城务工人员（rural_migrant）请写 是 或 否（true、false）。"),
        ({**FACTS, "area": "moon"}, "按哪里的标准（area）请从 urban（城镇）、rural（农村） 中选一项。"),
        ({**FACTS, "parameters": [1]}, 'parameters 要写成 {"名称": 数值} 的样子。'),
        ({**FACTS, "parameters": {"line": "高"}}, "城镇低保标准（line）要写成数字，现在是“高”。"),
        ({**FACTS, "parameters": {"line": -1}}, "参数城镇低保标准（line）不能小于 0。"),
        ('{"annual_income": 1e999999999}', "家庭年收入（annual_income）要写成数字，现在是“1E+999999999”。"),
        ('{"annual_income": NaN}', "家庭年收入（annual_income）要写成数字，现在是“NaN”。"),
        ('{"annual_income": 1, "annual_income": 2}', "事实文件里“annual_income”写了两次，请只保留一个。"),
        ("[1]", '事实文件要写成 {"名称": 值} 的样子。'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_never_a_traceback(explain, facts, sentence):
    assert explain(facts) == (2, sentence)


def test_unknown_words_name_the_known_ones(explain, tmp_path, capsys):
    code, said = explain({**FACTS, "income": 5})
    assert (code, said.startswith("不认识“income”，可以写的有：annual_income（家庭年收入）、")) == (2, True)
    code, said = explain({**FACTS, "parameters": {"lines": 5}})
    assert (code, said.startswith("没有参数“lines”，可以写的有：line（城镇低保标准）、")) == (2, True)
    code, said = explain(FACTS, rule="aid.moon")
    assert (code, said.startswith("没有“aid.moon”这条规则，可用的有：aid.hardship")) == (2, True)
    code, said = explain(FACTS, "--on", "gestern")
    assert (code, said) == (2, "--on 要写成 2026-11-21 这样的日期，现在是“gestern”。")
    code, said = explain(FACTS, "--on", "2001-01-01")
    assert (code, said) == (2, "2001-01-01 没有可用的“困难职工认定”规则，请联系管理员。")
    code, said = explain("{")
    assert (code, said.endswith("不是正确的 JSON，请核对逗号、引号和括号。")) == (2, True)
    assert main(["rule", "explain", "aid.hardship", "--facts", str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err.endswith("请核对路径。\n")


def test_the_list_names_every_rule_and_its_facts(capsys):
    assert main(["rule", "list"]) == 0
    said = capsys.readouterr().out
    assert "aid.hardship  困难职工认定  2018-01" in said
    assert "  accident_costs  意外或重病的花费（可以不写）" in said


def test_the_cases_are_run_from_the_console(capsys):
    assert main(["rule", "cases"]) == 0
    assert capsys.readouterr().out.strip().endswith("个例子，都对")


def test_a_list_of_sums_and_what_was_given_this_year(explain):
    code, said = explain(
        {"amount": 900, "received": [2800, 2500], "parameters": {"per_time": 3000, "per_year": 6000}},
        rule="aid.warmth",
    )
    assert (code, said["category"], said["amount"], said["at_most"]) == (0, "refused", "0.00", "700.00")
    assert said["change"] == "这次的金额少 200.00 元（降到 700.00 元），结论就会是“可以发”。"
    code, said = explain(
        {"per_heads": "800 元、820、700.5、760", "parameters": {"line": 750}},
        "--on",
        "2026-11-21",
        rule="aid.exit",
    )
    assert (code, said["category"], said["facts"]["per_heads"]) == (
        0,
        "observe",
        ["800", "820", "700.5", "760"],
    )
