"""docs/rules.md drawn from the code: each rule by formula, its facts, parameters, categories and cases."""

from collections.abc import Callable, Iterable

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import Rule
from yugong.scenes.aid.rules import book
from yugong.scenes.aid.rules.cases import Case, cases

Table = Callable[[str, Iterable[tuple[str, ...]]], str]
HEAD = """Each rule is one declaration in `src/yugong/scenes/aid/rules/`; from it come `yugong rule explain`,
the page `/aid/rules/NAME/`, `GET /api/aid/rules/NAME?fact=value` (no trailing slash; parameters by short
name) and the SQL that weighs a whole city. Money in files, forms and the API is yuan; inside it is fen.
`GET /api/aid/rules/` lists rules, facts and parameters in force; a network address may ask 1,200 times an
hour (then 429 with `Retry-After`). A refusal is 422, or 404 for an unknown rule:
`{"error": {"reason", "field", "code"}}`. How to add one: [howto/add-a-rule.md](howto/add-a-rule.md)."""
SORTS = {
    "money": "元", "whole": "整数", "yes": "是或否", "choice": "选一项", "times": "倍", "share": "比例",
    "series": "几个金额",
}  # fmt: skip


def page(drawn: str, table: Table) -> str:
    """The page of all rules."""
    return "\n\n".join(("# Rules", drawn, HEAD, *(section(rule, table) for rule in book.DECLARED))) + "\n"


def section(rule: Rule, table: Table) -> str:
    """One rule: versions, facts, parameters, categories, and the cases beside it."""
    asked = formula_of(rule.versions[-1])
    versions = [(one.name, one.valid_from.isoformat(), one.citation) for one in rule.versions]
    facts = [
        (
            f"`{one.name}`",
            one.label,
            "、".join(f"`{key}` {words}" for key, words in one.options) or SORTS[one.sort],
            "必填" if one.needed else "选填",
        )
        for one in asked.facts
    ]
    numbers = [
        (f"`{one.key}`", f"`{one.short}`", one.label, str(DEFAULTS[one.key].value)) for one in asked.numbers
    ]
    categories = "、".join(f"`{one.key}` {one.label}" for one in asked.categories)
    return "\n\n".join(
        (
            f"## `{rule.key}` {rule.name}",
            f"{asked.asks}。结论依次是：{categories}。",
            table("版本 | 自 | 依据", versions),
            table("事实 | 名称 | 写法 | 填写", facts),
            table("参数 | 短名 | 名称 | 默认", numbers),
            table("例子 | 情况 | 结论", [written(one) for one in cases(rule.key)]),
        )
    )


def written(case: Case) -> tuple[str, str, str]:
    """A case as a row."""
    given = {**case.facts, **case.parameters}
    facts = "，".join(f"{key} {'、'.join(v) if isinstance(v, list) else v}" for key, v in given.items())
    said = f"退回：{case.refused}" if case.refused else f"{case.label} {case.amount}".strip()
    return f"{case.words} {case.of}".strip(), facts, said
