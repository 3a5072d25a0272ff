"""The server as `yugong serve` starts it, on a scratch database."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(application: str, port: int, database: str = "", **more: str) -> Iterator[int]:
    """The application answers on the port inside the block; gives the server's process."""
    from yugong.site import embedded, environment
    from yugong.site.cli.server import GRANIAN

    root = Path(__file__).resolve().parents[1]
    given = os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"} | more
    if database:
        given["DATABASE_URL"] = f"postgresql://yugong@/{database}?host={embedded.socket_dir(environment.VAR)}"
    program = Path(sys.executable).with_name("granian")
    place = ["--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([str(program), *GRANIAN, *place, application], env=given, cwd=root)
    try:
        _answers(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> None:
    """Wait until it does, a minute at most."""
    for _ in range(300):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"nothing answers on port {port}")
