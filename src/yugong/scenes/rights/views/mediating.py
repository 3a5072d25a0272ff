"""What every page of a mediation shows, for each reader: sheet, offers, sessions, agreement, money, dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from yugong.engines.matters import queries as matters
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import unseal
from yugong.kernel.calendar import local_day
from yugong.kernel.field import Field
from yugong.scenes.rights.models import Mediation, MediationOffer, MediationState
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules import agreement, mediation_dates
from yugong.scenes.rights.rules.mediating import (
    DEFAULT_NEXT,
    FAILED_NEXT,
    SHEET,
    VIEW,
    claimed,
    scrubbed,
    settled,
)
from yugong.ui import forms, papers
from yugong.ui.forms import Form

LOOKS = {
    MediationState.TALKS: "doing",
    MediationState.DRAFTED: "fix",
    MediationState.SEALED: "doing",
    MediationState.PAID: "ok",
    MediationState.DEFAULT: "bad",
    MediationState.FAILED: "warn",
    MediationState.DROPPED: "done",
}
SIDES = {"worker": "职工", "employer": "单位"}
UNTAKEN: Mapping[str, Any] = {
    "status": None, "host": "", "worker": "", "views": None, "offers": (), "sessions": (), "minutes": {},
    "paper": None, "dues": (), "promised": 0, "recovered": 0, "payments": (), "next": (),
}  # fmt: skip
NEXT = {MediationState.DEFAULT: DEFAULT_NEXT, MediationState.FAILED: FAILED_NEXT}


def form(
    key: str, fields: Sequence[Field], data: Any = None, errors: Mapping[str, Any] | None = None
) -> Form:
    """One of several forms of a page: the key keeps their fields apart."""
    more = {one.name: {"id": f"{key}-{one.name}"} for one in fields}
    return forms.form(fields, data, errors, more=more)


def look(row: Mediation) -> tuple[str, str]:
    """(key of the look, words) of where the case stands."""
    state = MediationState(row.state)
    return LOOKS[state], state.label


def sheet(matter: Any) -> list[tuple[str, str]]:
    """The elements that both sides see: nothing personal, and no number that could call anybody."""
    found = [(label, scrubbed(words)) for label, words in matters.shown(SHEET, matter.answers, full=False)]
    facts = matters.all_answers(matter).get("facts") or ""
    return [*found, ("事情经过", scrubbed(facts))] if facts else found


def paper(row: Mediation, matter: Any) -> papers.Paper:
    """The agreement in the layout of official papers; before it is sealed it has no number."""
    known = names({row.asker_id, row.mediator_id})
    worker, host = known[row.asker_id], known[row.mediator_id]
    text = agreement.paragraphs(
        worker=worker, employer=row.employer_name, body=row.body.name, host=host,
        answers=matter.answers,
        terms=unseal(row, "terms_sealed") or "", plan=queries.plan_of(row), confirm_by=row.confirm_by,
    )  # fmt: skip
    signed: Mapping[str, date | None] = {
        "worker": local_day(row.worker_agreed_at) if row.worker_agreed_at else None,
        "employer": local_day(row.employer_agreed_at) if row.employer_agreed_at else None,
        "seal": row.effective_on,
    }
    feet = agreement.signatures(
        worker=worker, signer=unseal(row, "employer_signer_sealed") or "", at=signed, host=host
    )
    return papers.Paper(
        office=row.body.name, number=row.number or "（盖章后编号）", title=agreement.TITLE,
        to=f"{worker}、{row.employer_name}", paragraphs=(*text, *feet),
        on=row.effective_on or timezone.localdate(),
    )  # fmt: skip


def offers(row: Mediation, reader: str) -> list[dict[str, Any]]:
    """What was proposed, each with who said it; `last` may be accepted by the reader."""
    standing = queries.standing(row)

    def text(one: MediationOffer) -> str:
        said = unseal(one, "text_sealed") or ""
        return scrubbed(said) if reader == "employer" else said

    return [
        {
            "pk": str(one.pk),
            "who": SIDES[one.side],
            "fen": one.fen,
            "at": one.at,
            "text": text(one),
            "accepts": one.accepts_id is not None,
            "open": standing == one and one.side != reader and reader in SIDES,
        }
        for one in queries.offers(row)
    ]


def facts(row: Mediation | None, matter: Any, *, reader: str) -> dict[str, Any]:
    """What the page of one reader shows: reader is desk, worker or employer."""
    today = timezone.localdate()
    ended = row.ended_on if row and row.state == MediationState.FAILED else None
    received = local_day(matter.opened_at)
    limit = mediation_dates.limitation(matter, today=today, claimed=ended) if reader != "employer" else None
    context: dict[str, Any] = {
        "m": matter,
        "row": row,
        "sheet": sheet(matter),
        "claimed": claimed(matter.answers),
        "limit": limit,
        "limit_near": bool(limit and limit.figures.get("limited") and limit.figures["days_left"] < 60),
        "dates": mediation_dates.dates(received, row.accepted_on if row else None, today=today),
        "received": received,
        "stage": matter.stage,
        **UNTAKEN,
    }
    return context | case_facts(row, matter, reader, today) if row else context


def case_facts(row: Mediation, matter: Any, reader: str, today: date) -> dict[str, Any]:
    """What only a taken case has."""
    views = unseal(row, "views_sealed")
    sessions = list(row.sessions.order_by("on", "id"))
    return {
        "status": look(row),
        "host": names({row.mediator_id}).get(row.mediator_id, ""),
        "worker": names({row.asker_id}).get(row.asker_id, ""),
        "views": (VIEW.words(views["view"]), views["says"]) if views else None,
        "offers": offers(row, reader),
        "sessions": sessions,
        "minutes": {one.pk: unseal(one, "minutes_sealed") for one in sessions} if reader == "desk" else {},
        "paper": paper(row, matter) if row.version else None,
        "dues": [(due, *due.state(today)) for due in settled(queries.plan_of(row), queries.recovered(row))],
        "promised": queries.promised(row),
        "recovered": queries.recovered(row),
        "payments": list(row.payments.order_by("on", "id")),
        "next": NEXT.get(MediationState(row.state), ()),
    }
