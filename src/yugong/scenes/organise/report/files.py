"""The review to take away: an official paper as PDF or Word, and everything as plain values for a program."""

import re
from collections.abc import Sequence
from typing import Any

from yugong.engines.indicators.queries import readings
from yugong.kernel.measure import Declared, confirmed, measures
from yugong.scenes.organise.report.comparing import Check, compared, reference
from yugong.scenes.organise.report.composing import Annual
from yugong.scenes.organise.report.wording import Number, figure
from yugong.ui.papers import Heading, Paper

NOT_KNOWN = "平台没有记录、本报告不写数的：{}。"
PROOF = "本报告每个数都由记录数出，截至 {day}；没有记录的不估、不填。"


def paper(annual: Annual) -> Paper:
    """In the layout of official papers, section by section."""
    lines: list[str] = []
    for told in annual.told:
        lines.append(Heading(f"{told.section.title.replace(' ', '、', 1)}：{told.section.headline}"))
        lines += [dense(text) for text in told.texts]
        if told.missing:
            lines.append(NOT_KNOWN.format("、".join(told.missing)))
    day = f"{annual.until.year} 年 {annual.until.month} 月 {annual.until.day} 日"
    lines.append(dense(PROOF.format(day=day)))
    return Paper(
        office=annual.unit.name, number=f"{annual.year} 年度", title=annual.title, to="", paragraphs=lines,
        on=annual.until,
    )  # fmt: skip


def dense(text: str) -> str:
    """As official papers are set: no space between characters and figures."""
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[\d])|(?<=[\d%]) (?=[^\x00-\x7f])", "", text)


def values(annual: Annual) -> dict[str, Any]:
    """Every measure with its value, its records and the sentence that tells it; then the printed numbers."""
    found = readings.values([one.key for one in measures], annual.unit.pk, annual.since, annual.until)
    given = reference(annual)
    return {
        "unit": annual.unit.name,
        "year": annual.year,
        "since": annual.since.isoformat(),
        "until": annual.until.isoformat(),
        "measures": [_measure(annual, one, found[one.key]) for one in measures],
        "not_recorded": {told.section.title: list(told.missing) for told in annual.told if told.missing},
        "printed": [_check(one) for one in compared(annual, given)] if given else [],
    }


def _measure(annual: Annual, one: Declared, told: readings.Reading) -> dict[str, Any]:
    return {
        "measure": one.key,
        "name": one.name,
        "value": told.value,
        "of": told.of,
        "in": one.unit,
        "said": figure(one, told.value, told.of) if told.recorded else "未记录",
        "records": told.records,
        "recorded": told.recorded,
        "sentence": annual.sentence_of(one.key) if told.recorded else "",
        "counts": one.counts,
        "confirmed_by": str(confirmed(one)),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "sentence": check.sentence,
        "printed": check.printed.printed,
        "computed": said(check.number),
        "records": check.number.records if check.number else 0,
        "measure": check.printed.measure,
        "verdict": check.verdict,
    }


def said(number: Number | None) -> str:
    """What the records say, or that they say nothing."""
    return number.said if number is not None and number.recorded else "未记录"


HEAD = ("article sentence", "number printed", "number computed", "records", "")


def table(annual: Annual, checks: Sequence[Check], source: str) -> str:
    """The printed review beside the records, as Markdown."""
    lines = [f"# {annual.unit.name} {annual.year}: printed and recounted", "", _intro(checks, source), ""]
    lines += [f"| {' | '.join(HEAD)} |", "|" + " --- |" * len(HEAD)]
    before = ""
    for check in checks:
        sentence = check.sentence if check.sentence != before else "〃"
        before = check.sentence
        records = f"{check.number.records:,}" if check.number and check.number.recorded else ""
        row = (sentence, check.printed.printed, said(check.number), records, check.verdict)
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def _intro(checks: Sequence[Check], source: str) -> str:
    agree = sum(check.verdict == "对上" for check in checks)
    unknown = sum(check.verdict == "未记录" for check in checks)
    other = len(checks) - agree - unknown
    return (
        "Generated from the world `nanchuan_2025` at full size by `yugong report annual --unit … --year …"
        f" --table FILE`; source: {source}\n\n{len(checks)} numbers: {agree} agree with the records (对上),"
        f" {other} differ (差), {unknown} are of scenes without records (未记录) and are not filled in."
    )
