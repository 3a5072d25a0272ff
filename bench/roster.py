"""How fast a roster comes in: rows per second from CSV to members, every step the platform's own.

.venv/bin/python -m bench.roster --rows 1000000
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from bench.scratch import peak, scratch, spent

SAMPLE = 50_000  # rows whose stages are measured one by one
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
        print(f"{given.rows:,} rows, {path.stat().st_size / 2**20:.0f} MiB of CSV", flush=True)
        for turn in ("first time", "again, nothing new"):
            run(path, turn)
        print(f"peak resident memory: {peak()}")
        stages(path)


def run(path: Path, turn: str) -> None:
    """One import, in its two steps: read, checked and compared; sealed, indexed and loaded."""
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.organise.actions import founding, roster_running
    from yugong.scenes.organise.actions import roster as rosters

    at = timezone.now()
    unit = Unit.objects.filter(name=UNION).first() or founding.found_by_name(UNION, by=SYSTEM, at=at)
    before, began = spent(), time.perf_counter()
    seen = rosters.preview(unit=unit, data=path.read_bytes(), file=path.name, by=SYSTEM, at=at)
    roster = rosters.start(roster=seen.roster, by=SYSTEM, at=at)
    del seen
    middle, checked = spent(), time.perf_counter()
    roster = roster_running.carry_on(roster_id=roster.pk, progress=None, by=SYSTEM, at=at)
    after, done = spent(), time.perf_counter()
    rows = roster.data_rows
    print(
        f"{turn}: {rows / (done - began):,.0f} rows/s end to end (check {rows / (checked - began):,.0f},"
        f" import {rows / (done - checked):,.0f}); {roster.joined:,} joined, {roster.unchanged:,} unchanged"
    )
    for step, start, end in (("check", before, middle), ("import", middle, after)):
        own, crew, database = ((late - early) * 1e6 / rows for early, late in zip(start, end, strict=True))
        total = own + crew + database
        told = f"{own:.0f} here, {crew:.0f} in the crew, {database:.0f} in the database"
        print(f"  {step}: {total:.0f} µs of processor time a row: {told}", flush=True)


def stages(path: Path) -> None:
    """What each stage before the database costs alone, one after another in this process."""
    from django.utils import timezone

    from yugong.ground.people import vault
    from yugong.ground.people.sealing import numbered, seal_all
    from yugong.kernel.calendar import local_day
    from yugong.kernel.roster.reading import read
    from yugong.scenes.organise.actions import roster_lines, roster_parts
    from yugong.scenes.organise.models import RosterPart
    from yugong.scenes.organise.roster import keeping

    with path.open("rb") as source:
        data = b"".join(islice(source, SAMPLE + 1))
    last = time.process_time()
    found: list[tuple[str, float]] = []

    def lap(name: str) -> None:
        nonlocal last
        found.append((name, time.process_time() - last))
        last = time.process_time()

    reading = read(data, path.name)
    lap("parse and recognise the columns")
    for lines in reading.lines():
        for _ in lines:
            pass
    lap("cells to lines")
    parts: list[RosterPart] = []
    today = local_day(timezone.now())
    for _ in roster_parts.put_aside(reading.findings(today=today), parts, today=today):
        pass
    lap("the same, checked, packed and sealed for the crew")
    opened = [keeping.open_lines(part.lines_sealed, part.pk) for part in parts]
    people = [[line.identity for line in roster_lines.lines_of(part)] for part in opened]
    lap("open and unpack")
    for part in people:
        vault.blinds_many([numbered(one) for one in part], "number")
    lap("blind indexes to find them in the register")
    for part in people:
        seal_all(part)
    lap("seal and index")
    rows = sum(map(len, people))
    print(f"each stage alone, of {rows:,} rows, µs of processor time a row:")
    for name, seconds in found:
        print(f"  {seconds * 1e6 / rows:5.1f} {name}")


if __name__ == "__main__":
    main()
