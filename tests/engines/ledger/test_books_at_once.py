"""Fifty at once on one line: never more than it has, never a number twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from yugong.engines.ledger.actions import commitments, entries, funds
from yugong.engines.ledger.models import Commitment, Entry, Line
from yugong.engines.ledger.queries import verify
from yugong.kernel.actor import SYSTEM
from yugong.kernel.books import Leg
from yugong.kernel.errors import Refused

from .treasury import NOW, TODAY, build

pytestmark = pytest.mark.django_db(transaction=True)


def together(acts):
    """Run the acts at the same moment; what each returned, or the code of its refusal."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=30)
            return act()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_fifty_arrangements_at_once_never_exceed_the_line():
    treasury = build()

    def commit(n):
        return lambda: commitments.commit(
            line=treasury.line, amount_fen=250_00, about=f"M-{n}", by=SYSTEM, at=NOW
        )

    done = together([commit(n) for n in range(50)])
    assert Counter(type(one).__name__ for one in done) == {"Commitment": 24, "str": 26}
    assert {one for one in done if isinstance(one, str)} == {"line_short"}
    line = Line.objects.get()
    assert (line.held, line.left, Commitment.objects.count()) == (6_000_00, 0, 24)


def test_the_same_thing_fifty_times_at_once_is_arranged_once():
    treasury = build()

    def commit():
        return commitments.commit(line=treasury.line, amount_fen=250_00, about="M-1", by=SYSTEM, at=NOW)

    done = together([commit] * 50)
    assert len({one.pk for one in done}) == 1
    assert Line.objects.get().held == 250_00


def test_fifty_vouchers_at_once_are_numbered_without_gaps_and_keep_the_budget():
    treasury = build()
    fund = treasury.fund

    def spend():
        legs = (Leg("hardship", 200_00, fund.pk), Leg("bank", -200_00, fund.pk))
        return entries.post(unit=treasury.east, legs=legs, text="一笔", about="", on=TODAY, by=SYSTEM, at=NOW)

    def receive():
        return funds.receive(fund=fund, amount_fen=1, text="利息", on=TODAY, by=SYSTEM, at=NOW)

    done = together([spend] * 40 + [receive] * 10)
    assert Counter(one if isinstance(one, str) else "Entry" for one in done) == {
        "Entry": 40,
        "line_short": 10,
    }
    assert sorted(Entry.objects.values_list("number", flat=True)) == list(range(1, 42))
    line = Line.objects.get()
    assert (line.spent, line.left) == (6_000_00, 0)
    assert list(verify()) == []
