"""The targets of a union for a year: in force, proposed, and how they came about."""

from dataclasses import dataclass

from yugong.scenes.organise.models import DeedTarget, TargetState

OPEN = (TargetState.PROPOSED, TargetState.HOLDS, TargetState.SENT_BACK)


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of a union and year by measure."""

    holding: dict[str, DeedTarget]
    proposed: dict[str, DeedTarget]
    sent_back: dict[str, DeedTarget]


def of(unit_id: int, year: int) -> Targets:
    """The targets in force, proposed and sent back; one query."""
    rows = list(DeedTarget.objects.filter(unit_id=unit_id, year=year, state__in=OPEN).order_by("set_at"))

    def those(state: str) -> dict[str, DeedTarget]:
        return {row.measure: row for row in rows if row.state == state}

    holding, proposed = those(TargetState.HOLDS), those(TargetState.PROPOSED)
    back = those(TargetState.SENT_BACK)
    later = {
        key: row
        for key, row in back.items()
        if key not in proposed and (key not in holding or holding[key].set_at < row.set_at)
    }
    return Targets(holding, proposed, later)


def history(unit_id: int, year: int, *, limit: int = 60) -> list[DeedTarget]:
    """Every target of a union and year, the newest first."""
    return list(DeedTarget.objects.filter(unit_id=unit_id, year=year).order_by("-set_at", "-id")[:limit])
