"""The clock of terms: whose term ends at a mark, whose chair's post stands empty and since when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q

from yugong.ground.org.models import Post, Unit
from yugong.ground.people.models import Tenure
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.words import HEADS

ROLE = "grassroots_chair"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A union whose chair left: since when the post stands empty, and by when it must be filled."""

    unit: Unit
    since: date
    until: date


def ending(*, after: date, upto: date) -> list[Unit]:
    """Unions whose term ends later than one day and no later than another, with the union above."""
    rows = Unit.objects.filter(valid_to=None, term_to__gt=after, term_to__lte=upto)
    return list(rows.select_related("parent").order_by("term_to", "id"))


def chair_left(unit: Unit, *, on: date) -> date | None:
    """Since when nobody is chair of a union that once had one; None when somebody is, or nobody ever was."""
    role = HEADS.get(unit.kind, ROLE)
    rows = Tenure.objects.filter(post__unit=unit, post__role=role, valid_from__lte=on)
    if rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists():
        return None
    last: date | None = rows.aggregate(last=Max("valid_to"))["last"]
    return last


def vacancies(*, on: date, months: int, since: date) -> list[Vacancy]:
    """Unions whose chair left on or after a day and has no successor yet."""
    sitting = Tenure.objects.filter(post__role=ROLE, valid_from__lte=on)
    sitting = sitting.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    posts = Post.objects.filter(role=ROLE, unit__valid_to=None).exclude(unit__in=sitting.values("post__unit"))
    left = posts.filter(tenures__valid_to__gte=since, tenures__valid_to__lte=on)
    found = left.values("unit").annotate(since=Max("tenures__valid_to")).order_by("unit")
    rows = {row["unit"]: row["since"] for row in found}
    units = Unit.objects.filter(pk__in=rows).select_related("parent").order_by(F("id"))
    return [Vacancy(unit, rows[unit.pk], add_months(rows[unit.pk], months)) for unit in units]
