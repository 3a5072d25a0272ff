"""Mutual aid: insured on a day, newly insured, premiums, claims that the bank has paid."""

from collections.abc import Mapping, Sequence
from typing import Any

from yugong.engines.indicators.queries.showing import labelled
from yugong.engines.matters.queries.counted import by_number
from yugong.kernel.measure import Measure, Party, Shown, Source, measures, sources
from yugong.scenes.aid.models import MutualClaim, MutualCover


def _claims(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = MutualClaim.objects.filter(pk__in=keys).values_list("pk", "matter")
    return by_number(actor, {str(key): number for key, number in rows})


COVERS = sources.add(
    Source(
        "aid.cover",
        "互助保障",
        rows="aid_mutualcover c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_mutualcover", "id"),),
        show=labelled(MutualCover, lambda row: f"{row.starts_on:%Y-%m-%d} 至 {row.ends_on:%Y-%m-%d}"),
    )
)
CLAIMS = sources.add(
    Source(
        "aid.claim",
        "互助给付",
        rows="aid_mutualclaim c",
        record="c.id",
        unit="c.unit_id",
        watched=(("aid_mutualclaim", "id"),),
        show=_claims,
    )
)


def _cover(key: str, name: str, counts: str, **more: str) -> None:
    given = {"unit": "person", "word": "人次", **more}
    measures.add(
        Measure(
            key=f"aid.{key}",
            name=name,
            counts=counts,
            done_by=Party.UNIT,
            confirmed_by=Party.BANK,
            source=COVERS,
            day="c.starts_on",
            where="c.state = 'live'",
            **given,  # type: ignore[arg-type]
        )
    )


_cover(
    "insured", "互助保障在保", "那一天保费已到账、在保障期内的参保，一人参加几种分别计", until="c.ends_on + 1"
)
_cover("insured_new", "互助保障参保", "这段时间起保且保费已到账的参保，一人参加几种分别计，按起保日期计")
_cover(
    "premiums",
    "互助保费",
    "这段时间起保的参保所缴的保费，按起保日期计",
    unit="fen",
    word="",
    amount="c.premium_fen",
)


def _claim(key: str, name: str, counts: str, **more: str) -> None:
    given = {"unit": "person", "word": "人次", **more}
    measures.add(
        Measure(
            key=f"aid.{key}",
            name=name,
            counts=counts,
            done_by=Party.HANDLER,
            confirmed_by=Party.BANK,
            source=CLAIMS,
            day="c.paid_on",
            where="c.state = 'paid'",
            **given,  # type: ignore[arg-type]
        )
    )


_claim("claims_paid", "互助给付职工", "这段时间银行已付款的互助保障给付，按付款日期计")
_claim(
    "claims_fen", "互助给付金额", "这段时间银行已付款的互助保障给付金额，按付款日期计",
    unit="fen", word="", amount="c.amount_fen",
)  # fmt: skip
