"""Drafts: what was filled in and not yet sent; sealed, one per person and kind, forgotten after a month."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from yugong.engines.matters.models import Draft, Submission
from yugong.engines.matters.sealing import seal
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import check, facts
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.fields import Consent
from yugong.kernel.flow import kinds
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

KEPT = timedelta(days=30)


@action(Permission.PERSON_SELF, on="person", named="matters.save_draft")
def save_draft(*, person: Person, kind: str, raw: Mapping[str, Any], by: Actor, at: datetime) -> Draft:
    """Keep what was filled in so far; a consent is never kept, it is given when sending."""
    declared = kinds[kind]
    wanted = {f.name for f in declared.fields if not isinstance(f, Consent)}
    draft = Draft.objects.filter(person=person, kind=kind).first() or Draft(
        id=uuid7(), person=person, kind=kind, key=uuid7().hex
    )
    body = {name: value for name, value in raw.items() if name in wanted}
    draft.body_sealed = seal(body or {"": ""}, column="draft.body", row=draft.id)
    draft.saved_at = at
    draft.save()
    facts(kind=kind)
    return draft


@action(Permission.PERSON_SELF, on="person", named="matters.drop_draft")
def drop_draft(*, person: Person, kind: str, by: Actor, at: datetime) -> int:
    """Forget a draft."""
    facts(kind=kind)
    return forget(person, kind)


def forget(person: Person, kind: str) -> int:
    """What was sent, or is not wanted, is no draft any more; how many there were."""
    check("Draft")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM matters_draft WHERE person_id = %s AND kind = %s", [person.pk, kind])
        return int(cursor.rowcount)


@action(Permission.MATTER_SWEEP, named="matters.purge")
def purge(*, by: Actor, at: datetime) -> str:
    """Forget drafts and keys of submissions after a month."""
    drafts, _ = Draft.objects.filter(saved_at__lt=at - KEPT).delete()
    keys, _ = Submission.objects.filter(at__lt=at - KEPT).delete()
    facts(drafts=drafts, keys=keys)
    return f"purged {drafts} drafts, {keys} keys"
