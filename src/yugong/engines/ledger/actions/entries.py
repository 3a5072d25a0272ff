"""Writing entries and taking them back: the only way money, goods and credits move in the books."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yugong.engines.ledger.actions import accounts, chaining, spending
from yugong.engines.ledger.models import Batch, Commitment, Entry, Fund, Posting
from yugong.engines.ledger.queries.legs import legs_of
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel import books
from yugong.kernel.actor import Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

PERSONAL = re.compile(r"(?<!\d)(?:\d{15,19}|\d{17}[xX]|1[3-9]\d{9})(?!\d)")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written; `spends` is the commitment whose money its outlay is."""

    legs: Sequence[Leg]
    text: str
    on: date
    about: str = ""
    spends: Commitment | None = None
    reverses: Entry | None = None


@action(Permission.FUND_MANAGE, on="unit", shared=True, named="ledger.post")
def post(
    *,
    unit: Unit,
    legs: Sequence[Leg],
    text: str,
    about: str,
    on: date,
    by: Actor,
    at: datetime,
    spends: Commitment | None = None,
) -> Entry:
    """Write one entry in a unit's books; its outlay must fit in the budget line, or in what it `spends`."""
    return write(unit=unit, drafts=(Draft(legs, text, on, about, spends),), by=by, at=at)[0]


@action(Permission.FUND_MANAGE, on="entry", named="ledger.reverse")
def reverse(*, entry: Entry, why: str, by: Actor, at: datetime) -> Entry:
    """Take an entry back by its opposite (红字冲销); an entry is taken back once, a reversal never."""
    if entry.reverses_id is not None:
        raise Refused("这张凭证本身就是冲销凭证，不能再冲销；请重新记一张正确的。", code="is_reversal")
    if Entry.objects.filter(reverses=entry).exists():
        raise Refused(f"{entry.label} 已经冲销过了。", code="reversed")
    if Batch.objects.filter(number=entry.about).exists():
        raise Refused(f"这张凭证由付款批次 {entry.about} 记账，请在付款里办理退回。", code="of_batch")
    if not why.strip():
        raise Refused("请写明为什么冲销。", field="why")
    reason = _plain(why, field="why")
    text = f"冲销 {entry.year} 年 {entry.label}：{reason}"[:120]
    on = max(entry.on, local_day(at))
    draft = Draft(
        books.turned(legs_of([entry.pk])[entry.pk]), text, on, entry.about, entry.spends, reverses=entry
    )
    return write(unit=entry.unit, drafts=(draft,), by=by, at=at)[0]


def write(*, unit: Unit, drafts: Sequence[Draft], by: Actor, at: datetime) -> list[Entry]:
    """Write entries into one unit's books, in this order; for verbs that have asked their own permission.

    However many entries there are, the number of queries is the same. Locks are always taken in one order:
    budget lines, the volume, accounts.
    """
    today = local_day(at)
    for draft in drafts:
        books.checked(draft.legs)
        _plain(draft.text, field="text")
        if draft.on > today:
            raise Refused("凭证日期不能晚于今天。", field="on", code="future")
    _own_funds(unit, drafts)
    spending.take([(books.outlays(draft.legs), draft.spends) for draft in drafts])
    volume = chaining.opened(unit)
    legs = [leg for draft in drafts for leg in draft.legs]
    places = accounts.moved(unit, legs)
    accounts.covered(unit, legs)
    made = [_entry(unit, draft, by, at) for draft in drafts]
    chaining.chained(volume, [(entry, draft.legs) for entry, draft in zip(made, drafts, strict=True)])
    Entry.objects.bulk_create(made)
    Posting.objects.bulk_create(
        Posting(entry=entry, account_id=places[leg.place], amount=leg.amount)
        for entry, draft in zip(made, drafts, strict=True)
        for leg in draft.legs
    )
    facts(entries=[str(entry.pk) for entry in made[:20]], count=len(made))
    return made


def _entry(unit: Unit, draft: Draft, by: Actor, at: datetime) -> Entry:
    """The row of a draft, without its place in the chain."""
    sums = books.totals(draft.legs)
    return Entry(
        unit=unit, year=draft.on.year, on=draft.on, text=draft.text.strip(), about=draft.about,
        reverses=draft.reverses, spends=draft.spends, income=sums.income, outlay=sums.outlay,
        legs=len(draft.legs), by=by.key, at=at,
    )  # fmt: skip


def _own_funds(unit: Unit, drafts: Sequence[Draft]) -> None:
    """Every fund of the legs belongs to the unit: books of two unions meet in two entries."""
    named = {leg.fund for draft in drafts for leg in draft.legs if leg.fund is not None}
    if Fund.objects.filter(pk__in=named, unit=unit).count() != len(named):
        raise Refused("这笔资金不是本工会的，请选本工会的资金。", field="fund", code="foreign_fund")


def _plain(text: str, *, field: str) -> str:
    """The text of a voucher: short, and without numbers that belong to a person."""
    plain = text.strip()
    if not plain:
        raise Refused("请写摘要。", field=field)
    if len(plain) > 120:
        raise Refused("摘要最多写 120 个字。", field=field)
    if PERSONAL.search(plain.replace(" ", "")):
        raise Refused(
            "凭证上不要写身份证号、手机号、银行卡号，写事由和批次就可以。", field=field, code="personal"
        )
    return plain
