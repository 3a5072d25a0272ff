"""world, roster, holidays: bringing data in, always through the platform's own actions."""

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from yugong.kernel.errors import Refused
from yugong.site.cli import start


def add(words: argparse._SubParsersAction) -> None:
    """The commands that bring data in."""
    world = words.add_parser("world", help="演示世界：装入演示数据，或列出可登录的身份")
    world.add_argument("what", choices=["load", "who"], help="load 装入；who 列出身份")
    world.set_defaults(run=run_world)
    roster = words.add_parser("roster", help="会员名册：从 Excel 或 CSV 导入一个工会的名册")
    roster.add_argument("what", choices=["import"], help="import 导入")
    roster.add_argument("file", type=Path, help="名册文件（.xlsx .xls .csv）")
    roster.add_argument("--union", required=True, help="工会名称")
    roster.add_argument("--create", action="store_true", help="没有这个工会时先建立")
    roster.add_argument("--json", action="store_true", help="以 JSON 打印逐行结果")
    roster.set_defaults(run=run_roster)
    holidays = words.add_parser(
        "holidays", help="放假安排：导入一年的国务院通知（CSV：日期,放假|上班,名称,法定）"
    )
    holidays.add_argument("year", type=int, help="年份")
    holidays.add_argument("file", type=Path, help="CSV 文件")
    holidays.add_argument("--source", required=True, help="通知文号")
    holidays.set_defaults(run=run_holidays)


def ensure_demo() -> None:
    """Load the demo world once, with its progress on the screen."""
    from django.utils import timezone

    from yugong.worlds import demo

    if demo.loaded():
        return
    began = time.monotonic()
    demo.load(at=timezone.now(), progress=_progress)
    print(f"\r演示数据已装入，用时 {time.monotonic() - began:.1f} 秒" + " " * 20, flush=True)


def _progress(done: int, total: int, label: str = "") -> None:
    if sys.stdout.isatty():
        print(f"\r装入演示数据 {done}/{total} {label}   ", end="", flush=True)


def print_identities(port: int) -> None:
    """Who one can sign in as, and how."""
    from yugong.worlds import demo

    print("可用以下身份登录：")
    for one in demo.who():
        print(f"  {one.label:<12}{one.how}   http://127.0.0.1:{port}{one.url}")


def run_world(given: argparse.Namespace) -> int:
    """`yugong world load|who`."""
    start.django()
    start.schema()
    if given.what == "load":
        ensure_demo()
    print_identities(8000)
    return 0


def run_roster(given: argparse.Namespace) -> int:
    """`yugong roster import FILE --union NAME`: the same code as the page, with its report printed."""
    start.django()
    start.schema()
    from django.utils import timezone

    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.organise.actions import roster

    if not given.file.exists():
        raise Refused(f"没有这个文件：{given.file}")
    report = roster.import_file(
        path=given.file, union=given.union, create=given.create, by=SYSTEM, at=timezone.now()
    )
    if given.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        counts = "，".join(f"{word} {report[key]}" for word, key in REPORT_WORDS)
        print(f"{given.file.name}：{counts}")
    return 0


REPORT_WORDS = (
    ("数据行", "data_rows"),
    ("接收", "accepted"),
    ("退回", "rejected"),
    ("重复", "duplicates"),
    ("提醒", "warnings"),
)


def run_holidays(given: argparse.Namespace) -> int:
    """`yugong holidays 2027 FILE --source …`."""
    start.django()
    import csv

    from django.utils import timezone

    from yugong.ground.parameters import actions as parameters
    from yugong.kernel.actor import SYSTEM

    days = []
    for number, row in enumerate(csv.reader(given.file.read_text("utf-8-sig").splitlines()), 1):
        if not row or row[0].strip() == "日期":
            continue
        days.append(_holiday(number, row))
    parameters.import_holidays(year=given.year, days=days, source=given.source, by=SYSTEM, at=timezone.now())
    print(f"{given.year} 年放假安排已导入：{len(days)} 天")
    return 0


def _holiday(number: int, row: list[str]) -> Any:
    from yugong.ground.parameters.actions import Day

    cells = [cell.strip() for cell in row] + ["", "", ""]
    try:
        day = date.fromisoformat(cells[0])
    except ValueError:
        raise Refused(f"第 {number} 行的日期看不懂：{cells[0]}，请写成 2027-01-01") from None
    if cells[1] not in ("放假", "上班"):
        raise Refused(f"第 {number} 行第二列只能写「放假」或「上班」")
    return Day(day, cells[1] == "放假", cells[2], cells[3] in ("是", "法定"))
