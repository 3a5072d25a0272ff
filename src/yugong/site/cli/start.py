"""Bringing the platform up: database, schema, cache table, assets, holidays; each only when it is due."""

import gc
import hashlib
from pathlib import Path

from yugong.site import environment

SOURCES = {".html", ".css", ".js", ".svg", ".py"}


def django() -> None:
    """Load Django against a running database; starts the embedded one where no other is configured."""
    environment.ready()
    import django as framework

    gc.disable()  # what is loaded stays: a collection would look at all of it in vain
    framework.setup()
    gc.freeze()
    gc.enable()


def schema() -> bool:
    """Apply migrations that are due, and seed the holiday table; returns whether anything was applied."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils import timezone

    from yugong.ground.parameters import actions as parameters
    from yugong.kernel.actor import SYSTEM

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # an index over millions of rows takes its minutes
        call_command("migrate", verbosity=0, interactive=False)
        cursor.execute("RESET statement_timeout")
    call_command("createcachetable", verbosity=0)
    parameters.seed_holidays(by=SYSTEM, at=timezone.now())
    return True


def _fingerprint(folder: Path) -> str:
    """What the assets are made from, in one value: every source but what the build itself writes."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in SOURCES and "build" not in path.parts:
            seen.update(
                f"{path.relative_to(folder)}:{path.stat().st_size}:{path.stat().st_mtime_ns}".encode()
            )
    return seen.hexdigest()


def assets() -> bool:
    """Build and collect what browsers fetch, when a source has changed; returns whether it had."""
    from django.conf import settings
    from django.core.management import call_command

    from yugong.ui import build

    stamp = Path(settings.STATIC_ROOT) / ".built"
    now = _fingerprint(environment.ROOT / "src" / "yugong")
    if stamp.exists() and stamp.read_text() == now:
        return False
    build.build()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    return True
