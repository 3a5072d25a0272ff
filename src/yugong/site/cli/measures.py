"""measures: proving the numbers, and counting them anew."""

import argparse
import time

from yugong.site.cli import start
from yugong.site.cli.world import bar


def add(words: argparse._SubParsersAction) -> None:
    """The commands of numbers."""
    measures = words.add_parser("measures", help="指标：从记录重数每个数字，或重新生成统计记录")
    measures.add_argument(
        "what", choices=["verify", "backfill", "list"], help="verify 校验；backfill 重新统计；list 列出定义"
    )
    measures.add_argument("--later", action="store_true", help="backfill：交给后台任务，这里只看进度")
    measures.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """`yugong measures verify`: every difference on a line, exit code 1 when there is any."""
    start.django()
    start.schema()
    if given.what == "backfill" and given.later:
        return _later()
    return {"verify": _verify, "backfill": _backfill, "list": _list}[given.what]()


def _verify() -> int:
    from yugong.engines.indicators.queries import proving

    faults = proving.verify_at_once()
    for fault in faults:
        print(f"{fault.place}：{fault.why}")
    facts, waiting = proving.size()
    ends = f"发现 {len(faults)} 处不符，请运行 yugong measures backfill" if faults else "与记录全部相符"
    print(f"统计记录 {facts:,} 条，待重数 {waiting:,} 条，{ends}")
    return 1 if faults else 0


def _backfill() -> int:
    from yugong.engines.indicators.actions import backfilling

    total, done = backfilling.total(), 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        bar(done, total, "条记录")

    changed = backfilling.backfill(told=told)
    print(f"\r已重新统计 {done:,} 条记录，改正 {changed:,} 条统计记录" + " " * 30)
    return 0


def _later() -> int:
    """Ask the worker for it, and look on until it is over; leaving off looking stops nothing."""
    from django.utils import timezone

    from yugong.engines.indicators.actions import recounting
    from yugong.ground.jobs.queries import watch

    found = recounting.recount_later(at=timezone.now())
    while not found.over:
        bar(found.done, found.total, f"条记录，{found.word}")
        time.sleep(1)
        found = watch(found.id) or found
    print(f"\r{found.word}：{found.note}" + " " * 40)
    return 0 if found.state == "done" else 1


def _list() -> int:
    from yugong.kernel.measure import confirmed, measures

    for one in measures:
        print(f"{one.key:32} {one.name}：{one.counts}（确认：{confirmed(one)}）")
    return 0
