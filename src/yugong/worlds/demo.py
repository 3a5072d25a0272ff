"""The demo world: Nanchuan's federation in full, the city around it, and the people one can sign in as."""

import gc
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from yugong.engines.indicators.actions import backfilling
from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import whole
from yugong.ground.notices.replay import replayed
from yugong.ground.parameters.queries import unchanging
from yugong.ground.people.models import Account
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import chains, reviews
from yugong.scenes.rights.actions import instalments
from yugong.scenes.service.actions import delivering
from yugong.worlds.making import Making, Progress
from yugong.worlds.nanchuan import applicants, changes, governing, rosters
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan import tree as trees
from yugong.worlds.nanchuan.aid import cast as aid
from yugong.worlds.nanchuan.logins import CITY, WHO, Login
from yugong.worlds.nanchuan.rights import aids, appeals, letters, mediations, teams
from yugong.worlds.nanchuan.service import health, news, orders, stations, votes
from yugong.worlds.timeline import Timeline

SEED = "nanchuan"
TOTAL = 3500


@dataclass(frozen=True)
class Loaded:
    """What a loading brought; nothing when the world stood already."""

    units: int = 0
    members: int = 0
    officers: int = 0
    matters: int = 0

    def __str__(self) -> str:
        return f"world:{SEED}"


def who() -> list[Login]:
    """The people one can sign in as, from the worker without a union up to the city officer."""
    return list(WHO)


def loaded() -> bool:
    """Whether the demo world stands in this database."""
    return Account.objects.filter(username=CITY.key).exists()


def _silent(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def load(*, at: datetime, progress: Progress = _silent, seed: str = SEED) -> Loaded:
    """Bring the demo world up to the moment `at`, whole or not at all; once it stands nothing changes.

    Refuses outside demo mode: its logins have a password that everybody knows.
    """
    if not settings.YUGONG_DEMO:
        raise Refused("演示数据只能装入演示环境，请先设置环境变量 YUGONG_DEMO=1", code="not_demo")
    return Loaded() if loaded() else _bring(seed=seed, progress=progress, by=SYSTEM, at=at)


@action(Permission.SYSTEM_RUN, named="worlds.load")
def _bring(*, seed: str, progress: Progress, by: Actor, at: datetime) -> Loaded:
    """The loading itself: one action, so that it stands or falls as a whole."""
    making = Making(seed=seed, at=at, progress=progress, total=TOTAL, by=by)
    gc.disable()  # what is made stays: there is little to collect, and much to look through in vain
    try:
        with unchanging(), whole(), replayed():
            return _made(making)
    finally:
        gc.enable()


def _morning(making: Making, at: datetime) -> None:
    """Look at every clock; on some mornings at what lies with partners, and count the rows."""
    left = (making.today - at.date()).days
    if left % 60 == 0:
        making.weigh()
    matters.sweep(by=CLOCK, at=at)
    if left % 7 == 0:
        handover.sweep(by=CLOCK, at=at)
        instalments.missed(by=SYSTEM, at=at)
        chains.offer_all(by=SYSTEM, at=at)
        reviews.ask_due(by=SYSTEM, at=at)
        delivering.sweep(by=CLOCK, at=at)


def _made(making: Making) -> Loaded:
    """The steps, from the tree to the last evening."""
    with backfilling.uncounted():
        tree, crowd, applied = _year(making)
    backfilling.backfill()
    governing.govern(making, tree, crowd)
    return Loaded(
        units=1 + len(tree.districts) + len(tree.towns) + len(tree.unions),
        members=sum(map(len, crowd.members.values())),
        officers=len(crowd.officers),
        matters=applied,
    )


def _year(making: Making) -> tuple[trees.Tree, crowds.Crowd, int]:
    """The tree, its people, how many ask for something of the register, and the days one by one."""
    tree = trees.grow(making)
    crowd = crowds.settle(making, tree)
    teams.choose(making, tree, crowd)
    changes.happen(making, tree, crowd)
    rosters.upload(making, tree, crowd)
    making.weigh()
    timeline = Timeline(making, every_morning=lambda at: _morning(making, at))
    letters.cast(making, tree, crowd, timeline)
    appeals.cast(making, tree, crowd, timeline)
    mediations.cast(making, tree, crowd, timeline)
    aids.cast(making, tree, crowd, timeline)
    applied = applicants.cast(making, tree, crowd, timeline)
    aid.cast(making, tree, crowd, timeline)
    orders.cast(making, tree, crowd, timeline)
    health.cast(making, tree, crowd, timeline)
    stations.cast(making, tree, crowd, timeline)
    news.cast(making, tree, crowd, timeline)
    votes.hold(making, tree, crowd)
    timeline.play(since=making.settled.date())
    return tree, crowd, applied
