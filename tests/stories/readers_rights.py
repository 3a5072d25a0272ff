"""Plants what rights, partners and corrections show: a case of each at the point where most is to be seen."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.kinds.filling import filled
from yugong.engines.matters.actions import link
from yugong.engines.matters.actions.opening import written
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.models import Handover
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Unit
from yugong.ground.people import actions as people
from yugong.ground.people import vault
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Membership, Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.flow import kinds
from yugong.kernel.ident import uuid7
from yugong.scenes.organise.actions import comparing
from yugong.scenes.organise.models import Chosen, Comparison, Difference, Election, MemberExport, Sort
from yugong.scenes.rights import models as rights
from yugong.scenes.rights.queries.letters import fingerprint
from yugong.scenes.rights.rules.letters import ranks

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
LATER = {"days": 20}
CHAIR = "chair"


def at_stage(key: str, stage: str, asker: Person, unit: Unit) -> Any:
    """A matter of a kind, standing in that stage."""
    kind = kinds[key]
    given = {field.name: filled(field, unit.pk) for field in kind.fields}
    matter = written(kind, asker, given, unit, by=acting(asker.pk), at=NOW)
    happen(matter, "open", by=acting(asker.pk), at=NOW, path=("", kind.first.name))
    matter.stage = stage
    matter.held_by = next(one.held_by for one in kind.stages if one.name == stage)
    matter.save()
    return matter


def partner(agency: Agency) -> Any:
    """The account of the agency's liaison."""
    person = people.enrol(given=Identity(name="况法官"), source="stories", **WHO)
    post = org.make_post(unit=agency.unit, role="partner", title="联络员", agency=agency, **WHO)
    people.appoint(post=post, person=person, on=date(2026, 1, 1), **WHO)
    return people.open_account(username=f"p-{uuid7().hex}", person=person, **WHO)


def plant(far: dict[str, Any], person: Person, chair: Any) -> dict[str, Any]:
    """The accounts of further readers, the paths that are opened, and those where something is pressed."""
    pressed: dict[str, str] = {}
    with writing("stories.readers"):
        unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
        head = Person.objects.get(pk=chair.person_id)
        upper = Unit.objects.get(pk=Agency.objects.get(name="远处法院").unit_id)
        court = org.register_agency(name="远处第二法庭", kind="court", unit=upper, **WHO)
        paths = [
            *to_check(unit, head),
            *to_supervise(far, unit, person, head, pressed),
            *to_mediate(far, unit, person, head, pressed),
            *to_advise(unit, person, head, pressed),
            *to_hand(court, unit, person, pressed),
        ]
        accounts = {"partner": partner(court)}
    return {"accounts": accounts, "paths": paths, "pressed": pressed}


def to_check(unit: Unit, head: Person) -> list[Any]:
    """The register: a roster held against it, an export, somebody elected who is not known yet."""
    compared = Comparison.objects.create(
        unit=unit, lines=120, same=117, made_by=f"person:{head.pk}", made_at=NOW
    )
    for sort in Sort.values:
        member = Membership.objects.filter(unit=unit, valid_to=None).order_by("id")[0].person
        row = Difference(comparison=compared, sort=sort, person=None if sort == Sort.NEW else member)
        if sort != Sort.MISSING:
            line = comparing.Given(name="况新", phone="16100999988")
            row.line_sealed = comparing.seal_line(line, row.pk)
        row.save()
    whose = f"person:{Account.objects.get(username='city').person_id}"
    export = MemberExport.objects.create(
        unit=unit, seat_unit=unit, purpose="换届核对会员", made_by=whose, made_at=NOW, rows=120
    )
    held = Election(
        matter="远处-2", held_on=TODAY, members=30, women=10, due=30, present=28, quorum=20, majority=16,
        seats=3, chair=head, chair_votes=27, term_years=3, recorded_at=NOW,
    )  # fmt: skip
    held.names_sealed = vault.seal("[]", table="organise_election", column="names_sealed", row=held.pk)
    held.save()
    chosen = Chosen(election=held, role="grassroots_audit", title="经审委员", place=1, unit=unit)
    chosen.name_sealed = vault.seal("况审", table="organise_chosen", column="name_sealed", row=chosen.pk)
    chosen.save()
    sorts = [(CHAIR, f"/desk/recheck/rosters/{compared.pk}/?sort={sort}", 200) for sort in Sort.values]
    return [
        *sorts,
        ("city", f"/desk/exports/{export.pk}/", 200),
        (CHAIR, f"/desk/org/{unit.pk}/elected/{chosen.pk}/", 200),
    ]


def to_supervise(
    far: dict[str, Any], unit: Unit, person: Person, head: Person, pressed: dict[str, str]
) -> list[Any]:
    """Cards of the teams; a letter sent back to its drafter, and two at their addressee's."""
    badge = rights.Badge.objects.get(pk=far["badge_id"])
    own = rights.Badge.objects.get(pk=far["badge_id"])
    post = org.make_post(unit=unit, role="mediator", title="调解员", **WHO)
    own.tenure = people.appoint(post=post, person=person, on=TODAY, **WHO)
    own.pk, own._state.adding = uuid7(), True
    own.team, own.person, own.code, own.number = "mediator", person, "stories-own-card", "远处调〔2026〕1 号"
    own.save()
    letters = [
        (state, f"stories-letter-{state}", at_stage(ranks["reminder"].kind, "mend", head, unit))
        for state in ("drafted", "signed", "served", "pressed")
    ]
    for place, (named, secret, matter) in enumerate(letters, 1):
        state = "signed" if named == "pressed" else named
        row = rights.SupervisionLetter(
            matter=matter.number, rank="reminder", unit=unit, unit_name=unit.name, addressee="远处公司",
            cause="pay", drafted_by=head, drafted_at=NOW, state=state, reply_days=15,
            link_until=NOW + timedelta(**LATER), link_print=fingerprint(secret),
        )  # fmt: skip
        if state != "drafted":
            row.number, row.serial, row.on = f"远处〔2026〕{place} 号", place, TODAY
            row.seconded_by, row.signed_by = person, person
        text = {
            "finding": "9 月工资没有按时发。",
            "demands": "10 日内补发。\n列明应发、实发。",
            "contact": "12351",
        }
        row.text_sealed = seal(row, "text_sealed", text)
        row.save()
    number, pressed["letter"] = letters[0][2].number, f"/desk/letters/{letters[3][2].number}/"
    return [
        (CHAIR, f"/desk/teams/{badge.pk}/", 200),
        ("", f"/badge/{badge.code}/", 200),
        ("", "/badge/nothing/", 404),
        ("holder", "/badge/", 200),
        (CHAIR, f"/desk/letters/{number}/", 200),
        (CHAIR, f"/desk/letters/{number}/text/", 200),
        *(("", f"/letters/{secret}/", 200) for _, secret, _ in letters[1:3]),
    ]


def to_mediate(
    far: dict[str, Any], unit: Unit, person: Person, head: Person, pressed: dict[str, str]
) -> list[Any]:
    """A case in its talks and one with an agreement to confirm, for all three who see them."""
    body = rights.MediationBody.objects.get(pk=far["body_id"])
    body.pk, body._state.adding, body.unit = uuid7(), True, unit
    body.save()
    found = [(CHAIR, f"/desk/mediations/bodies/{body.pk}/", 200), ("holder", "/mediation/", 200)]
    for named, stage, state in (
        ("pressed", "talks", "talks"),
        ("talks", "talks", "talks"),
        ("consent", "consent", "drafted"),
    ):
        matter, secret = at_stage("rights.mediation", stage, person, unit), f"stories-room-{named}"
        row = rights.Mediation(
            matter=matter.number, asker=person, unit=unit, body=body, mediator=head,
            employer_name="远处公司", state=state, received_on=TODAY, accepted_on=TODAY,
            talks_until=TODAY + timedelta(**LATER), link_print=fingerprint(secret),
            link_until=NOW + timedelta(**LATER), version=1,
            plan=[[(TODAY + timedelta(**LATER)).isoformat(), 500_000]],
        )  # fmt: skip
        row.views_sealed = seal(row, "views_sealed", {"view": "part", "says": "9 月的认，10 月的不认。"})
        row.terms_sealed = seal(row, "terms_sealed", "单位分期付清欠付的工资。")
        row.save()
        meeting = rights.MediationSession(mediation=row, on=TODAY, clock="14:30", place="远处调解室")
        meeting.save()
        for side, fen in (("worker", 600_000), ("employer", 500_000)):
            offer = rights.MediationOffer(mediation=row, side=side, fen=fen, at=NOW)
            offer.text_sealed = seal(offer, "text_sealed", "月底前一次付清。")
            offer.save()
        if named == "pressed":
            pressed["mediation"] = f"/desk/mediations/{matter.number}/"
            continue
        found += [
            (CHAIR, f"/desk/mediations/{matter.number}/", 200),
            ("holder", f"/mediation/{matter.number}/", 200),
            ("", f"/mediation-room/{secret}/", 200),
        ]
    return found


def to_advise(unit: Unit, person: Person, head: Person, pressed: dict[str, str]) -> list[Any]:
    """A question with its answer, public as well; an hour of law; a case of aid that waits for its lawyer."""
    asked = at_stage("rights.consultation", "heard", person, unit)
    answer = rights.LawAnswer(
        matter=asked.number, asker=person, unit=unit, topic="pay", lawyer="远处律师", answered_on=TODAY,
        answered_by=head, public=True, title="离职时工资没结清怎么办", asked_words="离职一个月还没结清工资。",
        said_words="办完手续就要结清，可以先向劳动监察投诉。", published_on=TODAY, published_by=person,
    )  # fmt: skip
    answer.answer_sealed = seal(answer, "answer_sealed", "办完手续就要结清。")
    answer.save()
    hour = rights.LawSession(
        unit=unit,
        topic="工资支付",
        on=TODAY,
        clock="14:30",
        place="远处",
        speaker="远处律师",
        planned_by=person,
    )
    hour.save()
    lawyer = rights.Lawyer(unit=unit, name="况律师", office="远处律师事务所", field="labour", since=TODAY)
    lawyer.save()
    matter = at_stage("rights.legal_aid", "appoint", person, unit)
    rights.LegalAid(
        matter=matter.number, asker=person, unit=unit, state="granted", decided_on=TODAY, appoint_by=TODAY
    ).save()
    pressed["session"] = f"/desk/law/sessions/{hour.pk}/"
    return [
        ("", f"/law/questions/{answer.pk}/", 200),
        ("", "/law/", 200),
        ("", "/follow/", 200),
        ("holder", f"/law/answers/{asked.number}/", 200),
        (CHAIR, f"/desk/law/questions/{asked.number}/", 200),
        (CHAIR, f"/desk/law/sessions/{hour.pk}/", 200),
        (CHAIR, f"/desk/legal-aid/{matter.number}/", 200),
        *(
            (CHAIR, f"/desk/{page}/", 200)
            for page in ("law", "law/sessions", "legal-aid", "legal-aid/lawyers")
        ),
    ]


def to_hand(court: Agency, unit: Unit, person: Person, pressed: dict[str, str]) -> list[Any]:
    """What was sent: to a court with a desk, by a link to an office without one; and the form that sends."""
    kind = kinds["rights.hotline_12351"]
    matter = at_stage(kind.key, kind.first.name, person, unit)
    shared: dict[str, Any] = {
        "matter": matter, "purpose": kind.hands_to[0].key, "parts": ["summary", "personal"],
        "sent_at": NOW, "due_at": NOW + timedelta(**LATER), "expires_at": NOW + timedelta(days=60),
    }  # fmt: skip
    sent = Handover(to_name="远处司法所", **shared)
    sent.save()
    item = Handover(to_name=court.name, agency=court, **shared)
    item.save()
    issued = link.issue(handover=sent, **WHO)
    hand = f"/desk/matters/{matter.number}/hand/"
    pressed.update(hand=hand, link=f"/partner/link/{issued.secret}/", code=issued.code)
    return [
        ("partner", "/partner/", 200),
        ("partner", f"/partner/{item.pk}/", 200),
        ("partner", f"/partner/{item.pk}/answer/", 200),
        (CHAIR, hand, 200),
    ]
