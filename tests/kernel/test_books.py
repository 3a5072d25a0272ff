"""The arithmetic of the books: what balances, what is refused, and what statements add up to."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel import books
from yugong.kernel.books import CNY, CREDITS, GOODS, UNION, Book, Head, Leg, Sort, Totals
from yugong.kernel.errors import Broken, Refused

FUND = UUID(int=1)
MONEY = [head.key for head in UNION.heads if head.of == CNY]
AMOUNTS = st.integers(-(10**12), 10**12).filter(bool)


@st.composite
def entries(draw) -> tuple[Leg, ...]:
    """Legs of money and of goods that balance."""
    legs = [Leg(draw(st.sampled_from(MONEY)), draw(AMOUNTS), FUND) for _ in range(draw(st.integers(1, 5)))]
    rest = -sum(leg.amount for leg in legs)
    legs += [Leg("bank", rest, FUND)] if rest else [Leg("bank", 7, FUND), Leg("fees_in", -7, FUND)]
    if draw(st.booleans()):
        pieces = draw(st.integers(1, 10_000))
        legs += [Leg("stock", pieces, FUND, "goods:water"), Leg("goods_in", -pieces, FUND, "goods:water")]
    return tuple(draw(st.permutations(legs)))


@given(entries())
def test_what_adds_up_to_nothing_is_an_entry(legs):
    assert books.checked(legs) == legs
    assert books.unbalanced(legs) == {}


@given(entries(), st.data())
def test_one_changed_fen_is_refused(legs, data):
    at = data.draw(st.integers(0, len(legs) - 1))
    leg = legs[at]
    changed = Leg(leg.head, leg.amount + 1 or 2, leg.fund, leg.commodity)
    with pytest.raises(Refused) as refused:
        books.checked((*legs[:at], changed, *legs[at + 1 :]))
    assert refused.value.code == "unbalanced"


@given(st.lists(entries(), max_size=6))
def test_totals_and_balances_tell_the_same(history):
    legs = [leg for one in history for leg in one]
    sums = sum((books.totals(one) for one in history), Totals())
    standing = books.balances(legs)
    money = {place: amount for place, amount in standing.items() if place[2] == CNY}

    def of(*sorts: Sort) -> int:
        return sum(amount for (head, _, _), amount in money.items() if UNION[head].sort in sorts)

    assert sums.income == -of(Sort.INCOME)
    assert sums.outlay == of(Sort.OUTLAY)
    assert sums.surplus == of(Sort.ASSET, Sort.LIABILITY) == sums.income - sums.outlay - of(Sort.NET)
    assert sum(books.outlays(legs).values()) == sums.outlay


@given(entries())
def test_an_entry_and_its_reversal_leave_nothing(legs):
    back = books.turned(legs)
    assert books.checked(back) == back
    assert set(books.balances((*legs, *back)).values()) == {0}
    assert books.totals((*legs, *back)) == Totals()


@given(st.integers(), st.lists(st.integers(), max_size=20))
def test_a_running_balance_ends_at_the_sum(opening, changes):
    found = books.running(opening, changes)
    assert len(found) == len(changes)
    assert ([opening, *found][-1]) == opening + sum(changes)


@pytest.mark.parametrize(
    ("legs", "why"),
    [
        ([], "一张凭证至少要有一借一贷两条分录。"),
        ([Leg("bank", 1, FUND)], "一张凭证至少要有一借一贷两条分录。"),
        ([Leg("bank", 150, FUND), Leg("fees_in", -100, FUND)], "借贷不平：借方多 0.50 元，请核对各条金额。"),
        ([Leg("bank", 100, FUND), Leg("fees_in", -150, FUND)], "借贷不平：贷方多 0.50 元，请核对各条金额。"),
        ([Leg("bank", 0, FUND), Leg("fees_in", 0, FUND)], "“银行存款”的金额是 0，请填写金额或者删去这一条。"),
        ([Leg("bank", 1), Leg("fees_in", -1)], "“拨缴经费收入”要写明是哪一笔资金。"),
        ([Leg("bank", 10**16), Leg("custody", -(10**16))], "金额过大，请核对是否多写了数字。"),
        ([Leg("stock", 3, None, "goods:tea"), Leg("goods_in", -2, None, "goods:tea")],
         "借贷不平：借方多 1（goods:tea），请核对各条金额。"),
        ([Leg("stock", 2, None, "goods:tea"), Leg("goods_in", -2, None, "goods:rice")],
         "借贷不平：借方多 2（goods:tea），请核对各条金额。"),
    ],
)  # fmt: skip
def test_what_is_no_entry_is_refused(legs, why):
    with pytest.raises(Refused) as refused:
        books.checked(legs)
    assert refused.value.reason == why


@pytest.mark.parametrize(
    ("leg", "why"),
    [
        (Leg("cash", 1), "book 'union' has no head 'cash'"),
        (Leg("bank", 1.5), "an amount is a whole number"),  # type: ignore[arg-type]
        (Leg("bank", True), "an amount is a whole number"),
        (Leg("bank", 1, None, "USD"), "no commodity 'USD'"),
        (Leg("bank", 1, None, "goods:tea"), "head 'bank' counts CNY, not 'goods:tea'"),
        (Leg("stock", 1), "head 'stock' counts goods, not 'CNY'"),
    ],
)
def test_a_wrong_declaration_is_a_bug(leg, why):
    with pytest.raises(Broken) as broken:
        books.checked([leg, Leg("custody", -1)])
    assert why in str(broken.value)


def test_accounts_are_kept_by_fund_and_commodity():
    other = uuid4()
    legs = (Leg("bank", 5, FUND), Leg("bank", 3, other), Leg("bank", -1, FUND), Leg("custody", -7))
    assert books.balances(legs) == {
        ("bank", FUND, CNY): 4, ("bank", other, CNY): 3, ("custody", None, CNY): -7,
    }  # fmt: skip


def test_a_head_stands_once_in_a_chart():
    with pytest.raises(Broken, match="declared twice: bank"):
        Book("x", "x", (Head("bank", "甲", Sort.ASSET), Head("bank", "乙", Sort.ASSET)))


def test_the_chart_of_a_union():
    assert {head.of for head in UNION.heads} == {CNY, GOODS, CREDITS}
    assert UNION["hardship"].words == "维权支出 / 困难职工帮扶"
    assert UNION["bank"].words == "银行存款"
    assert UNION.keys(Sort.INCOME)[:2] == ("dues_in", "fees_in")
    assert [head.key for head in UNION.heads if head.solid] == ["bank", "stock"]
    assert (books.label(1), books.label(12345)) == ("记-0001", "记-12345")
