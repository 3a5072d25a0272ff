"""What an appeal already says need not be said again: its answers as those of a mediation or of legal aid."""

from collections.abc import Mapping
from typing import Any

from yugong.scenes.rights.rules.mediating import scrubbed

TOPIC = {
    "wages": "pay", "pay_orders": "pay", "overtime": "pay", "bonus": "pay",
    "injury": "injury", "death": "injury", "disease": "injury",
    "no_contract": "contract", "dispatch": "contract",
    "dismissal": "leaving", "severance": "leaving", "layoff": "leaving",
    "insurance": "insurance", "fund": "insurance", "leave": "rest", "heat": "rest",
}  # fmt: skip
SAME = ("employer", "employer_id", "area")
MONEY = {"pay": "owed", "injury": "injury", "leaving": "severance"}


def carried(number: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet of a mediation as far as an earlier matter of the same worker fills it."""
    found = {name: answers[name] for name in SAME if answers.get(name)}
    topic = TOPIC.get(str(answers.get("topic_as") or answers.get("topic") or ""), "other")
    found |= {"topic": topic, "source": number}
    if amount := answers.get("amount"):
        found[MONEY.get(topic, "other_money")] = f"{amount / 100:.2f}"
    if since := answers.get("since"):
        found["knew"] = since
    if story := answers.get("story"):
        found["facts"] = scrubbed(str(story))
    return found
