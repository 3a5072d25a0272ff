"""The self-check of a kind: each kind of mistake is refused with the kind and the wrong word named."""

from dataclasses import replace

import pytest

from yugong.kernel.calendar import days, workdays
from yugong.kernel.errors import Broken
from yugong.kernel.fields import Choice, LongText, Text
from yugong.kernel.flow import (
    ASKER,
    CLERK,
    CLOCK,
    CLOSED,
    HANDLER,
    REVIEWER,
    RULE,
    Kind,
    Loop,
    Move,
    Stage,
    reach,
)

HOTLINE = Kind(
    key="rights.sample_hotline",
    name="12351 诉求",
    number="12351",
    title="{topic} · 诉求",
    opened_by=(ASKER, CLERK),
    fields=(
        Choice("topic", "诉求类型", of=("欠薪", "工伤", "合同")),
        LongText("story", "事情经过", personal=True),
    ),
    stages=(
        Stage("taken", "受理", held_by=CLERK, within=workdays(1)),
        Stage("doing", "办理", held_by=HANDLER, within=workdays(7)),
        Stage("review", "审核", held_by=REVIEWER, within=workdays(2)),
        Stage("asking", "回访", held_by=CLERK, within=days(15)),
    ),
    moves=(
        Move("accept", "taken > doing", "受理派单"),
        Move("decline", "taken > asking", "不予受理", asks=(Text("reason", "理由"),)),
        Move("answer", "doing > review", "提交结果", asks=(Text("result", "办理结果"),)),
        Move("redo", "review > doing", "退回重办", asks=(Text("reason", "理由"),)),
        Move("reply", "review > asking", "审核并答复"),
        Move("content", "asking > closed", "满意", by=ASKER),
        Move("unhappy", "asking > doing", "不满意，重办", by=ASKER),
        Move("silence", "asking > closed", "逾期未评", by=CLOCK),
    ),
    loop=Loop(handled=("reply", "decline"), heard=("content", "silence")),
)


def with_move(name: str, **changes: object) -> dict[str, object]:
    return {"moves": tuple(replace(m, **changes) if m.name == name else m for m in HOTLINE.moves)}


def with_stage(name: str, **changes: object) -> dict[str, object]:
    return {"stages": tuple(replace(s, **changes) if s.name == name else s for s in HOTLINE.stages)}


def plus(*moves: Move) -> dict[str, object]:
    return {"moves": (*HOTLINE.moves, *moves)}


LOST = Stage("lost", "搁置", held_by=CLERK, within=days(1))
MISTAKES = [
    ({"stages": ()}, ["no stage"]),
    (with_move("accept", path="taken > doin"), ["'accept'", "'doin'", "taken, doing, review, asking"]),
    (with_move("accept", path="taken doing"), ["'accept'", "'taken doing'"]),
    (with_move("accept", by="clerc"), ["'accept'", "'clerc'", "asker, clock, rule, outside, clerk"]),
    (with_move("accept", tone="blue"), ["'accept'", "'blue'", "primary, danger"]),
    (with_move("silence", asks=(Text("why", "原因"),)), ["'silence'", "'why'", "'clock'"]),
    (with_stage("doing", held_by="handlr"), ["'doing'", "'handlr'", "clerk, handler, reviewer, supervisor"]),
    ({"opened_by": ("askr",)}, ["'askr'", "asker, clerk"]),
    (plus(replace(HOTLINE.moves[0])), ["move 'accept'", "twice"]),
    ({"fields": (*HOTLINE.fields, HOTLINE.fields[0])}, ["field 'topic'", "twice"]),
    ({"stages": (*HOTLINE.stages, HOTLINE.stages[0])}, ["stage 'taken'", "twice"]),
    (
        with_move("answer", asks=(Text("result", "一"), Text("result", "二"))),
        ["'answer'", "'result'", "twice"],
    ),
    (
        {"stages": (*HOTLINE.stages, Stage("lost", "丢", held_by=CLERK, within=days(1)))},
        ["'lost'", "never be entered"],
    ),
    (
        {"stages": (*HOTLINE.stages, LOST)} | plus(Move("lose", "taken > lost", "搁置")),
        ["'lost'", "never be left"],
    ),
    (plus(Move("back", "closed > doing", "重开")), ["'back'", "'closed'"]),
    (plus(Move("silence2", "asking > closed", "又一次", by=CLOCK)), ["'asking'", "silence, silence2"]),
    (plus(Move("auto", "taken > asking", "自动", by=RULE)), ["'auto'", "no decide="]),
    (
        plus(Move("auto", "doing > asking", "自动", by=RULE)) | {"decide": lambda **_: None},
        ["'auto'", "must leave 'taken'"],
    ),
    (
        {"loop": Loop(handled=("replied",), heard=("content",))},
        ["loop.handled", "'replied'", "accept, decline"],
    ),
    ({"loop": Loop(handled=("reply",), heard=("content", "silence"))}, ["without being handled", "reply"]),
    ({"loop": Loop(handled=("reply", "decline"), heard=("content",))}, ["without being heard", "content"]),
    (with_move("silence", by=REVIEWER), ["'silence'", "'reviewer'", "confirm himself"]),
    ({"title": "{story}"}, ["'story'", "plain fields: topic"]),
    ({"title": "{topc}"}, ["'topc'", "plain fields: topic"]),
]


@pytest.mark.parametrize(
    ("changes", "words"), MISTAKES, ids=lambda value: str(value[-1]) if isinstance(value, list) else ""
)
def test_each_mistake_is_refused_by_name(changes: dict[str, object], words: list[str]) -> None:
    with pytest.raises(Broken) as refused:
        replace(HOTLINE, **changes)
    said = str(refused.value)
    assert [word for word in ["rights.sample_hotline", *words] if word not in said] == []


def test_a_shortcut_to_the_end_is_found() -> None:
    with pytest.raises(Broken, match="without being handled"):
        replace(HOTLINE, **plus(Move("drop", "doing > closed", "作废", by=ASKER)))


def test_the_sound_kind_answers_its_questions() -> None:
    assert HOTLINE.scene == "rights"
    assert HOTLINE.first.name == "taken"
    assert [m.name for m in HOTLINE.from_("asking")] == ["content", "unhappy", "silence"]
    assert HOTLINE.mover(HOTLINE.move("accept")) == CLERK
    assert HOTLINE.mover(HOTLINE.move("silence")) == CLOCK
    assert HOTLINE.titled({"topic": "欠薪", "story": "不可见"}) == "欠薪 · 诉求"
    assert HOTLINE.stage_label(CLOSED) == "已办结"
    assert reach(HOTLINE, "review") == {"review", "doing", "asking", CLOSED}


def test_an_unknown_name_lists_the_right_ones() -> None:
    with pytest.raises(Broken, match="no stage 'done'; stages: taken, doing, review, asking"):
        HOTLINE.stage("done")


def test_the_diagram_shows_every_move_and_who_makes_it() -> None:
    lines = HOTLINE.diagram().splitlines()
    assert lines[:3] == ["stateDiagram-v2", "  [*] --> taken", "  taken: 受理（受理）"]
    assert "  asking --> [*]: 逾期未评（到期自动）" in lines
    assert len(lines) == 2 + 4 + 8


def test_words_are_what_stands_in_rows() -> None:
    assert list(replace(HOTLINE, retired=("old",)).words())[-2:] == [
        "rights.sample_hotline move silence",
        "rights.sample_hotline retired old",
    ]
