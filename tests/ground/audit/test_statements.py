"""A row is read by its key, locked, added and changed by texts that are kept, as by Django."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.query import ModelIterable
from django.test.utils import CaptureQueriesContext

from yugong.ground.audit import action, statements
from yugong.ground.audit.writing import writing
from yugong.ground.org.models import Employer, Post, Unit
from yugong.ground.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def units() -> list[Unit]:
    with writing("test"):
        top = _unit("市总工会", "000001", kind="city")
        rows = [_unit(f"区{n}总工会", f"00000100000{n}", parent=top, term_years=n) for n in range(2, 7)]
    return [top, *rows]


def _unit(name: str, path: str, *, kind: str = "district", **more: Any) -> Unit:
    return Unit.objects.create(
        name=name, short=name[:2], kind=kind, path=path, valid_from=date(2020, 1, 1), join_code=path, **more
    )


def _columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_by_its_key_is_the_row_that_django_reads(units: list[Unit]) -> None:
    for row in units:
        plain = QuerySet(Unit).get(pk=row.pk)
        asked: list[dict[str, Any]] = [{"pk": row.pk}, {"id": row.pk}, {"id": str(row.pk)}]
        for found in (*(Unit.objects.get(**one) for one in asked), Unit.objects.get(Q(pk=row.pk))):
            assert _columns(found) == _columns(plain)
            assert (found._state.adding, found._state.db) == (plain._state.adding, plain._state.db)
    assert units[1].parent == Unit.objects.get(pk=units[1].pk).parent == units[0]


def test_what_asks_for_more_than_a_key_goes_the_usual_way(units: list[Unit]) -> None:
    assert Unit.objects.get(~Q(pk=units[0].pk), term_years=3) == units[2]
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.filter(kind="city").get(pk=units[1].pk)
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.exclude(pk=units[1].pk).get(pk=units[1].pk)
    with pytest.raises(Unit.DoesNotExist):
        units[0].children.get(pk=units[0].pk)
    with pytest.raises(Unit.DoesNotExist):
        Unit.objects.none().get(pk=units[0].pk)
    assert Unit.objects.all()._iterable_class is ModelIterable


def test_a_key_that_is_none_is_answered_as_django_answers(units: list[Unit]) -> None:
    for rows in (Unit.objects, QuerySet(Unit)):
        for key in (0, -1, 2**31, 2**70, None):
            with pytest.raises(Unit.DoesNotExist, match="Unit matching query does not exist"):
                rows.get(pk=key)
        with pytest.raises(ValueError, match="expected a number"):
            rows.get(pk="没有")
        with pytest.raises(Unit.MultipleObjectsReturned):
            rows.get(kind="district")
    with pytest.raises(ValidationError):
        Person.objects.get(pk="没有")


def test_a_lock_brings_the_rows_beside_it_and_locks_none_of_them(units: list[Unit]) -> None:
    with writing("test"):
        post = Post.objects.create(unit=units[1], role="district_officer", title="部长")
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        found: Any = action.locked(post)
        assert _columns(found) == _columns(QuerySet(Post).get(pk=post.pk))
        assert _columns(found.unit) == _columns(units[1])
    assert asked[0]["sql"].endswith("FOR UPDATE OF r0")
    assert len(asked) == 2  # and what Django was asked for


def test_a_row_that_is_gone_cannot_be_locked(units: list[Unit]) -> None:
    with pytest.raises(Unit.DoesNotExist):
        action.locked(Unit(id=0))
    assert statements.locked(Unit(id=0)) is None


def test_a_row_is_added_and_changed_as_ever() -> None:
    with writing("test"):
        made = Employer.objects.create(name="某厂", plain_name="某厂", staff_count=7)
        made.staff_count = F("staff_count") + 1
        made.save()
        made.refresh_from_db()
        made.name, made.uscc = "某公司", None
        made.save()
        made.plain_name = "不写"
        made.save(update_fields=["name"])
    found = Employer.objects.get(pk=made.pk)
    assert (found.name, found.plain_name, found.staff_count) == ("某公司", "某厂", 8)


def test_a_row_that_was_deleted_meanwhile_is_added_again_unless_it_must_be_there(units: list[Unit]) -> None:
    with writing("test"):
        made = Employer.objects.create(name="某厂", plain_name="某厂")
        Employer.objects.filter(pk=made.pk).delete()
        made.save()
        assert Employer.objects.get(name="某厂").pk == made.pk
        Employer.objects.filter(pk=made.pk).delete()
        with pytest.raises(DatabaseError, match="did not affect any rows"):
            made.save(update_fields=["name"])
