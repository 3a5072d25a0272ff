"""Mediations: taken in, agreed by both parties, and money that reached the workers."""

from collections.abc import Mapping, Sequence
from typing import Any

from yugong.engines.matters.queries.counted import by_number
from yugong.kernel.measure import Measure, Party, Ratio, Shown, Source, measures, sources
from yugong.scenes.rights.models import Mediation, MediationPayment


def _cases(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = Mediation.objects.filter(pk__in=keys).values_list("pk", "matter")
    return by_number(actor, {str(key): number for key, number in rows})


def _payments(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = MediationPayment.objects.filter(pk__in=keys).values_list("pk", "mediation__matter")
    return by_number(actor, {str(key): number for key, number in rows})


CASES = sources.add(
    Source(
        "rights.mediation",
        "调解案件",
        rows="rights_mediation c",
        record="c.id",
        unit="c.unit_id",
        watched=(("rights_mediation", "id"),),
        show=_cases,
    )
)
PAYMENTS = sources.add(
    Source(
        "rights.mediation_payment",
        "调解履行",
        rows="rights_mediationpayment y JOIN rights_mediation c ON c.id = y.mediation_id",
        record="y.id",
        unit="c.unit_id",
        watched=(("rights_mediationpayment", "id"),),
        show=_payments,
    )
)


def _case(key: str, name: str, counts: str, day: str, where: str) -> Measure:
    return Measure(
        key=f"rights.{key}",
        name=name,
        unit="count",
        counts=counts,
        done_by=Party.MEDIATOR,
        confirmed_by=Party.PARTIES,
        source=CASES,
        day=day,
        where=where,
    )


measures.add(
    _case(
        "mediations",
        "受理劳动争议调解",
        "这段时间双方同意、受理调解的劳动争议，按受理日期计",
        "c.accepted_on",
        "TRUE",
    )
)
measures.add(
    _case(
        "mediations_ended",
        "劳动争议调解结束",
        "这段时间调解结束的劳动争议，无论是否达成协议，撤回的不计，按结束日期计",
        "c.ended_on",
        "c.state <> 'dropped'",
    )
)
measures.add(
    _case(
        "mediated",
        "劳动争议调解成功",
        "调解结束的劳动争议中双方签了协议的，按结束日期计",
        "c.ended_on",
        "c.state <> 'dropped' AND c.effective_on IS NOT NULL",
    )
)
measures.add(
    Ratio(
        key="rights.mediated_rate",
        name="调解成功率",
        counts="双方签了协议的占调解结束的比例",
        x="rights.mediated",
        of="rights.mediations_ended",
    )
)
measures.add(
    Measure(
        key="rights.mediation_paid",
        name="调解追回金额",
        unit="fen",
        counts="按调解协议实际付到职工手里的钱，按到账日期计",
        done_by=Party.EMPLOYER,
        confirmed_by=Party.MEDIATOR,
        source=PAYMENTS,
        day="y.on",
        amount="y.fen",
    )
)
