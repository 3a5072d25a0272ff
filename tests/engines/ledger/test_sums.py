"""Whatever happened, every sum on the pages of the books equals a recount from entries."""

import re
from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.engines.ledger.actions import budgets, commitments, entries, funds
from yugong.engines.ledger.models import Commitment, Entry, Line, Posting
from yugong.engines.ledger.queries import balance, execution, verify
from yugong.kernel.actor import SYSTEM
from yugong.kernel.books import UNION, Leg, Sort
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan

from .test_fund_pages import AT, DAY, YEAR, at_desk
from .treasury import fund_of

pytestmark = pytest.mark.usefixtures("plain_static")
HEADS = ("hardship", "schooling", "warmth")
DAYS = (date(YEAR - 1, 12, 31), date(YEAR, 1, 1), DAY)
WHO = {"by": SYSTEM, "at": AT}
OPS = st.lists(
    st.tuples(
        st.sampled_from(("receive", "spend", "commit", "pay", "release", "reverse", "carry", "goods")),
        st.integers(0, 1),
        st.integers(0, 2),
        st.integers(1, 3_000_00),
        st.integers(0, 5),
    ),
    min_size=3,
    max_size=25,
)


def play(treasury, history) -> None:
    """Live through a history; what is refused did not happen."""
    for n, one in enumerate(history):
        try:
            with transaction.atomic():
                act(treasury, n, *one)
        except Refused:
            continue


def act(treasury, n, verb, which, pick, amount, past) -> None:
    fund, head, day = treasury.kept[which], HEADS[pick], DAYS[pick]
    line = Line.objects.get(fund=fund, head=head)
    legs = (Leg(head, amount, fund.pk), Leg("bank", -amount, fund.pk))
    given = {"unit": treasury.east, "text": "一笔", "about": f"n-{n}", "on": day, **WHO}
    old = Commitment.objects.order_by("id")[past : past + 1]
    if verb == "receive":
        funds.receive(fund=fund, amount_fen=amount, text="到账", on=day, **WHO)
    elif verb == "carry":
        funds.receive(fund=fund, amount_fen=amount, text="上年结转", on=day, head="carried", **WHO)
    elif verb == "spend":
        entries.post(legs=legs, **given)
    elif verb == "commit":
        commitments.commit(line=line, amount_fen=amount, about=f"c-{n}", **WHO)
    elif verb == "goods":
        stock = (Leg("stock", amount, fund.pk, "goods:tea"), Leg("goods_in", -amount, fund.pk, "goods:tea"))
        entries.post(legs=stock, **given)
    elif verb == "reverse":
        for entry in Entry.objects.filter(unit=treasury.east).order_by("-seq")[past : past + 1]:
            entries.reverse(entry=entry, why="记错", **WHO)
    for one in old:
        if verb == "release":
            commitments.release(commitment=one, **WHO)
        elif verb == "pay":
            part = min(amount, one.amount)
            both = (Leg(one.line.head, part, one.line.fund_id), Leg("bank", -part, one.line.fund_id))
            entries.post(legs=both, spends=one, **given)


class Recount:
    """Everything from postings alone, in plain Python."""

    def __init__(self, unit) -> None:
        rows = Posting.objects.filter(entry__unit=unit, account__commodity="CNY").values_list(
            "entry__on", "account__head", "account__fund__source", "account__fund__year", "amount"
        )
        self.rows = list(rows)

    def of(self, *sorts: Sort, year=None, month=None, head="", source="", funds_of=None) -> int:
        return sum(
            amount
            for on, key, of, fund_year, amount in self.rows
            if UNION[key].sort in sorts
            and (year is None or on.year == year)
            and (month is None or on.month == month)
            and head in ("", key)
            and source in ("", of)
            and (funds_of is None or fund_year == funds_of)
        )


def shown(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def check(treasury, client) -> None:
    unit, count = treasury.east, Recount(treasury.east)
    page = shown(client, "/desk/funds/")
    held = sum(one.held for one in Commitment.objects.filter(line__fund__year=YEAR))
    surplus = -count.of(Sort.INCOME, Sort.OUTLAY, Sort.NET)
    income, outlay = -count.of(Sort.INCOME, year=YEAR), count.of(Sort.OUTLAY, year=YEAR)
    tiles = re.findall(r'<p class="v grow[^"]*">([^<]+)', page)
    assert tiles == [yuan(income), yuan(outlay), yuan(surplus), yuan(held)]
    months = re.findall(r"<tr><td>(\d+) 月</td>(.*?)</tr>", page)
    amounts = [re.findall(r">(-?[\d,]+\.\d\d)<", cells) for _, cells in months]
    assert [tuple(row[:2]) for row in amounts] == [
        (
            yuan(-count.of(Sort.INCOME, year=YEAR, month=int(n))),
            yuan(count.of(Sort.OUTLAY, year=YEAR, month=int(n))),
        )
        for n, _ in months
    ]
    assert amounts[-1][2] == yuan(surplus)
    assert f"全部合计：收入 {yuan(income)} ，支出 {yuan(outlay)} 元" in plain(page)
    lists_add_up(shown(client, f"/desk/funds/entries/?year={YEAR}"))
    done = execution(unit, YEAR)
    for one in done.sources:
        given = {"source": one.key, "funds_of": YEAR}
        assert one.received == -count.of(Sort.INCOME, **given)
        assert one.spent == count.of(Sort.OUTLAY, **given)
        assert one.bank == count.of(Sort.ASSET, head="bank", **given)
        assert f"{one.name} {yuan(one.received)}" in plain(page)
    for one in done.outlay:
        spent = count.of(Sort.OUTLAY, head=one.key, funds_of=YEAR)
        assert one.done == spent
        assert f"{one.name} {yuan(spent)}" in plain(page)
    behind = plain(shown(client, f"/desk/funds/entries/?of={YEAR}&head=hardship"))
    if "全部合计" in behind:
        spent = count.of(Sort.OUTLAY, head="hardship", funds_of=YEAR)
        assert f"收入 0.00 ，支出 {yuan(spent)} 元" in behind
    assert balance(unit=unit, head="bank") == count.of(Sort.ASSET, head="bank")
    assert list(verify()) == []


def lists_add_up(page: str) -> None:
    """The rows of a page come to its foot."""
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", one) for one in re.findall(r"<tr>(.*?)</tr>", body)]
    sums: Counter[str] = Counter()
    for row in rows:
        sums["left"] += fen(row[5])
        sums["right"] += fen(row[6])
    if rows:
        foot = re.findall(r"<td[^>]*>(.*?)</td>", page.split("<tfoot>")[1])
        assert (fen(foot[5]), fen(foot[6])) == (sums["left"], sums["right"])


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", "") or 0)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=OPS)
def test_sums_equal_a_recount(prepared, history):
    treasury, client = prepared
    with transaction.atomic():
        play(treasury, history)
        check(treasury, client)
        transaction.set_rollback(True)


@pytest.fixture
def prepared(treasury):
    """Two funds of this year, each planned under three heads, and the officer at his desk."""
    treasury.kept = [
        fund_of(treasury.east, f"资金{n}", source, YEAR) for n, source in enumerate(("city", "own"))
    ]
    for fund in treasury.kept:
        for head in HEADS:
            budgets.plan(fund=fund, head=head, amount_fen=5_000_00, **WHO)
    return treasury, at_desk(treasury.officer)
