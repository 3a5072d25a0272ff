"""What the desk sees of one matter, in one statement: the row, who asked, its story, what lies around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.http import Http404

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.counting import AT_DESK
from yugong.engines.matters.queries.gathering import ALIKE, Alike, beside
from yugong.engines.matters.queries.marks import ABOUT, About
from yugong.engines.matters.queries.neighbours import NEXT, next_to
from yugong.engines.matters.queries.reading import let
from yugong.engines.matters.queries.story import HAPPENED, Step, told
from yugong.engines.matters.queries.tabs import has_tab
from yugong.engines.matters.queries.timing import TIMED, Timed, timed, times_of
from yugong.ground.audit.actions import END, LIES, End
from yugong.ground.audit.statements import Part, columns
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import HERE
from yugong.ground.parameters.queries import told as told_of
from yugong.ground.people.queries import CARDS, SERVES, PersonCard, card_read, serves
from yugong.kernel.actor import Actor
from yugong.kernel.flow import CALLER

TOLD = 200
CLOSE = re.compile(r" ?([(),]) ?")  # the driver takes a text of more than 4,096 characters apart each time
SHEET = f"""
    {AT_DESK} SELECT {{columns}}, t.chain, t.seq, t.digest, ({SERVES}), ({TIMED.format(matter="m.id")}),
        ({HAPPENED.format(matter="m.id", limit=TOLD)}), {ABOUT},
        EXISTS (SELECT 1 FROM files_attachment f WHERE f.owner = 'matters.matter:' || m.id::text),
        EXISTS (SELECT 1 FROM matters_message s WHERE s.matter_id = m.id), ({NEXT}),
        CASE WHEN m.unit_id = %(unit)s AND %(around)s THEN ({ALIKE}) END, ({HERE.format(path="u.path")}), w.*
    FROM matters_matter m JOIN org_unit u ON u.id = m.unit_id
    LEFT JOIN {END} t ON t.{LIES}
    LEFT JOIN LATERAL ({CARDS.format(person="m.asker_id")}) w ON true
    WHERE m.number = %(number)s
"""  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A matter with all that its page asks of every matter; `end` is where the log stood just then."""

    matter: Matter
    end: End | None
    clocks: list[Timed]
    story: list[Step]
    about: About
    files: bool
    talked: bool
    before: str
    behind: str
    alike: list[Alike]
    holder: PersonCard


def sheet(me: Actor, number: str, *, around: bool = True) -> Sheet:
    """A matter within the seat's subtree; Http404 for everything else, one's own matters included.

    `around`: also its neighbours in the worklist and what could be handled together with it.
    """
    if me.seat is None:
        raise Http404
    text, matter, unit = _reading()
    turn = sorted(me.seat.duties - {CALLER}) if around and has_tab(me.seat, "mine") else []
    times = list(times_of(number.partition("-")[0])) if around else []
    given = {
        "number": number, "person": me.person_id, "unit": me.seat.unit_id, "duties": turn, "around": around,
        "parameters": times,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        values = cursor.fetchone()
    if values is None:
        raise Http404
    found: Matter = matter.made(values[: len(matter.names)])
    rest = values[len(matter.names) :]
    found.unit = unit.made(rest[: len(unit.names)])
    return _read(me, found, times, rest[len(unit.names) :])


@cache
def _reading() -> tuple[str, Part, Part]:
    """The statement, closely written, and what makes its rows."""
    (own, matter), (place, unit) = columns(Matter, "m"), columns(Unit, "u")
    named = f"{own}, {place}".replace('"', "")  # plain words behind a dot
    return CLOSE.sub(r"\1", " ".join(SHEET.format(columns=named).split())), matter, unit


def _read(me: Actor, found: Matter, times: list[str], rest: Sequence[Any]) -> Sheet:
    chain, seq, digest, served, clocks, happened, many, supervised, demanded, handed, *rest = rest
    files, talked, near, alike, parameters, *card = rest
    if me.person_id is not None:
        serves(me.person_id, served)
    let(me, found)
    told_of(times, found.unit_path, parameters)
    before, behind = next_to(me.person_id, near)
    return Sheet(
        found, End(chain, seq, digest) if digest else None, timed(clocks), told(found, happened, full=True),
        About(many, supervised, demanded, handed), files, talked, before, behind, beside(alike),
        card_read(found.asker_id, card),
    )  # fmt: skip
