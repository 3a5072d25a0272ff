"""A scratch database beside the configured one: made empty with all tables, dropped at the end."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


def cpu(rows: int) -> str:
    """What a row costs in processor time here and in the children, whatever else the machine does."""
    own, children = (
        (used.ru_utime + used.ru_stime) * 1e6 / rows
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    return f"processor time a row: {own:.0f} µs in this process, {children:.0f} µs in those that seal"
