"""A process killed in the middle of paying, again and again: nothing is lost, nobody is paid twice."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from yugong.engines.ledger.models import Batch, Payment
from yugong.engines.ledger.queries.proving import verify as proved
from yugong.ground.audit.queries import verify
from yugong.ground.notices.models import Notice
from yugong.ground.people.actions import open_account
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM

from .paying import START, Office, build, card

HERE = Path(__file__).parent
PEOPLE = 6


def run(folder: Path, last: int) -> subprocess.CompletedProcess:
    command = [
        sys.executable,
        str(HERE / "pay_desk.py"),
        connection.settings_dict["NAME"],
        str(folder),
        str(last),
    ]
    source = str(HERE.parents[2] / "src")
    return subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def settle(office: Office, folder: Path) -> None:
    """The bank, which nobody kills, carries out what lies in the folder and answers."""
    for file in folder.glob("*.csv"):
        file.with_suffix(".answer").write_bytes(office.bank.take(file.read_bytes()))


@pytest.mark.django_db(transaction=True)
def test_whoever_is_killed_when_everybody_is_paid_once(tmp_path: Path) -> None:
    office = build()
    for name in ("maker", "checker", "payer"):
        person = Person.objects.get(pk=office.officers[name].person_id)
        open_account(username=f"hand-{name}", person=person, by=SYSTEM, at=START)
    for n in range(PEOPLE):
        office.order(office.payee(), 100_00 + n)
    office.bank.holders = {number: name for number, name in office.bank.holders.items() if number != card(3)}
    deaths, gap, last = 0, 19, 5
    while True:
        done = run(tmp_path, last)
        settle(office, tmp_path)
        if done.returncode == 0:
            if not Payment.objects.exclude(state__in=("paid", "failed")).exists():
                break
            last = 11  # the bank has answered: die on the way to recording it, too
            continue
        assert done.returncode == -9, done.stderr
        deaths, last = deaths + 1, last + gap
    assert deaths >= 10
    assert Counter(row.state for row in Payment.objects.all()) == {"paid": PEOPLE - 1, "failed": 1}
    owed = {card(n + 1): 100_00 + n for n in range(PEOPLE) if card(n + 1) != card(3)}
    assert office.bank.credited == owed
    assert office.balance("bank") == 1_000_000_00 - sum(owed.values())
    assert (office.balance("payable"), office.balance("schooling")) == (0, sum(owed.values()))
    assert [batch.state for batch in Batch.objects.all()] == ["done"]
    told = Counter(
        Notice.objects.filter(template__in=("ledger.paid", "ledger.failed")).values_list(
            "person_id", flat=True
        )
    )
    assert set(told.values()) == {1}
    assert len(told) == PEOPLE
    assert [*verify(), *proved()] == []
