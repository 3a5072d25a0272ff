"""What follows when the bank has paid a grant or has not, and what is asked before it is paid."""

from yugong.engines.ledger.followers import Check, Follower, checks, settled
from yugong.scenes.aid.actions import grants

settled.add(Follower(grants.ABOUT, paid=grants.paid, failed=grants.failed))
checks.add(Check("aid.grant", against=grants.against, of=grants.ABOUT))
