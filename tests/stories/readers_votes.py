"""Plants votes in every state: a draft, one under review, one that runs, one with a jury, one posted."""

from typing import Any

from yugong.engines.selection.actions import drafting, jury, posting, reviewing, sealing, voting
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.models import Round
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import person as acting

from .readers_service import DAY, HOUR, NOW, reviewers

VOTE, MIXED = "service.favourite", "service.finest_station"


def poll(
    unit: Unit, crew: list[Any], opens: Any, *, contest: str = VOTE, jurors: Any = (), until: str = "public"
) -> Round:
    """One of the union's votes, open for two days."""
    at = opens - HOUR
    given = {
        "title": "远处最好用的驿站", "about": "看干净、看好用。", "contact": "023-12351", "opens_at": opens,
        "closes_at": opens + 2 * DAY, "winners": 1,
    }  # fmt: skip
    named = [Nominee(f"远处驿站{n}", "有水有电", unit) for n in "甲乙丙丁"]
    row = drafting.draft(unit=unit, contest=contest, given=given, nominees=named, by=crew[0], at=at)
    if jurors:
        jury.invite(poll=row, people=list(jurors), by=crew[0], at=at)
    if until != "draft":
        row = reviewing.submit(poll=row, by=crew[0], at=at)
    for one in crew[1:3] if until == "public" else ():
        row = reviewing.review(poll=row, passed=True, reason="", by=one, at=at)
    return row


def plant(person: Person) -> list[Any]:
    """The paths that are opened."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    upper = unit.parent if unit.parent_id else unit
    while upper.kind not in ("district", "industry", "zone", "city"):
        upper = upper.parent
    crew, me = reviewers(upper), acting(person.pk)
    draft, asked = poll(upper, crew, NOW, until="draft"), poll(upper, crew, NOW, until="review")
    panel = [person, *Person.objects.filter(pk__in=[one.person_id for one in crew[:3]])]
    runs, judged = poll(upper, crew, NOW - HOUR), poll(upper, crew, NOW - HOUR, contest=MIXED, jurors=panel)
    told = poll(upper, crew, NOW - 3 * DAY)
    voting.cast(person=person, poll=told, code=voting.receipt(), choices=[1, 2], by=me, at=NOW - 2 * DAY)
    posting.report(poll=told, what="bought", words="有人发红包拉票", by=me, at=NOW - 2 * DAY)
    told = posting.post(poll=sealing.close(poll=told, by=crew[0], at=NOW), by=crew[0], at=NOW)
    return [
        ("", f"/votes/{runs.pk}/", 200),
        ("", f"/votes/{told.pk}/ballots/", 200),
        ("holder", "/votes/", 200),
        ("holder", f"/votes/{runs.pk}/", 200),
        ("holder", f"/votes/{runs.pk}/paper/", 200),
        ("holder", f"/votes/{runs.pk}/ballots/", 200),
        ("holder", f"/votes/{runs.pk}/report/", 200),
        ("holder", f"/votes/{judged.pk}/jury/", 200),
        ("holder", f"/votes/{told.pk}/result/", 200),
        ("city", "/desk/votes/", 200),
        ("city", "/desk/votes/new/service.finest_station/", 200),
        ("city", f"/desk/votes/{draft.pk}/mend/", 200),
        *(("city", f"/desk/votes/{row.pk}/", 200) for row in (draft, asked, runs, judged, told)),
    ]


def far(unit: Unit) -> dict[str, str]:
    """A draft of another district: nobody beside it opens it."""
    return {"poll_id": str(poll(unit, reviewers(unit)[:1], NOW, until="draft").pk)}
