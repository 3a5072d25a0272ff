"""What follows when the bank has paid a grant or has not, and what is asked before it is paid."""

from yugong.engines.ledger.followers import Check, Follower, Purpose, checks, purposes, settled
from yugong.scenes.aid.actions import grants

settled.add(Follower(grants.ABOUT, paid=grants.paid, failed=grants.failed))
for key, name in ((grants.ABOUT, "帮扶发放"), ("aid.parcel:", "物资领取"), ("aid.share:", "物资分给工会")):
    purposes.add(Purpose(key, name))
checks.add(Check("aid.grant", against=grants.against, of=grants.ABOUT))
