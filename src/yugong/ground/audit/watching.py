"""Watching a table: a migration of its app puts three triggers on it, which note what changed."""

import re

from django.db.migrations import RunSQL

NAME = re.compile(r"[a-z][a-z0-9_]*")
NOTE = """
    INSERT INTO audit_touched (xid, source, record)
    SELECT DISTINCT pg_current_xact_id()::text::bigint, '{source}', k.key::text
      FROM {rows} c CROSS JOIN LATERAL ({keys}) AS k (key) WHERE k.key IS NOT NULL;
"""
MAKE = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN {came}
  ELSIF TG_OP = 'DELETE' THEN {went}
  ELSE {both}
  END IF;
  IF FOUND THEN
    PERFORM set_config('yugong.touched', '1', true);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {name}_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh
 FOR EACH STATEMENT WHEN (current_setting('yugong.measuring', true) IS DISTINCT FROM 'off')
 EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_changed AFTER UPDATE ON {table} REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
 FOR EACH STATEMENT WHEN (current_setting('yugong.measuring', true) IS DISTINCT FROM 'off')
 EXECUTE FUNCTION {name}();
CREATE TRIGGER {name}_gone AFTER DELETE ON {table} REFERENCING OLD TABLE AS stale
 FOR EACH STATEMENT WHEN (current_setting('yugong.measuring', true) IS DISTINCT FROM 'off')
 EXECUTE FUNCTION {name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_added;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_changed;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_gone;
"""
DROP = """
DROP TRIGGER {name}_added ON {table};
DROP TRIGGER {name}_changed ON {table};
DROP TRIGGER {name}_gone ON {table};
DROP FUNCTION {name}();
"""


def trigger_name(source: str, table: str) -> str:
    """The name of what watches a table for a source."""
    return f"counts_{table}_{source.replace('.', '_')}"[:55]


def watch(source: str, table: str, column: str, *, through: str = "") -> RunSQL:
    """Note the records of a source when rows of a table change; `column` holds the record's key.

    `through` finds the keys of records that hang on a changed row `c`, `SELECT id FROM … WHERE … = c.id`.
    The triggers see every statement, whoever writes it: single saves, bulk verbs, copies that skip looking up
    references. A bulk loader that fills the numbers itself says so with `SET LOCAL yugong.measuring = 'off'`.
    """
    for word in (table, column, source.replace(".", "_")):
        if not NAME.fullmatch(word):
            raise ValueError(f"{word!r} is no plain name")
    words = {"name": trigger_name(source, table), "table": table}
    keys = through or f"SELECT c.{column}"

    def note(rows: str) -> str:
        return NOTE.format(source=source, rows=rows, keys=keys)

    both = "(SELECT * FROM fresh UNION ALL SELECT * FROM stale)"
    made = MAKE.format(**words, came=note("fresh"), went=note("stale"), both=note(both))
    return RunSQL(made, DROP.format(**words))
