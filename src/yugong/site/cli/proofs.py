"""calc, audit, check: computing, proving and checking."""

import argparse
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel import calc
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.registry import declare
from yugong.site.cli import start
from yugong.site.environment import ROOT


def add(words: argparse._SubParsersAction) -> None:
    """The commands that compute and prove."""
    calc = words.add_parser(
        "calc",
        help="计算：deadline 期限、id 身份证号、uscc 统一社会信用代码、retirement 法定退休年龄、"
        "election 选举、congress 职代会、committee 委员会、candidate 候选人、limitation 仲裁时效、"
        "severance 经济补偿、overtime 加班工资、mutual 互助保障等计算",
    )
    calc.add_argument("topic", help="计算项")
    calc.add_argument(
        "given", nargs="*", metavar="key=value", help="条件，例如 start=2026-09-30 days=5 unit=workday"
    )
    calc.set_defaults(run=run_calc)
    audit = words.add_parser("audit", help="审计链：重算并找出任何改动")
    audit.add_argument("what", choices=["verify"], help="verify 校验")
    audit.set_defaults(run=run_audit)
    check = words.add_parser("check", help="检查代码：格式、规范、类型、分层契约、迁移、内务测试")
    check.set_defaults(run=run_check)


def run_calc(given: argparse.Namespace) -> int:
    """`yugong calc TOPIC key=value…` prints JSON; with the shipped parameters, for no database is asked."""
    declare("yugong.scenes.rights.rules.calculators")
    declare("yugong.scenes.aid.rules.calculators")
    shipped = {key: one.value for key, one in DEFAULTS.items()}
    today = datetime.now(ZONE).date()
    try:
        answer = calc.run(given.topic, calc.parse(given.given), today=today, parameters=shipped)
    except Refused as refused:
        print(refused.reason, file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False))
    return 0


def run_audit(given: argparse.Namespace) -> int:
    """`yugong audit verify`: exit code 1 when any event was changed, inserted or removed."""
    start.django()
    start.schema()
    from yugong.ground.audit import queries
    from yugong.ground.audit.models import Event

    faults = list(queries.verify())
    for fault in faults:
        print(f"第 {fault.chain} 链第 {fault.seq} 条：{fault.why}")
    print(f"审计链 {Event.objects.count()} 条，" + (f"发现 {len(faults)} 处改动" if faults else "完整无改动"))
    return 1 if faults else 0


CHECKS = (  # what takes longest begins first
    ("类型", ["mypy", "--no-error-summary"]),
    ("内务测试", ["python", "-m", "pytest", "-q", "--no-header", "tests/fitness", "-m", "not lint"]),
    ("分层契约", ["lint-imports", "--no-logo"]),
    ("规范", ["ruff", "check", "--quiet", "src", "tests", "bench"]),
    ("格式", ["ruff", "format", "--check", "--quiet", "src", "tests", "bench"]),
)


def _checked(name: str, command: list[str]) -> str:
    """Run one of them, say how it went, and name it when it failed."""
    began = time.monotonic()
    program = str(Path(sys.executable).with_name(command[0]))
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    told = f"{'✗' if done.returncode else '✓'} {name}  {time.monotonic() - began:.1f} 秒"
    print(told if not done.returncode else f"{told}\n{done.stdout}{done.stderr}", flush=True)
    return name if done.returncode else ""


def run_check(given: argparse.Namespace) -> int:
    """Every house rule, two at a time; prints what failed and exits 1 when anything did."""
    with ThreadPoolExecutor(2) as crew:
        failed = [name for name in crew.map(_checked, *zip(*CHECKS, strict=True)) if name]
    if failed:
        print(f"没有通过：{'、'.join(failed)}")
    return 1 if failed else 0
