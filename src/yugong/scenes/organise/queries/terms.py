"""The clock of terms: whose term ends at a mark, which leading post stands empty and since when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from yugong.ground.org.models import Post, Unit
from yugong.ground.people.models import Tenure
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.words import HEADS

ROLE = "grassroots_chair"


WATCHED = {ROLE: "主席", "grassroots_vice": "副主席", "grassroots_audit_head": "经审主任"}


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A leading post that was left: since when it stands empty, and by when it must be filled."""

    unit: Unit
    role: str
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


def vacancies(*, on: date, months: int, since: date, unit: Unit | None = None) -> list[Vacancy]:
    """Posts of chair, vice-chair and head of audit that were left on or after a day and nobody took since."""
    sitting = Tenure.objects.filter(
        valid_from__lte=on, post__unit=OuterRef("unit"), post__role=OuterRef("role")
    )
    sitting = sitting.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    posts = Post.objects.filter(role__in=WATCHED, unit__valid_to=None, closed_on=None).exclude(
        Exists(sitting)
    )
    if unit is not None:
        posts = posts.filter(unit=unit)
    left = posts.filter(tenures__valid_to__gte=since, tenures__valid_to__lte=on)
    rows = list(left.values("unit", "role").annotate(since=Max("tenures__valid_to")).order_by("unit", "role"))
    units = Unit.objects.select_related("parent").in_bulk([row["unit"] for row in rows])
    return [
        Vacancy(units[row["unit"]], row["role"], row["since"], add_months(row["since"], months))
        for row in rows
    ]
