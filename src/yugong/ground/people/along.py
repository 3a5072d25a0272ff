"""What of people goes along with the tree: members to the successor, officers out of their posts."""

from yugong.ground.org.followers import Follower, followers
from yugong.ground.people.actions import following

followers.add(
    Follower(
        "people.membership",
        "会员",
        table="people_membership",
        hand=following.hand_members,
        standing=following.members_standing,
        weigh=following.weigh,
    )
)
followers.add(
    Follower(
        "people.tenure",
        "在任干部",
        hand=following.end_tenures,
        standing=following.officers_standing,
    )
)
