"""Money for aid that came from above: from the books, whose entries only reversals undo."""

from yugong.engines.ledger.queries.counted import POSTINGS
from yugong.kernel.measure import Measure, Party, measures

measures.add(
    Measure(
        key="aid.funds_received",
        name="中央和市级帮扶资金",
        unit="fen",
        counts="这段时间入账的中央和市级帮扶资金，按凭证日期计，红字冲销的减去",
        done_by=Party.UPPER,
        confirmed_by=Party.BOOKS,
        source=POSTINGS,
        day="e.on",
        amount="-p.amount",
        where="a.head = 'special_in' AND a.commodity = 'CNY'"
        " AND a.fund_id IN (SELECT f.id FROM ledger_fund f WHERE f.source IN ('central', 'city'))",
    )
)
