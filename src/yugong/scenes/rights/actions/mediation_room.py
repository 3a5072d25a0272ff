"""The joint room: what each side says and proposes, and the employer's word on the agreement."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.actions.mediation import matter_of
from yugong.scenes.rights.models import Mediation, MediationOffer
from yugong.scenes.rights.queries import mediation as queries

OVER = Refused("调解已经不在谈的环节，请联系调解员", code="stale")


def insist_talks(row: Mediation, *stages: str) -> None:
    """Refuse when the talks are over."""
    if matter_of(row).stage not in (stages or ("talks",)):
        raise OVER


@action(Permission.UNIT_VIEW, on="mediation", named="mediation.viewed")
def say_views(*, mediation: Mediation, view: str, says: str, by: Actor, at: datetime) -> Mediation:
    """The employer says which elements it accepts; it may say so again while the talks go on."""
    insist_talks(mediation)
    mediation.views_sealed = seal(mediation, "views_sealed", {"view": view, "says": says})
    mediation.save()
    facts(matter=mediation.matter, view=view)
    return mediation


@action(Permission.UNIT_VIEW, on="mediation", named="mediation.employer_offered")
def employer_offers(*, mediation: Mediation, fen: int, text: str, by: Actor, at: datetime) -> MediationOffer:
    """The employer proposes."""
    return propose(mediation, "employer", fen, text, at=at)


@action(Permission.MATTER_ASK, on="mediation", named="mediation.worker_offered")
def worker_offers(*, mediation: Mediation, fen: int, text: str, by: Actor, at: datetime) -> MediationOffer:
    """The worker proposes."""
    return propose(mediation, "worker", fen, text, at=at)


@action(Permission.UNIT_VIEW, on="mediation", named="mediation.employer_accepted")
def employer_accepts(*, mediation: Mediation, offer: str, by: Actor, at: datetime) -> MediationOffer:
    """The employer says yes to the worker's proposal."""
    return accept(mediation, "employer", offer, at=at)


@action(Permission.MATTER_ASK, on="mediation", named="mediation.worker_accepted")
def worker_accepts(*, mediation: Mediation, offer: str, by: Actor, at: datetime) -> MediationOffer:
    """The worker says yes to the employer's proposal; the mediator writes it into the terms."""
    return accept(mediation, "worker", offer, at=at)


def propose(row: Mediation, side: str, fen: int, text: str, *, at: datetime) -> MediationOffer:
    """One more proposal at the end of the list."""
    insist_talks(row)
    found = MediationOffer(mediation=row, side=side, fen=fen, at=at)
    found.text_sealed = seal(found, "text_sealed", text)
    found.save()
    facts(matter=row.matter, fen=fen)
    return found


def accept(row: Mediation, side: str, offer: str, *, at: datetime) -> MediationOffer:
    """Yes to the other side's proposal, while it is the last word."""
    insist_talks(row)
    last = queries.standing(row)
    if last is None or last.side == side or str(last.pk) != offer:
        raise Refused("对方刚提了新的方案，请看最新的再定", code="stale")
    found = MediationOffer(mediation=row, side=side, fen=last.fen, at=at, accepts=last)
    found.save()
    facts(matter=row.matter, fen=last.fen)
    return found


@action(Permission.UNIT_VIEW, on="mediation", named="mediation.employer_agreed")
def employer_agrees(*, mediation: Mediation, who: str, version: int, by: Actor, at: datetime) -> Mediation:
    """The employer confirms the agreement as it stands, by name and office; twice is once."""
    insist_talks(mediation, "consent", "seal")
    if version != mediation.version:
        raise Refused("协议刚改过，请看最新一稿再确认", code="stale")
    if mediation.employer_agreed_at is None:
        name = names({mediation.mediator_id}).get(mediation.mediator_id, "")
        if name and name in who:
            raise Refused("调解员不能代表单位确认，请写单位自己的人", field="who", code="conflict")
        mediation.employer_agreed_at = at
        mediation.employer_signer_sealed = seal(mediation, "employer_signer_sealed", who)
        mediation.save()
    facts(matter=mediation.matter, version=version)
    return mediation
