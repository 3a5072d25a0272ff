"""Whatever is counted is watched: every table that a source names has its triggers, and they always fire."""

from django.db import connection

from yugong.ground.audit.watching import trigger_name
from yugong.kernel.measure import complete, measures, sources

FOUND = """
    SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE t.tgname LIKE 'counts_%%' AND t.tgenabled = 'A'
"""


def test_every_counted_table_is_watched(db):
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        found = set(cursor.fetchall())
    wanted = {
        (f"{trigger_name(source.key, table)}_{what}", table)
        for source in sources
        for table, _ in source.watched
        for what in ("added", "changed", "gone")
    }
    assert found == wanted


def test_the_declarations_are_complete():
    complete()
    assert len(measures) >= 25
    assert [
        one.key
        for one in measures
        if one.key.partition(".")[0] not in ("organise", "rights", "aid", "service")
    ] == []
