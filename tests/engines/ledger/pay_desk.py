"""A process that takes a union's payments as far as they go, and kills itself where it is told to.

`pay_desk.py DATABASE FOLDER TICK`: files for the bank are laid into the folder, answers are read from it.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def main(database: str, folder: Path, last: int) -> None:
    """Make, check, release, export, record: whatever is next; each statement and each file is a tick."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yugong.site.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.DATABASES["default"]["NAME"] = database
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def ticking(execute: Any, *given: Any) -> Any:
        tick()
        done = execute(*given)
        tick()
        return done

    with connection.execute_wrapper(ticking):
        work(folder, tick)
    sys.stdout.write(str(ticks))


def hands() -> dict[str, Any]:
    """The finance officers by their roles, as they sit today."""
    from tests.engines.ledger.paying import START

    from yugong.ground.access.principal import load
    from yugong.ground.people.models import Account

    found = {}
    for account in Account.objects.filter(username__startswith="hand-"):
        actor = load(account.pk, today=START.date())[0]  # type: ignore[index]
        found[account.username.removeprefix("hand-")] = actor.seated(actor.seats[0])
    return found


def work(folder: Path, tick: Any) -> None:
    from tests.engines.ledger.paying import START

    from yugong.engines.ledger.actions import bank, batches
    from yugong.engines.ledger.models import Batch, Payment

    by = hands()
    waiting = Payment.objects.filter(state="made").first()
    if waiting is not None:
        batches.make(unit=waiting.unit, by=by["maker"], at=START)
    for batch in Batch.objects.filter(state="made").order_by("id"):
        batches.check(batch=batch, by=by["checker"], at=START)
    for batch in Batch.objects.filter(state="checked").order_by("id"):
        batches.release(batch=batch, by=by["payer"], at=START)
    for batch in Batch.objects.filter(state__in=("released", "sent")).order_by("id"):
        name, data = bank.take(batch=batch, by=by["payer"], at=START)
        tick()
        (folder / name).write_bytes(data)
        tick()
    for batch in Batch.objects.filter(state="sent").order_by("id"):
        answer = folder / f"{batch.number}.answer"
        if answer.exists():
            bank.record(batch=batch, data=answer.read_bytes(), by=by["payer"], at=START)
            tick()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
