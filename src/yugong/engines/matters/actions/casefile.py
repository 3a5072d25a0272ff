"""Taking a matter out as a signed case file that anybody can verify without us; every export is on record."""

from datetime import datetime
from typing import Any

from django.conf import settings

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.casefile import case, contents, evidence, stamp
from yugong.ground.audit.action import action
from yugong.ground.audit.actions import record
from yugong.ground.audit.writing import facts, words
from yugong.kernel import bundle
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.ui import papers

LONGEST = 80


@action(Permission.CASE_EXPORT, on="matter", named="matters.export")
def export(*, matter: Matter, purpose: str, by: Actor, at: datetime) -> bytes:
    """The signed bundle: the case as JSON and PDF, its evidence from the log as a hash chain, its files.

    Numbers of papers and phones stay masked. The asker sees the export and its purpose.
    """
    why = purpose.strip()
    if not why:
        raise Refused("请写明导出案卷的用途，本人会看到", field="purpose")
    if len(why) > LONGEST:
        raise Refused(f"用途最多 {LONGEST} 个字", field="purpose", code="too_long")
    _, key = settings.YUGONG_KEYRING.current("sign")
    about = {
        "number": matter.number,
        "kind": matter.kind,
        "title": matter.title,
        "union": matter.unit.name,
        "purpose": why,
        "exported_at": stamp(at),
    }
    made = bundle.sign(parts(matter, about, bundle.fingerprint(bundle.public(key))), about=about, key=key)
    facts(number=matter.number, fingerprint=bundle.fingerprint(bundle.public(key)))
    words(purpose=why)
    data: dict[str, Any] = {"fields": ["casefile"], "matter": matter.number}
    if by.is_system:
        data["who"] = "平台（命令行）"
    record(by=by, did="people.reveal", on=matter.asker, at=at, data=data, words={"purpose": why})
    return made


def parts(matter: Matter, about: dict[str, Any], fingerprint: str) -> dict[str, bytes]:
    """What goes into the bundle, by name, in the order in which one reads it."""
    told, held = case(matter), list(contents(matter))
    told["files"] = [
        {"name": card.name, "path": path, "size": len(body), "added": stamp(card.added_at)}
        for card, path, body in held
    ]
    events = bundle.chained(evidence(matter))
    chain = {"rule": "SHA-256(link before + canonical JSON of the event)", "events": events}
    page = papers.printed("matters/casefile.html", case=told, about=about, fingerprint=fingerprint)
    return {
        "case.json": bundle.canonical(told),
        "case.pdf": page,
        "evidence.json": bundle.canonical(chain),
        **{path: body for _, path, body in held},
    }
