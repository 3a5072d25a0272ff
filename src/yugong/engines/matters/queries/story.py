"""The story of a matter as each face tells it: what happened, where it stands, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries.lookups import picked_words
from yugong.engines.matters.sealing import unseal
from yugong.ground.access.roles import roles
from yugong.ground.audit.queries import story_of
from yugong.ground.people import vault
from yugong.ground.people.identity import opened_many
from yugong.ground.people.queries import names
from yugong.kernel.fields import Field
from yugong.kernel.flow import CLOSED, Kind, Move, Stage, kinds

WORDS = {
    "open": "提交",
    "claim": "签收",
    "release": "退回签收",
    "transfer": "转办",
    "refer": "移交",
    "referred": "由其他办件移交",
    "pause": "暂停计时",
    "resume": "恢复计时",
    "urge": "催办",
    "remind": "提醒经办人",
    "escalate": "超时，报上级督办",
    "verdict": "规则给出意见",
    "hand_over": "送交协作单位",
    "hand_taken": "协作单位已签收",
    "hand_back": "协作单位已答复",
    "hand_recall": "从协作单位撤回",
    "hand_late": "协作单位超过期限",
    "hand_lapse": "协作单位到期没有答复",
    "draw": "抽签选定回访人",
    "no_draw": "没有可以抽的回访人",
    "redraw": "申请另抽回访人",
    "opinion": "评议表态",
    "said": "告知进展",
    "gather": "并案",
    "gathered": "并入同类诉求一起办",
    "part": "分开办理",
    "supervise": "督办",
    "answered": "答复督办",
    "reopen": "再次反映，接着办",
    "press": "过期催办",
    "criticise": "催办无动静，报上级通报",
    "note_due": "提醒给进展",
    "watch_late": "督办逾期",
}
HANDED = ("hand_over", "hand_taken", "hand_back", "hand_recall", "hand_lapse")
HAPPENED = """
    SELECT json_agg(n.told ORDER BY n.seq) FROM (
        SELECT h.seq, json_build_array(h.id, h.seq, h.at, h.did, h.move, h.from_stage, h.to_stage, h.by,
            h.by_label, h.note_sealed, h.data, p.id, p.name_sealed) AS told
        FROM matters_happening h LEFT JOIN people_person p
          ON p.id = CASE WHEN starts_with(h.by, 'person:') THEN substr(h.by, 8)::uuid END
        WHERE h.matter_id = {matter} ORDER BY h.seq DESC LIMIT {limit}) n
"""
FOR_ASKER = (
    *HANDED,
    *("open", "move", "transfer", "refer", "referred", "pause", "resume", "urge", "escalate", "reopen"),
    *("draw", "gathered", "part", "supervise", "press", "criticise"),
)


class Happened(NamedTuple):
    """One happening as HAPPENED tells it, with the person who did it, if one did."""

    id: str
    seq: int
    at: str
    did: str
    move: str
    from_stage: str
    to_stage: str
    by: str
    by_label: str
    note: str | None
    data: dict[str, Any]
    person: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One happening in words."""

    seq: int
    at: datetime
    did: str
    who: str
    what: str
    note: str
    from_stage: str
    to_stage: str
    data: dict[str, Any]
    by_asker: bool


def person_in(key: str) -> UUID | None:
    """The person behind an actor's key."""
    kind, _, rest = key.partition(":")
    return UUID(rest) if kind == "person" else None


def names_in(keys: Iterable[str]) -> dict[str, str]:
    """Names of the persons among these actors, by key, in one query."""
    found = {key: person for key in set(keys) if (person := person_in(key))}
    known = names(set(found.values())) if found else {}
    return {key: known[person] for key, person in found.items() if person in known}


def story(matter: Matter, *, full: bool, limit: int = 200) -> list[Step]:
    """What happened, oldest first; `full` is the desk's telling, otherwise the asker's."""
    with connection.cursor() as cursor:
        cursor.execute(HAPPENED.format(matter="%s", limit="%s"), [matter.pk, limit])
        (found,) = cursor.fetchone()
    return told(matter, found, full=full)


def told(matter: Matter, found: Iterable[Sequence[Any]] | None, *, full: bool) -> list[Step]:
    """The same of what HAPPENED found, by itself or within another statement."""
    rows = [Happened(*row) for row in found or ()]
    rows = [row for row in rows if full or row.did in FOR_ASKER]
    sealed = {row.by: (row.person, row.name) for row in rows if row.person and row.name}
    names = opened_many(
        [person for person, _ in sealed.values()],
        "name_sealed",
        [vault.bytes_in(name) for _, name in sealed.values()],
    )
    known, kind = dict(zip(sealed, names, strict=True)), kinds[matter.kind]
    asker = f"person:{matter.asker_id}"
    return [_step(row, kind, known, asker) for row in rows]


def _given(fields: Iterable[Field], row: Happened, note: Any) -> list[str]:
    """Each answer of a happening in words; picked unions and employers by name."""
    given = {**row.data, **(note if isinstance(note, dict) else {})}
    called = picked_words(fields, given)
    shown = ((f.label, called.get(f.name) or f.show(given.get(f.name), full=True)) for f in fields)
    return [f"{label}：{words}" for label, words in shown if words]


def _step(row: Happened, kind: Kind, known: dict[str, str], asker: str) -> Step:
    by_asker = row.by == asker and not row.by_label
    name = known.get(row.by, "")
    who = "申请人" if by_asker else f"{row.by_label} {name}".strip()
    note = unseal(vault.bytes_in(row.note) if row.note else None, column="happening.note", row=row.id)
    move = _move(kind, row.move)
    said = [note] if isinstance(note, str) else []
    if move:
        said += _given(move.asks, row, note)
    if row.did == "reopen":
        said += _given(kind.fields, row, note)
    if row.did == "transfer":
        said.insert(0, f"转到{row.data.get('to_name', '')}")
    if row.did.startswith("hand_"):
        told = ("to_name", "purpose", "result")
        said.insert(0, " · ".join(str(row.data[word]) for word in told if row.data.get(word)))
    if row.did in ("refer", "referred"):
        said.insert(0, str(row.data.get("to") or row.data.get("from")))
    if verdict := row.data.get("verdict"):
        said += [reason["text"] for reason in verdict["reasons"]]
    what = move.label if move else WORDS.get(row.did, row.did)
    at, said_all = datetime.fromisoformat(row.at), "；".join(said)
    return Step(row.seq, at, row.did, who, what, said_all, row.from_stage, row.to_stage, row.data, by_asker)


def _move(kind: Kind, name: str) -> Move | None:
    return next((move for move in kind.moves if move.name == name), None)


def ahead(matter: Matter) -> list[Stage]:
    """The stages that normally follow the present one."""
    return onward(kinds[matter.kind], matter.stage)


def onward(kind: Kind, here: str) -> list[Stage]:
    """The stages behind one, along each stage's first way that leads on."""
    found: list[Stage] = []
    seen = {here}
    while here != CLOSED:
        ways = [m for m in kind.from_(here) if m.target not in seen and m.tone != "danger"]
        if not ways or ways[0].target == CLOSED:
            break
        here = ways[0].target
        seen.add(here)
        found.append(kind.stage(here))
    return found


def passed(matter: Matter, clocks: list[ClockRow]) -> list[ClockRow]:
    """The stage clocks that have stopped, in order: the way so far."""
    return [row for row in clocks if row.stage and row.stopped_at]


def lookers(matter: Matter, *, limit: int = 100) -> list[tuple[str, str, datetime]]:
    """Who opened the matter at a desk, as (name, role, last time), the newest first: for the asker to see."""
    seen: dict[str, tuple[str, datetime]] = {}
    for deed in story_of(matter, did="matters.seen", limit=limit):
        seen.setdefault(deed.actor, (deed.seat.partition("@")[0], deed.at))
    known = names_in(seen)
    return [
        (known.get(key, "工作人员"), roles[role].name if role in roles else "", at)
        for key, (role, at) in seen.items()
    ]
