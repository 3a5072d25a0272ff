"""The sessions an account has open: begun with a fresh key, listed, ended one by one or all at once."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils.timezone import localdate

from yugong.ground.access import principal, session
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.models import Account
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

BACKEND = "django.contrib.auth.backends.ModelBackend"
BROWSERS = {"MicroMessenger": "微信", "Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome"}
SYSTEMS = {
    "HarmonyOS": "鸿蒙手机",
    "Android": "安卓手机",
    "iPhone": "苹果手机",
    "Windows": "Windows 电脑",
    "Mac OS": "苹果电脑",
    "Linux": "Linux 电脑",
}


@dataclass(frozen=True, slots=True)
class Open:
    """One open session as its owner recognises it."""

    id: int
    device: str
    network: str
    since: datetime
    here: bool


def begin(request: HttpRequest, account: Account, *, how: str, at: datetime) -> Actor:
    """Sign an account in: a fresh session key, nothing kept of the visitor's session, an event in the log."""
    if not account.is_active:
        raise Refused("这个账号已经停用，请联系您所在的工会。", code="disabled")
    loaded = principal.load(account.pk, today=localdate(at))
    if loaded is None:
        raise Refused("这个账号现在不能登录，请联系您所在的工会。", code="disabled")
    request.session.flush()
    entered(account=account, how=how, by=loaded[0], at=at)
    login(request, account, backend=BACKEND)
    session.begin(request.session, how=how, at=at)
    UserSession.objects.create_from_request(request)
    return loaded[0]


@action(Permission.SIGN_IN, on="account", named="signin.enter")
def entered(*, account: Account, how: str, by: Actor, at: datetime) -> Account:
    """Write into the log that somebody came in, and by what proof."""
    facts(how=how)
    return account


@action(Permission.SIGN_IN, on="account", named="signin.leave")
def left(*, account: Account, sessions: int, by: Actor, at: datetime) -> Account:
    """Write into the log that somebody went, and how many sessions were ended."""
    facts(sessions=sessions)
    return account


def leave(request: HttpRequest, account: Account, *, by: Actor, at: datetime) -> None:
    """End this session."""
    left(account=account, sessions=1, by=by, at=at)
    UserSession.objects.filter(user=account, session_key=request.session.session_key).delete()
    logout(request)


def end(request: HttpRequest, account: Account, *, others_only: bool, by: Actor, at: datetime) -> int:
    """End every session of an account, or every one but this; returns how many ended."""
    rows = UserSession.objects.filter(user=account)
    if others_only:
        rows = rows.exclude(session_key=request.session.session_key)
    ended = list(rows)
    left(account=account, sessions=len(ended), by=by, at=at)
    for row in ended:
        row.end()
    if not others_only:
        logout(request)
    return len(ended)


def open_ones(account_id: int, *, here: str | None) -> list[Open]:
    """The sessions of an account, newest first, each with its device in plain words."""
    rows = UserSession.objects.filter(user_id=account_id).order_by("-created_at")[:50]
    return [
        Open(row.pk, device(row.user_agent), str(row.ip), row.created_at, row.session_key == here)
        for row in rows
        if row.exists()
    ]


def device(agent: str) -> str:
    """A browser's own words about itself, in a worker's words."""
    system = next((words for mark, words in SYSTEMS.items() if mark in agent), "其他设备")
    browser = next((words for mark, words in BROWSERS.items() if mark in agent), "浏览器")
    return f"{system} · {browser}"
