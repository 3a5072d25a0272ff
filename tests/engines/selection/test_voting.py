"""Votes: one person one vote, secret, sealed while they run, counted again by anybody."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.engines.selection.poll import DAY, HOUR, MIXED, NOW, Hall
from tests.ground.access import town as towns

from yugong.engines.selection.actions import posting, reviewing, urn, voting
from yugong.engines.selection.models import Ballot, Batch, Box, Round, Turned, Turnout, VoterMark
from yugong.engines.selection.queries import results
from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import writing
from yugong.kernel import actor
from yugong.kernel.ballots import Published
from yugong.kernel.errors import Refused


def test_two_others_review_before_anybody_votes(hall: Hall):
    row = reviewing.submit(poll=hall.draft(), by=hall.by("writer"), at=NOW)
    with pytest.raises(Refused, match="起草人"):
        reviewing.review(poll=row, passed=True, reason="", by=hall.by("writer"), at=NOW)
    with pytest.raises(Refused, match="组织范围"):
        reviewing.review(poll=row, passed=True, reason="", by=hall.by("west"), at=NOW)
    row = reviewing.review(poll=row, passed=True, reason="", by=hall.by("first"), at=NOW)
    with pytest.raises(Refused, match="两个人"):
        reviewing.review(poll=row, passed=True, reason="", by=hall.by("first"), at=NOW)
    with pytest.raises(Refused, match="不能投票"):
        hall.vote(row, hall.crowd(1)[0], 1)
    row = reviewing.review(poll=row, passed=False, reason="少一个", by=hall.by("second"), at=NOW)
    assert row.stage == "draft"


def test_one_person_has_one_vote_and_what_was_turned_away_is_counted(hall: Hall):
    row, people = hall.public(), hall.crowd(2)
    hall.vote(row, people[0], 1, 2)
    with pytest.raises(Refused, match="一人一票"):
        hall.vote(row, people[0], 3)
    with pytest.raises(Refused, match="1 到 2 个"):
        hall.vote(row, people[1], 1, 2, 3)
    with pytest.raises(Refused, match="东区总工会"):
        hall.vote(row, hall.crowd(1, hall.tree.other)[0], 1)
    with pytest.raises(Refused, match="先入会"):
        hall.vote(row, towns.enrol("外人", 499), 1)
    with pytest.raises(Refused, match="截止"):
        hall.vote(row, people[1], 1, at=NOW + DAY)
    assert VoterMark.objects.count() == 1
    assert dict(Turned.objects.values_list("reason", "count")) == {
        "twice": 1, "marks": 1, "elsewhere": 1, "not_member": 1, "late": 1,
    }  # fmt: skip


def test_the_database_itself_refuses_a_second_vote(hall: Hall):
    row, (one,) = hall.public(), hall.crowd(1)
    hall.vote(row, one, 1)
    with pytest.raises(IntegrityError), transaction.atomic(), writing("test"):
        VoterMark(poll=row, person=one, unit=hall.tree.union).save()


@pytest.mark.django_db(transaction=True)
def test_fifty_taps_at_once_make_one_vote():
    hall = Hall()
    row, (one,) = hall.public(), hall.crowd(1)

    def tap(n: int) -> str:
        try:
            code = voting.receipt()
            voting.cast(person=one, poll=row, code=code, choices=[1 + n % 4], by=actor.person(one.pk), at=NOW)
            return "ok"
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as many:
        said = Counter(many.map(tap, range(50)))
    assert said == {"ok": 1, "twice": 49}
    assert VoterMark.objects.count() == sum(Box.objects.values_list("count", flat=True)) == 1


def test_a_vote_from_opening_to_a_settled_result(hall: Hall):
    row, people = hall.public(), hall.crowd(45)
    codes = {one.pk: hall.vote(row, one, 1 + n % 3, 4) for n, one in enumerate(people[:44])}
    first = hall.seal(row)
    assert (first.number, first.count, first.voters) == (1, 24, 44)
    assert hall.seal(row) is None
    mine = hall.vote(row, people[44], 2)
    assert not Ballot.objects.exists()
    row = hall.close(row)
    assert Batch.objects.filter(papers_sealed=None).count() == Batch.objects.count() == 2
    assert not Box.objects.exists()
    row = posting.post(poll=row, by=hall.by("writer"), at=NOW + DAY)
    assert list(row.entries.filter(won=True).values_list("number", "votes")) == [(4, 44)]
    record = Published.from_dict(json.loads(json.dumps(results.published(row).as_dict())))
    assert record.faults() == record.faults(noted=first.head[:12]) == ()
    assert record.find(mine).choices == (2,)
    assert {one.code for one in record.papers} == {*codes.values(), mine}
    assert "封存链" in record.faults(noted="0123456789ab")[0]
    found = results.findings(row)
    assert [(one.voted, one.entitled) for one in found.rolls] == [(45, 45)]
    assert sum(votes for _, votes, _ in found.hours) == 45
    assert found.margin == 28  # with so many fewer both have 16
    with pytest.raises(Refused, match="期满"):
        posting.settle(poll=row, by=hall.by("writer"), at=NOW + 2 * DAY)
    assert posting.settle(poll=row, by=hall.by("writer"), at=NOW + 30 * DAY).stage == "settled"


def test_any_change_of_a_published_ballot_is_found(hall: Hall):
    row, people = hall.public(), hall.crowd(6)
    for n, one in enumerate(people):
        hall.vote(row, one, 1 + n % 2)
    row = posting.post(poll=hall.close(row), by=hall.by("writer"), at=NOW + DAY)
    record = results.published(row)
    assert record.faults() == ()
    for n, paper in enumerate(record.papers):
        before, after = record.papers[:n], record.papers[n + 1 :]
        other = (3 - paper.choices[0],)
        for changed in ((replace(paper, choices=other),), (replace(paper, code=voting.receipt()),),
                        (replace(paper, seal=2),), (), (paper, paper)):  # fmt: skip
            assert replace(record, papers=(*before, *changed, *after)).faults()
    stuffed = (*record.papers, replace(record.papers[0], code=voting.receipt()))
    assert len(replace(record, papers=stuffed).faults()) >= 3


def test_nothing_leads_from_a_person_to_his_choice(hall: Hall):
    """Every table and the log are read: nowhere does a receipt stand with a person, a time or an order."""
    row, people = hall.public(), hall.crowd(42)
    codes = [hall.vote(row, one, 1 + (n * 7) % 4, at=NOW + n * HOUR / 60) for n, one in enumerate(people)]
    assert _where(codes) == []
    hall.seal(row)
    assert _where(codes) == []
    hall.close(row)
    assert {table for table, _ in _where(codes)} == {"selection_ballot"}
    columns = {field.name for field in Ballot._meta.get_fields()}
    assert columns == {"id", "poll", "code", "choices", "batch"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM selection_ballot ORDER BY ctid")
        stored = [code for (code,) in cursor.fetchall()]
        cursor.execute("SELECT person_id FROM selection_votermark ORDER BY ctid")
        marked = [person for (person,) in cursor.fetchall()]
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM selection_ballot")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM selection_votermark")
        assert cursor.fetchone() == (1,)
    assert stored == sorted(codes) != codes
    assert marked != [one.pk for one in people]
    assert all(one.version == 4 for one in VoterMark.objects.values_list("pk", flat=True))
    told = Event.objects.filter(did="selection.cast").values_list("data", flat=True)
    assert list(told) == [{"poll": str(row.pk)}] * 42


def _where(codes: list[str]) -> list[tuple[str, str]]:
    """The tables and columns in which one of the receipts can be read."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [one.name for one in cursor.description]
            for values in cursor.fetchall():
                found += [
                    (table, name)
                    for name, value in zip(names, values, strict=True)
                    if any(code in _text(value) for code in codes)
                ]
    return sorted(set(found))


def _text(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def test_a_box_is_read_with_the_key_only_and_has_no_order(hall: Hall):
    row, people = hall.public(), hall.crowd(12)
    for one in people:
        hall.vote(row, one, 1)
    inside = [urn.content(box).slips for box in Box.objects.filter(poll=row)]
    assert sorted(map(len, inside)) == [12]
    assert all(slips == sorted(slips) for slips in inside)


def test_who_stays_for_the_next_seal_is_drawn(hall: Hall):
    now, later = urn.mixed([(f"{n:04d}", (1,)) for n in range(60)], stay=20)
    assert (len(now), len(later)) == (40, 20)
    assert now == sorted(now) != [(f"{n:04d}", (1,)) for n in range(40)]


def test_a_device_that_votes_often_is_noticed_and_not_kept(hall: Hall):
    row, people = hall.public(), hall.crowd(7)
    for one in people:
        hall.vote(row, one, 1, device="the same phone")
    row = posting.post(poll=hall.close(row), by=hall.by("writer"), at=NOW + DAY)
    found = results.findings(row)
    assert (found.crowded, found.margin, found.matters) == (2, 7, False)
    assert Turnout.objects.get().crowded == 2
    assert {field.name for field in Turnout._meta.fields} == {
        "id",
        "poll",
        "unit",
        "hour",
        "votes",
        "crowded",
    }


def test_a_cancelled_vote_is_never_read(hall: Hall):
    row = hall.public()
    hall.vote(row, hall.crowd(1)[0], 1)
    row = reviewing.cancel(poll=row, why="参评材料有误", by=hall.by("writer"), at=NOW)
    assert (row.stage, Box.objects.count(), Ballot.objects.count()) == ("cancelled", 0, 0)
    assert Round.objects.get(pk=row.pk).cancelled_why == "参评材料有误"


def test_contests_with_a_jury_need_one(hall: Hall):
    with pytest.raises(Refused, match="评委至少 3 人"):
        hall.public(MIXED)
