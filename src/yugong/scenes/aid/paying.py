"""What follows when the bank has paid a grant of this scene, or has not."""

from yugong.engines.ledger.followers import Follower, settled
from yugong.scenes.aid.actions import grants

settled.add(Follower(grants.ABOUT, paid=grants.paid, failed=grants.failed))
