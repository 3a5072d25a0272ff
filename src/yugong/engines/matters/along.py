"""What of matters goes along with the tree of unions: open ones go to the successor's desk."""

from yugong.engines.matters.actions import inheriting
from yugong.ground.org.followers import Follower, followers

followers.add(
    Follower(
        "matters.matter",
        "办理中的件",
        table="matters_matter",
        hand=inheriting.hand_matters,
        standing=inheriting.matters_standing,
    )
)
