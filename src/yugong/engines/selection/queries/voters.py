"""Who may vote in a round, who has, and the roll as counts."""

from collections import Counter
from uuid import UUID

from django.db.models import Count, Sum

from yugong.engines.selection.models import Box, Round, VoterMark
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person, Standing
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.ballots import Roll
from yugong.kernel.errors import Refused
from yugong.kernel.gather import OWN
from yugong.kernel.tally import contests


def insist_voter(poll: Round, person: Person) -> int:
    """The union he votes with; Refused when he has no vote here."""
    stretch = membership_of(person.pk)
    if stretch is None:
        raise Refused("投票的是工会会员。还没有入会可以先入会，几分钟就好。", code="not_member")
    if stretch.standing != Standing.ACTIVE:
        raise Refused("会籍保留期间没有投票权，恢复会籍后可以投。", code="retained")
    if contests[poll.contest].voters == OWN and not tree.within(stretch.unit.path, poll.unit.path):
        raise Refused(f"这次由{poll.unit.name}的会员投票，可以看看自己工会的评选。", code="elsewhere")
    unit: int = stretch.unit_id
    return unit


def entitled_after(poll: Round, person_id: UUID | None, count: int) -> list[UUID]:
    """So many of those who may vote in the round, in a fixed order, from a person on."""
    rows = Membership.objects.filter(valid_to=None, superseded_at=None, standing=Standing.ACTIVE)
    if contests[poll.contest].voters == OWN:
        rows = rows.filter(**{f"l{len(tree.ids(poll.unit.path))}": poll.unit_id})
    if person_id is not None:
        rows = rows.filter(person__gt=person_id)
    return list(rows.order_by("person").values_list("person", flat=True)[:count])


def has_voted(poll: Round, person_id: UUID | None) -> bool:
    """Whether a person has voted; what, nobody knows."""
    return person_id is not None and VoterMark.objects.filter(poll=poll, person_id=person_id).exists()


def so_far(poll: Round) -> int:
    """How many ballots are sealed or wait, without counting the marks one by one."""
    sealed = poll.batches.aggregate(count=Sum("count"))["count"] or 0
    waiting = Box.objects.filter(poll=poll).aggregate(count=Sum("count"))["count"] or 0
    return int(sealed + waiting)


def voted(poll: Round) -> int:
    """How many have voted."""
    return int(VoterMark.objects.filter(poll=poll).count())


def rolls(poll: Round) -> list[Roll]:
    """How many might vote and did, a line for each union right below the one that holds the vote."""
    root = (
        poll.unit
        if contests[poll.contest].voters == OWN
        else Unit.objects.get(pk=tree.ids(poll.unit.path)[0])
    )
    depth = len(tree.ids(root.path))
    members = Membership.objects.filter(
        valid_to=None, superseded_at=None, standing=Standing.ACTIVE, **{f"l{depth}": root.pk}
    )
    entitled = dict(members.values_list("unit").annotate(count=Count("pk")))
    marked = dict(VoterMark.objects.filter(poll=poll).values_list("unit").annotate(count=Count("pk")))
    paths = dict(Unit.objects.filter(pk__in={*entitled, *marked}).values_list("pk", "path"))
    may, did = Counter[int](), Counter[int]()
    for unit, path in paths.items():
        line = [*tree.ids(path), root.pk][depth] if tree.within(path, root.path) else root.pk
        may[line] += entitled.get(unit, 0)
        did[line] += marked.get(unit, 0)
    names = dict(Unit.objects.filter(pk__in=may).values_list("pk", "name"))
    return [
        Roll(names[unit], max(may[unit], did[unit]), did[unit])
        for unit in sorted(may, key=lambda one: -may[one])
    ]
