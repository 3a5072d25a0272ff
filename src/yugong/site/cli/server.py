"""run, serve, worker: the web server and the background worker."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from yugong.kernel.errors import Refused
from yugong.site import environment
from yugong.site.cli import start

Maker = Callable[[], subprocess.Popen[bytes]]
GRANIAN = [
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "4",  # a page waits for the disk when its look is written down: two left processors idle
    "--workers-kill-timeout",
    "5",
    "--respawn-failed-workers",
    "--no-ws",
    "--backpressure",
    "64",
    "--log-level",
    "warning",
]


def add(words: argparse._SubParsersAction) -> None:
    """The commands that serve."""
    run = words.add_parser("run", help="演示：准备数据库和演示数据，启动网站和后台，打印可登录的身份")
    run.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    run.set_defaults(run=run_demo)
    year = words.add_parser("year", help="演示：南川区 2025 年的小样，自带数据库；make run 会一并启动")
    year.add_argument("--port", type=int, default=8001, help="端口（默认 8001）")
    year.set_defaults(run=run_year)
    serve = words.add_parser("serve", help="启动网站（正式部署用；先运行 yugong migrate）")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址")
    serve.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    serve.set_defaults(run=run_server)
    worker = words.add_parser("worker", help="启动后台办理（通知、导入、时限巡检）")
    worker.set_defaults(run=run_worker)
    migrate = words.add_parser("migrate", help="更新数据库结构和静态文件")
    migrate.set_defaults(run=run_migrate)


def _free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(f"端口 {port} 已经有程序在用，请换一个：make run PORT={port + 1}") from None


def _granian(host: str, port: int) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).with_name("granian")
    place = ["--host", host, "--port", str(port)]
    return subprocess.Popen([str(program), *GRANIAN, *place, "yugong.site.wsgi:application"])


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "yugong.site.cli", "worker"])


def run_demo(given: argparse.Namespace) -> int:
    """`make run`: everything from an empty folder to a running platform."""
    os.environ.setdefault("YUGONG_DEMO", "1")
    _free("127.0.0.1", given.port)
    start.django()
    start.schema()
    start.assets()
    from django.db import connections

    from yugong.site.cli.world import ensure_demo, print_identities, stands_whole

    ensure_demo()
    beside: list[Maker] = [] if stands_whole() else [_rest]
    connections.close_all()
    print(f"\n渝工已启动：http://127.0.0.1:{given.port}/  （演示数据；Ctrl-C 停止）", flush=True)
    print_identities(given.port)
    if beside:
        print("  权益、帮扶、服务这一年的演示数据正在后台装入，约半分钟；现在就可以登录。", flush=True)
    if environment.uses_embedded():
        beside.append(lambda: _year(given.port + 1))
    return _watch([lambda: _granian("127.0.0.1", given.port), _worker], beside)


def _rest() -> subprocess.Popen[bytes]:
    """The demo's year, loaded while the platform runs already."""
    return subprocess.Popen([sys.executable, "-m", "yugong.site.cli", "world", "follow"])


def _year(port: int) -> subprocess.Popen[bytes]:
    """The small year beside the demo, with its own database and keys below var/."""
    command = [sys.executable, "-m", "yugong.site.cli", "year", "--port", str(port)]
    return subprocess.Popen(command, env=os.environ | {"YUGONG_VAR": str(environment.VAR / "year")})


def run_year(given: argparse.Namespace) -> int:
    """Nanchuan's year 2025 at a twentieth of its size: replayed once, politely, then served."""
    os.environ.setdefault("YUGONG_DEMO", "1")
    _free("127.0.0.1", given.port)
    os.nice(10)
    signal.signal(signal.SIGTERM, lambda got, frame: sys.exit(0))  # asked to stop while it replays
    start.django()
    start.schema()
    start.assets()
    from django.db import connections

    from yugong.site.cli.world import ensure_year

    ensure_year()
    connections.close_all()
    review = f"http://localhost:{given.port}/desk/annual/?year=2025"
    print(
        f"  南川区 2025 年  全年按 5% 补演，看工作回眸、十件实事；登录名 district，密码同上   {review}",
        flush=True,
    )
    return _watch([lambda: _granian("127.0.0.1", given.port), _worker])


def run_server(given: argparse.Namespace) -> int:
    """The web server alone."""
    _free(given.host, given.port)
    start.django()
    return _watch([lambda: _granian(given.host, given.port)])


def run_worker(given: argparse.Namespace) -> int:
    """The background worker in this process."""
    start.django()
    from yugong.ground.jobs.worker import run_worker as work

    work()
    return 0


def run_migrate(given: argparse.Namespace) -> int:
    """Schema, seeds and static files."""
    start.django()
    print("数据库已更新" if start.schema() else "数据库已是最新")
    start.assets()
    return 0


def _watch(makers: Sequence[Maker], beside: Sequence[Maker] = ()) -> int:
    """Keep the processes alive until asked to stop, then stop them all; one that dies is started again.

    Those beside run one after the other, each when the one before it has ended.
    """
    running = [(make, make()) for make in makers]
    later = deque(beside)
    aside = [later.popleft()()] if later else []
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, frame: stopping.append(got))
    while not stopping:
        time.sleep(0.3)
        for place, (make, process) in enumerate(running):
            if process.poll() is not None and not stopping:
                time.sleep(1)
                running[place] = (make, make())
        if later and aside[0].poll() is not None and not stopping:
            aside = [later.popleft()()]
    every = [*aside, *(process for _, process in running)]
    for process in every:
        process.terminate()
    for process in every:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0
