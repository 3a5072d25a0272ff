"""Plants readers who are signed in, and one thing of each sort for them to look at."""

import json
import os
import sys
from collections.abc import Container
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
Path = tuple[str, str, int]  # whose, where, and the status it answers


def cookie(account: Any, how: str) -> str:
    """The key of a session in which the account has come in."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from yugong.ground.access import session
    from yugong.ground.signin.sessions import BACKEND

    store = SessionStore()
    store.create()
    store["_auth_user_id"], store["_auth_user_backend"] = str(account.pk), BACKEND
    store["_auth_user_hash"] = account.get_session_auth_hash()
    session.begin(store, how=how, at=timezone.now())
    store.save()
    return str(store.session_key)


def waiting(account: Any) -> str:
    """The key of a session in which the password was right and the second factor is awaited."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from yugong.ground.signin import pending

    store = SessionStore()
    later = timezone.now() + timedelta(hours=1)  # other readers come first
    pending.begin(store, account, following="/desk/", at=later)
    store.save()
    return str(store.session_key)


def holding(role: str) -> Any:
    """The account of somebody who holds such a post in the demo world, but for those stories sign in as."""
    from yugong.ground.people.models import Account, Tenure

    seats = Tenure.objects.filter(post__role=role, valid_to=None)
    held = Account.objects.filter(person__in=seats.values("person"), is_active=True)
    return held.exclude(username__in=("chair", "district", "city")).order_by("id")[0]


def newly(account: Any) -> Any:
    """The same account before its first password."""
    account.set_unusable_password()
    account.save()
    return account


def bound(account: Any) -> Any:
    """The same account with an authenticator."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from yugong.ground.signin import factors

    data = {"secret": get_adapter().encrypt(factors.fresh_secret())}
    Authenticator.objects.get_or_create(user=account, type=factors.TOTP, defaults={"data": data})
    return account


def plant(far: dict[str, Any]) -> dict[str, Any]:
    """The sessions by reader, and the paths of each; `far` is what stands in another district."""
    from tests.stories import (
        planting_policies,
        readers_aid,
        readers_health,
        readers_money,
        readers_mutual,
        readers_organise,
        readers_rights,
        readers_seasons,
        readers_service,
        readers_station_desk,
        readers_stations,
        readers_votes,
    )
    from yugong.ground.access import session
    from yugong.ground.people.actions import open_account
    from yugong.ground.people.models import Account, Person
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.ident import uuid7

    person, now = Person.objects.get(pk=far["person_id"]), moment()
    phone = f"1610098{uuid7().int % 10_000:04d}"
    account = open_account(
        username=f"w-{uuid7().hex}", phone=phone, person=person, verified=True, by=SYSTEM, at=now
    )
    city, made = Account.objects.get(username="city"), matters_of(person)
    chair = chairing(far["unit_id"])
    more = readers_rights.plant(far, person, chair)
    money, aid = readers_money.plant(person), readers_aid.plant(person, chair)
    health = readers_health.plant(person)
    accounts = more["accounts"] | money["accounts"] | aid["accounts"] | health["accounts"]
    readers = {
        "holder": cookie(account, session.CODE),
        "city": cookie(city, session.SECOND),
        "chair": cookie(chair, session.SECOND),
        **{name: cookie(one, session.SECOND) for name, one in accounts.items()},
        "auditor": cookie(holding("audit_admin"), session.SECOND),
        "fresh": cookie(newly(holding("mediator")), session.CODE),
        "bound": waiting(bound(holding("supervisor"))),
        "binding": waiting(holding("call_agent")),
    }
    paths = [
        *alone(),
        *to_hold(far, person, made),
        *to_govern(far, city, made),
        *more["paths"],
        *money["paths"],
        *readers_seasons.plant(person)["paths"],
        *readers_mutual.plant(person)["paths"],
        *planting_policies.pages(far),
        *aid["paths"],
        *readers_service.plant(person),
        *readers_stations.plant(person),
        *readers_organise.plant(far["unit_id"]),
        *health["paths"],
        *readers_station_desk.plant(person),
        *readers_votes.plant(person),
    ]
    return {"readers": readers, "paths": paths, "pressed": more["pressed"]}


def chairing(unit_id: int) -> Any:
    """The account of a new chair of the union."""
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.kernel.actor import SYSTEM
    from yugong.kernel.ident import uuid7

    who: dict[str, Any] = {"by": SYSTEM, "at": moment()}
    person = people.enrol(given=Identity(name="况席"), source="stories", **who)
    unit = Unit.objects.get(pk=unit_id)
    post = org.make_post(unit=unit, role="grassroots_chair", title="主席", **who)
    people.appoint(post=post, person=person, on=date(2026, 1, 1), **who)
    return people.open_account(username=f"o-{uuid7().hex}", person=person, **who)


def moment() -> Any:
    from django.utils import timezone

    return timezone.now()


def alone() -> list[Path]:
    """What a code in hand or nothing at all opens, and the pages of those who are not in yet."""
    from yugong.ground.org.models import Unit

    code = Unit.objects.filter(name="南川区快递行业联合工会").values_list("join_code", flat=True)[0]
    open_to_all = ["/login/", "/desk/login/", "/gallery/", "/gallery/phone/", f"/join/u/{code}/"]
    return [
        *(("", path, 200) for path in open_to_all),
        *(("", path, 404) for path in ("/join/u/nobody/", "/check/nothing/", "/nowhere/")),
        ("", "/verify/nothing/", 410),
        ("auditor", "/desk/house/log/", 200),
        ("chair", "/desk/accounts/", 200),
        ("fresh", "/me/desk/", 200),
        ("bound", "/desk/login/second/", 200),
        ("binding", "/desk/login/enrol/", 200),
    ]


def matters_of(person: Any) -> dict[str, Any]:
    """A matter of each kind in its first stage, by kind."""
    from tests.kinds.filling import filled
    from yugong.engines.matters.actions.opening import written
    from yugong.engines.matters.actions.records import happen
    from yugong.ground.audit.writing import writing
    from yugong.ground.people.models import Membership
    from yugong.kernel.actor import person as acting
    from yugong.kernel.flow import kinds

    unit, me = Membership.objects.filter(person=person, valid_to=None)[0].unit, acting(person.pk)
    found = {}
    for kind in kinds:
        with writing("stories.readers"):
            given = {field.name: filled(field, unit.pk) for field in kind.fields}
            found[kind.key] = written(kind, person, given, unit, by=me, at=moment())
            happen(found[kind.key], "open", by=me, at=moment(), path=("", kind.first.name))
    return found


def to_hold(far: dict[str, Any], person: Any, made: dict[str, Any]) -> list[Path]:
    """What a member has on his phone: every form, his matters, his card, a union being founded."""
    from yugong.ground.audit.writing import writing
    from yugong.ground.people.actions import issue_card_token
    from yugong.ground.people.models import CardToken
    from yugong.kernel.actor import person as acting
    from yugong.kernel.flow import ASKER, kinds
    from yugong.scenes.organise.models import Agreement, Founding

    with writing("stories.readers"):
        founding = Founding.objects.get(pk=far["founding_id"])
        Agreement(founding=founding, person=person, agreed_at=moment()).save()
    secret = issue_card_token(person=person, purpose="member", by=acting(person.pk), at=moment())
    with writing("stories.readers"):
        CardToken.objects.filter(person=person).update(expires_at=moment() + timedelta(hours=1))
    asked = [kind.key for kind in kinds if ASKER in kind.opened_by]
    return [
        ("", f"/verify/{secret}/", 200),
        ("", f"/check/{far['code']}/", 200),
        *(("holder", f"/apply/{key}/", 200) for key in asked),
        *(("holder", f"/m/{one.number}/", 200) for one in made.values()),
        *(
            ("holder", f"/m/{one.number}/move/{step.name}/", 200)
            for one in made.values()
            for step in asking(one, {ASKER})
        ),
        ("holder", f"/m/{made['organise.join'].number}/move/withdraw/", 200),
        ("holder", f"/unions/{founding.pk}/", 200),
        ("holder", f"/messages/{far['notice']}/", 200),
        ("holder", "/card/", 200),
    ]


def to_govern(far: dict[str, Any], city: Any, made: dict[str, Any]) -> list[Path]:
    """What only the desk of the city sees of it: matters of every kind, and what rearranges the tree."""
    from yugong.ground.jobs.progress import Progress
    from yugong.kernel.flow import DUTIES
    from yugong.scenes.organise.models import ImportState, RosterImport

    unit, key = far["unit_id"], f"person:{city.person_id}"
    job = Progress.objects.create(
        owner=key, label="导入名册", done=1200, total=20000, created_at=moment(), changed_at=moment()
    )
    done = RosterImport.objects.filter(state=ImportState.DONE).order_by("id")[0]
    changes = ("rename", "move", "merge", "split", "dissolve")
    paths = [
        *(f"/desk/org/{unit}/change/{how}/" for how in changes),
        *(f"/desk/org/{unit}/{what}/" for what in ("below", "term")),
        f"/desk/duplicates/{far['keep_id']}/{far['drop_id']}/",
        f"/desk/annual/{unit}/2025/",
        "/desk/members/export/",
        f"/desk/jobs/{job.pk}/",
        f"/desk/rosters/{far['roster_id']}/",
        f"/desk/rosters/{done.pk}/",
        "/desk/org/late/",
        *(f"/desk/house/{page}" for page in ("", "holidays/", "parameters/membership.review/")),
    ]
    own = [f"/desk/matters/{one.number}/" for one in made.values()]
    own += [
        f"/desk/matters/{one.number}/move/{step.name}/"
        for one in made.values()
        for step in asking(one, DUTIES)
    ]
    seen = [("chair", path, 200) for path in own] + [("city", path, 200) for path in paths]
    return [*seen, ("city", "/desk/nowhere/", 404)]


def asking(matter: Any, movers: Container[str]) -> list[Any]:
    """The first move of the given movers that asks something."""
    from yugong.kernel.flow import kinds

    kind = kinds[matter.kind]
    return [step for step in kind.from_(matter.stage) if step.asks and kind.mover(step) in movers][:1]


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        sys.stdout.write(json.dumps(plant(json.loads(sys.argv[1])), ensure_ascii=False))
