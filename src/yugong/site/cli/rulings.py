"""rule: a rule with its reasons, from a file of facts; the cases beside the rules; the list of rules."""

import argparse
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.scenes.aid.rules import book
from yugong.scenes.aid.rules.cases import cases
from yugong.site.cli import start

LONGEST = 1_000_000  # bytes of a fact file


def add(words: argparse._SubParsersAction) -> None:
    """`yugong rule explain | list | cases`."""
    rule = words.add_parser("rule", help="规则：按事实说明结论和理由、列出规则、核对例子")
    those = rule.add_subparsers(dest="what", metavar="做什么", required=True)
    explain = those.add_parser("explain", help="按一份事实文件给出结论、理由、依据和怎样会变，输出 JSON")
    explain.add_argument("rule", help="规则，例如 aid.hardship")
    explain.add_argument("--facts", required=True, metavar="FILE.json", help="事实文件，- 表示标准输入")
    explain.add_argument("--on", metavar="DAY", help="哪一天的规则，例如 2026-11-21，不写是今天")
    explain.add_argument(
        "--unit", metavar="PATH", help="哪个工会的参数（全称或路径）；不写用随平台给的参数，不需要数据库"
    )
    explain.set_defaults(run=run_explain)
    those.add_parser("cases", help="核对每条规则旁边的例子，有不对的退出码是 1").set_defaults(run=run_cases)
    those.add_parser("list", help="列出规则、版本、依据和要写的事实").set_defaults(run=run_list)


def run_explain(given: argparse.Namespace) -> int:
    """The verdict as JSON; a wrong file is a sentence on stderr and exit code 2."""
    try:
        on = _day(given.on)
        words = _facts(given.facts)
        book.formula(given.rule, on)
        verdict = _looked_up(given, words, on) if given.unit else book.explained(given.rule, words, on=on)
    except Refused as refused:
        print(refused.reason, file=sys.stderr)
        return 2
    print(json.dumps(book.as_json(verdict), ensure_ascii=False, indent=2))
    return 0


def run_list(given: argparse.Namespace) -> int:
    """Every rule with its versions, its facts and its parameters."""
    on = datetime.now(ZONE).date()
    for rule in book.rules:
        asked, version = book.formula(rule.key, on), rule.at(on)
        print(f"{rule.key}  {rule.name}  {version.name}  {version.citation}")
        for one in asked.facts:
            print(f"  {one.name}  {one.label}" + ("" if one.needed else "（可以不写）"))
        shorts = dict.fromkeys(f"{one.short}（{one.label}）" for one in asked.numbers)
        print(f"  parameters  {'、'.join(shorts)}")
    return 0


def run_cases(given: argparse.Namespace) -> int:
    """Every case beside every rule; those that come out otherwise are printed."""
    counted = failed = 0
    for rule in book.DECLARED:
        for case in cases(rule.key):
            counted += 1
            if wrong := case.wrong():
                failed += 1
                print(f"✗ {rule.name}：{case.words}  {wrong}")
    print(f"{counted} 个例子，" + (f"{failed} 个不对" if failed else "都对"))
    return 1 if failed else 0


def _looked_up(given: argparse.Namespace, words: dict[str, Any], on: date) -> Any:
    """With the parameters in force for a unit; starts the database."""
    start.django()
    start.schema()
    from yugong.ground.org.models import Unit
    from yugong.scenes.aid.rules import explaining

    unit = Unit.objects.filter(path=given.unit).first() or Unit.objects.filter(name=given.unit).first()
    if unit is None:
        raise Refused(f"没有“{given.unit}”这个工会，请写全称或者路径。", field="unit", code="unit_unknown")
    return explaining.explain_words(given.rule, words, on=on, path=unit.path)


def _day(text: str | None) -> date:
    if not text:
        return datetime.now(ZONE).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"--on 要写成 2026-11-21 这样的日期，现在是“{text}”。", field="on") from None


def _facts(place: str) -> dict[str, Any]:
    """The file of facts; numbers stay exactly as they are written."""
    try:
        raw = sys.stdin.buffer.read(LONGEST + 1) if place == "-" else Path(place).read_bytes()
    except OSError:
        raise Refused(f"打不开事实文件 {place}，请核对路径。", field="facts") from None
    try:
        words = json.loads(
            raw[: LONGEST + 1].decode("utf-8-sig"),
            parse_float=Decimal,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError):
        raise Refused(f"事实文件 {place} 不是正确的 JSON，请核对逗号、引号和括号。", field="facts") from None
    if not isinstance(words, dict):
        raise Refused('事实文件要写成 {"名称": 值} 的样子。', field="facts")
    return words


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"事实文件里“{twice}”写了两次，请只保留一个。", field=twice)
    return found
