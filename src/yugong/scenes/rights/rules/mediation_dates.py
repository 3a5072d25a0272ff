"""The days of a mediation, from the calculators: accepting, talks, arbitration, confirmation by the court."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yugong.kernel.calculating import Answer, calculators
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.queries import figures


def limitation(matter: Any, *, today: date, claimed: date | None = None) -> Answer:
    """Until when the worker may go to arbitration; only what surely interrupts is counted in his favour."""
    given = {name: matter.answers[name] for name in ("knew", "ended") if matter.answers.get(name)}
    given.setdefault("knew", local_day(matter.opened_at).isoformat())
    given["kind"] = "wage" if matter.answers.get("topic") == "pay" else "other"
    if claimed:
        given["claimed"] = claimed.isoformat()
    return calculators["limitation"].answer(given, figures.basis(today))


def dates(received: date, accepted: date | None, *, today: date) -> Mapping[str, date]:
    """The last days of accepting and of talks, and the day after which arbitration is open anyway."""
    given = {"received": received.isoformat()}
    if accepted:
        given["accepted"] = accepted.isoformat()
    found = calculators["mediation"].answer(given, figures.basis(today)).figures
    return {key: date.fromisoformat(found[key]) for key in ("due", "accept_by", "end_by") if found.get(key)}


def confirm_by(effective: date) -> date:
    """The last day on which both sides may ask the court to confirm."""
    found = calculators["confirmation"].answer({"effective": effective.isoformat()}, figures.basis(effective))
    return date.fromisoformat(found.figures["confirm_by"])
