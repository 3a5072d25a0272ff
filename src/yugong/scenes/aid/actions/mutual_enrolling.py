"""Insuring a unit's people: from a file or from last year's list; looked at first, then written by chunks."""

from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.reading import read
from yugong.scenes.aid.actions import mutual_lists as lists
from yugong.scenes.aid.models import CoverState, EnrolmentState, MutualCover, MutualEnrolment
from yugong.scenes.aid.queries import mutual_terms as terms_of
from yugong.scenes.aid.rules import mutual
from yugong.scenes.aid.rules.mutual import PRODUCTS, Terms
from yugong.scenes.aid.rules.mutual_enrolling import Judged, slot, split

JOB = "aid.enrol_mutual"
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
STALE = "这份参保名单现在是“{label}”，不能这样办，请刷新后再看。"


@action(Permission.ROSTER_IMPORT, on="unit", shared=True, named="mutual.check")
def check(
    *,
    unit: Unit,
    product: str,
    starts_on: date,
    shares: int = 1,
    union_percent: int = 100,
    data: bytes,
    file: str,
    by: Actor,
    at: datetime,
) -> MutualEnrolment:
    """Read and judge a list of people; nobody is insured yet, and one bad row never stops the good ones."""
    made = drafted(unit, product, starts_on, shares, union_percent, by=by, at=at)
    reading = read(data, file)
    lists.seal_file(made, data, file)
    lists.examine(made, lists.from_file(made, reading))
    made.save(force_insert=True)
    facts(enrolment=made.pk, product=product, rows=made.data_rows)
    return made


@action(Permission.ROSTER_IMPORT, on="before", shared=True, named="mutual.renew")
def renew(
    *,
    before: MutualEnrolment,
    union_percent: int | None = None,
    by: Actor,
    at: datetime,
) -> MutualEnrolment:
    """The same people for the next period, from the day after the last one ended: judged anew."""
    if before.state != EnrolmentState.FORCE:
        raise Refused(STALE.format(label=before.get_state_display()), code="stale")
    percent = before.union_percent if union_percent is None else union_percent
    start = before.ends_on + timedelta(days=1)
    made = drafted(before.unit, before.product, start, before.shares_each, percent, by=by, at=at)
    made.after = before
    lists.examine(made, lists.from_before(made, before))
    made.save(force_insert=True)
    facts(enrolment=made.pk, after=before.pk, rows=made.data_rows)
    return made


def drafted(
    unit: Unit, product: str, starts_on: date, shares: int, union_percent: int, *, by: Actor, at: datetime
) -> MutualEnrolment:
    """An enrolment that is only looked at; refused when the product has no price or the day is past."""
    if product not in PRODUCTS:
        raise Refused("请选择险种。", field="product")
    day = local_day(at)
    terms = Terms(product, terms_of.Dated(starts_on, unit.path))
    price = terms.fen("price")
    if why := mutual.too_many(shares, terms):
        raise Refused(f"{why}。", field="shares")
    if not 0 <= union_percent <= 100:
        raise Refused("工会承担的比例要在 0 到 100 之间。", field="union_percent")
    if (starts_on - day).days > 366 or (day - starts_on).days > 366:
        raise Refused("生效日离今天不能超过一年，请核对。", field="starts_on")
    return MutualEnrolment(
        id=uuid7(), unit=unit, office=terms_of.office_of(unit.path, on=day), product=product,
        starts_on=starts_on, ends_on=mutual.ends_on(starts_on, terms), price_fen=price, shares_each=shares,
        union_percent=union_percent, made_by=by.key, made_at=at,
    )  # fmt: skip


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.drop")
def drop(*, enrolment: MutualEnrolment, by: Actor, at: datetime) -> MutualEnrolment:
    """Give a list up that nobody has paid for: its people are free again, its file is forgotten."""
    if enrolment.state not in (EnrolmentState.CHECKED, EnrolmentState.DUE) or enrolment.received_fen:
        raise Refused(STALE.format(label=enrolment.get_state_display()), code="stale")
    MutualCover.objects.filter(enrolment=enrolment).update(state=CoverState.ENDED, ended_on=local_day(at))
    enrolment.state, enrolment.file_sealed, enrolment.problems_sealed = EnrolmentState.DROPPED, None, None
    enrolment.save()
    return enrolment


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.enrol")
def enrol(*, enrolment: MutualEnrolment, by: Actor, at: datetime) -> MutualEnrolment:
    """Write the covers: at once, or for a long list as a job whose progress is shown; then a payment notice.

    A second call changes nothing.
    """
    if enrolment.state in (EnrolmentState.RUNNING, EnrolmentState.DUE, EnrolmentState.FORCE):
        return enrolment
    if enrolment.state != EnrolmentState.CHECKED or not enrolment.accepted:
        raise Refused("没有可以参保的人，请改好名单再传。", code="nobody")
    enrolment.state = EnrolmentState.RUNNING
    if enrolment.accepted > int(value("mutual.job_rows", on=local_day(at))):
        follow(enrolment, at=at)
        enrolment.save()
        return enrolment
    enrolment.save()
    write(enrolment, by=by, at=at)
    enrolment.refresh_from_db()
    return enrolment


def follow(enrolment: MutualEnrolment, *, at: datetime) -> None:
    """Let a job write the covers and the page watch it."""
    enrolment.progress = watching.follow(
        jobs[JOB], owner=enrolment.made_by, label="登记互助保障", total=enrolment.data_rows,
        enrolment=str(enrolment.pk), at=at,
    ).pk  # fmt: skip


def write(enrolment: MutualEnrolment, *, progress: UUID | str | None = None, by: Actor, at: datetime) -> None:
    """Insure chunk by chunk, each in a transaction of its own where a job does it; those done are passed."""
    if enrolment.state != EnrolmentState.RUNNING:
        return
    left, done = islice(lists.lines_of(enrolment), enrolment.done, None), enrolment.done
    if progress:
        watching.begin(progress, total=enrolment.data_rows)
        watching.advance(progress, done)
    while chunk := list(islice(left, lists.CHUNK)):
        with transaction.atomic():
            admit(enrolment=enrolment, chunk=chunk, start=done, by=by, at=at)
        done += len(chunk)
        if progress:
            watching.advance(progress, len(chunk))
    notify(enrolment=enrolment, by=by, at=at)
    if progress:
        watching.finish(progress, link=f"/desk/aid/mutual/enrolments/{enrolment.pk}/")


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.admit")
def admit(
    *, enrolment: MutualEnrolment, chunk: list[Judged], start: int, by: Actor, at: datetime
) -> MutualEnrolment:
    """Insure one chunk; who was insured elsewhere meanwhile is left out; one done before is passed over."""
    if enrolment.state != EnrolmentState.RUNNING or enrolment.done != start:
        return enrolment
    period = lists.period_of(enrolment)
    waiting, family = period.terms.whole("waiting"), period.terms.product.family
    made = []
    for line in lists.judged(enrolment, chunk, hold=True):
        if not line.is_accepted or line.person is None:
            continue
        premium = line.shares * enrolment.price_fen
        since = mutual.covered_from(enrolment.starts_on, waiting, renewal=line.renewal)
        made.append(
            MutualCover(
                id=uuid7(), enrolment=enrolment, person_id=line.person, unit_id=enrolment.unit_id,
                product=enrolment.product, family=family, slot=slot(line.person, family), shares=line.shares,
                premium_fen=premium, union_fen=split(premium, enrolment.union_percent)[0],
                starts_on=enrolment.starts_on, ends_on=enrolment.ends_on, covered_from=since,
                renewal=line.renewal,
            )
        )  # fmt: skip
    MutualCover.objects.bulk_create(made)
    enrolment.done = start + len(chunk)
    enrolment.heads += len(made)
    enrolment.shares += sum(one.shares for one in made)
    enrolment.save(update_fields=["done", "heads", "shares"])
    facts(start=start, rows=len(chunk), insured=len(made))
    return enrolment


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.notify")
def notify(*, enrolment: MutualEnrolment, by: Actor, at: datetime) -> MutualEnrolment:
    """All are written: what is due is fixed, and the payment notice has its number."""
    if enrolment.state != EnrolmentState.RUNNING:
        return enrolment
    rows = MutualCover.objects.filter(enrolment=enrolment).values_list("premium_fen", "union_fen")
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0, 0]
    enrolment.due_fen, enrolment.union_fen = sums
    enrolment.number = f"HB{local_day(at):%y%m%d}{code_of(enrolment.pk)}"
    enrolment.state = EnrolmentState.DUE if enrolment.heads else EnrolmentState.DROPPED
    enrolment.save()
    facts(number=enrolment.number, heads=enrolment.heads, due=enrolment.due_fen)
    return enrolment


def code_of(key: UUID) -> str:
    """Six letters that tell one notice from another, easy to write on a bank transfer."""
    return "".join(LETTERS[key.int >> 5 * place & 31] for place in range(6))
