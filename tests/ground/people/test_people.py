"""Persons and memberships: sealed, found blindly, one row each, and the same answer for ever."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.org import actions as org
from yugong.ground.people import actions, queries, vault
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import SYSTEM, person
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.ident import uuid7

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
WHO = Identity("欧阳小渝", number="500103198506150006", phone="13800138000", sex="2", born=date(1985, 6, 15))


def unit(name="南川区总工会", parent=None, kind="city"):
    return org.found_unit(name=name, kind=kind, parent=parent, on=date(2020, 1, 1), by=SYSTEM, at=AT)


def enrol(identity=WHO):
    return actions.enrol(given=identity, source="test", by=SYSTEM, at=AT)


@given(st.text(min_size=1), st.uuids())
def test_a_sealed_value_opens_in_its_own_cell_only(text, row):
    blob = vault.seal(text, table="t", column="c", row=row)
    assert vault.unseal(blob, table="t", column="c", row=row) == text
    for wrong in ({"table": "u"}, {"column": "d"}, {"row": uuid7()}):
        with pytest.raises(Broken):
            vault.unseal(blob, **{"table": "t", "column": "c", "row": row, **wrong})
    with pytest.raises(Broken):
        vault.unseal(blob[:-1] + bytes([blob[-1] ^ 1]), table="t", column="c", row=row)


@pytest.mark.django_db
def test_no_personal_value_stands_in_clear():
    city = unit()
    held = enrol()
    actions.join(person=held, unit=city, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s',
                ["小渝|5001031985|13800138000|1985-06-15"],
            )
            assert (table, cursor.fetchone()[0]) == (table, 0)
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s',
                ["%" + "欧阳小渝".encode().hex() + "%"],
            )
            assert (table, cursor.fetchone()[0]) == (table, 0)


@pytest.mark.django_db
def test_one_number_is_one_person():
    first = enrol()
    assert enrol(Identity("欧阳小渝", number=WHO.number)).pk == first.pk
    with pytest.raises(Refused) as refused:
        enrol(Identity("欧阳大渝", number=WHO.number))
    assert (refused.value.field, refused.value.code) == ("number", "id_conflict")
    assert queries.find_by_number(WHO.number) == first
    assert queries.find_by_phone(WHO.phone) == [first]
    assert queries.identity_of(first) == WHO


@pytest.mark.django_db
def test_gaps_are_filled_and_values_never_changed():
    enrol(Identity("欧阳小渝", number=WHO.number, phone="13900139000"))
    held = enrol()
    assert (queries.identity_of(held).phone, queries.identity_of(held).born) == (
        "13900139000",
        date(1985, 6, 15),
    )


@pytest.mark.django_db
def test_members_on_a_day_gives_the_same_answer_for_ever():
    city = unit()
    other = unit("永川区总工会")
    held = enrol()
    actions.join(person=held, unit=city, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    before = AT + timedelta(hours=1)
    actions.transfer(person=held, to=other, on=date(2026, 3, 1), by=SYSTEM, at=AT + timedelta(hours=2))
    after = AT + timedelta(hours=3)

    def present(unit, day, known):
        return queries.members_on(unit_ids=[unit.pk], day=day, known=known) == {held.pk}

    assert present(city, date(2026, 4, 1), before)
    assert not present(city, date(2026, 4, 1), after)
    assert present(other, date(2026, 4, 1), after)
    assert present(city, date(2026, 2, 28), after)
    assert not present(city, date(2025, 12, 31), after)
    assert queries.membership_of(held.pk).joined_on == date(2026, 1, 1)


@pytest.mark.django_db
def test_retain_restore_and_leave():
    held, city = enrol(), unit()
    number = actions.join(person=held, unit=city, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT).number
    assert actions.retain(person=held, on=date(2026, 2, 1), by=SYSTEM, at=AT).standing == "retained"
    restored = actions.restore(person=held, on=date(2026, 3, 1), by=SYSTEM, at=AT)
    assert (restored.standing, restored.number) == ("active", number)
    with pytest.raises(Refused, match="依据"):
        actions.end(person=held, how="expel", on=date(2026, 4, 1), by=SYSTEM, at=AT)
    actions.end(person=held, how="leave", on=date(2026, 4, 1), by=SYSTEM, at=AT)
    assert queries.membership_of(held.pk) is None
    again = actions.join(person=held, unit=city, on=date(2026, 5, 1), route="phone", by=SYSTEM, at=AT)
    assert again.valid_from == date(2026, 5, 1)


def perform(verb, held, places, *, on, at):
    if verb == "join":
        actions.join(person=held, unit=places[0], on=on, route="t", by=SYSTEM, at=at)
    elif verb == "transfer":
        actions.transfer(person=held, to=places[1], on=on, by=SYSTEM, at=at)
    elif verb == "correct":
        last = Membership.objects.filter(person=held, superseded_at=None).order_by("valid_from").last()
        if last is not None:
            earlier = last.valid_from - timedelta(days=1)
            actions.correct(
                person=held, stretch=last, valid_from=earlier, valid_to=last.valid_to, reason="t",
                by=SYSTEM, at=at,
            )  # fmt: skip
    elif verb == "leave":
        actions.end(person=held, how="leave", on=on, by=SYSTEM, at=at)
    else:
        getattr(actions, verb)(person=held, on=on, by=SYSTEM, at=at)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["transfer", "retain", "restore", "leave", "join", "correct"]), max_size=9))
def test_believed_stretches_never_overlap_and_answers_never_change(db, verbs):
    places = [unit(f"第{n}工会") for n in range(2)]
    held = enrol(Identity("甲", number=f"T{uuid7().hex[:16]}"))
    day, answers = date(2026, 1, 1), {}
    for number, verb in enumerate(verbs):
        day += timedelta(days=2)
        at = AT + timedelta(minutes=number)
        for place in places:
            for asked in (day, day - timedelta(days=3)):
                key = (place.pk, asked, at - timedelta(seconds=1))
                answers[key] = queries.members_on(unit_ids=[key[0]], day=key[1], known=key[2])
        try:
            perform(verb, held, places, on=day, at=at)
        except Refused:
            continue
    believed = Membership.objects.filter(person=held, superseded_at=None).order_by("valid_from")
    ends = [(row.valid_from, row.valid_to) for row in believed]
    for (_, end), (start, _) in pairwise(ends):
        assert end is not None
        assert end <= start
    for key, answer in answers.items():
        assert queries.members_on(unit_ids=[key[0]], day=key[1], known=key[2]) == answer


@pytest.mark.django_db
def test_a_roster_read_twice_changes_nothing():
    city = unit()
    lines = [actions.Line(n, Identity(f"会员{n}", number=f"N{n:04d}"), trade="快递员") for n in range(20)]
    first = actions.admit_many(lines=lines, unit=city, route="roster", source="roster", by=SYSTEM, at=AT)
    assert {o.result for o in first} == {"new"}
    numbers = set(Membership.objects.values_list("id", "number"))
    again = actions.admit_many(lines=lines, unit=city, route="roster", source="roster", by=SYSTEM, at=AT)
    assert {o.result for o in again} == {"same"}
    assert set(Membership.objects.values_list("id", "number")) == numbers
    other = unit("另一个工会")
    moved = actions.admit_many(lines=lines[:1], unit=other, route="roster", source="roster", by=SYSTEM, at=AT)
    named = actions.Line(9, Identity("别人", number="N0001"))
    clash = actions.admit_many(lines=[named], unit=city, route="roster", source="roster", by=SYSTEM, at=AT)
    assert (moved[0].result, clash[0].result) == ("elsewhere", "conflict")


@pytest.mark.django_db
def test_members_are_searched_blindly_and_paged_by_key():
    city = unit()
    lines = [
        actions.Line(n, Identity(f"欧阳{chr(0x4E00 + n)}", number=f"5001{n:04d}", phone=f"1380013{n:04d}"))
        for n in range(7)
    ]
    actions.admit_many(lines=lines, unit=city, route="roster", source="roster", by=SYSTEM, at=AT)
    page = queries.members(path=city.path, wanted=queries.MembersFilter(), limit=4)
    rest = queries.members(path=city.path, wanted=queries.MembersFilter(), after=page[-1].id, limit=4)
    assert len({row.person_id for row in page + rest}) == 7
    assert queries.member_count(path=city.path, wanted=queries.MembersFilter(), cap=5) == 6
    for text, found in (("欧阳", 7), (chr(0x4E03), 1), ("0003", 1), ("13800130005", 1), ("司马", 0)):
        wanted = queries.MembersFilter(text=text)
        assert (text, queries.member_count(path=city.path, wanted=wanted)) == (text, found)
    elsewhere = unit("永川区总工会")
    assert queries.members(path=elsewhere.path, wanted=queries.MembersFilter()) == []


@pytest.mark.django_db
def test_a_card_shows_little_and_not_for_long():
    city, held = unit(), enrol()
    me = person(held.pk)
    with pytest.raises(Refused, match="还没有会员码"):
        actions.issue_card_token(person=held, by=me, at=AT)
    actions.join(person=held, unit=city, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=AT)
    secret = actions.issue_card_token(person=held, by=me, at=AT)
    token = actions.read_card_token(secret=secret, by=SYSTEM, at=AT + timedelta(seconds=59))
    view = queries.card_view(token)
    assert (view.name, view.unit_name) == ("欧阳**", "南川区总工会")
    for moment, code in ((AT + timedelta(seconds=60), secret), (AT, "guess")):
        with pytest.raises(Refused, match="失效"):
            actions.read_card_token(secret=code, by=SYSTEM, at=moment)
    newer = actions.issue_card_token(person=held, by=me, at=AT)
    with pytest.raises(Refused):
        actions.read_card_token(secret=secret, by=SYSTEM, at=AT)
    actions.revoke_card_tokens(person=held, by=me, at=AT)
    with pytest.raises(Refused):
        actions.read_card_token(secret=newer, by=SYSTEM, at=AT)


@pytest.mark.django_db
def test_a_provisional_row_becomes_the_known_person():
    known = enrol()
    newcomer = enrol(Identity("欧阳小渝", phone="13700137000"))
    account = actions.open_account(username="u", person=newcomer, by=SYSTEM, at=AT)
    assert actions.adopt(person=newcomer, into=known, by=SYSTEM, at=AT) == known
    account.refresh_from_db()
    assert account.person_id == known.pk
    assert Person.objects.get(pk=newcomer.pk).merged_into_id == known.pk


@pytest.mark.django_db
def test_a_reveal_needs_a_purpose_and_leaves_its_trace():
    from yugong.ground.audit.queries import story_of

    held = enrol()
    me = person(held.pk)
    with pytest.raises(Refused, match="用途"):
        actions.reveal(person=held, fields=("phone",), purpose=" ", by=me, at=AT)
    assert actions.reveal(person=held, fields=("phone",), purpose="核对", by=me, at=AT) == {
        "phone": "13800138000"
    }
    assert [deed.data for deed in story_of(held, did="people.reveal")] == [
        {"fields": ["phone"], "purpose": "核对"}
    ]
