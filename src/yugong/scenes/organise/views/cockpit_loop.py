"""The double loop of appeals in a month: five steps, each with its list, and two lines of months."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yugong.engines.indicators.queries import readings
from yugong.engines.indicators.queries.months import series_of
from yugong.engines.matters.queries.pressing import Late
from yugong.kernel.measure import measures
from yugong.scenes.organise.cockpit import HOTLINE, LOOP
from yugong.scenes.organise.figures import percent, rate
from yugong.scenes.organise.views.standing import Place, listed, records
from yugong.ui import charts

MONTHS = 6
LEAST = 3  # of so few in a month a rate says nothing


@dataclass(frozen=True, slots=True)
class LoopFace:
    """The double loop of a month: five steps, each with its list, and two lines of months."""

    steps: Sequence[tuple[str, str, str, str]]  # label, number, note, list
    chart: Markup
    month: str


def loop(place: Place, lying: Sequence[Late]) -> LoopFace | None:
    """Taken in, open, answered, asked back, sent back: none where the measures are not declared."""
    wanted = (LOOP.taken, LOOP.answered, LOOP.in_time, LOOP.heard, LOOP.satisfied, LOOP.again)
    if any(key not in measures for key in wanted):
        return None
    unit, until = place.unit.pk, place.today
    since = until.replace(day=1)
    found = readings.values(wanted, unit, since, until)
    standing = sum(one.open for one in lying if one.kind == HOTLINE)
    overdue = sum(one.count for one in lying if one.kind == HOTLINE)
    taken, answered, heard, again = (
        found[key].value for key in (LOOP.taken, LOOP.answered, LOOP.heard, LOOP.again)
    )
    in_time, happy = found[LOOP.in_time], found[LOOP.satisfied]

    def opens(key: str) -> str:
        return records(key, unit, since, until)

    steps = (
        ("受理", f"{taken:,}", "本月提出", opens(LOOP.taken)),
        ("办理中", f"{standing:,}", f"超时 {overdue}", listed("open", unit)),
        ("已答复", f"{answered:,}", f"按时 {percent(in_time.value, in_time.of)}%", opens(LOOP.answered)),
        ("已回访", f"{heard:,}", f"满意 {happy.value} / {happy.of or 0}", opens(LOOP.heard)),
        ("退回重办", f"{again:,}", "不满意的", opens(LOOP.again)),
    )
    return LoopFace(steps, _lines(place), f"{until.month} 月")


def _lines(place: Place) -> Markup:
    """In time and content, month by month, where both are known."""
    found = series_of((LOOP.in_time, LOOP.satisfied), place.unit.pk, place.today, MONTHS)
    timely, happy = found[LOOP.in_time], found[LOOP.satisfied]
    both = [
        (f"{one.month.month}月", rate(one.value, one.of), rate(other.value, other.of))
        for one, other in zip(timely, happy, strict=True)
        if min(one.of or 0, other.of or 0) >= LEAST
    ]
    known = [(label, float(a), float(b)) for label, a, b in both if a is not None and b is not None]
    if len(known) < 2:
        return Markup("")
    lowest = max(0, min(min(a, b) for _, a, b in known) // 10 * 10)
    series = (("按时", [a for _, a, _ in known]), ("满意", [b for _, _, b in known]))
    labels = [label for label, _, _ in known]
    return charts.lines(labels, series, label="按时率和满意率（%）", w=520, h=150, lowest=lowest, highest=100)
