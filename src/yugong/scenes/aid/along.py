"""What of aid goes along with the tree of unions: the households of a unit, to its successor."""

from collections.abc import Sequence

from yugong.ground.org.followers import Follower, Handing, followers
from yugong.kernel import tree
from yugong.scenes.aid.models import LIVE, AidOffer, Household, HouseholdFacts
from yugong.scenes.aid.models.facts import LEVELS


def _hand(handing: Handing) -> None:
    """Households follow to the first successor; the night after, each is put where its member went."""
    heir = handing.shares[0].unit
    place = dict(zip(LEVELS, tree.levels(heir.path), strict=True))
    HouseholdFacts.objects.filter(unit=handing.unit).update(unit=heir, **place)
    AidOffer.objects.filter(unit=handing.unit).update(unit=heir, **place)


def _files(handing: Handing) -> None:
    """The files that a union keeps, and what it takes in, go to the first successor."""
    Household.objects.filter(unit=handing.unit, state__in=LIVE).update(unit=handing.shares[0].unit)


def _standing(unit_ids: Sequence[int]) -> int:
    """How many files stand in some units."""
    return Household.objects.filter(unit_id__in=unit_ids, state__in=LIVE).count()


followers.add(Follower("aid.households", "困难档案", hand=_files, standing=_standing))
followers.add(Follower("aid.facts", "家庭情况", table="aid_householdfacts", hand=_hand))
followers.add(Follower("aid.offers", "政策提醒", table="aid_aidoffer"))
