"""What the jury has given, what is missing, and where a juror steps aside."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from yugong.engines.selection.models import Entry, Juror, JuryScore, Round
from yugong.ground.people.models import Employment
from yugong.ground.people.queries import membership_of
from yugong.kernel.tally import contests, outliers

RECUSED = {"employer": "同一单位", "union": "同一工会", "self": "本人申请"}


def recusals(juror: Juror, entries: Iterable[Entry]) -> dict[int, str]:
    """Of which entries, by number, a juror must keep out, and why: his employer's and his own union's."""
    works = Employment.objects.filter(person_id=juror.person_id, valid_to=None).exclude(employer=None)
    employers, stretch = set(works.values_list("employer_id", flat=True)), membership_of(juror.person_id)
    own = stretch.unit_id if stretch else None
    if stretch and stretch.unit.employer_id:
        employers.add(stretch.unit.employer_id)
    found = {}
    for one in entries:
        if one.employer_id in employers:
            found[one.number] = "employer"
        elif own is not None and one.unit_id == own:
            found[one.number] = "union"
    return found


def scores(poll: Round) -> dict[int, dict[int, int]]:
    """The points of every entry by juror's number."""
    rows = JuryScore.objects.filter(entry__poll=poll, points__isnull=False)
    found: dict[int, dict[int, int]] = {}
    for number, juror, points in rows.values_list("entry__number", "juror__number", "points"):
        found.setdefault(number, {})[juror] = int(points or 0)
    return {number: dict(sorted(given.items())) for number, given in found.items()}


def missing(poll: Round) -> list[str]:
    """Which entries have too few scores, in words."""
    declared = contests[poll.contest]
    if not declared.jury:
        return []
    given = scores(poll)
    rows = poll.entries.order_by("number").values_list("number", "title")
    return [title for number, title in rows if len(given.get(number, {})) < declared.jurors]


def odd(poll: Round, given: Mapping[int, Mapping[int, int]]) -> list[tuple[int, int, int]]:
    """Scores far from the middle one: entry, juror, points."""
    off = contests[poll.contest].outlier
    found = []
    for number, by_juror in sorted(given.items()):
        jurors = list(by_juror)
        for place in outliers(list(by_juror.values()), off=off):
            found.append((number, jurors[place], by_juror[jurors[place]]))
    return found


def juror_of(poll: Round, person_id: UUID | None) -> Juror | None:
    """The juror a person is in a round."""
    return Juror.objects.filter(poll=poll, person_id=person_id).first() if person_id else None


def own_scores(juror: Juror) -> dict[int, JuryScore]:
    """What a juror has given, by entry."""
    return {one.entry.number: one for one in JuryScore.objects.filter(juror=juror).select_related("entry")}
