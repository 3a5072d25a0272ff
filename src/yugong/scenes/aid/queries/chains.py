"""The threads of children: found by number, of a family, of a subtree; the posts that are free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yugong.ground.people import vault
from yugong.ground.people.row_cells import unseal
from yugong.kernel import tree
from yugong.kernel.masking import name as masked_name
from yugong.scenes.aid.models import Chain, ChainLink, LinkState, SchoolStage, Step, WorkPost
from yugong.scenes.aid.queries.places import PURPOSE

SEATED = (LinkState.ASKED, LinkState.PLACED, LinkState.DONE)


def by_number(number: str) -> Chain | None:
    """The thread of the child with this number."""
    return Chain.objects.filter(child_index__in=vault.blinds(number, PURPOSE)).first()


def child_index(row: Chain) -> bytes:
    """The blind index of a thread, from what is sealed in it."""
    return vault.blind(unseal(row, "child_sealed")["number"], PURPOSE)


def child_of(row: Chain) -> dict[str, str]:
    """Name, number and school of the child, in the clear: for the family and for a reveal on record."""
    return dict(unseal(row, "child_sealed"))


def name_of(row: Chain, *, full: bool = False) -> str:
    """The child's name, masked unless it is shown to the family."""
    name = child_of(row)["name"]
    return name if full else masked_name(name)


def stage_words(row: Chain) -> str:
    """Where the child learns, and until when: 本科，2026 级，2030 年毕业."""
    return f"{SchoolStage(row.stage).label}，{row.entered} 级，{row.graduates} 年毕业"


def of_person(person_id: UUID) -> list[Chain]:
    """The threads of somebody's children, the newest first."""
    return list(Chain.objects.filter(person_id=person_id).select_related("unit").order_by("-id")[:20])


def chains(path: str) -> QuerySet[Chain]:
    """The threads of a subtree."""
    rows = Chain.objects.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
    return rows.select_related("unit")


def waiting(path: str) -> QuerySet[ChainLink]:
    """Links of a subtree whose family has chosen and which a union confirms."""
    rows = ChainLink.objects.filter(state__in=(LinkState.ASKED, LinkState.PLACED))
    inside = rows.filter(chain__unit__path__gte=path, chain__unit__path__lt=tree.upper_bound(path))
    return inside.select_related("chain", "chain__unit", "post", "post__employer")


def thread(row: Chain) -> list[ChainLink]:
    """The links of a child in the order of time."""
    rows = row.links.select_related("post", "post__employer", "grant")
    return list(rows.order_by("offered_on", "id")[:100])


def running(after: UUID | None, *, step: int = 200) -> list[Chain]:
    """Some of the threads that go on, in the order of their ids."""
    rows = Chain.objects.filter(ended_on=None).select_related("unit").order_by("id")
    return list((rows.filter(pk__gt=after) if after else rows)[:step])


def posts(path: str) -> QuerySet[WorkPost]:
    """The posts of a subtree, with how many seats are taken."""
    rows = WorkPost.objects.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
    return taken(rows)


def taken(rows: QuerySet[WorkPost]) -> QuerySet[WorkPost]:
    """With each post, how many of its seats are taken."""
    return rows.select_related("unit", "employer").annotate(
        taken=Count("links", filter=Q(links__state__in=SEATED))
    )


def free(path: str, step: str, *, on: date) -> list[WorkPost]:
    """Posts a child of a unit may choose: of the unit or those above and beside it in its district."""
    district = tree.ids(path)[:2]
    rows = WorkPost.objects.filter(step=step, closed_on=None, to_on__gte=on)
    near = rows.filter(Q(unit__in=tree.ids(path)) | Q(unit__path__startswith=tree_path(district)))
    found = taken(near).order_by("from_on", "id")[:60]
    return [post for post in found if post.taken < post.seats][:30]  # type: ignore[attr-defined]


def tree_path(units: Iterable[int]) -> str:
    """The path that these units make, the highest first."""
    return "".join(tree.segment(unit) for unit in units)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many threads, links and places a subtree has."""

    children: int
    placed: int
    waiting: int


def tally(path: str) -> Tally:
    """The three figures at the head of the page."""
    inside = Q(chain__unit__path__gte=path, chain__unit__path__lt=tree.upper_bound(path))
    links = ChainLink.objects.filter(inside).aggregate(
        placed=Count("id", filter=Q(step__in=(Step.HOLIDAY, Step.FIRST), state__in=("placed", "done"))),
        waiting=Count("id", filter=Q(state=LinkState.ASKED)),
    )
    return Tally(chains(path).count(), links["placed"], links["waiting"])
