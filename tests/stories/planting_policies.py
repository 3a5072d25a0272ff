"""Plants what policies find: a household's figures with an offer, a partner's table, a kept trial."""

from typing import Any

from django.utils import timezone

from yugong.ground.audit.writing import writing
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM
from yugong.scenes.aid.actions import facts, offers
from yugong.scenes.aid.models import AidOffer, FactsImport, PolicyTrial
from yugong.scenes.aid.queries.scan import Hit

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
RULE = "aid.hardship"
POOR = {"persons": 3, "annual_income_fen": 6_000_000, "rigid_expenses_fen": 3_600_000}
COUNT = {
    "seen": 3, "was": {"deep": 1}, "will": {"deep": 1, "relative": 1}, "gain": 1, "lose": 0, "more": 0,
    "less": 0, "was_fen": 500_000, "will_fen": 700_000,
}  # fmt: skip


def policies(unit: Unit, person: Person, author: Person) -> dict[str, Any]:
    """The keys of one of each, at this union and about this member."""
    row = facts.record(person=person, values=POOR, source="stories", on=TODAY, by=SYSTEM, at=NOW)
    with writing("stories.policies"):
        offers.make([Hit(row.pk, person.pk, RULE)], at=NOW)
        table = FactsImport.objects.create(
            unit=unit, source="区民政局", on=TODAY, rows=3, changed=1, same=1,
            errors=[[3, "不是本会范围内的会员"]], made_by=f"person:{author.pk}", made_at=NOW,
        )  # fmt: skip
        trial = PolicyTrial.objects.create(
            unit=unit, unit_name=unit.name, title="放宽到两倍", rule=RULE, version="2018-01", on=TODAY,
            given={"相对困难的倍数": "2 倍"}, present={"相对困难的倍数": "1.5 倍"},
            result={"whole": COUNT, "lines": [{"unit": unit.pk, "name": "本级", **COUNT}]},
            made_by=author, made_at=NOW,
        )  # fmt: skip
    offer = AidOffer.objects.filter(person=person).order_by("-id")[0]
    return {"offer_id": str(offer.pk), "import_id": str(table.pk), "trial_id": str(trial.pk)}


def pages(far: dict[str, Any]) -> list[Any]:
    """Who opens which page of them."""
    offer, table, trial = (
        f"/desk/aid/offers/{far['offer_id']}/",
        f"/desk/aid/facts/{far['import_id']}/",
        f"/desk/aid/sandbox/trials/{far['trial_id']}/",
    )
    tried = f"rule={RULE}&hardship.multiple.relative=2&each.deep=5000"
    return [
        ("holder", "/aid/offers/", 200),
        ("chair", "/desk/aid/offers/", 200),
        ("chair", offer, 200),
        ("chair", "/desk/aid/sandbox/", 404),
        *(("city", f"/desk/aid/{page}", 200) for page in ("offers/", "offers/?tab=ended", "facts/")),
        *(("city", page, 200) for page in (offer, table, trial)),
        ("city", f"/desk/aid/sandbox/?{tried}", 200),
        ("city", "/desk/aid/sandbox/?hardship.multiple.relative=many", 422),
        ("city", f"/desk/aid/sandbox/list/will/?{tried}", 200),
    ]
