"""Postings a second through the books' own actions, beside bare inserts of the same rows, and their proof.

python -m bench.ledger --entries 5000
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from bench.scratch import scratch, spent

AT = datetime(2026, 7, 15, 1, 0, tzinfo=UTC)
DAY = date(2026, 7, 15)
RAW = (
    "CREATE TABLE bench_posting (id bigserial PRIMARY KEY, entry uuid NOT NULL, account bigint NOT NULL,"
    " amount bigint NOT NULL)",
    "CREATE INDEX ON bench_posting (entry)",
    "CREATE INDEX ON bench_posting (account)",
)
INSERT = "INSERT INTO bench_posting (entry, account, amount) VALUES (%s, 1, %s), (%s, 2, %s)"


@contextmanager
def timed(label: str, postings: int) -> Iterator[None]:
    """Prints how many postings a second, and the processor time of one."""
    began, before = time.perf_counter(), spent()
    yield
    took = time.perf_counter() - began
    here, _, database = (now - then for now, then in zip(spent(), before, strict=True))
    print(
        f"{label:<34} {postings:>8,} postings  {postings / took:>10,.0f} /s wall"
        f"  {here / postings * 1e6:>7,.0f} µs here  {database / postings * 1e6:>7,.0f} µs database"
    )


def bare(count: int) -> None:
    """Two rows a transaction, and all rows in one: what the database does without books."""
    from django.db import connection, transaction

    from yugong.kernel.ident import uuid7

    with connection.cursor() as cursor:
        for sql in RAW:
            cursor.execute(sql)
        with timed("bare inserts, each committed", 2 * count):
            for _ in range(count):
                with transaction.atomic():
                    entry = uuid7()
                    cursor.execute(INSERT, [entry, 100, entry, -100])
        rows = [(entry := uuid7(), 100, entry, -100) for _ in range(count)]
        with timed("bare inserts, one transaction", 2 * count), transaction.atomic():
            cursor.executemany(INSERT, rows)


def prepared() -> tuple[Any, Callable[[], Any]]:
    """A union with money and a budget, and what drafts one entry of two legs."""
    from yugong.engines.ledger.actions import budgets, entries, funds
    from yugong.ground.org import actions as org
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.books import Leg

    who: dict[str, Any] = {"by": SYSTEM, "at": AT}
    unit = org.found_unit(name="市总工会", kind="city", parent=None, on=date(2020, 1, 1), **who)
    fund = funds.open_fund(unit=unit, name="测试资金", source="own", year=2026, purpose="测量", **who)
    funds.receive(fund=fund, amount_fen=10**13, text="到账", on=DAY, **who)
    budgets.plan(fund=fund, head="hardship", amount_fen=10**13, **who)
    legs = (Leg("hardship", 100, fund.pk), Leg("bank", -100, fund.pk))
    return unit, lambda: entries.Draft(legs, "一笔", DAY)


def books(count: int) -> None:
    """The same through the actions: an entry a transaction, then a hundred together."""
    from django.db import transaction

    from yugong.engines.ledger.actions import entries
    from yugong.engines.ledger.queries import verify
    from yugong.ground.audit.writing import writing
    from yugong.kernel.actor import SYSTEM

    unit, draft = prepared()
    one = draft()
    given: dict[str, Any] = {"unit": unit, "by": SYSTEM, "at": AT}
    with timed("post, each committed and logged", 2 * count):
        for _ in range(count):
            entries.post(legs=one.legs, text=one.text, about="", on=DAY, **given)
    with timed("write, a hundred together", 2 * count):
        for first in range(0, count, 100):
            with transaction.atomic(), writing("bench"):
                entries.write(drafts=[draft() for _ in range(min(100, count - first))], **given)
    with timed("verify", 4 * count):
        faults = list(verify())
    print(f"faults: {len(faults)}")


def main() -> None:
    """Measure on a scratch database."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entries", type=int, default=5000, help="entries of two legs, each way")
    given = asked.parse_args()
    with scratch("bench_ledger"):
        bare(given.entries)
        books(given.entries)


if __name__ == "__main__":
    main()
