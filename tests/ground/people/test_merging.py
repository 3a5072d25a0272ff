"""Two rows become one person and come apart again: nothing is lost, whatever happened meanwhile."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import UUIDField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.notices.models import Notice
from yugong.ground.org import actions as org
from yugong.ground.people import actions, queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Consent, Employment, Membership, Merge, Person
from yugong.ground.people.ties import every, ties
from yugong.kernel.actor import SYSTEM, person
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
VERBS = ("join", "transfer", "retain", "restore", "leave", "employ", "consent", "amend", "sex")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("keep", "drop")), st.sampled_from(VERBS), st.integers(0, 1), st.integers(0, 1)
    ),
    max_size=6,
)


def found(name: str) -> Any:
    return org.found_unit(name=name, kind="city", parent=None, on=date(2020, 1, 1), by=SYSTEM, at=AT)


def enrol(tag: str, number: str, phone: str = "", **facts: Any) -> Person:
    given = Identity("陈大勇", number=f"{number}{tag}" if number else "", phone=phone, **facts)
    return actions.enrol(given=given, source="test", by=SYSTEM, at=AT)


class Side:
    """The two rows of one world, and the verbs done to them."""

    def __init__(self, tag: str, units: list[Any], phone: str, account: bool) -> None:
        self.tag, self.units, self.phone = tag, units, phone
        self.rows = {"keep": enrol(tag, "K"), "drop": enrol(tag, "D", phone, extra={"民族": "汉族"})}
        if account:
            actions.open_account(username=f"a{tag}", person=self.rows["drop"], by=SYSTEM, at=AT)

    def do(self, who: str, verb: str, unit: int, n: int, at: datetime) -> bool:
        """Do it; whether it was not refused."""
        row, on = Person.objects.get(pk=self.rows[who].pk), local_day(at)
        by: dict[str, Any] = {"by": SYSTEM, "at": at}
        try:
            if verb == "join":
                actions.join(person=row, unit=self.units[unit], on=on, route="t", **by)
            elif verb == "transfer":
                actions.transfer(person=row, to=self.units[unit], on=on, **by)
            elif verb == "leave":
                actions.end(person=row, how="leave", on=on, **by)
            elif verb == "employ":
                firm = org.register_employer(name=f"第{n}公司", **by)
                actions.employ(person=row, employer=firm, source="t", **by)
            elif verb == "consent":
                actions.consent(person=row, purpose=f"p{n}", wording="w", by=person(row.pk), at=at)
            elif verb == "amend":
                actions.amend(person=row, changes={"phone": f"139{n:08d}"}, reason="t", **by)
            elif verb == "sex":
                actions.amend(person=row, changes={"sex": "2"}, reason="t", **by)
            else:
                getattr(actions, verb)(person=row, on=on, **by)
        except Refused:
            return False
        return True

    def open(self, who: str) -> bool:
        return queries.membership_of(self.rows[who].pk) is not None

    def picture(self) -> list[Any]:
        """Everything believed of both rows, without keys and times of recording."""
        return [self._of(Person.objects.get(pk=row.pk)) for row in self.rows.values()]

    def _of(self, row: Person) -> Any:
        held = queries.identity_of(row)
        stretches = Membership.objects.filter(person=row, superseded_at=None).order_by("valid_from")
        assert row.merged_into_id is None
        columns = ("unit_id", "standing", "joined_on", "valid_from", "valid_to", "began_by", "ended_by")
        works = Employment.objects.filter(person=row).order_by("employer__name")
        return (
            held.number.replace(self.tag, ""), held.paper, held.phone, held.sex, held.extra,
            list(stretches.values_list(*columns)),
            list(works.values_list("employer__name", "valid_to")),
            sorted(Consent.objects.filter(person=row).values_list("purpose", flat=True)),
            list(Account.objects.filter(person=row).values_list("is_active", flat=True)),
        )  # fmt: skip


class Answers:
    """What was answered at every moment about who was a member where; asked again at the end."""

    def __init__(self, units: list[Any]) -> None:
        self.units, self.given = units, {}

    def ask(self, at: datetime) -> None:
        for unit in self.units:
            for day in (local_day(at), local_day(at) - timedelta(days=1), date(2026, 1, 6)):
                key = (unit.pk, day, at)
                self.given[key] = queries.members_on(unit_ids=[unit.pk], day=day, known=at)

    def again(self) -> dict[Any, set[Any]]:
        return {key: queries.members_on(unit_ids=[key[0]], day=key[1], known=key[2]) for key in self.given}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, STEPS, STEPS, st.sampled_from(("", "13700137000")), st.booleans())
def test_merge_and_undo_is_the_identity_in_any_interleaving(db, before, between, after, phone, account):
    """Beside the two rows that are merged stand two that are not; at the end both pairs look the same.

    What is done to the kept row while it stands for both belongs to it, or to the course of membership that
    had come along with the other.
    """
    units = [found(f"第{n}工会") for n in range(2)]
    tag = uuid7().hex[:12]
    real, other = (Side(f"{tag}{mark}", units, phone, account) for mark in "xy")
    answers, clock = Answers(units), [AT]

    def tick(days: int) -> datetime:
        clock[0] += timedelta(days=days, minutes=1)
        return clock[0]

    def both(steps: Any, first: int) -> None:
        for n, (who, verb, unit, days) in enumerate(steps, first):
            at = tick(days)
            assert real.do(who, verb, unit, n, at) == other.do(who, verb, unit, n, at)
            answers.ask(at)

    both(before, 0)
    had = other.open("keep")
    merged = actions.merge(
        keep=real.rows["keep"], drop=real.rows["drop"], reason="核对身份证", by=SYSTEM, at=tick(0)
    )
    answers.ask(clock[0])
    for n, (who, verb, unit, days) in enumerate(between, 100):
        at = tick(days)
        if who == "drop":
            assert not real.do(who, verb, unit, n, at)
            continue
        mine = verb in VERBS[5:] or had or other.open("keep") or not other.open("drop")
        assert real.do("keep", verb, unit, n, at) == other.do("keep" if mine else "drop", verb, unit, n, at)
        answers.ask(at)
    actions.unmerge(merge=Merge.objects.get(pk=merged.pk), by=SYSTEM, at=tick(0))
    assert real.picture() == other.picture()
    both(after, 200)
    assert real.picture() == other.picture()
    assert answers.again() == answers.given


def stand(name: str, number: str, *, unit: Any = None, phone: str = "") -> Person:
    row = enrol(name, number, phone)
    if unit:
        actions.join(person=row, unit=unit, on=date(2026, 1, 2), route="t", by=SYSTEM, at=AT)
    return row


@pytest.mark.django_db
def test_everything_that_points_to_a_person_goes_along_and_comes_back() -> None:
    keep, drop = stand("a", "K"), stand("b", "D", unit=found("甲工会"), phone="13700137000")
    actions.consent(person=drop, purpose="join", wording="w", by=person(drop.pk), at=AT)
    account = actions.open_account(username="u", person=drop, by=SYSTEM, at=AT)
    merge = actions.merge(keep=keep, drop=drop, reason="核对", by=SYSTEM, at=AT)
    account.refresh_from_db()
    held = queries.identity_of(Person.objects.get(pk=keep.pk))
    assert (account.person_id, held.phone, held.number) == (keep.pk, "13700137000", "Ka")
    assert queries.find_by_number("Db").pk == keep.pk
    assert queries.membership_of(keep.pk).unit.name == "甲工会"
    with pytest.raises(Refused, match="并到另一份"):
        actions.amend(person=drop, changes={"sex": "1"}, reason="t", by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="并到另一份"):
        actions.merge(keep=stand("c", "E"), drop=drop, reason="核对", by=SYSTEM, at=AT)
    actions.unmerge(merge=merge, by=SYSTEM, at=AT)
    account.refresh_from_db()
    assert (account.person_id, queries.membership_of(keep.pk)) == (drop.pk, None)
    assert queries.consents_of(drop.pk)[0].purpose == "join"
    with pytest.raises(Refused, match="已经撤销过"):
        actions.unmerge(merge=merge, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_merges_of_merges_are_undone_from_the_last() -> None:
    unit = found("甲工会")
    first, second, third = stand("a", "A", unit=unit), stand("b", "B", unit=unit), stand("c", "C", unit=unit)
    inner = actions.merge(keep=first, drop=second, reason="核对", by=SYSTEM, at=AT)
    outer = actions.merge(keep=third, drop=first, reason="核对", by=SYSTEM, at=AT)
    assert queries.find_by_number("Bb").pk == third.pk
    with pytest.raises(Refused, match="先撤销后一次"):
        actions.unmerge(merge=inner, by=SYSTEM, at=AT)
    actions.unmerge(merge=outer, by=SYSTEM, at=AT)
    actions.unmerge(merge=inner, by=SYSTEM, at=AT)
    present = Membership.objects.filter(valid_to=None, superseded_at=None)
    assert set(present.values_list("person_id", flat=True)) == {first.pk, second.pk, third.pk}


@pytest.mark.django_db
def test_of_two_accounts_one_rests_until_the_merge_is_undone() -> None:
    keep, drop = stand("a", "A"), stand("b", "B")
    for row in (keep, drop):
        actions.open_account(username=str(row.pk), person=row, by=SYSTEM, at=AT)
    merge = actions.merge(keep=keep, drop=drop, reason="核对", by=SYSTEM, at=AT)
    assert list(Account.objects.order_by("id").values_list("is_active", flat=True)) == [True, False]
    actions.unmerge(merge=merge, by=SYSTEM, at=AT)
    assert list(Account.objects.order_by("id").values_list("is_active", flat=True)) == [True, True]


@pytest.mark.django_db
def test_a_number_that_is_somebodys_is_not_given_to_another() -> None:
    one, other = stand("a", "A"), stand("b", "B")
    with pytest.raises(Refused, match="已经登记给另一个人"):
        actions.amend(person=one, changes={"number": "Bb"}, reason="t", by=SYSTEM, at=AT)
    assert actions.amend(person=other, changes={"number": "Bb"}, reason="t", by=SYSTEM, at=AT) == other


@pytest.mark.django_db
def test_a_stretch_is_corrected_in_recorded_time() -> None:
    unit, row = found("甲工会"), stand("a", "A")
    held = actions.join(person=row, unit=unit, on=date(2026, 3, 1), route="t", by=SYSTEM, at=AT)
    later, day = AT + timedelta(days=100), date(2026, 2, 1)
    fixed = actions.correct(
        person=row, stretch=held, valid_from=date(2026, 1, 1), valid_to=None, reason="查到原表",
        by=SYSTEM, at=later,
    )  # fmt: skip
    assert queries.members_on(unit_ids=[unit.pk], day=day, known=AT) == set()
    assert queries.members_on(unit_ids=[unit.pk], day=day, known=later) == {row.pk}
    with pytest.raises(Refused, match="刚刚改过"):
        actions.correct(
            person=row, stretch=held, valid_from=day, valid_to=None, reason="t", by=SYSTEM, at=later
        )
    actions.end(person=row, how="leave", on=date(2026, 6, 1), by=SYSTEM, at=later)
    again = actions.join(person=row, unit=unit, on=date(2026, 7, 1), route="t", by=SYSTEM, at=later)
    with pytest.raises(Refused, match="重叠"):
        actions.correct(
            person=row, stretch=again, valid_from=day, valid_to=None, reason="t", by=SYSTEM, at=later
        )
    with pytest.raises(Refused, match="不能早于"):
        actions.retain(person=row, on=date(2026, 6, 30), by=SYSTEM, at=later)
    assert fixed.valid_from == date(2026, 1, 1)


def test_every_column_with_a_person_is_a_tie() -> None:
    plain = {
        f"{model._meta.label_lower}.{field.attname}"
        for model in apps.get_models()
        if model.__module__.startswith("yugong.")
        for field in model._meta.local_fields
        if isinstance(field, UUIDField) and not field.is_relation and field.name.endswith("person_id")
    }
    assert plain - set(ties.keys()) == set()
    known = {tie.key for tie in every()}
    assert known >= {"notices.notice.to", "matters.matter.asker_id", "people.account.person_id"}
    assert known >= {"matters.matter.handled_by_id", "matters.draft.person_id", "files.attachment.owner"}
    assert Notice._meta.label_lower == "notices.notice"
