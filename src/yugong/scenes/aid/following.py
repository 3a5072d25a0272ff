"""What of aid hears how its payments end."""

from yugong.engines.ledger.followers import Follower, Purpose, purposes, settled
from yugong.scenes.aid.actions import mutual_claims

NAMES = {
    "aid.mutual.cover:": "互助保障退费",
    "aid.mutual.receipt:": "互助保障会费",
    "aid.mutual:": "互助理赔",
}

for key, name in NAMES.items():
    purposes.add(Purpose(key, name))
settled.add(Follower("aid.mutual:", paid=mutual_claims.paid, failed=mutual_claims.failed))
