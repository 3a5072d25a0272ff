"""What every registered kind must do without a line of its own: pages, buttons, deadlines, sealing."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matters.test_pages import at_desk, signed_in

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions.opening import written
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.models import ClockRow, Happening, Matter
from yugong.engines.matters.queries import moves_for
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import CLOCK as CLOCK_ACTOR
from yugong.kernel.flow import ASKER, CLOCK, DUTIES, OUTSIDE, RULE, Kind, Move, kinds

from .filling import SECRET, filled

pytestmark = pytest.mark.usefixtures("plain_static")
EVERY = [kind.key for kind in kinds]
STAGES = [(kind.key, stage.name) for kind in kinds for stage in kind.stages]


def at_stage(kind: Kind, stage: str, town: Any) -> Matter:
    """A matter of the kind that stands at a stage, opened now."""
    now = timezone.now()
    with writing("test"):
        given = {field.name: filled(field, town.union.pk) for field in kind.fields}
        matter = written(kind, town.worker, given, town.union, by=town.me(), at=now)
        happen(matter, "open", by=town.me(), at=now, path=("", stage))
        ClockRow.objects.filter(matter=matter).exclude(stage="").update(stage=stage)
        matter.stage, matter.held_by = stage, kind.stage(stage).held_by
        if kind.stage(stage).drawn:
            matter.claimed_by_id = town.officers["street"].person_id
        matter.handled_at = None if stage == kind.first.name else now
        matter.save()
    return matter


def mover_is_drawn(kind: Kind, step: Move) -> bool:
    """Whether the move is made by the officer who was drawn for the stage."""
    return kind.stage(step.source).drawn and kind.mover(step) in DUTIES


def test_there_are_kinds() -> None:
    assert EVERY != []


@pytest.mark.parametrize(("key", "stage"), STAGES)
def test_its_pages_render_at_every_stage(town, key: str, stage: str) -> None:
    kind, matter = kinds[key], at_stage(kinds[key], stage, town)
    phone, desk = signed_in(town.worker), at_desk(town, "chair")
    assert matter.title in phone.get(f"/m/{matter.number}/").content.decode()
    assert phone.get("/m/").status_code == 200
    assert desk.get("/desk/").status_code == 200
    assert matter.title in desk.get(f"/desk/matters/{matter.number}/").content.decode()
    for step in kind.from_(stage):
        mover = kind.mover(step)
        if mover in (CLOCK, RULE, OUTSIDE):
            continue
        above = at_desk(town, "street") if kind.stage(stage).drawn else desk
        client, face = (phone, "m") if mover == ASKER else (above, "desk/matters")
        page = client.get(f"/{face}/{matter.number}/move/{step.name}/")
        assert (step.name, page.status_code) == (step.name, 200)
        missing = [asked.label for asked in step.asks if asked.label not in page.content.decode()]
        assert missing == []


@pytest.mark.parametrize(("key", "stage"), STAGES)
def test_each_move_belongs_to_its_mover_alone(town, key: str, stage: str) -> None:
    kind, matter = kinds[key], at_stage(kinds[key], stage, town)

    def shown(actor: Any) -> list[str]:
        return [step.name for step in moves_for(actor, matter)]

    ways = {step.name: kind.mover(step) for step in kind.from_(stage)}
    assert shown(town.me()) == [name for name, mover in ways.items() if mover == ASKER]
    assert shown(town.officers["chair"]) == [
        name for name, mover in ways.items() if mover in town.officers["chair"].seat.duties
    ]
    for wrong in (town.me(town.other), town.officers["west"]):
        assert shown(wrong) == []
    from_above = [step.name for step in kind.from_(stage) if step.votes or mover_is_drawn(kind, step)]
    assert shown(town.officers["street"]) == from_above
    assert {mover for mover in ways.values() if mover in DUTIES} <= town.officers["street"].seat.duties


@pytest.mark.parametrize(("key", "stage"), STAGES)
def test_its_deadline_fires_at_every_stage(town, key: str, stage: str) -> None:
    kind, matter = kinds[key], at_stage(kinds[key], stage, town)
    matters.sweep(by=CLOCK_ACTOR, at=timezone.now() + timedelta(days=400))
    own = [step for step in kind.from_(stage) if kind.mover(step) == CLOCK]
    told = Happening.objects.filter(matter=matter).exclude(did="escalate", data__clock="case")
    last = told.exclude(did__in=("draw", "no_draw", "note_due")).latest("seq")
    if own:
        assert (last.did, last.move, last.to_stage) == ("move", own[0].name, own[0].target)
    else:
        assert (last.did, last.data["clock"]) == ("escalate", stage)


@pytest.mark.parametrize("key", EVERY)
def test_personal_answers_stand_nowhere_in_clear(town, key: str) -> None:
    kind = kinds[key]
    matter = at_stage(kind, kind.first.name, town)
    assert [f.name for f in kind.fields if f.personal and f.name in matter.answers] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matters_matter m WHERE m::text LIKE %s", [f"%{SECRET}%"])
        assert cursor.fetchone() == (0,)
    assert SECRET not in at_desk(town, "chair").get("/desk/?tab=waiting").content.decode()


@pytest.mark.parametrize("key", [kind.key for kind in kinds if ASKER in kind.opened_by])
def test_its_form_opens_or_leads_to_its_own_page(town, key: str) -> None:
    page = signed_in(town.worker).get(f"/apply/{key}/")
    assert page.status_code in (200, 302)
    assert page.status_code == 200 or kinds[key].also.get("start") or "step=check" in page.url


@pytest.mark.parametrize("key", EVERY)
def test_lists_take_as_many_queries_for_three_as_for_one(town, key: str) -> None:
    kind, client, taken = kinds[key], at_desk(town, "chair"), []
    client.get("/desk/")
    for _ in range(2):
        at_stage(kind, kind.first.name, town)
        at_stage(kind, kind.first.name, town)
        client.get("/desk/?tab=unclaimed")  # the first look at a matter is noted
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/?tab=unclaimed").status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]
