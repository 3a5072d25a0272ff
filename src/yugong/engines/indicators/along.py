"""What goes along: facts with the tree of unions, and recounting with every deed that touched a record."""

from yugong.engines.indicators.actions import settling
from yugong.ground.audit import touching
from yugong.ground.org.followers import Follower, followers

touching.fill(settling.settle, settling.count)
followers.add(Follower("indicators.fact", "统计记录", table="indicators_fact"))
