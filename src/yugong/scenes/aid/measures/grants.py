"""Money and goods that reached people: paid grants, days from decision to payment, the four seasons."""

from yugong.engines.indicators.queries.showing import labelled
from yugong.kernel.measure import Measure, Party, Ratio, Source, local, measures, sources
from yugong.scenes.aid.models import Grant, Parcel, Share

GRANTS = sources.add(
    Source(
        "aid.grant",
        "帮扶金",
        rows="aid_grant c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_grant", "id"),),
        show=labelled(Grant, lambda row: f"{row.get_purpose_display()} {row.period}"),
    )
)
PARCELS = sources.add(
    Source(
        "aid.parcel",
        "帮扶物资",
        rows="aid_parcel c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_parcel", "id"),),
        show=labelled(Parcel, lambda row: f"领取码尾号 {row.digits[-2:]}"),
    )
)
SHARES = sources.add(
    Source(
        "aid.share",
        "基层签收的物资",
        rows="aid_share c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_share", "id"),),
        show=labelled(Share, lambda row: f"{row.planned_on:%Y-%m-%d} 登记"),
    )
)
PAID = "c.state = 'paid'"
SEASONS = (
    ("winter", "冬送温暖"),
    ("autumn", "金秋助学"),
    ("living", "生活救助"),
    ("medical", "大病救助"),
    ("temporary", "临时救助"),
    ("holiday", "勤工俭学补助"),
)


def _paid(key: str, name: str, counts: str, *, unit: str = "person", word: str = "人次", **more: str) -> None:
    given = {"where": PAID, **more}
    measures.add(
        Measure(
            key=f"aid.{key}",
            name=name,
            unit=unit,
            word=word,
            counts=f"{counts}，按银行到账日期计",
            done_by=Party.UNIT,
            confirmed_by=Party.BANK,
            source=GRANTS,
            day="c.paid_on",
            **given,  # type: ignore[arg-type]
        )
    )


_paid("paid", "发放帮扶金", "这段时间付到职工卡上的帮扶金", unit="fen", word="", amount="c.amount_fen")
_paid("helped", "帮扶职工", "这段时间收到帮扶金的职工，同一人不同项目分别计")
_paid(
    "days", "帮扶金到账用时", "从批准到银行到账的自然日之和", unit="day", word="", amount="c.paid_on - c.on"
)
measures.add(
    Ratio(
        key="aid.days_to_pay",
        name="帮扶金平均到账用时",
        counts="从批准到银行到账的自然日，按到账的笔数平均",
        x="aid.days",
        of="aid.helped",
        unit="day",
    )
)
for season, name in SEASONS:
    _paid(
        f"{season}_helped",
        f"{name}受助职工",
        f"这段时间收到{name}款项的职工",
        where=f"{PAID} AND c.purpose = '{season}'",
    )
    _paid(
        f"{season}_paid", f"{name}金额", f"这段时间付到职工卡上的{name}款项", unit="fen", word="",
        amount="c.amount_fen", where=f"{PAID} AND c.purpose = '{season}'",
    )  # fmt: skip
measures.add(
    Measure(
        key="aid.parcels",
        name="领到帮扶物资的职工",
        unit="person",
        word="人次",
        counts="这段时间凭码或签收单领到慰问物资的职工，按领取日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.WORKER,
        source=PARCELS,
        day=local("c.handed_at"),
        where="c.handed_at IS NOT NULL",
    )
)
measures.add(
    Measure(
        key="aid.cooled",
        name="送清凉惠及职工",
        unit="person",
        word="人次",
        counts="这段时间基层工会签收的慰问物资按登记人数惠及的职工，按签收日期计",
        done_by=Party.UPPER,
        confirmed_by=Party.UNIT,
        source=SHARES,
        day=local("c.received_at"),
        amount="c.persons",
        where="c.received_at IS NOT NULL",
    )
)
