"""What of aid hears how its payments end."""

from yugong.engines.ledger.followers import Follower, settled
from yugong.scenes.aid.actions import mutual_claims

settled.add(Follower("aid.mutual:", paid=mutual_claims.paid, failed=mutual_claims.failed))
