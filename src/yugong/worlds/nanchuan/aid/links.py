"""One child's chain: a grant, a holiday post that comes by itself in the holidays."""

from datetime import timedelta

from yugong.ground.org.models import Employer
from yugong.scenes.aid.actions import chains
from yugong.scenes.aid.models import Chain, ChainLink
from yugong.worlds.nanchuan.aid.asking import Asking, received
from yugong.worlds.timeline import Story

NOTE = "做满三十天，带教师傅评价认真，补助已发。"


def chained(one: Asking, employer: Employer) -> Story:
    """The family asks, is paid, and half a year on takes the post that is offered."""
    yield from received(one)
    while (link := _offered(one)) is None:
        yield one.office(5)
    start = one.now.date() + timedelta(days=3)
    vacancy = chains.Vacancy(
        "holiday", "办公室助理", "南川区工业园区", start, start + timedelta(days=30), 2_000_00, 2
    )
    by, district = one.purse.hand("district_officer", "权益保障部部长"), one.purse.tree.district
    post = chains.add_post(unit=district, employer=employer, given=vacancy, by=by, at=one.now)
    yield one.later(4)
    chains.choose(chain=link.chain, link=link.pk, post=post, by=one.me, at=one.now)
    yield one.office(1)
    chains.place(chain=link.chain, link=link.pk, by=by, at=one.now)
    yield one.office(23)
    chains.finish(chain=link.chain, link=link.pk, note=NOTE, by=by, at=one.now)


def _offered(one: Asking) -> ChainLink | None:
    """The holiday post that lies before the family."""
    chain = Chain.objects.filter(person=one.asker).first()
    found = ChainLink.objects.filter(chain=chain, step="holiday", state="offered").select_related("chain")
    return found.first()
