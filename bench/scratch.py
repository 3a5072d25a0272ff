"""A scratch database beside the configured one: made empty with all tables, dropped at the end."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))


@contextmanager
def scratch(name: str, *, keep: bool = False) -> Iterator[None]:
    """Django set up on a database of this name; one that is kept is used again as it stands."""
    import django
    from django.core.management import call_command
    from django.db import connections

    from yugong.site import environment

    environment.ready()
    django.setup()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        stands = cursor.fetchone() is not None
        if stands and not keep:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if not (stands and keep):
            cursor.execute(f'CREATE DATABASE "{name}"')
    connections["default"].close()
    before = connections["default"].settings_dict["NAME"]
    connections["default"].settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = before
        if not keep:
            with connections["default"].cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def peak() -> str:
    """The greatest resident memory so far: of this process, and of the largest of its children."""
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{own} MiB here, {child} MiB in the largest child"


def spent() -> tuple[float, float, float]:
    """Seconds of processor time so far: of this process, of its children that ended, of the database."""
    own, children = (
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    return own, children, _database()


def _database() -> float:
    """What all processes of the database server have used, if it runs on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    try:
        return spent_below(_stat(backend)[1])
    except (OSError, IndexError):
        return 0.0


def spent_below(server: int) -> float:
    """Seconds of processor time of a process, of those it started that ended, and of those that run."""
    ticks = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            stat = _stat(int(name))
            if stat[1] == server:
                ticks += stat[11] + stat[12]
            elif int(name) == server:
                ticks += sum(stat[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> list[int]:
    """The numbers of a process behind its name and state: 1 its parent, 11 to 14 its times in ticks."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return [0, *map(int, fields[1:17])]
