"""Plants one of everything in another district, for the stories that try to reach it."""

import io
import json
import os
import sys
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")


def plant() -> dict[str, Any]:
    """A union with a member, his certificate, a file, a roster, a message, a job and an officer."""
    from django.utils import timezone
    from PIL import Image

    from tests.stories import (
        planting_policies,
        readers_aid,
        readers_health,
        readers_money,
        readers_mutual,
        readers_organise,
        readers_seasons,
        readers_service,
        readers_station_desk,
        readers_stations,
        readers_votes,
    )
    from yugong.engines.matters import actions as matters
    from yugong.engines.matters.models import Handover
    from yugong.ground.audit.writing import writing
    from yugong.ground.files.actions import accept
    from yugong.ground.jobs.progress import Progress
    from yugong.ground.notices.models import Notice
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Employer, Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.models import Emergency, Membership, Tenure
    from yugong.kernel.actor import SYSTEM, person
    from yugong.kernel.identifiers import id_check_digit
    from yugong.scenes.organise.actions import roster as rosters
    from yugong.scenes.organise.models import Chosen, Comparison, Election, Founding, Letter, MemberExport
    from yugong.scenes.organise.queries.certificates import certificate_of
    from yugong.scenes.rights.actions import teams
    from yugong.scenes.rights.models import LawSession, Lawyer, MediationBody

    now = timezone.now()
    who: dict[str, Any] = {"by": SYSTEM, "at": now}
    districts = Unit.objects.filter(kind="district", valid_to=None).exclude(name="南川区总工会")
    parent = districts.order_by("id")[0]
    name = f"远处第{now:%d%H%M%S}工会"
    unit = org.found_unit(name=name, kind="enterprise", parent=parent, on=date(2020, 1, 1), **who)
    bodies = {"况远": "51232319900101996", "况近": "51232319900102996", "况中": "51232319900103996"}
    numbered = enumerate(bodies.items(), 1)
    lines = [f"{label},{body}{id_check_digit(body)},1610099990{n}\n" for n, (label, body) in numbered]
    sheet = "".join(["姓名,身份证号,手机号\n", *lines]).encode()
    roster = rosters.preview(unit=unit, data=sheet, file="远处.csv", **who).roster
    waiting = rosters.preview(unit=unit, data=sheet + b"\n", file="again.csv", **who).roster
    rosters.commit(roster=roster, **who)
    member, other, double = (one.person for one in Membership.objects.filter(unit=unit).order_by("id"))
    merge = people.merge(keep=other, drop=double, reason="本人到场核对", **who)
    asked = {"purpose": "求职", "to": "某某公司", "agree": "on"}
    me = person(member.pk)
    matter = matters.open(kind="organise.certificate", asker=member, answers=asked, by=me, at=now)
    picture = io.BytesIO()
    Image.new("RGB", (60, 40)).save(picture, "PNG")
    picture.name, picture.size = "a.png", len(picture.getvalue())  # type: ignore[attr-defined]
    picture.seek(0)
    file = accept(upload=picture, owner=f"matters.matter:{matter.pk}", by=me, at=now)
    court = org.register_agency(name="远处法院", kind="court", unit=parent, **who)
    sent = Handover(matter=matter, agency=court, to_name=court.name, purpose="confirm", parts=["personal"])
    sent.sent_at, sent.due_at, sent.expires_at = now, now + timedelta(days=30), now + timedelta(days=60)
    with writing("planting"):
        sent.save()
    job = Progress.objects.create(
        owner=f"person:{member.pk}", label="导入名册", created_at=now, changed_at=now
    )
    notice = Notice.objects.filter(person_id=member.pk)[0]
    tenure = Tenure.objects.filter(post__unit__kind="city", valid_to=None)[0]
    with writing("stories.plant"):
        compared = Comparison.objects.create(unit=unit, made_by=f"person:{member.pk}", made_at=now)
        export = MemberExport.objects.create(
            unit=unit, seat_unit=unit, purpose="x", made_by=f"person:{member.pk}", made_at=now
        )
        asked_for = Emergency(
            person=member, unit=unit, role="grassroots_clerk", reason="x", asked_from=tenure.pk, asked_at=now
        )
        asked_for.save()
        employer = Employer.objects.create(
            name="远处公司",
            plain_name="远处公司",
            division_code=parent.division_code,
            founded_on=date(2020, 1, 1),
        )
        letter = Letter.objects.create(
            number="远处 1 号", unit=parent, unit_name=parent.name, employer=employer, made_by="stories",
            employer_name=employer.name, reply_by=date(2027, 1, 1), on=date(2026, 11, 1), issued_at=now,
        )  # fmt: skip
        badge = teams.appoint(unit=unit, team="supervisor", person=other, on=now.date(), **who)
        founding = Founding.objects.create(
            matter="远处-1", name="远处公司工会", form="own", employer=employer, upper=parent, agreed_at=now
        )
        held = Election.objects.create(
            matter="远处-1", held_on=date(2026, 1, 1), members=3, women=1, due=3, present=3, quorum=2,
            majority=2, seats=1, chair=member, chair_votes=3, names_sealed=b"x", term_years=5,
            recorded_at=now,
        )  # fmt: skip
        chosen = Chosen.objects.create(
            election=held, role="grassroots_clerk", title="干事", place=1, name_sealed=b"x", unit=unit
        )
        body = MediationBody.objects.create(
            unit=parent, kind="district", name="远处调解委员会", formed_on=date(2020, 1, 1),
            term_to=date(2030, 1, 1),
        )  # fmt: skip
        lawyer = Lawyer.objects.create(
            unit=parent, name="远处律师", office="远处律师事务所", field="labour", since=date(2020, 1, 1)
        )
        session = LawSession.objects.create(
            unit=parent,
            topic="远处普法",
            on=date(2026, 1, 1),
            clock="14:30",
            place="远处",
            speaker="远处律师",
        )
    paper = certificate_of(matter.number)
    return {
        **readers_money.far(unit, member),
        **readers_seasons.far(unit, member),
        **readers_service.far(parent),
        **readers_stations.far(parent, member),
        **readers_organise.far(unit),
        **readers_health.far(parent, member),
        **readers_station_desk.far(parent),
        **readers_votes.far(parent),
        **readers_mutual.far(unit, member),
        **planting_policies.policies(unit, member, other),
        **readers_aid.far(other),
        "agency_id": court.pk,
        "unit_id": unit.pk,
        "person_id": str(member.pk),
        "stretch_id": str(Membership.objects.get(person=member, valid_to=None, superseded_at=None).pk),
        "number": matter.number,
        "certificate": matter.number if paper else "",
        "code": paper.code if paper else "",
        "roster_id": str(waiting.pk),
        "file": str(file.pk),
        "file_id": str(file.pk),
        "handover": str(sent.pk),
        "job": str(job.pk),
        "notice": str(notice.pk),
        "tenure_id": tenure.pk,
        "emergency": asked_for.pk,
        "keep_id": str(member.pk),
        "drop_id": str(other.pk),
        "merge_id": str(merge.pk),
        "employer_id": employer.pk,
        "letter_id": str(letter.pk),
        "badge_id": str(badge.pk),
        "chosen_id": str(chosen.pk),
        "body_id": str(body.pk),
        "lawyer_id": str(lawyer.pk),
        "session_id": str(session.pk),
        "answer_id": str(session.pk),
        "founding_id": founding.pk,
        "export_id": str(export.pk),
        "comparison_id": str(compared.pk),
    }


def seat(union: str, name: str, password: str) -> dict[str, Any]:
    """A name and a password for the desk of a union's chair."""
    from yugong.ground.people.models import Account, Tenure

    post = {"post__unit__name": union, "post__role": "grassroots_chair", "valid_to": None}
    account = Account.objects.get(person__tenures__in=Tenure.objects.filter(**post))
    account.username = name
    account.set_password(password)
    account.save()
    return {"name": name}


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(seat(*sys.argv[1:]) if sys.argv[1:] else plant(), ensure_ascii=False))
