"""world: loading the demo, or a district's year at any size, with a bar on the screen; who one can be."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable

from yugong.kernel.errors import Refused
from yugong.site.cli import start

WIDTH = 30
DEMO, SCALE = "nanchuan", 0.05


def add(words: argparse._SubParsersAction) -> None:
    """The command."""
    world = words.add_parser("world", help="演示世界：装入演示数据，或列出可登录的身份")
    world.add_argument(
        "what",
        choices=["load", "follow", "who"],
        help="load 装入；follow 在后台补齐演示区的一年（make run 会做）；who 列出身份",
    )
    world.add_argument(
        "name", nargs="?", default=DEMO, help="nanchuan 今天的演示区（默认）；nanchuan_2025 南川区 2025 年"
    )
    world.add_argument("--full", action="store_true", help="nanchuan_2025：按全区实际规模")
    world.add_argument("--scale", type=float, default=SCALE, help=f"nanchuan_2025：按比例，默认 {SCALE}")
    world.set_defaults(run=run_world)


def ensure_demo() -> None:
    """Load once what one can sign in to, with its progress on the screen."""
    from django.utils import timezone

    from yugong.worlds import demo

    if not demo.loaded():
        began = time.monotonic()
        demo.begin(at=timezone.now(), progress=bar)
        _done("演示数据已装入", began)


def ensure_whole(progress: Callable[[int, int, str], None]) -> None:
    """Load once the demo's year, which `make run` does beside the running platform."""
    from yugong.worlds import demo

    if not demo.complete():
        began = time.monotonic()
        demo.follow(progress=progress)
        _done("权益、帮扶、服务这一年的演示数据已装入", began)


def _fill() -> None:
    """The same, silently, while every page says that something is still to come."""
    from django.conf import settings

    settings.FILLING.touch()
    try:
        ensure_whole(lambda done, total, label: None)
    finally:
        settings.FILLING.unlink(missing_ok=True)


def stands_whole() -> bool:
    """Whether nothing of the demo is left to load."""
    from yugong.worlds import demo

    return demo.complete()


def ensure_year() -> None:
    """Replay the small year once."""
    from yugong.worlds import demo

    if not demo.loaded():
        _replay(SCALE)


def _replay(factor: float) -> None:
    """A year, day by day."""
    from django.utils import timezone

    from yugong.worlds.nanchuan_2025 import loading

    began = time.monotonic()
    loading.load(factor=factor, at=timezone.now(), progress=bar)
    _done(f"南川区 2025 年已按 {factor:g} 的比例装入", began)


def _done(words: str, began: float) -> None:
    print(f"\r{words}，用时 {time.monotonic() - began:.1f} 秒" + " " * 40, flush=True)


def bar(done: int, total: int, label: str = "") -> None:
    """How far it is; nothing where nobody looks."""
    if sys.stdout.isatty():
        full = WIDTH * done // max(total, 1)
        print(f"\r[{'█' * full:<{WIDTH}}] {done:,}/{total:,} {label}      ", end="", flush=True)


def print_identities(port: int) -> None:
    """Who one can sign in as, and how."""
    from yugong.worlds import demo

    print("可用以下身份登录：")
    for one in demo.who():
        print(f"  {one.label:<12}{one.how}   http://127.0.0.1:{port}{one.url}")


def run_world(given: argparse.Namespace) -> int:
    """`yugong world load|follow|who`."""
    start.django()
    start.schema()
    if given.what == "follow":
        os.nice(5)
        signal.signal(signal.SIGTERM, lambda got, frame: sys.exit(0))  # asked to stop while it loads
        _fill()
        return 0
    if given.what == "load":
        if given.name == DEMO:
            ensure_demo()
            ensure_whole(bar)
        elif given.name == "nanchuan_2025":
            _replay(1.0 if given.full else given.scale)
        else:
            raise Refused(f"没有这个演示世界：{given.name}；有 nanchuan、nanchuan_2025")
    print_identities(8000)
    return 0
