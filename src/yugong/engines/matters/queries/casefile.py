"""What a portable case file holds of a matter: the case, its story, its evidence from the log, its files."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.reading import clocks, shown_answers, thread
from yugong.engines.matters.queries.story import story
from yugong.ground.audit.queries import story_of
from yugong.ground.files import store
from yugong.ground.files.queries import FileCard, files_of, find
from yugong.ground.people.queries import names
from yugong.kernel.calendar import ZONE
from yugong.kernel.flow import kinds

MOST_STEPS, PAGE = 2000, 200


def stamp(moment: datetime | None) -> str:
    """A moment as one writes it, in Chongqing time; "" for none."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def case(matter: Matter) -> dict[str, Any]:
    """The case in plain values; identity and phone numbers stay masked."""
    kind = kinds[matter.kind]
    return {
        "number": matter.number,
        "kind": {"key": kind.key, "name": kind.name},
        "title": matter.title,
        "stage": {"name": matter.stage, "label": kind.stage_label(matter.stage)},
        "union": matter.unit.name,
        "asker": names({matter.asker_id}).get(matter.asker_id, ""),
        "outcome": matter.outcome,
        "times": {
            word: stamp(getattr(matter, f"{word}_at")) for word in ("opened", "handled", "heard", "closed")
        },
        "answers": [list(pair) for pair in shown_answers(matter, full=True)],
        "story": [_step(step) for step in story(matter, full=True, limit=MOST_STEPS)],
        "messages": [
            {"at": stamp(said.at), "from": "申请人" if said.from_asker else said.by_label, "body": said.body}
            for said in thread(matter, limit=MOST_STEPS)
        ],
        "clocks": [
            {
                "of": kind.stage_label(row.stage) if row.stage else "全程",
                "count": row.count,
                "unit": row.unit,
                "started": stamp(row.started_at),
                "due": stamp(row.due_at),
                "stopped": stamp(row.stopped_at),
                "pauses": row.pauses,
            }
            for row in clocks(matter)
        ],
    }


def _step(step: Any) -> dict[str, Any]:
    plain = asdict(step)
    return {
        "seq": plain["seq"],
        "at": stamp(step.at),
        **{name: plain[name] for name in ("did", "who", "what", "note", "from_stage", "to_stage")},
    }


def evidence(matter: Matter) -> list[dict[str, Any]]:
    """Every event of the log on this matter, the oldest first, in plain values."""
    found: list[dict[str, Any]] = []
    before: int | None = None
    while page := story_of(matter, before=before, limit=PAGE):
        found += ({**asdict(deed), "at": stamp(deed.at)} for deed in page)
        before = page[-1].id
    return found[::-1]


def contents(matter: Matter) -> Iterator[tuple[FileCard, str, bytes]]:
    """The matter's files that still exist: the card, the name inside the bundle, the content."""
    for number, card in enumerate(files_of(f"matters.matter:{matter.pk}"), 1):
        row = None if card.gone else find(card.id)
        if row is not None:
            body = b"".join(store.read(row.sha256, start=0, length=row.size))
            yield card, f"files/{number:02d}.{card.kind}", body


def most_told() -> Matter | None:
    """Some matter with much to show: of those closed, or else of all, the one with the longest story."""
    rows = Matter.objects.select_related("unit").filter(kind__in=[kind.key for kind in kinds])
    return rows.order_by("-last_seq", "number").first()
