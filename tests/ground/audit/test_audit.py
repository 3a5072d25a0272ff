"""The log: every action leaves one event, a broken log saves nothing, and any change is found."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from yugong.ground.audit import actions as audit
from yugong.ground.audit import queries
from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import whole, writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.kernel.actor import SYSTEM, VISITOR
from yugong.kernel.errors import Broken, Refused
from yugong.site.postgres.base import UNCERTAIN

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def city(name="市总工会"):
    return org.found_unit(name=name, kind="city", parent=None, on=date(2020, 1, 1), by=SYSTEM, at=AT)


def test_an_action_writes_its_row_and_one_event():
    unit = city()
    assert [(e.did, e.on, e.actor) for e in Event.objects.all()] == [
        ("org.found_unit", f"org.unit:{unit.pk}", "system:platform")
    ]
    assert list(queries.verify()) == []


def end_of_chain():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT chain, seq, digest FROM {audit.END} WHERE {audit.LIES}", [])
        return audit.End(*cursor.fetchone())


def test_what_changes_nothing_is_noted_in_one_statement_where_the_chain_ended(django_assert_num_queries):
    unit = city()
    seen = {"by": SYSTEM, "did": "matters.seen", "on": unit, "at": AT, "data": {"number": "1"}}
    end = end_of_chain()
    with django_assert_num_queries(1):
        assert audit.noted(**seen, end=end)
    assert not audit.noted(**seen, end=end)  # the chain has gone on: nothing is written
    assert audit.noted(**seen, end=end_of_chain())
    city("另一个总工会")
    assert list(Event.objects.order_by("seq").values_list("did", flat=True)) == [
        "org.found_unit", "matters.seen", "matters.seen", "org.found_unit",
    ]  # fmt: skip
    assert list(queries.verify()) == []


def test_a_note_whose_commit_is_uncertain_is_an_error():
    unit, end = city(), end_of_chain()
    says = f"BEGIN RAISE WARNING '{UNCERTAIN}'; RETURN NULL; END"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE FUNCTION pg_temp.warns() RETURNS trigger LANGUAGE plpgsql AS $${says}$$")
        cursor.execute(
            "CREATE TRIGGER warns AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION pg_temp.warns()"
        )
    with pytest.raises(OperationalError, match="uncertain"):
        audit.noted(by=SYSTEM, did="matters.seen", on=unit, at=AT, data={}, end=end)


def test_a_refused_action_leaves_nothing():
    with pytest.raises(Refused):
        org.found_unit(name="某工会", kind="city", parent=None, on=date(2020, 1, 1), by=VISITOR, at=AT)
    assert (Unit.objects.count(), Event.objects.count()) == (0, 0)


def test_a_broken_log_saves_nothing(monkeypatch):
    monkeypatch.setattr(audit, "ADD", "INSERT INTO no_such_table VALUES (%s)")
    with pytest.raises(Exception, match=r"no_such_table|parameter|bind"), transaction.atomic():
        city()
    assert Unit.objects.count() == 0


def test_a_stray_write_is_refused():
    unit = city()
    unit.name = "改名"
    for write in (unit.save, unit.delete, lambda: Unit.objects.update(name="x"), Unit.objects.all().delete):
        with pytest.raises(Broken, match="only inside an @action"):
            write()
    with pytest.raises(Broken):
        Unit.objects.bulk_create([Unit(name="x")])


def test_the_log_itself_cannot_be_changed():
    city()
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Event.objects.update(actor="person:somebody")
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Event.objects.all().delete()


def tampered(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_fixed")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_fixed")
    return [fault.why for fault in queries.verify()]


CHANGED = "the event or the one before it was changed"


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit_event SET actor = 'system:clocK' WHERE seq = 2", [CHANGED]),
        ("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE seq = 2", [CHANGED]),
        ("""UPDATE audit_event SET data = jsonb_set(data, '{kind}', '"zone"') WHERE seq = 2""", [CHANGED]),
        ("UPDATE audit_event SET digest = set_byte(digest, 0, 255 - get_byte(digest, 0)) WHERE seq = 2",
         [CHANGED, CHANGED]),
        ("DELETE FROM audit_event WHERE seq = 2", ["1 events are missing before this one", CHANGED]),
        ("DELETE FROM audit_event WHERE seq = 3", ["the end of the chain was cut or changed"]),
        ("UPDATE audit_chainhead SET seq = 9", ["the end of the chain was cut or changed"]),
        ("DELETE FROM audit_chainhead", ["the chain has no head"]),
    ],
)  # fmt: skip
def test_verify_finds_any_change(sql, found):
    for name in ("甲", "乙", "丙"):
        city(name)
    connection.check_constraints()
    assert tampered(sql) == found


def test_inner_actions_are_recorded_before_the_outer_one_and_in_its_transaction():
    from yugong.ground.parameters import actions as parameters

    parameters.seed_holidays(by=SYSTEM, at=AT)
    assert set(Event.objects.values_list("did", flat=True)) == {"parameters.import_holidays"}


def test_the_story_of_a_thing_is_newest_first_and_paged():
    unit = city()
    org.close_unit(unit=unit, on=date(2026, 1, 1), by=SYSTEM, at=AT)
    story = queries.story_of(unit)
    assert [deed.did for deed in story] == ["org.close_unit", "org.found_unit"]
    assert queries.story_of(unit, before=story[0].id) == story[1:]


def test_writing_names_the_writer():
    with writing("bulk: a declared loader") as pen:
        assert pen.verb == "bulk: a declared loader"


def test_in_a_loader_an_inner_failure_takes_all_with_it():
    def load():
        with whole(), transaction.atomic():
            city()
            org.found_unit(name="某工会", kind="city", parent=None, on=date(2020, 1, 1), by=VISITOR, at=AT)

    with pytest.raises(Refused):
        load()
    assert Unit.objects.count() == 0


def test_savepoints_take_no_place_among_prepared_statements():
    connection.ensure_connection()
    for _ in range(3):
        with transaction.atomic():
            Unit.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ '^(SAVEPOINT|RELEASE)'")
        assert cursor.fetchone() == (0,)


def test_going_back_to_a_savepoint_makes_the_driver_forget_what_it_prepared():
    Unit.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO org_unit (id) VALUES (1)")
    assert Unit.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement ~ '^(INSERT|ROLLBACK)'")
        assert cursor.fetchall() == []


def test_a_connection_lost_between_savepoints_says_so():
    def lost():
        with transaction.atomic():
            connection.connection.close()
            Unit.objects.count()

    with pytest.raises(OperationalError):
        lost()
    assert connection.connection.closed
