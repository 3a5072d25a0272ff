"""The append-only event log in hash chains, and the abstract row that refuses stray writes."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from yugong.ground.audit import statements, writing
from yugong.kernel.errors import Broken
from yugong.kernel.ident import uuid7


class RowQuerySet(models.QuerySet):
    """A queryset whose bulk writes obey the same gate as a single save."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query, using, hints)
        self._whole = query is None and using is None  # nothing was asked of it: it is the whole table

    def get(self, *args: Any, **given: Any) -> Any:
        """One row; the row with a key of the whole table, a link followed too, by the text kept for that."""
        key = statements.key_asked(self.model, args, given) if self._whole else None
        return super().get(*args, **given) if key is None else statements.read(self.model, key)

    def update(self, **values: Any) -> int:
        writing.check(self.model.__name__)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        writing.check(self.model.__name__)
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Any]:
        writing.check(self.model.__name__)
        rows = list(objs)
        if len(rows) != 1 or args or options:
            return super().bulk_create(rows, *args, **options)
        rows[0].save(force_insert=True)
        return rows


class Row(models.Model):
    """A row that changes only inside an @action (or a declared bulk loader)."""

    objects: ClassVar[models.Manager[Any]] = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        writing.check(type(self).__name__)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        writing.check(type(self).__name__)
        return super().delete(*args, **options)

    def _do_insert(self, manager: Any, using: str, *about: Any) -> Any:
        """Django's own step of `save`, by the text that is kept; `about`: fields, those to return, raw."""
        fields, back, raw = about
        values = [(field, field.pre_save(self, True)) for field in fields] if not raw else []
        done = statements.write(self, values, [*back]) if values else None
        return super()._do_insert(manager, using, *about) if done is None else done  # type: ignore[misc]

    def _do_update(  # type: ignore[override]
        self, rows: Any, using: str, key: Any, values: Any, *about: Any
    ) -> Any:
        """Django's own step of `save`, by the text that is kept."""
        done = statements.write(self, [(one, value) for one, _, value in values], None) if values else None
        return super()._do_update(rows, using, key, values, *about) if done is None else done


class Fixed(Row):
    """A row that is written once and never changed; corrections are new rows."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Broken(f"{type(self).__name__}: written once, never changed")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Broken(f"{type(self).__name__}: written once, never deleted")


class Event(models.Model):
    """One deed: who did what to which thing, when; chained by HMAC-SM3 to the event before it."""

    id = models.BigAutoField(primary_key=True)
    chain = models.SmallIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    seat = models.CharField(max_length=120, blank=True)
    did = models.CharField(max_length=80)
    on = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict)
    key_id = models.SmallIntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_chain_seq")]
        indexes = [
            models.Index(fields=["on", "-id"], name="event_on"),
            models.Index(fields=["actor", "-id"], name="event_actor"),
            models.Index(fields=["did", "-id"], name="event_did"),
        ]


class Remark(Row):
    """What somebody wrote freely for a deed, sealed; its event names it as `said`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text_sealed = models.BinaryField("说明")


class ChainHead(models.Model):
    """The newest event of each chain, so that a cut tail is found as well as a changed link."""

    chain = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)


class Touched(models.Model):
    """A counted record that changed and was not recounted yet; written by triggers, see touching.py."""

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField("事务", db_index=True)
    source = models.CharField("来源", max_length=60, db_collation="C")
    record = models.CharField("记录", max_length=60, db_collation="C")
