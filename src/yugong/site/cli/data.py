"""roster, holidays: bringing data in, always through the platform's own actions."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from yugong.kernel.errors import Refused
from yugong.site.cli import start


def add(words: argparse._SubParsersAction) -> None:
    """The commands that bring data in."""
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
