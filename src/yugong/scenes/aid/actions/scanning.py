"""The nightly search: chunk by chunk, each in a transaction of its own, going on where it stood."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.models import Progress
from yugong.ground.jobs.queue import jobs
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import offers
from yugong.scenes.aid.models import AidScan
from yugong.scenes.aid.queries import scan as queries
from yugong.scenes.aid.queries.faces import Face, all_faces
from yugong.scenes.aid.rules.weighing import searched

CHUNK, PIECE = 20_000, 2_000
JOB = "aid.scan"


@action(Permission.OFFER_SCAN)
def order(*, by: Actor, at: datetime) -> Progress:
    """Search now, as a job whose progress the officer sees."""
    return watching.follow(
        jobs[JOB], owner=by.key, label="查找符合政策的职工", total=queries.households(), at=at
    )


def run(*, progress: UUID | str | None = None, size: int = CHUNK, by: Actor, at: datetime) -> AidScan:
    """Search through all households; a search of today that stopped goes on behind its last chunk."""
    faces = all_faces(searched(local_day(at)), on=local_day(at))
    scan = queries.unfinished(local_day(at)) or begin(faces=faces, by=by, at=at)
    if progress:
        watching.begin(progress, total=scan.total)
        watching.advance(progress, scan.seen)
    while scan.done_at is None:
        before = scan.seen
        scan = step(scan=scan, faces=faces, size=size, by=by, at=at)
        if progress:
            watching.advance(progress, scan.seen - before)
    if progress:
        note = f"查了 {scan.seen} 户，新发现 {scan.found} 户，{scan.ended} 户不再符合"
        watching.finish(progress, note=note, link="/desk/aid/offers/")
    return scan


@action(Permission.OFFER_SCAN)
def begin(*, faces: Sequence[Face], by: Actor, at: datetime) -> AidScan:
    """Open a search: households go where their members went, and offers that hold no longer end."""
    moved = queries.rehome()
    ended = sum(offers.mind(found, at=at) for found in queries.standing(faces, size=PIECE)) if faces else 0
    scan = AidScan(
        day=local_day(at),
        rules=[one.rule for one in faces],
        total=queries.households(),
        ended=ended,
        began_at=at,
    )
    scan.save(force_insert=True)
    facts(moved=moved, ended=ended, rules=scan.rules)
    return scan


@action(Permission.OFFER_SCAN, on="scan")
def step(*, scan: AidScan, faces: Sequence[Face], size: int, by: Actor, at: datetime) -> AidScan:
    """One chunk: whoever qualifies and has not asked gets an offer; the last one closes the search."""
    if scan.done_at is not None:
        return scan
    upto = queries.chunk_end(scan.upto, size)
    found = queries.hits(faces, scan.upto, upto, on=scan.day, fresh=True) if faces else []
    made = offers.make(found, at=at)
    scan.found += made
    scan.seen = min(scan.seen + size, scan.total) if upto else scan.total
    scan.upto, scan.done_at = upto or scan.upto, None if upto else at
    scan.save()
    facts(seen=scan.seen, found=made)
    return scan
