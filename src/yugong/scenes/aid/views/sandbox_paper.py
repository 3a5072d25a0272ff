"""A kept trial as an official paper: parameters, date, counts, money, unions below, author."""

from collections.abc import Iterator
from typing import Any

from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.money import yuan
from yugong.kernel.rules import rules
from yugong.scenes.aid.models import PolicyTrial
from yugong.scenes.aid.queries.faces import helped
from yugong.scenes.aid.queries.trials import Count, read
from yugong.ui.papers import Paper

MOST = 60  # unions that the paper lists one by one


def paper(row: PolicyTrial, author: str) -> Paper:
    """The trial in sentences."""
    return Paper(
        office=row.unit_name,
        number=f"测算编号 {row.made_at:%Y%m%d}-{str(row.pk)[-6:]}",
        title=f"关于“{row.title}”的测算",
        to="领导",
        paragraphs=list(_paragraphs(row)),
        on=row.on,
        proof=f"测算人：{author}。本件是测算，不是决定，不改变现行标准。",
    )


def _paragraphs(row: PolicyTrial) -> Iterator[str]:
    rule = rules[row.rule]
    version = next(one for one in rule.versions if one.name == row.version)
    formula, whole = formula_of(version), read(row.result["whole"])
    labels = [(key, formula.label(key)) for key in helped(formula)]
    day = f"{row.on.year} 年 {row.on.month} 月 {row.on.day} 日"
    yield (
        f"一、测算依据。按“{rule.name}”（{version.citation}）和 {day}掌握的家庭情况，"
        f"对{row.unit_name}范围内 {whole.seen:,} 户逐户计算。"
    )
    yield f"二、现行参数：{_said(row.present)}。"
    yield f"三、试算参数：{_said(row.given) or '与现行相同'}。其余不变。"
    yield (
        f"四、结果。现行符合 {whole.was_all:,} 户（{_by(whole.was, labels)}）；"
        f"试算符合 {whole.will_all:,} 户（{_by(whole.will, labels)}）。"
    )
    yield (
        f"新符合 {whole.gain:,} 户，不再符合 {whole.lose:,} 户；仍符合的里面，"
        f"得到更多的 {whole.more:,} 户，得到更少的 {whole.less:,} 户。"
    )
    if whole.was_fen or whole.will_fen:
        more = whole.will_fen - whole.was_fen
        yield (
            f"五、资金。现行每年 {yuan(whole.was_fen)} 元，试算每年 {yuan(whole.will_fen)} 元，"
            f"{'增加' if more >= 0 else '减少'} {yuan(abs(more))} 元。"
        )
    else:
        yield "五、资金。这项规则没有金额，也没有填补助标准，不作资金测算。"
    yield "六、各地情况。"
    for one in row.result["lines"][:MOST]:
        yield _line(one["name"], read(one))


def _said(given: Any) -> str:
    return "；".join(f"{label} {words}" for label, words in dict(given).items())


def _by(counts: dict[str, int], labels: list[tuple[str, str]]) -> str:
    return "，".join(f"{label} {counts.get(key, 0):,}" for key, label in labels)


def _line(name: str, one: Count) -> str:
    money = f"，每年 {yuan(one.was_fen)} 元到 {yuan(one.will_fen)} 元" if one.was_fen or one.will_fen else ""
    counts = f"{one.was_all:,} 户到 {one.will_all:,} 户，新符合 {one.gain:,}，不再符合 {one.lose:,}"
    return f"{name}：{counts}{money}。"
