"""How fast the worklist, a matter's page and 维权概览 answer with 200,000 matters, beside raw SQL.

    .venv/bin/python -m bench.matters --matters 200000

A bulk loader makes the matters by SQL, past the platform's actions and their log: five happenings and two
clocks each, a tenth of them open, a quarter of those at one busy desk. Only the matters whose pages are asked
for carry sealed answers and notes.
"""

import argparse
import json
import time
from datetime import datetime
from pathlib import Path

from bench.asks import officer
from bench.clients import CLIENTS, Ask
from bench.pages import TITLES, run, world
from bench.scratch import peak, scratch

KIND, PAGES = "rights.hotline_12351", 500
LOAD = """
    INSERT INTO matters_matter (id, number, kind, stage, held_by, asker_id, unit_id, l1, l2, l3, l4, l5,
        title, answers, opened_at, since, due_at, case_due_at, handled_at, handled_by_id, heard_at, closed_at,
        outcome, urgency, news_for_desk, last_seq, alike, nameless, answer_due, answered_at, counted)
    SELECT gen_random_uuid(), '12351-26' || lpad(n::text, 7, '0'), %(kind)s,
        CASE WHEN open THEN 'doing' ELSE 'closed' END, CASE WHEN open THEN 'handler' ELSE '' END,
        people[1 + n %% array_length(people, 1)], u.id, %(city)s, u.parent_id, u.id, NULL, NULL,
        '拖欠工资 · 第' || (n %% 997) || '公司', jsonb_build_object('topic', 'wages', 'hidden', 'yes',
        'difficulty', 'ordinary', 'employer', '第' || (n %% 997) || '公司', 'dispatched_from', u.parent_id),
        began, began, began + interval '7 days', began + interval '14 days',
        CASE WHEN NOT open THEN began + interval '4 days' END, CASE WHEN NOT open THEN people[1] END,
        CASE WHEN NOT open THEN began + interval '5 days' END,
        CASE WHEN NOT open THEN began + interval '5 days' END, CASE WHEN open THEN '' ELSE '已补发' END,
        0, false, 5, 'wages:第' || (n %% 997) || '公司', false, began + interval '7 days',
        CASE WHEN NOT open THEN began + interval '4 days' END, true
    FROM (SELECT n, n %% 10 = 0 AS open,
            %(at)s - ((CASE WHEN n %% 10 = 0 THEN n %% 10000 ELSE n %% 500000 END) || ' minutes')::interval
            - CASE WHEN n %% 10 = 0 THEN interval '0' ELSE interval '8 days' END AS began,
            CASE WHEN n %% 40 = 0 THEN 1 ELSE 1 + n %% array_length(%(units)s::bigint[], 1) END AS place
          FROM generate_series(1, %(count)s) n) g
    JOIN org_unit u ON u.id = (%(units)s::bigint[])[g.place]
    CROSS JOIN (SELECT %(people)s::uuid[] AS people) p
"""
STEPS = """
    INSERT INTO matters_happening (id, matter_id, seq, did, move, from_stage, to_stage, by, by_label,
        at, data)
    SELECT gen_random_uuid(), m.id, s.seq, s.did, s.move, s.a, s.b, 'person:' || m.asker_id,
           '第一街道 · 干部',
           m.opened_at + s.seq * interval '1 hour', '{}'::jsonb
    FROM matters_matter m, (VALUES (1, 'open', '', '', 'taken'), (2, 'move', 'accept', 'taken', 'sign'),
        (3, 'move', 'sign_for', 'sign', 'doing'), (4, 'said', '', '', ''), (5, 'urge', '', '', '')
    ) AS s (seq, did, move, a, b)
"""
CLOCKS = """
    INSERT INTO matters_clock (id, matter_id, stage, about, count, unit, started_at, due_at, provisional,
        pauses, stopped_at, warned, look_at)
    SELECT gen_random_uuid(), m.id, c.stage, '', c.count, 'workday', m.opened_at,
           m.opened_at + interval '14 days',
           false, '[]'::jsonb, m.closed_at, 0, NULL
    FROM matters_matter m, (VALUES ('doing', 5), ('', 10)) AS c (stage, count)
"""
HEARINGS = """
    INSERT INTO matters_hearing (id, matter_id, seq, kind, unit_id, l1, l2, l3, l4, l5, answer, solved, how,
        handler_id, at)
    SELECT gen_random_uuid(), id, 5, kind, unit_id, l1, l2, l3, l4, l5,
        CASE WHEN random() < 0.9 THEN 'yes' WHEN random() < 0.5 THEN 'silent' ELSE 'no' END, 'yes', 'asker',
        handled_by_id, closed_at
    FROM matters_matter WHERE closed_at IS NOT NULL
"""


def fill(count: int, at: datetime) -> None:
    """The matters with what belongs to them."""
    from django.db import connection

    from yugong.ground.org.models import Unit
    from yugong.ground.people.models import Person

    units = list(Unit.objects.filter(kind="street").order_by("id").values_list("id", flat=True))
    given = {
        "kind": KIND, "count": count, "at": at, "units": units, "city": Unit.objects.get(parent=None).pk,
        "people": list(Person.objects.order_by("id").values_list("id", flat=True)[:5000]),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(LOAD, given)
        for statement in (STEPS, CLOCKS, HEARINGS):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def sealed(busy: int) -> list[str]:
    """The numbers of the matters that are opened, their stories sealed."""
    from yugong.engines.matters.models import Matter
    from yugong.engines.matters.sealing import seal
    from yugong.ground.audit.writing import writing

    rows = list(Matter.objects.filter(unit_id=busy, closed_at=None).order_by("due_at", "id")[:PAGES])
    with writing("bench.load"):
        for row in rows:
            row.answers_sealed = seal({"story": "工资三个月没发，" * 20}, column="matter.answers", row=row.pk)
            row.save(update_fields=["answers_sealed"])
    return [row.number for row in rows]


def asks() -> list[Ask]:
    """What is measured."""
    from urllib.parse import urlencode

    from yugong.engines.matters.models import Matter
    from yugong.ground.org.models import Unit

    street = Unit.objects.filter(kind="street").order_by("id")[0]
    handler = officer(street, "street_officer", "handler")
    district = officer(street.parent, "district_officer", "district")
    city = officer(Unit.objects.get(parent=None), "city_officer", "city")
    numbers = sealed(street.pk)
    desk = Matter.objects.filter(unit=street, closed_at=None).order_by("due_at", "id")
    middle = desk[desk.count() // 2]
    deep = urlencode({"tab": "mine", "after": f"{middle.due_at.isoformat()}~{middle.pk}"})
    return [
        Ask("worklist", lambda n: ("GET", "/desk/", handler, {})),
        Ask("worklist, deep page", lambda n: ("GET", f"/desk/?{deep}", handler, {})),
        Ask("worklist, done", lambda n: ("GET", "/desk/?tab=done", handler, {})),
        Ask("worklist, supervised", lambda n: ("GET", "/desk/?tab=watch", district, {})),
        Ask("matter page", lambda n: ("GET", f"/desk/matters/{numbers[n % len(numbers)]}/", handler, {})),
        Ask("overview, district", lambda n: ("GET", "/desk/rights/", district, {})),
        Ask("overview, city", lambda n: ("GET", "/desk/rights/", city, {})),
    ]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--matters", type=int, default=200_000)
    words.add_argument("--members", type=int, default=20_000)
    words.add_argument("--seconds", type=float, default=8.0, help="for each page")
    words.add_argument("--port", type=int, default=8788)
    words.add_argument("--keep", action="store_true", help="keep the world for the next run")
    words.add_argument("--json", type=Path, help="write the figures here")
    given = words.parse_args()
    name = f"yugong_bench_matters_{given.matters}"
    with scratch(name, keep=given.keep):
        from django.utils import timezone

        from yugong.engines.matters.models import Matter

        made, began = world(given.members, 2000), time.perf_counter()
        if not Matter.objects.exists():
            fill(given.matters, timezone.now())
        made += f", {Matter.objects.count():,} matters in {time.perf_counter() - began:.0f} s"
        print(f"{made}; {CLIENTS} clients, {given.seconds:.0f} s a page")
        print(f"| {' | '.join(TITLES)} |\n|{' --- |' * len(TITLES)}", flush=True)
        rows = run(asks(), given.seconds, given.port, name)
        print(f"peak resident memory: {peak()}")
        if given.json:
            given.json.write_text(json.dumps({"world": made, "rows": rows}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
