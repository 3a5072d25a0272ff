"""年度报告 at the desk: a union's review of a year, its numbers opening, and as a paper to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from yugong.engines.indicators.queries.months import series_of
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.report import files
from yugong.scenes.organise.report.comparing import AGREES, UNKNOWN, Check, compared, reference
from yugong.scenes.organise.report.composing import FIRST, Annual, Told, compose
from yugong.scenes.organise.report.wording import Number
from yugong.ui import charts, papers
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

SHAPES = {AGREES: "ok", UNKNOWN: "plain"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of 数从哪来: the figure, where it comes from, where it opens, and how it compares."""

    figure: str
    about: str
    links: Sequence[Link]
    verdict: str = ""
    shape: str = "plain"


def _found(request: HttpRequest, unit_id: int, year: int) -> Annual:
    """The review of a union of one's own seat or below it; any other does not exist."""
    _, seat = officer(request, P.MEMBER_LIST)
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None or not tree.within(unit.path, seat.unit_path):
        raise Http404
    try:
        return compose(unit, year, today=local_day(timezone.now()))
    except Refused:
        raise Http404 from None


@require_GET
def annual(request: HttpRequest) -> HttpResponse:
    """The seat's own union, in the year asked for, else in the one told of: until March the one before."""
    _, seat = officer(request, P.MEMBER_LIST)
    today, asked = local_day(timezone.now()), request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() else today.year - (today.month < 4)
    return page(request, seat.unit_id, year)


@require_GET
def page(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """The review with its numbers as links, and beside each section where they come from."""
    found = _found(request, unit_id, year)
    given = reference(found)
    checks = compared(found, given) if given else []
    context = {
        "here": "annual",
        "annual": found,
        "years": _years(found),
        "opens": lambda number: opens(found, number)[0].href,
        "chart": lambda told: chart(found, told),
        "sources": {told.section.key: rows(found, told, checks) for told in found.told},
        "rest": _rest(found, checks),
        "reference": given,
        "crumbs": (Link("年度报告", reverse("desk_annual")), Link(str(year))),
    }
    return page_or_fragment(request, "organise/annual.html", context=context)


@require_GET
def file(request: HttpRequest, unit_id: int, year: int, form: str) -> HttpResponse:
    """The review as PDF or Word, in the layout of official papers."""
    found = _found(request, unit_id, year)
    return papers.handed(files.paper(found), form, f"{found.unit.name}{found.title}")


def _years(found: Annual) -> list[tuple[int, str, bool]]:
    last = local_day(timezone.now()).year
    return [
        (year, reverse("desk_annual_year", args=(found.unit.pk, year)), year == found.year)
        for year in range(last, max(FIRST, last - 3) - 1, -1)
    ]


def opens(found: Annual, number: Number) -> list[Link]:
    """Where the records of a number are: one list for each measure that it is the sum of."""
    days = {"unit": found.unit.pk, "since": found.since, "until": found.until}
    return [
        Link(part.key, f"{reverse('desk_measure', args=(part.key,))}?{urlencode(days)}")
        for part in number.parts
    ]


def rows(found: Annual, told: Told, checks: Sequence[Check]) -> list[Row]:
    """Where the numbers of a section come from; a printed number stands beside its own."""
    by_mark = {check.printed.measure: check for check in checks if check.printed.measure}
    made = []
    for number in told.numbers:
        check = by_mark.get(number.mark)
        verdict = check.verdict if check else ""
        about = f"{number.name}，{number.records:,} 条记录"
        if check:
            about = f"报纸写 {check.printed.printed}。{about}"
        made.append(Row(number.said, about, opens(found, number), verdict, SHAPES.get(verdict, "warn")))
    return made


def _rest(found: Annual, checks: Sequence[Check]) -> list[Row]:
    """Printed numbers that the text does not tell."""
    told = found.numbers
    return [
        Row(
            check.printed.printed, check.sentence, opens(found, check.number) if check.number else (),
            check.verdict, SHAPES.get(check.verdict, "warn"),
        )
        for check in checks
        if check.printed.measure not in told
    ]  # fmt: skip


def chart(found: Annual, told: Told) -> Markup:
    """The months of the year as bars, with their numbers as a table."""
    keys, end = [key for _, key in told.section.chart], found.until.replace(month=12, day=31)
    series = series_of(keys, found.unit.pk, end) if keys else {}
    lines = [(label, [float(one.value) for one in series[key]]) for label, key in told.section.chart]
    if not any(value for _, values in lines for value in values):
        return Markup("")
    labels = [f"{month} 月" for month in range(1, 13)]
    return charts.bars(labels, lines, label=f"{told.section.title}按月", w=680, h=190)
