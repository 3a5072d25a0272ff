"""What of aid goes along with the tree of unions: the households of a unit, to its successor."""

from yugong.ground.org.followers import Follower, Handing, followers
from yugong.kernel import tree
from yugong.scenes.aid.models import AidOffer, HouseholdFacts
from yugong.scenes.aid.models.facts import LEVELS


def _hand(handing: Handing) -> None:
    """Households follow to the first successor; the night after, each is put where its member went."""
    heir = handing.shares[0].unit
    place = dict(zip(LEVELS, tree.levels(heir.path), strict=True))
    HouseholdFacts.objects.filter(unit=handing.unit).update(unit=heir, **place)
    AidOffer.objects.filter(unit=handing.unit).update(unit=heir, **place)


followers.add(Follower("aid.facts", "家庭情况", table="aid_householdfacts", hand=_hand))
followers.add(Follower("aid.offers", "政策提醒", table="aid_aidoffer"))
