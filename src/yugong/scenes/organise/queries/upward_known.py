"""What the platform already knows of many unions at once, cell by cell, with where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q

from yugong.engines.indicators.queries import readings
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Tenure
from yugong.scenes.organise.models import UpwardAnswer
from yugong.scenes.organise.upward import Cell, read
from yugong.scenes.organise.words import HEADS

CHAIR = "grassroots_chair"
Known = dict[str, Any]  # value, source, and for a measure the records behind it
Facts = Callable[[Sequence[Unit], date], Mapping[int, Any]]


def _kinds(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    return {one.pk: one.get_kind_display() for one in units}


def _founded(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    return {one.pk: one.valid_from.isoformat() for one in units}


def _terms(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    return {one.pk: one.term_to.isoformat() for one in units if one.term_to}


def _codes(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    return {one.pk: "yes" if one.uscc else "no" for one in units}


def _chairs(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    roles = {HEADS.get(one.kind, CHAIR) for one in units}
    rows = Tenure.objects.filter(post__unit__in=[one.pk for one in units], post__role__in=roles)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    sitting = set(rows.values_list("post__unit_id", flat=True))
    return {one.pk: "yes" if one.pk in sitting else "no" for one in units}


def _below(units: Sequence[Unit], on: date) -> Mapping[int, Any]:
    rows = Unit.objects.filter(parent__in=[one.pk for one in units], valid_to=None)
    found = dict(rows.values_list("parent").annotate(n=Count("pk")))
    return {one.pk: found.get(one.pk, 0) for one in units}


FACTS: Mapping[str, Facts] = {
    "fact:kind": _kinds, "fact:founded": _founded, "fact:term_to": _terms, "fact:uscc": _codes,
    "fact:chair": _chairs, "fact:below": _below,
}  # fmt: skip


def of(
    units: Sequence[Unit], cells: Sequence[Cell], *, since: date, until: date, on: date
) -> dict[int, dict[str, Known]]:
    """What is known by union and cell; a bounded number of queries for each cell."""
    found: dict[int, dict[str, Known]] = {one.pk: {} for one in units}
    for cell in cells:
        if cell.measure:
            below = readings.by_unit(cell.measure, list(found), since, until)
            for one in units:
                number = below[one.pk]
                found[one.pk][cell.key] = {
                    "value": number.value, "records": number.records, "source": "平台记录",
                }  # fmt: skip
        elif cell.bind:
            for unit_id, value in FACTS[cell.bind](units, on).items():
                found[unit_id][cell.key] = {"value": value, "source": "组织档案"}
    _said_before(found, [one for one in cells if not one.bind], since, until)
    return found


def _said_before(found: dict[int, dict[str, Known]], cells: Sequence[Cell], since: date, until: date) -> None:
    """What a union has answered to the same question about the same time, whoever asked it."""
    if not cells:
        return
    rows = UpwardAnswer.objects.filter(
        unit__in=list(found), done_at__isnull=False, form__since=since, form__until=until
    ).exclude(given={})
    for row in rows.select_related("form").order_by("done_at"):
        said = {(one.label, one.sort): row.given.get(one.key) for one in read(row.form.cells)}
        for cell in cells:
            value = said.get((cell.label, cell.sort))
            if value is not None:
                source = f"本级 {row.done_at:%Y-%m-%d} 在《{row.form.title}》里填过"
                found[row.unit_id][cell.key] = {"value": value, "source": source}
