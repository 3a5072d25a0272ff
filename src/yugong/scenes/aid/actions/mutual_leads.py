"""What the medical insurer tells of stays in hospital: offered to the member, who confirms with one tap."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal, unseal
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.cells import moment, text
from yugong.kernel.roster.check import Finding
from yugong.kernel.roster.reading import read
from yugong.scenes.aid.actions.mutual_claims import claim_of
from yugong.scenes.aid.models import MutualCover, MutualLead
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.queries import mutual_rolls as rolls
from yugong.scenes.aid.rules import mutual_claiming as claiming
from yugong.scenes.aid.rules.mutual_paying import amount_of
from yugong.scenes.aid.texts_mutual import LEAD

COLUMNS = {
    "入院日期": "on", "入院时间": "on", "出院日期": "until", "出院时间": "until", "发票号码": "invoice",
    "发票号": "invoice", "医院名称": "hospital", "医院": "hospital", "定点医疗机构": "hospital",
    "医院级别": "level", "医院等级": "level", "诊断": "diagnosis", "出院诊断": "diagnosis",
}  # fmt: skip
NEEDED = {"on": "入院日期", "until": "出院日期", "invoice": "发票号码"}
LEVELS = {"三": "3", "3": "3", "二": "2", "2": "2", "一": "1", "1": "1"}
OUTCOMES = {
    "offered": "已提醒职工", "known": "早已提醒或申请过", "uncovered": "那天没有住院津贴",
    "nothing": "算下来没有给付", "stranger": "没有登记", "wrong": "行里有错",
}  # fmt: skip


@action(Permission.MATTER_SUPERVISE, on="unit", shared=True, named="mutual.leads")
def bring(*, unit: Unit, data: bytes, file: str, by: Actor, at: datetime) -> Counter[str]:
    """Take in the insurer's file; who is covered is told what he can have. Gives how many of each outcome.

    Only a district's or the city's office may: nobody at an employer sees such a file.
    """
    if unit.kind not in claiming.DESKS:
        raise Refused("医保数据只能由区县以上的工会导入。", code="not_here")
    reading = read(data, file)
    places = {
        table.sheet.name: {
            COLUMNS[title.bare]: n for n, title in enumerate(table.layout.titles) if title.bare in COLUMNS
        }
        for table in reading.chosen
    }
    for columns in places.values():
        if missing := [words for key, words in NEEDED.items() if key not in columns]:
            raise Refused(f"表里没有“{missing[0]}”这一列，请补上再传。", field="file")
    found: Counter[str] = Counter()
    lines = list(reading.findings(today=local_day(at)))
    known = rolls.registered(unit.path, [(one.kind, one.number, one.name) for one in lines if one.number])
    for line in lines:
        fact = known.get((line.kind, line.number))
        found[_one(line, places[line.line.sheet], fact, unit, at)] += 1
    facts(rows=len(lines), **found)
    return found


def _one(line: Finding, columns: dict[str, int], fact: rolls.Fact | None, unit: Unit, at: datetime) -> str:
    """What becomes of one row."""
    told = {key: line.line.cells[place] for key, place in columns.items()}
    on, until = _day(told["on"]), _day(told["until"])
    numbers = claiming.invoices(text(told["invoice"]))
    if on is None or until is None or until < on or not numbers or not line.number:
        return "wrong"
    if fact is None or not fact[1]:
        return "stranger"
    person = fact[0]
    cover = queries.cover_on(person, products=("hospital",), on=on)
    if cover is None:
        return "uncovered"
    if claiming.used_before(numbers) or claiming.told_before(person, numbers):
        return "known"
    level = next((LEVELS[mark] for mark in text(told.get("level")) if mark in LEVELS), "")
    answers = {
        "what": "hospital", "on": on.isoformat(), "until": until.isoformat(), "level": level,
        "accident": "no",
        "invoices": "、".join(numbers), "hospital": text(told.get("hospital")) or "医保登记的医院",
        "diagnosis": text(told.get("diagnosis")) or "以医保登记为准",
    }  # fmt: skip
    amount = amount_of(claiming.decided(cover, answers, claimed_on=local_day(at), on=local_day(at)))
    if not amount:
        return "nothing"
    _offer(cover, answers, amount, unit, at)
    return "offered"


def _day(cell: Any) -> date | None:
    found = moment(cell)
    return found.on() if found else None


def _offer(cover: MutualCover, answers: dict[str, str], amount: int, unit: Unit, at: datetime) -> None:
    """Keep what was told, sealed, and tell the member."""
    row = MutualLead(
        id=uuid7(), cover=cover, person_id=cover.person_id, unit=unit,
        happened_on=claiming.day(answers["on"]), until=claiming.day(answers["until"]),
        amount_fen=amount, told_at=at,
        print=claiming.prints(claiming.invoices(answers["invoices"]))[0][0],
    )  # fmt: skip
    row.medical_sealed = seal(row, "medical_sealed", answers)
    row.save(force_insert=True)
    tell(
        to=cover.person_id, template=LEAD.name, values={"amount": yuan(amount)}, path="/aid/mutual/",
        about=f"aid.mutuallead:{row.pk}", at=at,
    )  # fmt: skip


@action(Permission.PERSON_SELF, on="lead", named="mutual.take_lead")
def take(*, lead: MutualLead, agreed: bool, by: Actor, at: datetime) -> MutualLead:
    """The member's one tap, with his separate consent: the claim is made out of what is known, and goes on
    to the district at once."""
    if lead.matter or lead.declined_at:
        raise Refused("这件已经办过了，请在“办件”里看进度。", code="stale")
    if not agreed:
        raise Refused("请先勾选单独同意，再确认。", field="medical", code="missing")
    answers = {**unseal(lead, "medical_sealed"), "medical": True, "papers": []}
    asker = Person.objects.get(pk=lead.person_id)
    matter = matters.open(kind="aid.mutual_claim", asker=asker, answers=answers, by=by, at=at)
    row = claim_of(matter)
    row.told_by = "partner"
    row.save(update_fields=["told_by"])
    matters.move(matter=matter, name="confirmed", by=SYSTEM, at=at)
    lead.matter, lead.medical_sealed = matter.number, None
    lead.save(update_fields=["matter", "medical_sealed"])
    return lead


@action(Permission.PERSON_SELF, on="lead", named="mutual.decline_lead")
def decline(*, lead: MutualLead, by: Actor, at: datetime) -> MutualLead:
    """The member does not want it; what was told of his stay is forgotten at once."""
    if not lead.matter and lead.declined_at is None:
        lead.declined_at, lead.medical_sealed = at, None
        lead.save(update_fields=["declined_at", "medical_sealed"])
    return lead
