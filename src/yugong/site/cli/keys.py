"""keys: making the key file, rotating keys while the platform runs, and retiring old ones."""

import argparse
import sys
import time
from pathlib import Path

from yugong.kernel.errors import Refused
from yugong.site.cli import start

WORDS = {"field": "字段加密", "index": "盲索引", "audit": "审计签名"}
SILENT = 30  # seconds without progress after which the console says that no worker takes the job


def add(words: argparse._SubParsersAction) -> None:
    """The commands about keys."""
    keys = words.add_parser("keys", help="密钥：建立、查看、轮换（不停机，可中断）、退役")
    keys.add_argument(
        "what",
        choices=["create", "status", "rotate", "resume", "retire"],
        help="create 建立（已有的不动）；status 查看；rotate 换用新密钥；resume 接着换；retire 退役旧密钥",
    )
    keys.add_argument("target", nargs="?", default="", help="create 的密钥文件，或 retire 的密钥编号")
    keys.add_argument(
        "--purpose", choices=[*WORDS, "all"], default="all", help="用途：字段、盲索引、审计或全部（默认）"
    )
    keys.add_argument("--here", action="store_true", help="在本进程中更换数据，不交给后台")
    keys.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """`yugong keys create FILE | status | rotate | resume | retire ID`."""
    if given.what == "create":
        return create(given)
    start.django()
    start.schema()
    return {"status": status, "rotate": rotate, "resume": resume, "retire": retire}[given.what](given)


def create(given: argparse.Namespace) -> int:
    """A new key file."""
    from yugong.kernel import keyring

    if not given.target:
        raise Refused("请写明密钥文件：yugong keys create FILE")
    keyring.create(Path(given.target))
    print(f"密钥文件：{given.target}。请离线备份，丢失后数据无法读出")
    return 0


def purposes(given: argparse.Namespace) -> list[str]:
    """The purposes that were asked for."""
    return list(WORDS) if given.purpose == "all" else [given.purpose]


def status(given: argparse.Namespace) -> int:
    """Every key, whether it is active, and how many values need it."""
    from django.conf import settings
    from django.utils import timezone

    from yugong.ground.people import rotation

    ring = settings.YUGONG_KEYRING
    held = rotation.uses(at=timezone.now(), purposes=purposes(given))
    for purpose in purposes(given):
        for key_id in sorted(ring.keys[purpose]):
            count = sum(use.count for use in held if (use.purpose, use.key_id) == (purpose, key_id))
            mark = "（正在使用）" if ring.active[purpose] == key_id else ""
            print(f"{WORDS[purpose]}密钥 {key_id}{mark}：{count} 项")
    return 0


def rotate(given: argparse.Namespace) -> int:
    """New keys, then everything is renewed under them."""
    from django.utils import timezone

    from yugong.ground.people import actions
    from yugong.kernel.actor import SYSTEM

    actions.rotate_keys(purposes=purposes(given), by=SYSTEM, at=timezone.now())
    print("新密钥已启用，旧数据仍可读。请立即离线备份密钥文件", flush=True)
    return resume(given)


def resume(given: argparse.Namespace) -> int:
    """Renew what is left, here or by the worker, and show how far it is."""
    from django.utils import timezone

    from yugong.ground.jobs.drain import run_pending_jobs
    from yugong.ground.people import actions
    from yugong.kernel.actor import SYSTEM

    watched = actions.renew_values(by=SYSTEM, at=timezone.now())
    if given.here:
        run_pending_jobs(only=["people.renew"])
    return watch(str(watched.pk))


def watch(progress: str) -> int:
    """Print how far the job is until it is over; stopping this does not stop the job."""
    from yugong.ground.jobs import queries

    last, since = -1, time.monotonic()
    while True:
        seen = queries.watch(progress)
        if seen is None or seen.over:
            break
        if seen.done != last:
            last, since = seen.done, time.monotonic()
        silent = "（后台没有动静：请确认 yugong worker 在运行）" if time.monotonic() - since > SILENT else ""
        print(f"\r更换密钥 {seen.done}/{seen.total}{silent}   ", end="", flush=True)
        time.sleep(0.5)
    if seen is None or seen.state != "done":
        print(f"\n{seen.note if seen else '进度已清除'}", file=sys.stderr)
        return 1
    print(f"\r{seen.note}：{seen.total} 项" + " " * 30)
    return 0


def retire(given: argparse.Namespace) -> int:
    """Remove an old key from the file, of every purpose that has it and does not use it."""
    from django.conf import settings
    from django.utils import timezone

    from yugong.ground.people import actions
    from yugong.kernel.actor import SYSTEM

    if not given.target.isdigit():
        raise Refused("请写明密钥编号：yugong keys retire ID")
    key_id, ring = int(given.target), settings.YUGONG_KEYRING
    wanted = purposes(given)
    if given.purpose == "all":  # the log keeps the keys it was signed with
        wanted = [one for one in wanted if one != "audit" and key_id in ring.keys[one]]
    if not wanted:
        raise Refused(f"没有编号为 {key_id} 的密钥")
    for purpose in wanted:
        actions.retire_key(purpose=purpose, key_id=key_id, by=SYSTEM, at=timezone.now())
        print(f"{WORDS[purpose]}密钥 {key_id} 已退役。旧备份仍需旧密钥文件，请保留其离线备份")
    return 0
