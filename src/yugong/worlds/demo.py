"""The demo world: Nanchuan's federation in full, the city around it, and the people one can sign in as.

It comes in two parts, each whole or not at all: the register with its people and what they ask of it, enough
to sign in and look around; then, to the same moment, the year of rights, aid and services.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from yugong.engines.indicators.actions import backfilling
from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover
from yugong.ground.audit import touching
from yugong.ground.audit.action import action
from yugong.ground.audit.queries import story_of
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
from yugong.scenes.service.models import Station
from yugong.worlds.making import Making, Progress
from yugong.worlds.nanchuan import applicants, changes, governing, recall, rosters
from yugong.worlds.nanchuan import crowd as crowds
from yugong.worlds.nanchuan import tree as trees
from yugong.worlds.nanchuan.aid import cast as aid
from yugong.worlds.nanchuan.logins import CITY, WHO, Login
from yugong.worlds.nanchuan.rights import aids, appeals, letters, mediations, teams
from yugong.worlds.nanchuan.service import health, news, orders, stations, votes
from yugong.worlds.people import Population
from yugong.worlds.timeline import Timeline

SEED = "nanchuan"
REGISTER, YEAR = 3849, 550  # steps that the bar counts


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
    """Whether one can sign in to the demo world of this database."""
    return Account.objects.filter(username=CITY.key).exists()


def complete() -> bool:
    """Whether its year stands, too."""
    return Station.objects.exists()


def _silent(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def load(*, at: datetime, progress: Progress = _silent, seed: str = SEED) -> Loaded:
    """Bring the demo world up to the moment `at`, both parts; once it stands nothing changes.

    Refuses outside demo mode: its logins have a password that everybody knows.
    """
    made = begin(at=at, progress=progress, seed=seed)
    follow(progress=progress, seed=seed)
    return made


def begin(*, at: datetime, progress: Progress = _silent, seed: str = SEED) -> Loaded:
    """The register, its people, and what they have asked of it."""
    _insist()
    return Loaded() if loaded() else _begin(seed=seed, progress=progress, by=SYSTEM, at=at)


def follow(*, progress: Progress = _silent, seed: str = SEED) -> None:
    """The year of rights, aid and services, up to the moment at which the register ends."""
    _insist()
    if not loaded():
        raise Refused("还没有演示数据，请先运行 yugong world load")
    if not complete():
        ends = story_of(str(Loaded()), did="worlds.load", limit=1)[0].at
        _follow(seed=seed, progress=progress, by=SYSTEM, at=ends)


def _insist() -> None:
    if not settings.YUGONG_DEMO:
        raise Refused("演示数据只能装入演示环境，请先设置环境变量 YUGONG_DEMO=1", code="not_demo")


@contextmanager
def _loading() -> Iterator[None]:
    """How both parts are written: without a look behind at each step."""
    gc.disable()  # what is made stays: there is little to collect, and much to look through in vain
    try:
        with unchanging(), whole(), replayed():
            with touching.uncounted():
                yield
            backfilling.backfill()
    finally:
        gc.enable()


@action(Permission.SYSTEM_RUN, named="worlds.load")
def _begin(*, seed: str, progress: Progress, by: Actor, at: datetime) -> Loaded:
    """The first part: one action, so that it stands or falls as a whole."""
    making = Making(seed=seed, at=at, progress=progress, total=REGISTER, by=by)
    with _loading():
        tree = trees.grow(making)
        crowd = crowds.settle(making, tree)
        teams.choose(making, tree, crowd)  # it holds every union, so nobody may be waiting yet
        health.seat(making, tree, crowd)
        changes.happen(making, tree, crowd)
        rosters.upload(making, tree, crowd)
        making.weigh()
        timeline = Timeline(making, every_morning=lambda morning: matters.sweep(by=CLOCK, at=morning))
        applied = applicants.cast(making, tree, crowd, timeline)
        timeline.play(since=making.settled.date())
    return Loaded(
        units=1 + len(tree.districts) + len(tree.towns) + len(tree.unions),
        members=sum(map(len, crowd.members.values())),
        officers=len(crowd.officers),
        matters=applied,
    )


@action(Permission.SYSTEM_RUN, named="worlds.follow")
def _follow(*, seed: str, progress: Progress, by: Actor, at: datetime) -> str:
    """The second part, on the register as it stands."""
    making = Making(seed=seed, at=at, progress=progress, total=YEAR, by=by)
    making.people = Population(f"year {seed}", today=making.today)
    making.people.avoid(recall.numbers())
    tree = recall.tree(making)
    crowd = recall.crowd(making)
    with _loading():
        timeline = Timeline(making, every_morning=lambda morning: _morning(making, morning))
        for part in (letters, appeals, mediations, aids, aid, orders, health, stations, news):
            part.cast(making, tree, crowd, timeline)
        votes.hold(making, tree, crowd)
        timeline.play(since=making.settled.date())
    governing.govern(making, tree, crowd)
    return str(Loaded())


def _morning(making: Making, at: datetime) -> None:
    """Look at every clock; on some mornings at what lies with partners, and count the rows."""
    left = (making.today - at.date()).days
    if left % 90 == 0:
        making.weigh()
    matters.sweep(by=CLOCK, at=at)
    if left % 7 == 0:
        handover.sweep(by=CLOCK, at=at)
        instalments.missed(by=SYSTEM, at=at)
        chains.offer_all(by=SYSTEM, at=at)
        reviews.ask_due(by=SYSTEM, at=at)
        delivering.sweep(by=CLOCK, at=at)
