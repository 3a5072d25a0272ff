"""Claim, release, transfer, pause, message and urge."""

from datetime import datetime, timedelta

import pytest

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Happening, Message
from yugong.engines.matters.queries import thread
from yugong.kernel.errors import Refused

from .sample import GIVEN, KEY
from .town import START, ZONE

DAY = timedelta(days=1)


def test_a_claim_keeps_colleagues_out_until_released(town, matter) -> None:
    clerk, chair = town.officers["clerk"], town.officers["chair"]
    assert matters.claim(matter=matter, by=clerk, at=START).claimed_by_id == clerk.person_id
    for refused in (
        lambda: matters.claim(matter=matter, by=chair, at=START),
        lambda: matters.move(matter=matter, name="accept", by=chair, at=START),
        lambda: matters.release(matter=matter, by=chair, at=START),
    ):
        with pytest.raises(Refused):
            refused()
    matters.release(matter=matter, by=clerk, at=START)
    assert matters.move(matter=matter, name="accept", by=chair, at=START).stage == "doing"


def test_transfer_keeps_stage_and_clocks(town, matter) -> None:
    before = list(ClockRow.objects.order_by("id").values())
    moved = matters.transfer(
        matter=matter, to=town.street, reason="事情发生在街道", by=town.officers["clerk"], at=START
    )
    assert (moved.unit_id, moved.l4, moved.stage) == (town.street.pk, None, "taken")
    assert list(ClockRow.objects.order_by("id").values()) == before
    with pytest.raises(Refused):
        matters.move(matter=moved, name="accept", by=town.officers["clerk"], at=START)
    assert matters.move(matter=moved, name="accept", by=town.officers["street"], at=START).stage == "doing"


@pytest.mark.parametrize(("to", "reason"), [("union", "原因"), ("street", " "), ("west_branch", "原因")])
def test_transfer_needs_a_reason_and_a_staffed_desk(town, matter, to, reason) -> None:
    from .town import found

    unit = found("空分会", "branch", town.west) if to == "west_branch" else getattr(town, to)
    with pytest.raises(Refused):
        matters.transfer(matter=matter, to=unit, reason=reason, by=town.officers["clerk"], at=START)


def test_what_was_left_when_paused_is_left_when_resumed(town, matter) -> None:
    clerk, due = town.officers["clerk"], matter.due_at
    matters.pause(matter=matter, reason="等社保局回函", by=clerk, at=START)
    matter = matters.resume(matter=matter, by=clerk, at=START + 2 * DAY)
    assert matter.paused_at is None
    assert matter.due_at == due + 2 * DAY
    with pytest.raises(Refused):
        matters.resume(matter=matter, by=clerk, at=START + 2 * DAY)


def test_the_askers_word_ends_a_pause(town, matter) -> None:
    matters.pause(matter=matter, reason="等你补材料", by=town.officers["clerk"], at=START)
    matter = matters.message(matter=matter, body="材料已补", by=town.me(), at=START + DAY)
    assert matter.paused_at is None


def test_messages_go_both_ways_and_a_double_tap_says_it_once(town, matter) -> None:
    for _ in range(2):
        matters.message(matter=matter, body="能快点吗", key="m1", by=town.me(), at=START)
    matters.message(matter=matter, body="正在办", by=town.officers["clerk"], at=START + DAY)
    said = [(one.from_asker, one.body) for one in thread(matter)]
    assert said == [(True, "能快点吗"), (False, "正在办")]
    assert b"\xe8\x83\xbd" not in bytes(Message.objects.first().body_sealed)
    for by in (town.officers["west"], town.me(town.other), town.officers["street"]):
        with pytest.raises(Refused):
            matters.message(matter=matter, body="插话", by=by, at=START)


def test_urging_is_once_a_working_day(town, matter) -> None:
    friday = datetime(2026, 7, 17, 10, tzinfo=ZONE)
    assert matters.urge(matter=matter, by=town.me(), at=friday).urgency == 1
    for later in (friday + timedelta(hours=5), friday + DAY, friday + 2 * DAY):
        with pytest.raises(Refused):
            matters.urge(matter=matter, by=town.me(), at=later)
    assert matters.urge(matter=matter, by=town.me(), at=friday + 3 * DAY).urgency == 2
    with pytest.raises(Refused):
        matters.urge(matter=matter, by=town.me(town.other), at=friday + 9 * DAY)


def test_a_matter_is_referred_and_both_name_each_other(town, matter) -> None:
    clerk = town.officers["clerk"]
    other = matters.refer(matter=matter, kind=KEY, answers=GIVEN, reason="另案办理", by=clerk, at=START)
    assert (other.asker_id, other.unit_id) == (matter.asker_id, matter.unit_id)
    told = {row.did: row.data for row in Happening.objects.filter(did__startswith="refer")}
    assert (told["refer"]["to"], told["referred"]["from"]) == (other.number, matter.number)
    matter.refresh_from_db()
    assert matter.stage == "taken"
