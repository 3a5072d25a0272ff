"""The worker's front door: home, all services, and help; each shows only what works today."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.ground.access.middleware import actor_of
from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.scenes.organise import trades
from yugong.scenes.organise.queries import recheck
from yugong.scenes.service.queries import news
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link, MemberCard

SERVICES = (
    Link("入会", "/join/", icon="id-card", scene="s5"),
    Link("会员卡", "/card/", icon="qr-code", scene="s3"),
    Link("我的办件", "/m/", icon="clipboard-list", scene="s4"),
    Link("会员证明", "/apply/organise.certificate/", icon="file-badge", scene="s5"),
    Link("消息", "/messages/", icon="bell", scene="s1"),
    Link("我的信息", "/me/", icon="user-round", scene="s2"),
    Link("谁看过我", "/me/seen/", icon="eye", scene="s4"),
    Link("全部服务", "/services/", icon="layout-grid", scene="s1"),
)
UNIONS = (
    Link("建立工会", "/apply/organise.found_union/", icon="network", scene="s5"),
    Link("换届选举", "/apply/organise.reelection/", icon="vote", scene="s5"),
    Link("延期换届", "/apply/organise.extension/", icon="calendar-clock", scene="s5"),
)
MEMBERSHIP = (
    Link("转会", "/transfer/", icon="repeat", scene="s2"),
    Link("保留会籍", "/apply/organise.retain/", icon="pause", scene="s5"),
    Link("恢复会籍", "/apply/organise.restore/", icon="play", scene="s5"),
)
RIGHTS = (
    Link("劳动争议调解", "/mediation/", icon="messages-square", scene="s4"),
    Link("法律援助", "/apply/rights.legal_aid/", icon="gavel", scene="s4"),
    Link("法律服务", "/law/", icon="scale", scene="s4"),
    Link("权益计算", "/rights/calc/", icon="calculator", scene="s4"),
)
AID = (
    Link("帮扶政策试算", "/aid/rules/", icon="calculator", scene="s3"),
    Link("困难职工建档", "/aid/hardship/", icon="hand-heart", scene="s3"),
    Link("我的困难档案", "/aid/file/", icon="file-text", scene="s3"),
    Link("困难公示", "/aid/posting/", icon="megaphone", scene="s3"),
    Link("互助保障", "/aid/mutual/", icon="shield-plus", scene="s3"),
    Link("我的帮扶", "/aid/mine/", icon="hand-coins", scene="s3"),
    Link("金秋助学", "/apply/aid.autumn_study/", icon="graduation-cap", scene="s2"),
    Link("临时救助", "/apply/aid.temporary/", icon="life-buoy", scene="s4"),
)
SERVICE = (
    Link("附近驿站", "/stations/", icon="map-pin", scene="s1"),
    Link("活动", "/activities/", icon="calendar", scene="s1"),
    Link("职工点单", "/orders/", icon="cup-soda", scene="s1"),
    Link("健康", "/health/", icon="shield-plus", scene="s1"),
    Link("评选投票", "/votes/", icon="clipboard-list", scene="s1"),
    Link("资讯", "/news/", icon="megaphone", scene="s1"),
)
SCENES = (
    Link(
        "一站享",
        "/services/#service",
        icon="cup-soda",
        scene="s1",
        note="附近驿站、活动、体检、心理咨询",
    ),
    Link("一链培", "/services/#growth", icon="graduation-cap", scene="s2", note="学技能、攒学分，建设中"),
    Link("一件事", "/aid/", icon="hand-heart", scene="s3", note="有难处一次办，规则说理由"),
    Link("一键通", "/help/", icon="scale", scene="s4", note="欠薪、工伤、合同，一键求助"),
    Link("一网管", "/services/#organise", icon="network", scene="s5", note="入会、会员卡、会员证明"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """One scene on the services page: what is open, and what to do about the rest."""

    key: str
    name: str
    text: str
    open: tuple[Link, ...]


GROUPS = (
    Group("organise", "一网管 · 入会和会籍", "", (*SERVICES[:2], SERVICES[3], *MEMBERSHIP, *UNIONS)),
    Group("mine", "我的", "", (SERVICES[2], SERVICES[4], SERVICES[5], SERVICES[6])),
    Group("rights", "一键通 · 维权", "", RIGHTS),
    Group("aid", "一件事 · 帮扶", "", AID),
    Group("service", "一站享 · 服务", "", SERVICE),
    Group("growth", "一链培 · 成长", "培训和学分银行还在建设。", ()),
)


def _card(actor: Actor, stretch: Membership) -> MemberCard:
    joined = stretch.joined_on
    trade = trades.label(stretch.trade)
    lines = [
        f"{trade} · {joined.year} 年 {joined.month} 月入会"
        if trade
        else f"{joined.year} 年 {joined.month} 月入会"
    ]
    return MemberCard(
        name=actor.label,
        level="渝工会员" if stretch.standing == "active" else "保留会籍",
        lines=[*lines, stretch.unit.name],
        code=Link("会员码", "/card/", note="出示会员码给合作单位核验"),
    )


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the card or the way to join, what waits, and the services."""
    actor = actor_of(request)
    now = timezone.now()
    rows = matters.my_matters(actor.person_id, limit=2, now=now) if actor.person_id else []
    mine = [faces.card(row, now) for row in rows]
    stretch = people.membership_of(actor.person_id) if actor.person_id else None
    asked = recheck.asked(stretch, on=local_day(now)) if stretch else []
    context = {
        "card": _card(actor, stretch) if stretch else None,
        "mine": mine,
        "asked": asked,
        "notes": messages.get_messages(request),
        "services": SERVICES,
        "news": news.newest(),
        "scenes": SCENES,
        "tab": "home",
    }
    return page_or_fragment(request, "site/home.html", context=context)


@login_not_required
def services(request: HttpRequest) -> HttpResponse:
    """Everything one can do, by scene."""
    return page_or_fragment(request, "site/services.html", context={"groups": GROUPS, "tab": "services"})
