"""How fast a roster comes in: rows per second from CSV to members, every step the platform's own.

.venv/bin/python -m bench.roster --rows 1000000
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.scratch import cpu, peak, scratch

UNION = "压力测试工会"
TITLES = "姓名,证件号码,手机号码,部门,工种,入会日期"
FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉力红梅鑫波斌宇浩凯晨阳欣怡雪"
TRADES = ("快递员", "外卖配送员", "装配工", "教师", "护士", "货车司机", "采茶工", "保安员")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SHARES = [{str(digit): digit * weight for digit in range(10)} for weight in WEIGHTS]


def invented(rows: int) -> Iterator[tuple[str, str, str, date]]:
    """Invented persons: name, number (every one once, with the serials of births), phone, born."""
    dice = Random(20261121)
    first = date(1966, 1, 1)
    for place in range(rows):
        born = first + timedelta(days=place % 14_000)
        body = f"500119{born:%Y%m%d}{place // 14_000 % 1000:03d}"
        digit = "10X98765432"[sum(share[char] for share, char in zip(SHARES, body, strict=True)) % 11]
        name = dice.choice(FAMILIES) + dice.choice(GIVEN) + dice.choice(GIVEN)
        yield name, body + digit, f"161{place * 61_803_399 % 100_000_000:08d}", born


def write(path: Path, rows: int) -> None:
    """A roster of invented persons."""
    with path.open("w", encoding="utf-8") as out:
        out.write(TITLES + "\n")
        for place, (name, number, phone, _) in enumerate(invented(rows)):
            joined = f"{2015 + place % 11}-{1 + place % 12:02d}-15"
            trade = TRADES[place % len(TRADES)]
            out.write(f"{name},{number},{phone},第{place % 40 + 1}班,{trade},{joined}\n")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=100_000)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder, scratch("yugong_bench_roster"):
        path = Path(folder) / "roster.csv"
        write(path, given.rows)
        print(f"{given.rows:,} rows, {path.stat().st_size / 2**20:.0f} MiB of CSV")
        for turn in ("first time", "again, nothing new"):
            run(path, turn)
    print(cpu(2 * given.rows))
    print(f"peak resident memory: {peak()}")


def run(path: Path, turn: str) -> None:
    """One import, in its two steps: read and checked; sealed, indexed and loaded."""
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.organise.actions import founding, roster_running
    from yugong.scenes.organise.actions import roster as rosters

    at = timezone.now()
    unit = Unit.objects.filter(name=UNION).first() or founding.found_by_name(UNION, by=SYSTEM, at=at)
    began = time.perf_counter()
    seen = rosters.preview(unit=unit, data=path.read_bytes(), file=path.name, by=SYSTEM, at=at)
    roster = rosters.start(roster=seen.roster, by=SYSTEM, at=at)
    del seen
    checked = time.perf_counter()
    roster = roster_running.carry_on(roster_id=roster.pk, progress=None, by=SYSTEM, at=at)
    done = time.perf_counter()
    rows = roster.data_rows
    print(
        f"{turn}: {rows / (done - began):,.0f} rows/s end to end (preview {rows / (checked - began):,.0f},"
        f" import {rows / (done - checked):,.0f}); {roster.joined:,} joined, {roster.unchanged:,} unchanged"
    )


if __name__ == "__main__":
    main()
