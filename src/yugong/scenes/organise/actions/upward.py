"""Asking the unions below for figures, once: drafted, weighed, sent, answered, closed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.notices.actions import tell
from yugong.ground.notices.addresses import Desk
from yugong.ground.org.models import Unit
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.measure import measures
from yugong.kernel.permissions import Permission
from yugong.scenes.organise import texts, upward
from yugong.scenes.organise.models import FormState, UpwardAnswer, UpwardForm
from yugong.scenes.organise.queries import upward as queries
from yugong.scenes.organise.upward import Cell
from yugong.scenes.organise.words import HEADS

CHAIR = "grassroots_chair"


@action(Permission.UPWARD_SEND, on="unit")
def draft(
    *, unit: Unit, title: str, purpose: str, cells: Sequence[Cell], since: date, until: date, due_on: date,
    by: Actor, at: datetime,
) -> UpwardForm:  # fmt: skip
    """Write a form; what the platform knows is refused as a question, so nobody types it again."""
    if until < since:
        raise Refused("统计止不能早于统计起", field="until")
    if due_on <= local_day(at):
        raise Refused("交表日至少留到明天", field="due_on")
    upward.insist(cells, known_names())
    row = UpwardForm(
        unit=unit, title=title, purpose=purpose, cells=upward.kept(cells), since=since, until=until,
        due_on=due_on, made_by=by.key, made_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    facts(cells=[one.bind or "ask" for one in cells], due_on=due_on)
    return row


def known_names() -> dict[str, str]:
    """The names of all that need not be asked."""
    return {one.key: one.name for one in measures} | {key: name for key, (name, _) in upward.FACTS.items()}


@action(Permission.UPWARD_SEND, on="form")
def send(*, form: UpwardForm, by: Actor, at: datetime) -> UpwardForm:
    """Send it to the unions below: those without a gap are done at once. Refused when it costs too much."""
    _insist(form, FormState.DRAFTED)
    cost = queries.cost(form, on=local_day(at))
    if cost.over:
        first, count = cost.over[0], len(cost.over)
        raise Refused(
            f"{first.unit.short or first.unit.name}等 {count} 家本月会超过 {first.budget} 分钟的填表上限，"
            "请减少要填的数，或者写明理由请另一位同事同意",
            code="over",
        )
    return _sent(form, cost, by, at)


@action(Permission.UPWARD_SEND, on="form")
def hold(*, form: UpwardForm, reason: str, by: Actor, at: datetime) -> UpwardForm:
    """Ask a second officer to agree to a form that costs more than a month allows."""
    _insist(form, FormState.DRAFTED)
    if len(reason.strip()) < 4:
        raise Refused("请写明为什么非填不可", field="reason")
    form.state, form.reason = FormState.HELD, reason.strip()[:200]
    form.save()
    words(reason=form.reason)
    return form


@action(Permission.UPWARD_SECOND, on="form")
def second(*, form: UpwardForm, by: Actor, at: datetime) -> UpwardForm:
    """Agree to such a form, which sends it; whoever wrote it does not agree to it himself."""
    _insist(form, FormState.HELD)
    if form.made_by == by.key:
        raise Refused("超负担的报表要由拟稿人以外的同事同意", code="own_work")
    form.second_by = by.key
    return _sent(form, queries.cost(form, on=local_day(at)), by, at)


@action(Permission.UPWARD_SEND, on="form")
def give_up(*, form: UpwardForm, by: Actor, at: datetime) -> UpwardForm:
    """Drop a form that was not sent."""
    _insist(form, FormState.DRAFTED, FormState.HELD)
    form.state = FormState.DROPPED
    form.save()
    return form


@action(Permission.UPWARD_ANSWER, on="line")
def fill_in(*, line: UpwardAnswer, given: Mapping[str, Any], by: Actor, at: datetime) -> UpwardAnswer:
    """Answer what was asked, all of it; only the union itself does. The last line closes the form."""
    if by.seat is None or by.seat.unit_id != line.unit_id:
        raise Refused("这张表由收表的工会自己填报", code="forbidden")
    if line.done_at is not None:
        raise Refused("这张表已经交过了", code="handled")
    form = UpwardForm.objects.select_for_update().get(pk=line.form_id)
    asked = [one for one in upward.read(form.cells) if one.key in line.gaps]
    clean = insist_all([one.field() for one in asked], given, today=local_day(at))
    line.given, line.done_at, line.done_by = clean, at, by.key
    line.save()
    facts(form=str(form.pk), filled=len(clean))
    _close_when_done(form, at)
    return line


def _insist(form: UpwardForm, *states: str) -> None:
    if form.state not in states:
        raise Refused("这张表已经处理过了，请刷新再看", code="handled")


def _sent(form: UpwardForm, cost: queries.Cost, by: Actor, at: datetime) -> UpwardForm:
    """One line for each union below; those with gaps are told."""
    if not cost.lines:
        raise Refused("没有下级工会，不用下发", code="nobody")
    UpwardAnswer.objects.bulk_create(
        UpwardAnswer(
            form=form, unit=one.unit, known=one.known, gaps=list(one.gaps), minutes=one.minutes, asked_at=at,
            done_at=None if one.gaps else at, done_by="" if one.gaps else RULE.key,
        )
        for one in cost.lines
    )  # fmt: skip
    form.state, form.sent_at, form.minutes = FormState.SENT, at, cost.minutes
    form.asked_units, form.all_units = len(cost.asked), len(cost.lines)
    form.save()
    for one in cost.asked:
        told = {"office": form.unit.short or form.unit.name, "title": form.title, "count": f"{len(one.gaps)}"}
        told |= {"minutes": f"{one.minutes}", "due": f"{form.due_on:%Y-%m-%d}"}
        desk = Desk(one.unit.pk, HEADS.get(one.unit.kind, CHAIR))
        tell(
            to=desk, template=texts.UPWARD.name, values=told, about=f"organise.upward:{form.pk}",
            path="/desk/upward/", at=at,
        )  # fmt: skip
    facts(units=form.all_units, asked=form.asked_units, minutes=form.minutes)
    _close_when_done(form, at)
    return form


def _close_when_done(form: UpwardForm, at: datetime) -> None:
    if not UpwardAnswer.objects.filter(form=form, done_at=None).exists():
        form.state, form.closed_at = FormState.CLOSED, at
        form.save()
