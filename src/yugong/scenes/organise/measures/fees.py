"""Dues and fees that came in, and money paid out: from the books, whose entries only reversals undo."""

from yugong.engines.ledger.queries.counted import PAYMENTS, POSTINGS
from yugong.kernel.measure import Measure, Party, measures


def _income(key: str, name: str, head: str) -> Measure:
    return Measure(
        key=f"organise.{key}",
        name=name,
        unit="fen",
        counts=f"这段时间入账的{name}，按凭证日期计，红字冲销的减去",
        done_by=Party.UNIT,
        confirmed_by=Party.BOOKS,
        source=POSTINGS,
        day="e.on",
        amount="-p.amount",
        where=f"a.head = '{head}' AND a.commodity = 'CNY'",
    )


measures.add(_income("fees", "拨缴经费收入", "fees_in"))
measures.add(_income("dues", "会费收入", "dues_in"))
measures.add(
    Measure(
        key="organise.paid",
        name="付给职工的款项",
        unit="fen",
        counts="这段时间银行回执确认付到职工卡上的全部款项，按到账日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.BANK,
        source=PAYMENTS,
        day="y.paid_on",
        amount="y.amount_fen",
        where="y.state = 'paid'",
    )
)
