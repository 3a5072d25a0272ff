"""Opening a matter: rows, desk, number, clocks, once, and nothing when the log cannot be written."""

from datetime import datetime

import pytest

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Happening, Matter, Submission
from yugong.engines.matters.queries import all_answers, place_in_queue, shown_answers
from yugong.ground.audit import actions as audit
from yugong.ground.audit.models import Event
from yugong.kernel.errors import Broken, Refused

from .sample import GIVEN, KEY
from .town import START, ZONE, enrol


def sent(town, key="k", given=GIVEN, who=None, at=START):
    who = who or town.worker
    return matters.open(kind=KEY, asker=who, answers=given, key=key, by=town.me(who), at=at)


def test_a_matter_is_opened_with_all_its_rows(town) -> None:
    matter = sent(town)
    assert (matter.number, matter.title, matter.stage, matter.held_by) == (
        "测试-260713-0001", "欠薪 · 诉求", "taken", "clerk",
    )  # fmt: skip
    assert matter.unit_id == town.union.pk
    assert (matter.l1, matter.l2, matter.l3, matter.l4, matter.l5) == (
        town.city.pk, town.east.pk, town.street.pk, town.union.pk, None,
    )  # fmt: skip
    assert matter.due_at == datetime(2026, 7, 16, 0, 0, tzinfo=ZONE)
    assert matter.case_due_at == datetime(2026, 7, 28, 0, 0, tzinfo=ZONE)
    assert [row.did for row in Happening.objects.order_by("seq")] == ["open", "verdict"]
    assert sorted(ClockRow.objects.values_list("stage", flat=True)) == ["", "taken"]


def test_personal_answers_are_sealed_and_masked(town) -> None:
    matter = sent(town)
    assert matter.answers == {"topic": "欠薪", "agree": True}
    assert all_answers(matter) == GIVEN
    assert dict(shown_answers(matter, full=False))["手机号"] == "138****1234"
    assert "配送费".encode() not in bytes(matter.answers_sealed)


def test_numbers_count_up_per_day(town) -> None:
    numbers = [sent(town, f"k{n}").number for n in range(3)]
    assert numbers == ["测试-260713-0001", "测试-260713-0002", "测试-260713-0003"]
    later = sent(town, "k9", at=datetime(2026, 7, 14, 0, 5, tzinfo=ZONE))
    assert later.number == "测试-260714-0001"


def test_a_double_tap_and_a_replay_make_one_matter(town) -> None:
    assert sent(town).pk == sent(town).pk == sent(town).pk
    assert Matter.objects.count() == 1
    assert Submission.objects.count() == 1
    assert Event.objects.filter(did="matters.open").count() == 1


def test_the_same_key_with_another_body_is_refused(town) -> None:
    sent(town)
    with pytest.raises(Refused) as refused:
        sent(town, given={**GIVEN, "topic": "工伤"})
    assert refused.value.code == "conflict"


def test_the_same_key_of_another_person_is_another_matter(town) -> None:
    assert sent(town).pk != sent(town, who=town.other).pk


def test_a_broken_log_saves_nothing(town, monkeypatch) -> None:
    monkeypatch.setattr(audit, "ADD", "INSERT INTO no_such_table VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)")
    with pytest.raises(Exception, match="no_such_table"):
        sent(town)
    assert Matter.objects.count() == Submission.objects.count() == ClockRow.objects.count() == 0


def test_a_wrong_answer_names_its_field(town) -> None:
    with pytest.raises(Refused) as refused:
        sent(town, given={**GIVEN, "agree": False})
    assert refused.value.field == "agree"
    assert Submission.objects.count() == 0


def test_where_nobody_sits_the_nearest_union_above_takes_it(town) -> None:
    from .town import found

    branch = found("三车间分会", "branch", town.union)
    who = enrol("孙师傅", 30, branch)
    assert sent(town, who=who).unit_id == town.union.pk


def test_without_any_union_one_is_asked_for(town) -> None:
    stranger = enrol("外来者", 31)
    with pytest.raises(Refused) as refused:
        sent(town, who=stranger)
    assert refused.value.code == "no_desk"
    opened = matters.open(
        kind=KEY, asker=stranger, answers=GIVEN, unit=town.street, by=town.me(stranger), at=START
    )
    assert opened.unit_id == town.street.pk


def test_a_clerk_opens_it_for_a_member_but_not_for_a_stranger(town) -> None:
    by = town.officers["clerk"]
    matter = matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=by, at=START)
    assert matter.asker_id == town.worker.pk
    with pytest.raises(Refused):
        matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.officers["west"], at=START)


def test_a_rule_decides_at_once_and_keeps_its_verdict(town) -> None:
    matter = sent(town, given={**GIVEN, "topic": "咨询"})
    assert matter.stage == "asking"
    moved = Happening.objects.get(move="known")
    assert (moved.by, moved.data["verdict"]["outcome"]) == ("system:rule", "known")
    assert matter.handled_at == START


def test_the_place_in_the_queue(town) -> None:
    first = sent(town, "a")
    second = sent(town, "b", who=town.other, at=datetime(2026, 7, 13, 9, 5, tzinfo=ZONE))
    assert (place_in_queue(first), place_in_queue(second)) == (1, 2)


def test_rows_refuse_a_stray_save(matter) -> None:
    with pytest.raises(Broken):
        matter.save()
    with pytest.raises(Broken):
        Matter.objects.update(stage="closed")
