"""The worklist: tabs, scope, keyset pages, groups, a bounded number of queries."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries import my_matters, on_desk, own, to_count, worklist
from yugong.engines.matters.queries.tabs import TABS, has_tab
from yugong.ground.audit.writing import writing
from yugong.kernel import tree
from yugong.kernel.actor import Seat
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CALLER
from yugong.kernel.ident import uuid7
from yugong.ui.counts import told

from .sample import GIVEN, KEY
from .town import START, officer

DAY = timedelta(days=1)


def tab_rows(seat: Seat, person_id: UUID | None, tab: str, *, now: datetime) -> QuerySet[Matter]:
    """The matters under a tab of this seat, unordered, in Django's words."""
    if not has_tab(seat, tab):
        return Matter.objects.none()
    if tab == "watch":
        late = Matter.objects.filter(closed_at__isnull=True, paused_at__isnull=True, due_at__lte=now)
        return late.filter(below(seat)).exclude(unit_id=seat.unit_id)
    if tab == "calls":
        return Matter.objects.filter(claimed_by_id=person_id, held_by=CALLER, closed_at__isnull=True)
    desk = Matter.objects.filter(unit_id=seat.unit_id)
    if tab == "done":
        return desk.filter(closed_at__isnull=False)
    turn = Q(held_by__in=seat.duties - {CALLER}, paused_at__isnull=True, lead__isnull=True)
    held = turn & ~Q(asker_id=person_id)
    free, own = Q(claimed_by__isnull=True), Q(claimed_by_id=person_id)
    desk = desk.filter(closed_at__isnull=True)
    if tab == "waiting":
        return desk.exclude(held & (free | own))
    return desk.filter(held & (free if tab == "unclaimed" else free | own))


def below(seat: Seat) -> Q:
    """The condition *in the seat's unit or below it*, by level column where there is one."""
    depth = len(tree.ids(seat.unit_path))
    if depth <= tree.DEPTH:
        return Q(**{f"l{depth}": seat.unit_id})
    return Q(unit__path__gte=seat.unit_path, unit__path__lt=tree.upper_bound(seat.unit_path))


def opened(town, count: int, at=START):
    return [
        matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=at + timedelta(minutes=n))
        for n in range(count)
    ]


def listed(town, who: str, tab: str, **more):
    by = town.officers[who]
    now = more.pop("now", START)
    rows = worklist(by.seat, person_id=by.person_id, tab=tab, now=now, **more).rows
    return [row.number[-4:] for row in rows]


def test_tabs_say_whose_turn_it_is(town) -> None:
    first, second, third = opened(town, 3)
    matters.claim(matter=first, by=town.officers["clerk"], at=START)
    matters.move(matter=second, name="return", answers={"what": "补"}, by=town.officers["clerk"], at=START)
    assert listed(town, "clerk", "mine") == ["0001", "0003"]
    assert listed(town, "clerk", "unclaimed") == ["0003"]
    assert sorted(listed(town, "clerk", "waiting")) == ["0002"]
    assert sorted(listed(town, "chair", "waiting")) == ["0001", "0002"]
    matters.move(matter=third, name="withdraw", by=town.me(), at=START)
    assert listed(town, "clerk", "done") == ["0003"]
    by = town.officers["chair"]
    assert worklist(by.seat, person_id=by.person_id, tab="mine", now=START).head.counts == {
        "mine": 0,
        "unclaimed": 0,
        "waiting": 2,
    }


def test_other_desks_see_nothing_but_supervisors_what_is_late(town) -> None:
    opened(town, 2)
    for who in ("street", "east", "west"):
        assert listed(town, who, "mine") == []
    assert listed(town, "east", "watch") == []
    late = START + 10 * DAY
    assert listed(town, "east", "watch", now=late) == ["0001", "0002"]
    assert listed(town, "street", "watch", now=late) == ["0001", "0002"]
    assert listed(town, "west", "watch", now=late) == []
    assert listed(town, "chair", "watch", now=late) == []


def test_the_counts_are_those_of_the_lists(town) -> None:
    first, second, third, _ = opened(town, 4)
    matters.claim(matter=first, by=town.officers["clerk"], at=START)
    matters.move(matter=second, name="return", answers={"what": "补"}, by=town.officers["clerk"], at=START)
    matters.move(matter=third, name="withdraw", by=town.me(), at=START)
    for now in (START, START + 10 * DAY):
        for by in town.officers.values():
            known = worklist(by.seat, person_id=by.person_id, tab="mine", now=now).head.counts
            rows = {tab: tab_rows(by.seat, by.person_id, tab, now=now).count() for tab in known}
            assert known == rows
            for tab in known:
                listed_here = worklist(by.seat, person_id=by.person_id, tab=tab, now=now).rows
                found = tab_rows(by.seat, by.person_id, tab, now=now).order_by("due_at", "id")
                assert [row.id for row in listed_here] == list(found.values_list("id", flat=True))
            assert told([to_count(by.seat, person_id=by.person_id)])[0] == rows["mine"]
    nobody = town.officers["clerk"].seat
    assert (
        worklist(nobody, person_id=None, tab="mine", now=START).head.counts["mine"]
        == tab_rows(nobody, None, "mine", now=START).count()
    )


def test_pages_join_without_gap_or_double(town) -> None:
    opened(town, 7)
    seen, after = [], ""
    by = town.officers["clerk"]
    while rows := worklist(by.seat, person_id=by.person_id, after=after, limit=3, now=START).rows:
        seen += [row.number[-4:] for row in rows]
        after = rows[-1].cursor
    assert seen == [f"{n:04d}" for n in range(1, 8)]
    with pytest.raises(Refused):
        worklist(by.seat, person_id=by.person_id, after="nonsense", now=START)


def test_pages_of_what_is_closed_join_from_the_newest_back(town) -> None:
    by, seen, after = town.officers["clerk"], [], ""
    for n, one in enumerate(opened(town, 7)):
        at = START + timedelta(hours=n // 2)  # two at a time
        matters.move(matter=one, name="withdraw", by=town.me(), at=at)
    while rows := worklist(by.seat, person_id=by.person_id, tab="done", after=after, limit=3, now=START).rows:
        seen += [row.id for row in rows]
        after = rows[-1].cursor
    closed = Matter.objects.order_by("-closed_at", "-id").values_list("id", flat=True)
    assert seen == list(closed)
    assert len(seen) == 7


def test_groups_follow_the_deadline(town) -> None:
    opened(town, 1)
    by = town.officers["clerk"]

    def group(days: int) -> str:
        return worklist(by.seat, person_id=by.person_id, now=START + days * DAY).rows[0].group

    assert [group(days) for days in (0, 2, 3)] == ["week", "today", "overdue"]
    assert worklist(by.seat, person_id=by.person_id, now=START - 5 * DAY).rows[0].group == "later"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_two_queries_however_long(town, count, django_assert_num_queries) -> None:
    opened(town, count)
    by = town.officers["clerk"]  # the page with its head, the cached calendar
    with django_assert_num_queries(2):
        rows = worklist(by.seat, person_id=by.person_id, now=START).rows
    assert (len(rows), rows[0].asker) == (count, "陈大勇")
    with django_assert_num_queries(2):
        assert len(my_matters(town.worker.pk, now=START)) == count


def test_no_statement_of_a_list_is_longer_than_the_driver_keeps(town) -> None:
    asked: list[str] = []

    def heard(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    after = f"{START.isoformat()}~{uuid7()}"
    with connection.execute_wrapper(heard):
        for by in town.officers.values():
            for tab in TABS:
                worklist(by.seat, person_id=by.person_id, tab=tab, kind=KEY, after=after, now=START)
    assert max(len(sql.encode()) for sql in asked) <= 4096  # a longer one is taken apart anew each time


def test_whatever_waits_for_others_is_counted_once(town) -> None:
    clerk, chair = (town.officers[who].person_id for who in ("clerk", "chair"))
    rows = opened(town, 7)
    laid = [
        {"paused_at": START}, {"lead": rows[6]}, {"paused_at": START, "claimed_by_id": chair},
        {"claimed_by_id": chair}, {"claimed_by_id": clerk}, {"asker_id": clerk},
    ]  # fmt: skip
    with writing("tests"):
        for row, change in zip(rows, laid, strict=False):
            Matter.objects.filter(pk=row.pk).update(**change)
    for by in town.officers.values():
        for tab in ("mine", "unclaimed", "waiting"):
            known = worklist(by.seat, person_id=by.person_id, tab=tab, now=START).head
            rows = tab_rows(by.seat, by.person_id, tab, now=START)
            assert (tab, known.counts[tab]) == (tab, rows.count())
            assert [key for key, _ in known.kinds] == sorted(set(rows.values_list("kind", flat=True)))
    by = town.officers["clerk"]
    found = worklist(by.seat, person_id=by.person_id, tab="mine", now=START).head.counts
    assert (found["mine"], found["unclaimed"], found["waiting"]) == (2, 1, 5)


def test_a_line_shows_the_clock_of_its_stage_and_no_other(town) -> None:
    row = opened(town, 1)[0]
    with writing("tests"):
        clock = ClockRow.objects.filter(matter=row, about="").exclude(stage="").get()
        clock.pk, clock.about, clock.count = uuid7(), "note", 90
        clock.save(force_insert=True)
    by = town.officers["clerk"]
    told = [
        line.clock.words
        for line in worklist(by.seat, person_id=by.person_id, now=START).rows
        if line.id == row.pk
    ]
    assert len(told) == 1
    assert "90" not in told[0]


def test_nobody_finds_what_is_not_his(town, matter) -> None:
    assert own(town.me(), matter.number).pk == matter.pk
    for who in ("clerk", "chair", "street", "east"):
        assert on_desk(town.officers[who], matter.number).pk == matter.pk
    for lost in (
        lambda: own(town.me(town.other), matter.number),
        lambda: on_desk(town.officers["west"], matter.number),
        lambda: on_desk(town.me(), matter.number),
    ):
        with pytest.raises(Http404):
            lost()


def test_a_post_that_has_nothing_to_do_with_matters_has_no_worklist(town) -> None:
    opened(town, 2)
    town.officers["finance"] = officer("账员", 91, town.union, "finance_maker")
    by = town.officers["finance"]
    assert {tab: listed(town, "finance", tab) for tab in TABS} == {tab: [] for tab in TABS}
    assert worklist(by.seat, person_id=by.person_id, tab="mine", now=START).head.counts == {}
    assert told([to_count(by.seat, person_id=by.person_id)])[0] == 0
