"""What a form would cost the unions below, and the forms and answers of a union."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.calendar import ZONE
from yugong.scenes.organise.models import UpwardAnswer, UpwardForm
from yugong.scenes.organise.queries import upward_known
from yugong.scenes.organise.upward import Cell, read

MINUTES, MONTH = "upward.gap_minutes", "upward.month_minutes"
MOST = 400  # unions directly below one


@dataclass(frozen=True, slots=True)
class Line:
    """One union under a form: what is known, what it would be asked, and the minutes of its month."""

    unit: Unit
    known: dict[str, Any]
    gaps: tuple[str, ...]
    minutes: int
    used: int
    budget: int

    @property
    def over(self) -> bool:
        """Whether it would cost the union more than a month allows."""
        return bool(self.minutes) and self.used + self.minutes > self.budget


@dataclass(frozen=True, slots=True)
class Cost:
    """A form before it is sent: every union below, and what all of them together would spend."""

    lines: tuple[Line, ...]
    each: int  # minutes for one gap

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.lines)

    @property
    def asked(self) -> list[Line]:
        """The unions that would have to fill in something."""
        return [one for one in self.lines if one.gaps]

    @property
    def over(self) -> list[Line]:
        """The unions whose month it would overrun."""
        return [one for one in self.lines if one.over]


def below(unit: Unit) -> list[Unit]:
    """The unions directly below, which a form goes to."""
    return list(Unit.objects.filter(parent=unit, valid_to=None).order_by("path")[:MOST])


def cost(form: UpwardForm, *, on: date) -> Cost:
    """What is known, what must be asked, and the minutes: a bounded number of queries."""
    units, cells = below(form.unit), read(form.cells)
    each, budget = (int(value(key, on=on, path=form.unit.path)) for key in (MINUTES, MONTH))
    known = upward_known.of(units, cells, since=form.since, until=form.until, on=on)
    used = spent(units, on=on)
    return Cost(tuple(_line(one, known[one.pk], cells, each, used, budget) for one in units), each)


def _line(
    unit: Unit, known: dict[str, Any], cells: Iterable[Cell], each: int, used: dict[int, int], budget: int
) -> Line:
    gaps = tuple(one.key for one in cells if one.key not in known)
    return Line(unit, known, gaps, each * len(gaps), used.get(unit.pk, 0), budget)


def spent(units: Sequence[Unit], *, on: date) -> dict[int, int]:
    """The minutes that forms have already asked of each union in this month."""
    first = datetime.combine(on.replace(day=1), time.min, ZONE)
    rows = UpwardAnswer.objects.filter(unit__in=[one.pk for one in units], asked_at__gte=first)
    return dict(rows.values_list("unit").annotate(all=Sum("minutes")))


def to_answer(unit_id: int) -> QuerySet[UpwardAnswer]:
    """The lines a union still has to fill in."""
    return UpwardAnswer.objects.filter(unit=unit_id, done_at=None).select_related("form__unit", "unit")


def answered(unit_id: int, *, limit: int = 30) -> list[UpwardAnswer]:
    """The lines a union has behind it, most of which it never had to touch."""
    rows = UpwardAnswer.objects.filter(unit=unit_id, done_at__isnull=False).select_related("form__unit")
    return list(rows.order_by("-asked_at")[:limit])


def forms(unit_id: int, *, limit: int = 50) -> list[UpwardForm]:
    """The forms of a union, the newest first, with how many lines are done."""
    rows = UpwardForm.objects.filter(unit=unit_id).annotate(
        done=Count("answers", filter=Q(answers__done_at__isnull=False))
    )
    return list(rows.order_by("-id")[:limit])


def answers(form: UpwardForm) -> list[UpwardAnswer]:
    """Every line of a form, those still open first."""
    rows = UpwardAnswer.objects.filter(form=form).select_related("unit")
    return sorted(rows, key=lambda row: (row.done_at is not None, row.unit.path))
