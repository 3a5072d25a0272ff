"""The tree over time: renamed, moved, merged, split, dissolved, and every past day still told as it was."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.audit.writing import writing
from yugong.ground.jobs import drain
from yugong.ground.jobs.models import Progress
from yugong.ground.org import actions as org
from yugong.ground.org import queries
from yugong.ground.org.models import Placement, Succession, Unit
from yugong.ground.people import actions as people
from yugong.ground.people.actions import following
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Tenure
from yugong.ground.people.queries import members_of_subtree_on
from yugong.kernel import tree
from yugong.kernel.actor import SYSTEM, Seat, person
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = date(2025, 11, 5), date(2025, 11, 6), date(2025, 11, 7)
START = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
CHANGE = datetime(2025, 11, 10, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
WHY = "渝府发〔2025〕1 号"


def found(name, kind="enterprise", parent=None, *, on=date(2000, 1, 1), at=START):
    return org.found_unit(name=name, kind=kind, parent=parent, on=on, by=SYSTEM, at=at)


def member(name, unit, *, on=date(2020, 5, 1), at=START, department=""):
    who = people.enrol(given=Identity(name), source="test", by=SYSTEM, at=at)
    people.join(person=who, unit=unit, on=on, route="test", by=SYSTEM, at=at)
    if department:
        people.employ(person=who, employer=None, department=department, source="test", by=SYSTEM, at=at)
    return who


def count(unit, day, known=NOW):
    return members_of_subtree_on(unit, day=day, known=known).count


def insist_sound():
    """Everything that must hold of any tree after any change."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in units.values():
        assert unit.path == tree.child(units[unit.parent_id].path if unit.parent_id else "", unit.pk)
        spans = Placement.objects.filter(unit=unit, superseded_at=None).order_by("valid_from")
        spans = list(spans.values_list("valid_from", "valid_to", "path"))
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end == start
        assert spans[-1][1] == unit.valid_to
        if unit.valid_to is None:
            assert spans[-1][2] == unit.path
    for row in Membership.objects.all():
        assert (row.l1, row.l2, row.l3, row.l4, row.l5) == tree.levels(units[row.unit_id].path)
    connection.check_constraints()


def insist_no_gap(persons):
    for who in persons:
        rows = Membership.objects.filter(person=who, superseded_at=None).order_by("valid_from")
        spans = list(rows.values_list("valid_from", "valid_to"))
        assert spans[-1][1] is None
        assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


@pytest.fixture
def chongqing():
    """The change of 2025-11-06 on a small world: 江北 and 渝北 → 两江新区, towns to and from 北碚."""
    city = found("重庆市总工会", "city")
    named = {"city": city}
    for name in ("江北区", "渝北区", "北碚区"):
        named[name] = found(f"{name}总工会", "district", city)
    named["两江新区"] = found("两江新区总工会", "district", city, on=DAY)
    for name, above in (("观音桥", "江北区"), ("龙溪", "渝北区"), ("大湾", "渝北区"), ("水土", "北碚区")):
        named[name] = found(f"{name}总工会", "street", named[above])
    named["people"] = [
        member(f"{letter}某", named[place])
        for letter, place in zip(
            "甲乙丙丁戊己", ("江北区", "观音桥", "龙溪", "大湾", "水土", "渝北区"), strict=True
        )
    ]
    return named


def replay(world):
    act = {"on": DAY, "reason": WHY, "by": SYSTEM, "at": CHANGE}
    org.merge_units(units=[world["江北区"]], into=world["两江新区"], **act)
    shares = [org.Share(world["两江新区"]), org.Share(world["北碚区"], below=(world["大湾"],))]
    org.split_unit(unit=world["渝北区"], into=shares, **act)
    org.move_unit(unit=world["水土"], to=world["两江新区"], **act)


def test_the_change_of_2025_11_06(chongqing):
    world = chongqing
    replay(world)
    insist_sound()
    insist_no_gap(world["people"])
    assert [count(world[name], BEFORE) for name in ("江北区", "渝北区", "北碚区", "两江新区")] == [2, 3, 1, 0]
    assert [count(world[name], AFTER) for name in ("江北区", "渝北区", "北碚区", "两江新区")] == [0, 0, 1, 5]
    assert count(world["city"], BEFORE) == count(world["city"], AFTER) == 6
    assert [count(world["大湾"], day) for day in (BEFORE, AFTER)] == [1, 1]
    assert members_of_subtree_on(world["北碚区"], day=AFTER, known=NOW).ids == {world["people"][3].pk}
    heirs = Succession.objects.order_by("id").values_list("before__name", "after__name", "how", "members")
    assert list(heirs) == [
        ("江北区总工会", "两江新区总工会", "merge", 2),
        ("渝北区总工会", "两江新区总工会", "split", 2),
        ("渝北区总工会", "北碚区总工会", "split", 1),
    ]
    funds = Succession.objects.order_by("id").values_list("funds", "funds_part", "funds_whole")
    assert list(funds) == [("all", None, None), ("by_members", 2, 3), ("by_members", 1, 3)]
    assert queries.heir_of(world["江北区"].pk) == world["两江新区"]
    assert queries.heir_of(world["渝北区"].pk) is None


def test_what_was_believed_before_the_change_was_recorded_stays(chongqing):
    world = chongqing
    early = CHANGE - timedelta(days=1)
    asked = [count(world[name], AFTER, early) for name in ("江北区", "两江新区", "北碚区")]
    replay(world)
    assert (
        [count(world[name], AFTER, early) for name in ("江北区", "两江新区", "北碚区")] == asked == [2, 0, 1]
    )
    assert [count(world[name], BEFORE, CHANGE) for name in ("江北区", "两江新区")] == [2, 0]


def test_a_later_correction_moves_both_sides(chongqing):
    """A worker entered late, who had left the old union before the change, and one who had joined it."""
    world = chongqing
    replay(world)
    late = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    first = world["people"][0]
    old, new = Membership.objects.filter(person=first, superseded_at=None).order_by("valid_from")
    people.correct(
        person=first, stretch=old, valid_from=date(2025, 11, 6) - timedelta(days=1), valid_to=DAY,
        reason="入会日期登记错误", by=SYSTEM, at=late,
    )  # fmt: skip
    assert new.unit == world["两江新区"]
    assert [count(world["江北区"], date(2025, 11, 4), known) for known in (CHANGE, late)] == [2, 1]
    assert [count(world["江北区"], BEFORE, known) for known in (CHANGE, late)] == [2, 2]
    assert [count(world["两江新区"], AFTER, known) for known in (CHANGE, late)] == [5, 5]


def test_stretches_that_ended_or_began_after_the_day_are_divided_rightly(chongqing):
    world = chongqing
    left = member("庚某", world["江北区"])
    people.end(person=left, how="leave", on=date(2025, 11, 9), by=SYSTEM, at=CHANGE)
    fresh = member("辛某", world["江北区"], on=date(2025, 11, 8), at=CHANGE - timedelta(days=1))
    replay(world)
    insist_sound()
    insist_no_gap([*world["people"], fresh])
    assert count(world["江北区"], BEFORE) == 3
    assert [count(world["两江新区"], date(2025, 11, day)) for day in (7, 8, 9)] == [6, 7, 6]


def test_posts_and_tenures_end_and_nothing_else(chongqing):
    world = chongqing
    kept, gone = world["people"][4], world["people"][0]
    for who, place in ((kept, "水土"), (gone, "江北区")):
        post = org.make_post(unit=world[place], role="supervisor", title="监督员", by=SYSTEM, at=START)
        people.appoint(post=post, person=who, on=date(2024, 1, 1), by=SYSTEM, at=START)
    replay(world)
    assert Tenure.objects.get(person=gone).valid_to == DAY
    assert Tenure.objects.get(person=gone).post.closed_on == DAY
    assert Tenure.objects.get(person=kept).valid_to is None


def test_a_rename_keeps_the_name_of_every_day(chongqing):
    unit = chongqing["观音桥"]
    org.rename_unit(unit=unit, name="观音桥街道总工会", on=DAY, reason=WHY, by=SYSTEM, at=CHANGE)
    assert [queries.place_on(unit.pk, day=day).name for day in (BEFORE, AFTER)] == [
        "观音桥总工会", "观音桥街道总工会",
    ]  # fmt: skip
    assert queries.place_on(unit.pk, day=AFTER, known=START).name == "观音桥总工会"
    insist_sound()


def test_members_go_by_department_when_a_union_splits(chongqing):
    unit = found("大厂工会", parent=chongqing["龙溪"])
    heirs = [found(name, parent=chongqing["龙溪"]) for name in ("一厂工会", "二厂工会")]
    crowd = [
        member(f"{letter}工", unit, department=name)
        for letter, name in zip("甲乙丙", ("一", "二", "二"), strict=True)
    ]
    shares = [org.Share(heirs[0]), org.Share(heirs[1], departments=("二",))]
    done = org.split_unit(unit=unit, into=shares, on=DAY, reason=WHY, by=SYSTEM, at=CHANGE)
    assert [row.members for row in done] == [1, 2]
    assert [count(heir, AFTER) for heir in heirs] == [1, 2]
    insist_sound()
    insist_no_gap(crowd)


def test_what_is_dissolved_goes_to_the_upper_union(chongqing):
    unit, above = chongqing["观音桥"], chongqing["江北区"]
    below = found("商场工会", parent=unit)
    org.dissolve_unit(unit=unit, on=DAY, reason=WHY, by=SYSTEM, at=CHANGE)
    below.refresh_from_db()
    assert below.parent == above
    assert [count(unit, day) for day in (BEFORE, AFTER)] == [1, 0]
    assert [count(above, day) for day in (BEFORE, AFTER)] == [2, 2]
    insist_sound()


def refusal(verb, **given):
    with pytest.raises(Refused) as refused:
        verb(**{"on": DAY, "reason": WHY, "by": SYSTEM, "at": CHANGE} | given)
    return refused.value.field


def test_refusals(chongqing):
    world = chongqing
    town, jiang, liang = world["观音桥"], world["江北区"], world["两江新区"]
    assert refusal(org.move_unit, unit=jiang, to=town) == "to"
    assert refusal(org.move_unit, unit=town, to=jiang) == "to"
    assert refusal(org.move_unit, unit=town, to=liang, on=BEFORE) == "on"
    assert refusal(org.move_unit, unit=town, to=liang, on=date(2027, 1, 1)) == "on"
    assert refusal(org.move_unit, unit=town, to=liang, reason=" ") == "reason"
    assert refusal(org.rename_unit, unit=town, name="观音桥总工会") == "name"
    assert refusal(org.rename_unit, unit=jiang, name="渝北区总工会") == "name"
    assert refusal(org.merge_units, units=[jiang], into=town) == "into"
    assert refusal(org.merge_units, units=[], into=liang) == "units"
    assert refusal(org.split_unit, unit=jiang, into=[org.Share(liang)]) == "into"
    wrong = [org.Share(liang), org.Share(world["北碚区"], below=(world["大湾"],))]
    assert refusal(org.split_unit, unit=jiang, into=wrong) == "below"
    assert refusal(org.dissolve_unit, unit=world["city"]) == "unit"
    replay(world)
    assert refusal(org.move_unit, unit=town, to=jiang) == "unit"
    assert refusal(org.move_unit, unit=town, to=world["北碚区"], on=date(2025, 11, 1)) == "on"


def seat(unit):
    rights = frozenset({Permission.UNIT_MANAGE})
    held = Seat(1, "district_officer", "干部", unit.pk, unit.path, unit.name, frozenset(), rights)
    return person(UUID(int=7), seat=held, seats=(held,))


def test_a_union_is_rearranged_by_the_one_above_it(chongqing):
    world = chongqing
    own, town = world["江北区"], world["观音桥"]
    assert refusal(org.rename_unit, unit=own, name="新名总工会", by=seat(own)) == "unit"
    assert refusal(org.merge_units, units=[town], into=world["龙溪"], by=seat(own)) == ""
    org.rename_unit(unit=town, name="新名总工会", on=DAY, reason=WHY, by=seat(own), at=CHANGE)
    org.rename_unit(unit=own, name="新江北区总工会", on=DAY, reason=WHY, by=seat(world["city"]), at=CHANGE)


def test_two_placements_of_a_unit_on_one_day_are_refused_by_the_database(chongqing):
    unit = chongqing["观音桥"]
    with transaction.atomic():
        with writing("test"):
            Placement(unit=unit, parent=unit.parent, path=unit.path, name="又一个", valid_from=DAY).save()
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_unit_founded_for_a_past_day_stood_where_its_parent_stood(chongqing):
    world = chongqing
    replay(world)
    late = found("早有的工会", parent=Unit.objects.get(pk=world["水土"].pk), on=date(2024, 1, 1), at=NOW)
    member("壬某", late, on=date(2024, 2, 1), at=NOW)
    assert [count(world["北碚区"], day) for day in (BEFORE, AFTER)] == [2, 1]
    assert [count(world["两江新区"], day) for day in (BEFORE, AFTER)] == [0, 6]
    insist_sound()


def test_queries_are_bounded_whatever_the_size(chongqing):
    world = chongqing
    with CaptureQueriesContext(connection) as asked:
        count(world["city"], AFTER)
    assert len(asked) == 3
    act = {"on": DAY, "reason": WHY, "by": SYSTEM, "at": CHANGE}
    with CaptureQueriesContext(connection) as small:
        org.move_unit(unit=world["大湾"], to=world["两江新区"], **act)
    for letter in "甲乙丙丁戊己庚辛":
        member(f"{letter}五", found(f"{letter}厂工会", parent=world["龙溪"]))
    with CaptureQueriesContext(connection) as large:
        org.move_unit(unit=world["龙溪"], to=world["两江新区"], **act)
    assert len(large) == len(small)


def test_many_members_follow_as_a_watched_job_chunk_by_chunk(chongqing, monkeypatch):
    world = chongqing
    monkeypatch.setattr(following, "AT_ONCE", 2)
    monkeypatch.setattr(following, "CHUNK", 3)
    crowd = [member(f"{number}众", world["江北区"]) for number in range(7)]
    org.merge_units(units=[world["江北区"]], into=world["两江新区"], on=DAY, reason=WHY, by=SYSTEM, at=CHANGE)
    watched = Progress.objects.get()
    assert (watched.total, watched.done) == (8, 0)
    drain.run_pending_jobs(only=[following.JOB])
    watched.refresh_from_db()
    assert (watched.state, watched.done) == ("done", 8)
    later = datetime.now(UTC) + timedelta(days=1)
    assert [count(world["江北区"], BEFORE, later), count(world["两江新区"], AFTER, later)] == [9, 9]
    insist_sound()
    insist_no_gap(crowd)


def test_what_was_founded_today_ends_tomorrow_at_the_earliest(chongqing):
    fresh = found("今天的工会", "enterprise", chongqing["江北区"], on=date(2026, 3, 2), at=NOW)
    with pytest.raises(Refused) as refused:
        org.merge_units(
            units=[fresh], into=chongqing["江北区"], reason=WHY, on=date(2026, 3, 2), by=SYSTEM, at=NOW
        )
    assert (refused.value.field, refused.value.reason) == (
        "on",
        "今天的工会是这一天才成立的，最早第二天才能撤并",
    )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("found", "move", "merge", "split", "dissolve", "rename")),
        st.integers(0, 40), st.integers(0, 40), st.integers(0, 60),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_changes_leave_the_tree_sound(steps):
    with transaction.atomic():
        city = found("市总工会", "city")
        first = [found(f"{name}总工会", "district", city) for name in "东西"]
        crowd = [member(f"{number}某", unit) for number, unit in enumerate([city, *first])]
        day = date(2024, 1, 1)
        for number, (verb, one, other, ahead) in enumerate(steps):
            day += timedelta(days=ahead)
            at = datetime(day.year, day.month, day.day, 3, 0, number, tzinfo=UTC)
            units = list(Unit.objects.filter(valid_to=None).order_by("id"))
            unit, to, third = (
                units[one % len(units)],
                units[other % len(units)],
                units[(one + other) % len(units)],
            )
            act = {"on": day, "by": SYSTEM, "at": at}
            before = {who.pk for who in crowd}
            try:
                with transaction.atomic():
                    if verb == "found":
                        fresh = found(f"第{number}工会", "enterprise", to, on=day, at=at)
                        crowd.append(member(f"{number}新", fresh, on=day, at=at))
                    elif verb == "move":
                        org.move_unit(unit=unit, to=to, reason=WHY, **act)
                    elif verb == "merge":
                        org.merge_units(units=[unit], into=to, reason=WHY, **act)
                    elif verb == "split":
                        org.split_unit(unit=unit, into=[org.Share(to), org.Share(third)], reason=WHY, **act)
                    elif verb == "dissolve":
                        org.dissolve_unit(unit=unit, reason=WHY, **act)
                    else:
                        org.rename_unit(unit=unit, name=f"新{number}工会", reason=WHY, **act)
            except Refused:
                pass
            assert before <= members_of_subtree_on(city, day=day, known=NOW).ids
        insist_sound()
        insist_no_gap(crowd)
        transaction.set_rollback(True)


def test_who_joins_a_unit_that_has_just_moved_stands_where_it_stands_now(chongqing):
    world = chongqing
    stale = Unit.objects.get(pk=world["水土"].pk)
    replay(world)
    member("癸某", stale, at=NOW)
    insist_sound()
