"""What the pages of a declaration share: answers as they were typed, the tasks, the check of answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from yugong.ground.people.queries import employment_of
from yugong.kernel import masking
from yugong.kernel.field import Field
from yugong.kernel.fields import Money
from yugong.scenes.aid.models import Household
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.rules.declaring import HEALTH, RELATION_WORDS, STUDY, TOPICS
from yugong.ui.shapes import Link

EARLIER = "上次填的，看看变了没有"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    link: Link
    done: bool


def typed(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Kept answers as somebody would have typed them: money in yuan."""
    return {
        field.name: f"{answers[field.name] / 100:.2f}".removesuffix(".00")
        if isinstance(field, Money) and isinstance(answers[field.name], int)
        else answers[field.name]
        for field in fields
        if answers.get(field.name) is not None
    }


def known(household: Household, topic: str, *, on: date) -> tuple[dict[str, Any], dict[str, str]]:
    """What a topic's page begins with, and what is said beside what the house filled in."""
    sheet = sheets.sheet(sheets.declared(household))
    fields = TOPICS[topic][1]
    if sheet.get(topic):
        return typed(fields, sheet[topic]), {}
    earlier = typed(fields, (sheet.get("earlier") or {}).get(topic) or {})
    notes = dict.fromkeys(earlier, EARLIER)
    if topic == "belongings" and (work := employment_of(household.person_id)) and work.valid_from:
        months = (on.year - work.valid_from.year) * 12 + on.month - work.valid_from.month
        earlier["labour_months"], notes["labour_months"] = max(0, months), "按用工登记算的"
    if topic == "why" and "kept" not in earlier:
        earlier["kept"] = "yes" if household.kept else "no"
    return earlier, notes


def tasks(household: Household) -> list[Task]:
    """What has to be done, in any order; the last one is the sending."""
    sheet = sheets.sheet(sheets.declared(household))
    people, yes = households.members_of(household), households.agreed(household)
    waiting = sum(one.pk not in yes for one in people)
    words = {
        "income": Link("全家收入", icon="banknote"),
        "outlay": Link("看病、上学这些支出", icon="file-text"),
        "belongings": Link("房子、车子和户口", icon="house"),
        "why": Link("难处和谁来办", icon="hand-heart"),
    }

    def link(one: Link, name: str, note: str, *args: str) -> Link:
        return Link(one.label, reverse(name, args=args), icon=one.icon, note=note)

    ready = not households.unfinished(household)
    first = link(Link("家里有谁", icon="users"), "hardship_people", f"{len(people)} 人")
    agreed = "都同意了" if not waiting else f"还差 {waiting} 位家人同意"
    return [
        Task(first, ready),
        *(
            Task(link(one, "hardship_topic", said(topic, sheet), topic), bool(sheet.get(topic)))
            for topic, one in words.items()
        ),
        Task(link(Link("家人的授权", icon="signature"), "hardship_consents", agreed), not waiting),
    ]


def said(topic: str, sheet: Mapping[str, Any]) -> str:
    """A topic in a few words."""
    given = sheet.get(topic)
    if not given:
        return "上次填过，核对一下" if (sheet.get("earlier") or {}).get(topic) else "还没填"
    if topic in ("income", "outlay"):
        return f"一年 {sum(given.get(one.name) or 0 for one in TOPICS[topic][1]) / 100:,.0f} 元"
    return "填好了"


def answers(household: Household, *, full: bool) -> list[tuple[str, str, str]]:
    """(label, words, where to change it) of everything that was declared, for the check before sending."""
    sheet = sheets.sheet(sheets.declared(household))
    rows = [(who, what, reverse("hardship_people")) for who, what in people(household, full=full)]
    for topic, (_, fields) in TOPICS.items():
        change = reverse("hardship_topic", args=(topic,))
        given = sheet.get(topic) or {}
        said_ = [one for one in fields if given.get(one.name) != 0 or not isinstance(one, Money)]
        rows += [(one.label, one.show(given.get(one.name), full), change) for one in said_]
    return [(label, words, change) for label, words, change in rows if words]


def people(household: Household, *, full: bool) -> list[tuple[str, str]]:
    """(who, what) of each member; without `full` names are masked and health and school are left out."""
    health, study = dict(HEALTH), dict(STUDY)
    rows = []
    for one in sheets.people(household):
        name = one["name"] if full else masking.name(one["name"])
        facts = [masking.id_number(one["number"]) if one["number"] else "还没有身份证号"]
        if full:
            facts += [health.get(one["health"], ""), one["illness"]]
            facts += [study.get(one["study"], ""), one["school"]] if one["study"] not in ("", "none") else []
        rows.append((f"{RELATION_WORDS[one['relation']]} {name}", "，".join(filter(None, facts))))
    return rows
