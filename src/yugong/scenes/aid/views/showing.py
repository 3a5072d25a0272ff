"""What every page of a file shows: how it stands, what the rule said, the visits, the posting."""

from typing import Any

from yugong.ground.people.row_cells import unseal
from yugong.kernel.money import yuan
from yugong.scenes.aid.actions.judging import NONE
from yugong.scenes.aid.models import HardshipCategory, Household, HouseholdState, HouseholdVerdict
from yugong.scenes.aid.queries import sheets, visiting
from yugong.scenes.aid.rules.declaring import TOPICS, total

S = HouseholdState
LOOKS = {
    S.DRAFT: "wait",
    S.APPLIED: "info",
    S.HELPED: "ok",
    S.OBSERVED: "warn",
    S.REFUSED: "bad",
    S.REMOVED: "plain",
    S.DROPPED: "plain",
}
SOURCES = {"declared": "按申报", "verified": "工会核定", "review": "年度复核"}
AGREES = (("yes", "和申报一致"), ("partly", "有出入"), ("no", "差别大"))


def look(row: Household) -> tuple[str, str]:
    """(key of the look, words) of where a file stands."""
    state = HouseholdState(row.state)
    return LOOKS[state], state.label


def outcome(key: str) -> str:
    """The rule's answer in words."""
    return "不符合" if key == NONE else HardshipCategory(key).label


def verdict(row: HouseholdVerdict | None) -> dict[str, Any] | None:
    """What the rule said: the answer, each step with its figures, what would change it, and by which text."""
    if row is None:
        return None
    said = row.verdict
    return {
        "outcome": outcome(row.outcome),
        "fits": row.outcome != NONE,
        "source": SOURCES.get(row.source, row.source),
        "on": row.on,
        "reasons": [(one["text"], one["holds"]) for one in said["reasons"]],
        "change": said["change"],
        "citation": said["citation"],
        "version": said["version"],
    }


def sums(household: Household) -> list[tuple[str, str]]:
    """Income, outlay and belongings as they stand now."""
    row = sheets.newest(household)
    sheet = sheets.sheet(row)
    found = [
        ("全年收入", f"{yuan(total(sheet, 'income'))} 元"),
        ("全年刚性支出", f"{yuan(total(sheet, 'outlay'))} 元"),
    ]
    given = sheet.get("belongings") or {}
    found += [(one.label, one.show(given.get(one.name), True)) for one in TOPICS["belongings"][1]]
    return [*[(label, words) for label, words in found if words], ("来源", SOURCES.get(row.source, ""))]


def visits(household: Household, *, full: bool) -> list[dict[str, Any]]:
    """The visits with who was there; what was found for those who may read it."""
    words = dict(AGREES)
    shown = [visiting.shown(one, full=full) for one in visiting.visits_of(household)]
    return [{**one, "agrees": words.get(one["agrees"], "")} for one in shown]


def postings(household: Household, *, full: bool) -> list[dict[str, Any]]:
    """What was shown to the public, and what was objected."""
    return [
        {
            "name": row.name_shown,
            "category": row.get_category_display(),
            "opened": row.opened_on,
            "ends": row.ends_on,
            "closed": row.closed_on,
            "objections": [
                {
                    "at": one.said_at,
                    "upheld": one.upheld,
                    "text": str(unseal(one, "text_sealed") or "") if full else "",
                    "answer": str(unseal(one, "answer_sealed") or ""),
                }
                for one in row.objections.order_by("id")
            ],
        }
        for row in household.postings.order_by("-id")
    ]
