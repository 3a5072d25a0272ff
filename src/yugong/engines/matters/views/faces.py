"""Rows in the shapes that pages show: status, clock, timeline, thread, deeds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from yugong.engines.matters.queries import (
    AnyClock,
    Matter,
    Row,
    Said,
    Step,
    ahead,
    names_in,
    onward,
    promised,
)
from yugong.kernel import clock, flow
from yugong.kernel.calendar import Span, local_day
from yugong.kernel.flow import ASKER, CLOSED, kinds
from yugong.ui import shapes
from yugong.ui.environment import day, when
from yugong.ui.words import Reading


def status(thing: Matter | Row, now: datetime) -> tuple[str, str]:
    """(key of the look, words) of where a matter stands."""
    kind = kinds[thing.kind]
    label = kind.stage_label(thing.stage)
    if thing.stage == CLOSED:
        return "done", label
    if thing.paused_at:
        return "paused", "暂停"
    if thing.held_by == ASKER:
        return "fix", label
    return ("new" if thing.stage == kind.first.name else "doing"), label


def spoken(read: clock.Reading | None, *, exact: bool = False) -> Reading:
    """A clock for the eye; a matter without a running clock is done."""
    if read is None:
        return Reading("已办结", "done", 100)
    state = "late" if read.state == "done" and read.late else read.state
    return Reading(read.exact if exact else read.words, state, read.percent)


def said_of(row: Row) -> list[str]:
    """What the worklist says of a matter besides its number and stage."""
    urged = [f"催 {row.urgency} 次"] if row.urgency else []
    return [*urged, *(words for _, words in row.marks)]


@dataclass(frozen=True, slots=True)
class Card:
    """A matter on the phone's lists, in the words of the part that draws it."""

    title: str
    href: str
    status: str
    status_text: str
    note: str
    step: int
    steps: int
    step_name: str
    clock: Reading


def card(row: Row, now: datetime) -> Card:
    """One line of a person's own matters."""
    kind = kinds[row.kind]
    way = [kind.first.name, *(stage.name for stage in onward(kind, kind.first.name))]
    step = way.index(row.stage) + 1 if row.stage in way else 0
    return Card(
        row.title, reverse("matter", args=[row.number]), *status(row, now),
        note=f"{row.kind_name} · {row.number}", step=step, steps=len(way) if step else 0,
        step_name=row.stage_label if step else "", clock=spoken(row.clock),
    )  # fmt: skip


def last_day(due: datetime | None) -> str:
    """The day that ends with a deadline: 7 月 16 日."""
    return day(due - timedelta(seconds=1)) if due else ""


def running(rows: Sequence[AnyClock], *, case: bool = False) -> AnyClock | None:
    """The clock that runs now, of the stage or of the whole case."""
    return next(
        (row for row in rows if row.stopped_at is None and not row.about and (not row.stage) == case), None
    )


def timeline(matter: Matter, story: Iterable[Step], clocks: Sequence[AnyClock]) -> list[shapes.Step]:
    """The asker's way: what was done, what is being done, what comes."""
    kind = kinds[matter.kind]
    steps = [
        shapes.Step("done", "已提交" if step.did == "open" else step.what, _meta(step), step.note)
        for step in story
    ]
    if matter.stage == CLOSED:
        return [*steps, shapes.Step("done", "已办结", when(matter.closed_at), matter.outcome)]
    stage, row = kind.stage(matter.stage), running(clocks)
    promise = f" · 承诺 {clock_span(row)}内" if row and matter.held_by != ASKER else ""
    title = f"等你：{stage.label}" if matter.held_by == ASKER else f"正在{stage.label}"
    now = shapes.Step("now", title, f"{day(matter.since)}起{promise}", stage.says)
    return [
        *steps,
        now,
        *(shapes.Step("todo", s.label, f"用时不超过 {span_at(matter, s)}") for s in ahead(matter)),
    ]


def span_at(matter: Matter, stage: flow.Stage) -> Span:
    """How long a stage may take at the matter's desk, by today's parameters."""
    return promised(matter, stage, on=local_day(matter.since))


def _meta(step: Step) -> str:
    return f"{when(step.at)} · {'你' if step.by_asker else step.who}"


def clock_span(row: AnyClock) -> str:
    """How long a clock was promised to run."""
    words = {"workday": "个工作日", "day": "天", "month": "个月", "year": "年", "hour": "小时"}
    return f"{row.count} {words[row.unit]}"


def talks(said: Sequence[Said], *, mine_is_asker: bool) -> list[shapes.Talk]:
    """The thread from one side."""
    known = names_in(one.by for one in said)
    return [
        shapes.Talk(
            f"{one.by_label} {known.get(one.by, '')}".strip(),
            one.body,
            one.at,
            mine=one.from_asker == mine_is_asker and mine_is_asker,
            officer=not one.from_asker,
        )
        for one in said
    ]


def deeds(story: Iterable[Step]) -> list[shapes.Deed]:
    """The desk's log, the newest first."""
    found = [shapes.Deed(step.at, step.who, step.what, step.note, _tone(step)) for step in story]
    return found[::-1]


def _tone(step: Step) -> str:
    if step.did in ("escalate", "urge", "remind"):
        return "bad"
    return "me" if step.did in ("move", "claim") and not step.by_asker else ""


def stages(matter: Matter, story: Sequence[Step], left: str) -> list[shapes.Step]:
    """The desk's row of stages: passed ones with their moment, the present with what is left, those ahead."""
    kind = kinds[matter.kind]
    passed = [step for step in story if step.from_stage and step.to_stage != step.from_stage]
    found = [
        shapes.Step("done", kind.stage_label(step.from_stage), f"{when(step.at)} · {step.what}")
        for step in passed[-4:]
    ]
    if matter.stage == CLOSED:
        return [*found, shapes.Step("done", "办结", when(matter.closed_at))]
    found.append(shapes.Step("now", kind.stage_label(matter.stage), left))
    found += [shapes.Step("todo", stage.label, str(span_at(matter, stage))) for stage in ahead(matter)]
    return [*found, shapes.Step("todo", "办结", "")]


def prefilled(move: flow.Move, matter: Matter, *, name: str, officer: str) -> str:
    """The reply to the asker that goes with a move, ready to be changed in two places."""
    says = move.reply or "{name}：您的「{title}」（编号 {number}）已{move}。{unit} {officer}"
    return says.format(
        name=name, title=matter.title, number=matter.number, unit=matter.unit.name, officer=officer,
        move=move.label,
    )  # fmt: skip
