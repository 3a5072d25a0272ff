"""station: the key of a station's lock, what the lock runs by itself, and what it has counted."""

import argparse
import csv
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from yugong.kernel import doorcode
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.site.cli import start


def add(words: argparse._SubParsersAction) -> None:
    """The commands about the doors of stations."""
    station = words.add_parser("station", help="驿站门锁：装密钥、核对开门码（不用联网）、收门锁的进入记录")
    todo = station.add_subparsers(dest="what", metavar="做什么", required=True)
    fit = todo.add_parser("fit-lock", help="给一个驿站的门锁换新密钥，打印一次，装进门锁")
    fit.add_argument("station", type=UUID, help="驿站编号")
    fit.set_defaults(run=run_fit)
    verify = todo.add_parser("verify-code", help="门锁自己怎么认开门码：不用数据库，不用联网")
    verify.add_argument("code", help="八位数字")
    verify.add_argument("--station", required=True, help="驿站编号")
    verify.add_argument("--key", required=True, type=Path, help="密钥文件（fit-lock 打印的那一行）")
    verify.add_argument("--used", type=Path, help="用过的码记在这个文件里，同一个码不开第二次")
    verify.add_argument("--at", help="按哪一刻核对（ISO 格式，默认现在）")
    verify.set_defaults(run=run_verify)
    entries = todo.add_parser("entries", help="收门锁的进入记录：每行是驿站编号和时间")
    entries.add_argument("file", type=Path, help="CSV 文件")
    entries.set_defaults(run=run_entries)


def run_fit(given: argparse.Namespace) -> int:
    """`yugong station fit-lock ID`: prints the new key once."""
    start.django()
    start.schema()
    from yugong.scenes.service.actions.doors import fit_lock
    from yugong.scenes.service.models import Station

    station = Station.objects.filter(pk=given.station, closed_on=None).first()
    if station is None:
        raise Refused("没有这个驿站，或者已经停用")
    print(fit_lock(station=station, by=SYSTEM, at=datetime.now(UTC)))
    return 0


def run_verify(given: argparse.Namespace) -> int:
    """`yugong station verify-code CODE`: 0 it opens, 1 it does not, 2 the key cannot be read."""
    try:
        key = bytes.fromhex(given.key.read_text(encoding="ascii").strip())
        at = datetime.fromisoformat(given.at) if given.at else datetime.now(UTC)
        known = given.used.read_text(encoding="ascii").split() if given.used and given.used.exists() else []
        used = {(int(step), int(turn)) for step, _, turn in (one.partition(":") for one in known)}
    except (OSError, ValueError):
        print("读不到密钥、时间或者用过的码", file=sys.stderr)
        return 2
    lock = doorcode.Lock(key, given.station, used=used)
    answer = lock.hears(given.code, at if at.tzinfo else at.replace(tzinfo=UTC))
    if given.used:
        given.used.write_text(
            "\n".join(f"{step}:{turn}" for step, turn in sorted(lock.used)), encoding="ascii"
        )
    print(WORDS[answer])
    return 0 if answer == doorcode.Answer.OPENS else 1


WORDS = {
    doorcode.Answer.OPENS: "开门",
    doorcode.Answer.USED: "这个码已经用过",
    doorcode.Answer.WRONG: "码不对，或者过了一分钟",
    doorcode.Answer.RESTS: "错得太多，门锁歇五分钟",
}


def _entry(line: list[str]) -> tuple[UUID, datetime]:
    """A line of a lock's record; its clock goes by local time."""
    when = datetime.fromisoformat(line[1].strip())
    return UUID(line[0].strip()), when if when.tzinfo else when.replace(tzinfo=ZONE)


def run_entries(given: argparse.Namespace) -> int:
    """`yugong station entries FILE`: what locks counted, ten minutes by ten minutes."""
    start.django()
    start.schema()
    from yugong.scenes.service.actions.doors import count_entries

    try:
        with given.file.open(encoding="utf-8-sig", newline="") as lines:
            entries = [_entry(one) for one in csv.reader(lines) if one]
    except (OSError, ValueError, IndexError) as wrong:
        raise Refused("读不懂这个文件：每行要有驿站编号和时间，例如 0190…,2026-07-16T22:15:00") from wrong
    print(f"记下 {count_entries(entries=entries, by=SYSTEM, at=datetime.now(UTC))} 个十分钟")
    return 0
