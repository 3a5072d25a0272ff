"""Votes: the worked examples, and what holds for every count."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yugong.kernel import election
from yugong.kernel.election import CONTRACT, MAJORITY, QUORUM, Share, carried, meeting, needed, result, share
from yugong.kernel.errors import Broken, Refused

COUNT = some.integers(1, 100_000)


def test_we_91_a_congress_passes_with_more_than_half_of_all_delegates():
    assert carried(47, 32, 24)
    assert not carried(47, 32, 23)


def test_we_92_a_congress_without_two_thirds_decides_nothing():
    assert meeting(47, 31).quorum == 32
    assert not meeting(47, 31).valid
    assert not carried(47, 31, 31)


def test_we_94_a_collective_contract_passes_with_exactly_half():
    assert carried(50, 34, 25, majority=CONTRACT)
    assert not carried(50, 34, 25)
    assert needed(50) == 26


def test_we_95_a_candidate_needs_more_than_half_of_those_due():
    met = meeting(320, 214)
    assert (met.quorum, met.valid) == (214, True)
    assert not carried(320, 214, 160)
    assert carried(320, 214, 161)


def test_we_95_the_same_from_the_ballots():
    assert result({"甲": 160, "乙": 161}, seats=2, due=320) == election.Result(("乙",), (), 1)


def test_the_most_votes_take_the_seats():
    found = result({"甲": 70, "乙": 90, "丙": 80}, seats=2, due=100)
    assert found == election.Result(("乙", "丙"), (), 0)


def test_a_tie_at_the_last_seat_elects_none_of_the_tied():
    found = result({"甲": 90, "乙": 70, "丙": 70}, seats=2, due=100)
    assert found == election.Result(("甲",), ("丙", "乙"), 1)


def test_a_tie_above_the_last_seat_does_no_harm():
    assert result({"甲": 70, "乙": 70, "丙": 60}, seats=2, due=100).elected == ("乙", "甲")


@pytest.mark.parametrize(("seats", "candidates"), [(3, 4), (7, 8), (20, 21), (21, 23), (37, 39)])
def test_candidates_are_five_per_cent_more_than_seats_and_at_least_one(seats: int, candidates: int):
    assert election.candidates_needed(seats) == candidates


def test_ten_per_cent_for_a_standing_committee():
    assert election.candidates_needed(11, surplus=10) == 13


@pytest.mark.parametrize(
    ("due", "present", "votes", "text"),
    [
        (0, 0, 0, "应到人数至少 1 人，请核对。"),
        (10, 11, 0, "实到 11 人，应到 10 人：实到不能多于应到，请核对。"),
        (10, 8, 9, "得票 9 票，实到只有 8 人：得票不能多于实到，请核对。"),
    ],
)
def test_counts_that_cannot_be_are_refused(due: int, present: int, votes: int, text: str):
    with pytest.raises(Refused) as caught:
        carried(due, present, votes)
    assert caught.value.reason == text


def test_heads_of_the_enterprise_and_their_kin_may_not_stand():
    assert election.barred(["staff"]) == ()
    assert len(election.barred(election.BARRED)) == len(election.BARRED)


def test_a_share_is_read_from_words():
    assert share("2/3") == QUORUM
    assert share("1/2", strict=True) == MAJORITY
    for wrong in ("", "2", "2/0", "a/b"):
        with pytest.raises(Broken):
            share(wrong)


@given(total=COUNT, part=some.integers(1, 9), more=some.integers(0, 9), strict=some.booleans())
def test_the_least_count_reaches_the_share_and_one_less_does_not(
    total: int, part: int, more: int, strict: bool
):
    asked = Share(part, part + more, strict)
    least = asked.least(total)
    exact = (least * asked.whole > total * part) if strict else (least * asked.whole >= total * part)
    below = (
        ((least - 1) * asked.whole > total * part) if strict else ((least - 1) * asked.whole >= total * part)
    )
    assert (exact, below) == (True, False)
    assert asked.met(least, total)
    assert not asked.met(least - 1, total)


@given(
    ballots=some.dictionaries(some.text("甲乙丙丁戊己", min_size=1, max_size=3), some.integers(0, 200)),
    seats=some.integers(1, 10),
    due=some.integers(1, 300),
)
def test_nobody_is_elected_without_the_majority_nor_more_than_seats(
    ballots: dict[str, int], seats: int, due: int
):
    found = result(ballots, seats=seats, due=due)
    line = needed(due)
    assert len(found.elected) + found.open == seats
    assert all(ballots[name] >= line for name in (*found.elected, *found.tied))
    assert not set(found.elected) & set(found.tied)
    left = [votes for name, votes in ballots.items() if name not in found.elected]
    assert all(ballots[name] > max(left, default=-1) for name in found.elected if found.tied)
    assert all(ballots[name] >= max(left, default=-1) for name in found.elected)
