"""Prepares a family on file with money behind it, and lets one child's clock strike a later day."""

import os
import sys
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
HEADS = {"schooling": "金秋助学和勤工俭学", "cool": "炎夏送清凉"}


def prepare(phone: str) -> str:
    """Put the worker's household on file, and money on the district's lines; the worker's union."""
    from django.db import transaction
    from django.utils import timezone

    from yugong.engines.ledger.actions import budgets, funds
    from yugong.ground.audit.writing import writing
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people.queries import find_by_phone, membership_of
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.actor import person as acting
    from yugong.scenes.aid.actions import filing, household
    from yugong.scenes.aid.models import Household

    now = timezone.now()
    who: dict[str, Any] = {"by": SYSTEM, "at": now}
    today = timezone.localdate(now)
    person = find_by_phone(phone)[0]
    stretch = membership_of(person.pk)
    assert stretch is not None
    if not Household.objects.filter(person=person, state="helped").exists():
        row = household.begin(person=person, by=acting(person.pk), at=now)
        with transaction.atomic(), writing("stories.years"):
            row.unit = stretch.unit
            filing.put_on_file(household=row, category="deep", at=now)
    unit = Unit.objects.get(name="南川区总工会")
    for head, name in HEADS.items():
        fund = funds.open_fund(
            unit=unit, name=f"{name} {now:%H%M%S}", source="city", year=today.year, purpose="帮扶", **who
        )
        funds.receive(fund=fund, amount_fen=50_000_00, text="市级帮扶资金拨入", on=today, **who)
        budgets.plan(fund=fund, head=head, amount_fen=50_000_00, **who)
    if org_missing("南川机床有限公司"):
        org.register_employer(name="南川机床有限公司", **who)
    return stretch.unit.name


def org_missing(name: str) -> bool:
    from yugong.ground.org.queries import find_employer

    return find_employer(name) is None


def strike(number: str, day: str) -> str:
    """What the morning of that day offers the child whose grant the matter gave."""
    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.aid.actions import chains
    from yugong.scenes.aid.models import Chain, Grant

    found = Grant.objects.get(matter=number, purpose="autumn")
    on = date.fromisoformat(day)
    at = datetime(on.year, on.month, on.day, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    made = chains.offer(chain=Chain.objects.get(pk=found.child), by=SYSTEM, at=at)
    return ",".join(f"{row.step}:{row.period}" for row in made)


if __name__ == "__main__":
    from yugong.site import environment

    environment.ready()
    import django

    django.setup()
    sys.stdout.write(prepare(sys.argv[2]) if sys.argv[1] == "prepare" else strike(*sys.argv[2:4]))
