"""Which union mediates, who may apply, and why somebody may not mediate a case: never for the employer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Employment, Person, Tenure
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.scenes.rights.models import MediationBody
from yugong.scenes.rights.rules import routing
from yugong.scenes.rights.rules.mediating import claimed

Answers = Mapping[str, Any]
YES = Decision(True, "")


def eligible(*, asker: Any, answers: Answers, at: datetime) -> Decision:
    """Anybody who works or worked may apply; the other side has to know who asks, and for what."""
    if answers.get("share") != "yes":
        return Decision(
            False, "调解要单位一起谈，单位得知道是谁；不想让单位知道，请打 12351 或者用「求助」匿名反映"
        )
    if not claimed(answers) and not answers.get("other_claim"):
        return Decision(False, "请至少写一项要求：金额，或者其他要求")
    if answers.get("ended") and answers["ended"] < answers["started"]:
        return Decision(False, "离职的日期不能早于入职的日期")
    return YES


def may_take(*, unit: Unit, asker: Any, answers: Answers, at: datetime) -> Decision:
    """No union of an employer mediates: people of the employer sit there."""
    if org.of_an_employer(unit):
        return Decision(False, "调解不由用人单位自己的工会办，请选街道、区县或者行业的工会")
    return YES


def active(on: date) -> Q:
    """Bodies that exist on a day; an expired term does not stop a case, it is warned of."""
    return Q(formed_on__lte=on) & (Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def begins(asker: Any, answers: Answers) -> Unit | None:
    """Where a search for the right desk begins: the place, the employer's union, or the worker's own."""
    if answers.get("area"):
        return Unit.objects.filter(pk=answers["area"], valid_to=None).first()
    if (employer := routing.employer_of(answers)) and (union := org.union_of(employer)):
        return union
    stretch = membership_of(asker.pk)
    return stretch.unit if stretch else None


def desk(*, asker: Any, answers: Answers, at: datetime) -> int | None:
    """The nearest union with a mediation body."""
    start = begins(asker, answers)
    if start is None:
        return None
    chain, day = tree.ids(start.path), local_day(at)
    held = set(MediationBody.objects.filter(active(day), unit__in=chain).values_list("unit_id", flat=True))
    return next((unit_id for unit_id in reversed(chain) if unit_id in held), start.pk)


def body_at(unit_id: int, *, on: date) -> MediationBody | None:
    """The body in which a union mediates: its committee before its studios."""
    rows = MediationBody.objects.filter(active(on), unit_id=unit_id).order_by("formed_on", "id")
    return min(rows, key=lambda row: row.kind == "studio", default=None)


def serving(on: date) -> Q:
    """Tenures of a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def mediates(person_id: UUID, unit_id: int, *, on: date) -> bool:
    """Whether the person is a mediator of this very union."""
    held = Tenure.objects.filter(serving(on), person_id=person_id, post__unit_id=unit_id)
    return held.filter(post__role="mediator", post__closed_on__isnull=True).exists()


def mediators_of(unit_id: int, *, on: date) -> dict[UUID, date]:
    """The mediators of a union, and since when each of them is."""
    held = Tenure.objects.filter(serving(on), post__unit_id=unit_id, post__role="mediator")
    return dict(held.order_by("valid_from", "id").values_list("person_id", "valid_from"))


def mediators_below(path: str, *, on: date) -> Counter[int]:
    """How many mediators sit in each union of a subtree."""
    held = Tenure.objects.filter(serving(on), post__role="mediator", post__unit__in=org.subtree(path))
    return Counter(held.values_list("post__unit_id", flat=True))


def conflict(person_id: UUID, asker: Person, employer: Employer | None, *, on: date) -> str:
    """What the records say against this mediator in this case; "" when nothing."""
    if person_id == asker.pk:
        return "这是您本人的事，请交别的调解员"
    if employer is None:
        return ""
    works = Employment.objects.filter(person_id=person_id, employer=employer)
    if works.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).exists():
        return f"您登记的工作单位就是{employer.name}，按规定回避，请交别的调解员"
    if works.exists():
        return f"您在{employer.name}工作过，按规定回避，请交别的调解员"
    posts = Tenure.objects.filter(serving(on), person_id=person_id)
    if posts.filter(post__unit__employer=employer).exists():
        return f"您在{employer.name}的工会任职，按规定回避，请交别的调解员"
    return ""


def gives(*, matter: Any) -> Sequence[tuple[str, str, str, str]]:
    """The worker's way to his case, from its first day."""
    text = "时效、要素表、单位的意见和方案、协议、到账"
    return (("调解情况", text, f"/mediation/{matter.number}/", "messages-square"),)
