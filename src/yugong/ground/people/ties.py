"""Ties: every column of the house that points to a person, so that a merge takes all of it along and back.

Foreign keys are found by walking the models. A column that names a person in another way is declared below
its model: `ties.add(Tie(Notice, "to", "消息", text="person:{}"))`. A declaration also gives a foreign key the
word under which the preview of a merge counts its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from yugong.ground.people.models import Account, Apart, Consent, Employment, Membership, Merge, Person, Tenure
from yugong.kernel.registry import Registry

OWN_WAY: tuple[type[Model], ...] = (Person, Merge, Apart, Membership)  # a merge deals with these itself


@dataclass(frozen=True)
class Tie:
    """One column that points to a person; `text` is how the column writes his id, when it is text."""

    model: type[Model]
    column: str
    label: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    def rows(self, person: UUID) -> QuerySet[Model]:
        """The rows that point to a person."""
        return self.model._base_manager.filter(**{self.column: self.written(person)})

    def written(self, person: UUID) -> UUID | str:
        return self.text.format(person) if self.text else person


ties: Registry[Tie] = Registry("tie")
ties.add(Tie(Employment, "person_id", "用工登记"))
ties.add(Tie(Tenure, "person_id", "工会任职"))
ties.add(Tie(Consent, "person_id", "本人同意"))
ties.add(Tie(Account, "person_id", "登录账号"))


def found() -> Iterator[Tie]:
    """The foreign keys to a person, in the order of the models."""
    for relation in Person._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created and not relation.concrete else None
        if isinstance(model, type) and model not in OWN_WAY:
            yield Tie(model, relation.field.attname)  # type: ignore[union-attr]


def every() -> list[Tie]:
    """All ties: the declared ones, and the foreign keys nobody declared."""
    known = {tie.key: tie for tie in found()}
    return list((known | {tie.key: tie for tie in ties}).values())


def shift(tie: Tie, *, frm: UUID, to: UUID, only: list[str] | None = None) -> list[str]:
    """Let the rows of one person point to another; returns the keys of those that moved.

    A row for which the other already has its equal (a draft, an account, the same post) stays where it is.
    """
    rows = tie.rows(frm)
    if only is not None:
        rows = rows.filter(pk__in=only)
    moved = []
    for key in list(rows.values_list("pk", flat=True).order_by("pk")):
        try:
            with transaction.atomic():
                tie.model._base_manager.filter(pk=key).update(**{tie.column: tie.written(to)})
        except IntegrityError:
            continue
        moved.append(str(key))
    return moved
