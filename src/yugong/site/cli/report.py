"""report: a union's review of a year, in words, as values, or beside what was printed."""

import argparse
import json
from datetime import date
from pathlib import Path

from yugong.kernel.errors import Refused
from yugong.site.cli import start


def add(words: argparse._SubParsersAction) -> None:
    """The command."""
    report = words.add_parser("report", help="年度报告：一个工会一年的数，每个数从记录里数出来")
    report.add_argument("what", choices=["annual"], help="annual 工作回眸")
    report.add_argument("--unit", required=True, help="工会名称")
    report.add_argument("--year", required=True, type=int, help="年度")
    report.add_argument("--json", action="store_true", help="以 JSON 打印每个指标、记录数和出处")
    report.add_argument("--table", type=Path, help="把已刊登的回眸和记录对照，写成 Markdown 表")
    report.add_argument("--pdf", type=Path, help="写成 PDF 公文")
    report.set_defaults(run=run_report)


def run_report(given: argparse.Namespace) -> int:
    """`yugong report annual --unit … --year …`."""
    start.django()
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.kernel.calendar import local_day
    from yugong.scenes.organise.report import comparing, files
    from yugong.scenes.organise.report.composing import compose

    today: date = local_day(timezone.now())
    unit = Unit.objects.filter(name=given.unit).order_by("valid_to", "pk").first()
    if unit is None:
        raise Refused(f"没有这个工会：{given.unit}")
    found = compose(unit, given.year, today=today)
    if given.json:
        print(json.dumps(files.values(found), ensure_ascii=False, indent=1))
    if given.table:
        reference = comparing.reference(found)
        if reference is None:
            raise Refused(f"没有 {given.unit} {given.year} 年已刊登的回眸可以对照")
        checks = comparing.compared(found, reference)
        given.table.write_text(files.table(found, checks, reference.source), "utf-8")
    if given.pdf:
        from yugong.ui import papers

        given.pdf.write_bytes(papers.pdf(files.paper(found)))
    if not (given.json or given.table or given.pdf):
        for told in found.told:
            print(f"\n{told.section.title}  {told.section.headline}", *told.texts, sep="\n")
            if told.missing:
                print(f"未记录：{'、'.join(told.missing)}")
    return 0
