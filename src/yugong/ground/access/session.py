"""What a session remembers about how its owner came in, and how long an officer's session lasts."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

CODE, FEDERATED, PASSWORD, SECOND = "code", "federated", "password", "second"
HOW, SINCE, SEEN, SEAT = "came_by", "came_at", "seen_at", "seat"
IDLE, LONGEST, NOTED = timedelta(minutes=30), timedelta(hours=12), timedelta(minutes=1)


def begin(session: SessionBase, *, how: str, at: datetime) -> None:
    """Note the strength of the sign-in and its time; the key itself was just rotated."""
    session[HOW], session[SINCE], session[SEEN] = how, at.timestamp(), at.timestamp()
    session.pop(SEAT, None)


def may_sit(session: SessionBase) -> bool:
    """Whether this session may act from a post: two factors, or in demo mode a password alone."""
    how = session.get(HOW)
    return how == SECOND or (how == PASSWORD and bool(settings.YUGONG_DEMO))


def expired(session: SessionBase, *, at: datetime) -> bool:
    """Whether an officer's session stood idle for half an hour or is older than twelve hours."""
    if session.get(HOW) in (None, CODE, FEDERATED):
        return False
    seen = datetime.fromtimestamp(session.get(SEEN, 0), UTC)
    since = datetime.fromtimestamp(session.get(SINCE, 0), UTC)
    return at - seen > IDLE or at - since > LONGEST


def touch(session: SessionBase, *, at: datetime) -> None:
    """Note that the officer is still there, at most once a minute."""
    if (
        session.get(HOW) in (PASSWORD, SECOND)
        and at.timestamp() - session.get(SEEN, 0) > NOTED.total_seconds()
    ):
        session[SEEN] = at.timestamp()
