"""The tree and the people of a demo that stands already, read back as its first part left them."""

from django.db.models import Q

from yugong.ground.org.models import Agency, Employer, Unit
from yugong.ground.people import queries
from yugong.ground.people.models import Account, Membership, Person, Standing, Tenure
from yugong.worlds.chongqing.unions import CITY_UNION
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan import plan
from yugong.worlds.nanchuan.crowd import Crowd, Officer
from yugong.worlds.nanchuan.tree import AGENCIES, Tree
from yugong.worlds.trades import UNORGANISED


def numbers() -> list[str]:
    """The numbers that people have already."""
    return [queries.identity_of(person).number for person in Person.objects.all()]


def tree(making: Making) -> Tree:
    """The units by their names, in the order of the plan."""
    units = {unit.name: unit for unit in Unit.objects.order_by("-id")}
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    employers = {employer.name: employer for employer in Employer.objects.all()}
    standing = Unit.objects.filter(kind="district", valid_to=None)
    return Tree(
        city=units[CITY_UNION],
        district=units[plan.DISTRICT_UNION],
        districts={unit.name: unit for unit in standing},
        towns={town.place.name: units[f"南川区{town.name}"] for town in plan.towns(making.today)},
        unions=[(one, units[one.name]) for one in plan.unions(making.seed, today=making.today)],
        unorganised=[employers[name] for name, *_ in UNORGANISED],
        agencies=[agencies[name] for name, _ in AGENCIES],
    )


def crowd(making: Making) -> Crowd:
    """Members in the order of their rosters, officers in the order in which they were seated."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    found = Crowd(hashed="")
    entered = Membership.objects.filter(recorded_at=making.settled, route="roster").order_by("id")
    rows = list(entered.values_list("unit_id", "person_id"))
    persons = Person.objects.in_bulk([person for _, person in rows])
    for unit, person in rows:
        found.members.setdefault(unit, []).append(persons[person])
    signing_in = Account.objects.filter(person__isnull=False).select_related("person")
    accounts = {account.person_id: account for account in signing_in}
    seated = Q(basis=LABEL) | Q(post__unit__kind__in=("district", "street"))  # others cannot sign in
    posts = Tenure.objects.filter(seated, person__in=accounts).select_related("post")
    for tenure in posts.order_by("id"):
        post = tenure.post
        found.officers.append(Officer(accounts[tenure.person_id], units[post.unit_id], post.role, post.title))
    kept = Membership.objects.filter(standing=Standing.RETAINED, valid_to=None, superseded_at=None)
    found.kept = [(units[row.unit_id], row.person) for row in kept.select_related("person").order_by("id")]
    return found
