"""What is measured: the pages, who asks for them, and with what."""

import base64
import json
import time
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from bench.clients import Ask, Request
from bench.roster import invented

TOKEN = "b" * 32
NEWCOMERS = 800
PLACES = """
    SELECT id, person_id FROM (SELECT id, person_id, row_number() OVER (ORDER BY id DESC) AS place
                               FROM people_membership) ordered
    WHERE place %% %s = 0 ORDER BY md5(id::text) LIMIT 2000
"""


def session_of(account: Any, how: str, **more: Any) -> str:
    """The cookie of a session as signing in makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from yugong.ground.access import session
    from yugong.ground.access.store import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.begin(store, how=how, at=timezone.now())
    store.update(more)
    store.save()
    return f"sessionid={store.session_key}; csrftoken={TOKEN}"


def officer(unit: Any, role: str, username: str) -> str:
    """An officer's cookie."""
    from django.utils import timezone

    from yugong.ground.org import actions as org
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM

    at, by = timezone.now(), SYSTEM
    account = Account.objects.filter(username=username).first()
    if account is None:
        held = people.enrol(given=Identity("测试员", number=f"B{username}"), source="bench", by=by, at=at)
        post = org.make_post(unit=unit, role=role, title="测试", by=by, at=at)
        people.appoint(post=post, person=held, on=at.date() - timedelta(days=1), basis="", by=by, at=at)
        account = people.open_account(username=username, person=held, password="bench bench", by=by, at=at)
    return session_of(account, "second")


def applicants(members: int, number: int) -> list[str]:
    """Cookies of newcomers who have told who they are and have their union still to choose."""
    from django.utils import timezone

    from yugong.ground.people import actions as people
    from yugong.ground.people import vault
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM

    made, before = [], Account.objects.count()
    fresh = islice(invented(members + before + number), members + before, None)
    for place, (name, paper, _, _) in enumerate(fresh, start=before):
        account = people.open_account(
            username=f"new-{place}", phone=f"162{place:08d}", verified=True, by=SYSTEM, at=timezone.now()
        )
        told = {"name": name, "paper": "resident", "number": paper, "trade": "rider"}
        sealed = vault.seal(json.dumps(told), table="session", column="join", row=account.pk)
        made.append(session_of(account, "code", join=base64.b64encode(sealed).decode()))
    return made


def _places(members: int) -> list[tuple[UUID, UUID]]:
    """Rows spread over the whole list, in no order: (membership, person)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLACES, [max(1, members // 2000)])
        return cursor.fetchall()


def asks(members: int) -> list[Ask]:
    """The pages in the order in which they are measured; joining fills the worklist that follows."""
    from yugong.ground.org.models import Unit

    city = Unit.objects.get(parent=None)
    base = Unit.objects.filter(kind="enterprise").order_by("id")[0]
    boss, chair = officer(city, "city_officer", "boss"), officer(base, "grassroots_chair", "chair")
    places = _places(members)
    search = {"q": "王伟", "csrfmiddlewaretoken": TOKEN}
    newcomers = applicants(members, NEWCOMERS)

    def deep(turn: int, of: int) -> Request:
        return "GET", f"/desk/members/?after={places[turn % min(of, len(places))][0]}", boss, {}

    def joining(turn: int) -> Request:
        form = {"unit": str(base.pk), "agree": "yes", "once": f"bench-{time.time_ns()}-{turn}"}
        return "POST", "/join/union/", newcomers[turn % len(newcomers)], form | {"csrfmiddlewaretoken": TOKEN}

    return [
        Ask("members list", lambda n: ("GET", "/desk/members/", boss, {})),
        Ask("deep page", lambda n: deep(n, 40)),
        Ask("deep page, never seen", lambda n: deep(n, 2000)),
        Ask("search by name", lambda n: ("POST", "/desk/members/", boss, search)),
        Ask("open one", lambda n: ("GET", f"/desk/members/{places[n % len(places)][1]}/", boss, {})),
        Ask("join submission", joining, expect=302, most=len(newcomers)),
        Ask("worklist", lambda n: ("GET", "/desk/", chair, {})),
    ]
