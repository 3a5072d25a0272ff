"""Legal aid, consultations and letters of supervision, hours of law."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from yugong.engines.indicators.queries.showing import labelled
from yugong.engines.matters.queries.counted import by_number
from yugong.kernel.measure import Measure, Party, Shown, Source, measures, sources
from yugong.scenes.rights.models import LawAnswer, LawSession, LegalAid, SupervisionLetter


def _by_matter(model: type[Model]) -> Callable[[Any, Sequence[str]], Mapping[str, Shown]]:
    def show(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
        rows = model._default_manager.filter(pk__in=keys).values_list("pk", "matter")
        return by_number(actor, {str(key): number for key, number in rows})

    return show


def _source(key: str, name: str, table: str, model: type[Model]) -> Source:
    return sources.add(
        Source(
            f"rights.{key}",
            name,
            rows=f"{table} c",
            record="c.id",
            unit="c.unit_id",
            watched=((table, "id"),),
            show=_by_matter(model),
        )
    )


AIDS = _source("legal_aid", "法律援助", "rights_legalaid", LegalAid)
ANSWERS = _source("law_answer", "法律咨询", "rights_lawanswer", LawAnswer)
LETTERS = _source("letter", "一函两书", "rights_supervisionletter", SupervisionLetter)
SESSIONS = sources.add(
    Source(
        "rights.law_session",
        "普法活动",
        rows="rights_lawsession c",
        record="c.id",
        unit="c.unit_id",
        watched=(("rights_lawsession", "id"),),
        show=labelled(LawSession, lambda row: row.topic),
    )
)


def _one(
    key: str,
    name: str,
    counts: str,
    source: Source,
    day: str,
    *,
    by: Party,
    seen: Party,
    where: str = "TRUE",
    **more: str,
) -> None:
    given = {"unit": "count", **more}
    measures.add(
        Measure(
            key=f"rights.{key}",
            name=name,
            counts=counts,
            done_by=by,
            confirmed_by=seen,
            source=source,
            day=day,
            where=where,
            **given,  # type: ignore[arg-type]
        )
    )


_one(
    "legal_aids", "法律援助", "这段时间决定给予的法律援助，不予援助的不计，按决定日期计",
    AIDS, "c.decided_on",
    by=Party.LAWYER, seen=Party.UNIT, where="c.state <> 'refused'",
)  # fmt: skip
_one(
    "legal_aid_recovered", "法律援助追回金额", "法律援助结案时为职工追回的钱，按结案日期计",
    AIDS, "c.ended_on",
    by=Party.LAWYER, seen=Party.UNIT, where="c.state = 'done'", amount="c.recovered_fen", unit="fen",
)  # fmt: skip
_one(
    "consultations", "法律咨询答复", "这段时间由律师答复的职工法律咨询，按答复日期计",
    ANSWERS, "c.answered_on",
    by=Party.LAWYER, seen=Party.UNIT,
)  # fmt: skip
_one(
    "letters", "发出一函两书", "这段时间经两人监督员办理、主席签发的提示函、意见书和建议书，按成文日期计",
    LETTERS, "c.on", by=Party.HANDLER, seen=Party.REVIEWER,
    where="c.number IS NOT NULL AND c.state <> 'dropped'", word="份",
)  # fmt: skip
_one(
    "letters_settled", "一函两书促成整改", "这段时间成文、用人单位已经答复并整改的提示函、意见书和建议书",
    LETTERS, "c.on", by=Party.EMPLOYER, seen=Party.REVIEWER, where="c.state = 'settled'", word="份",
)  # fmt: skip
_one(
    "letters_safety", "劳动安全提示函件", "发出的一函两书中事由是劳动安全卫生的，按成文日期计",
    LETTERS, "c.on", by=Party.HANDLER, seen=Party.REVIEWER,
    where="c.number IS NOT NULL AND c.state <> 'dropped' AND c.cause = 'safety'", word="份",
)  # fmt: skip
_one(
    "law_sessions", "普法活动", "这段时间举办、由另一人确认到场人数的普法活动，按举办日期计",
    SESSIONS, "c.on", by=Party.UNIT, seen=Party.REVIEWER,
    where="c.attended IS NOT NULL AND c.dropped_on IS NULL", word="场",
)  # fmt: skip
_one(
    "law_attended", "普法活动到场职工", "普法活动中由组织人以外的人确认的到场人次，按举办日期计",
    SESSIONS, "c.on", by=Party.UNIT, seen=Party.REVIEWER, unit="person", word="人次",
    where="c.attended IS NOT NULL AND c.dropped_on IS NULL", amount="c.attended",
)  # fmt: skip
