"""Sums follow facts: a trigger of the facts' own table; and the levels of a path in SQL."""

from django.db import migrations

LEVELS = """
CREATE FUNCTION indicators_id(segment text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sum((strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(segment, i, 1)) - 1)
               * (36 ^ (6 - i))::bigint)::bigint FROM generate_series(1, 6) i WHERE length(segment) = 6
$$;
CREATE FUNCTION indicators_levels(path text, OUT l1 bigint, OUT l2 bigint, OUT l3 bigint, OUT l4 bigint,
    OUT l5 bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT indicators_id(substr(path, 1, 6)), indicators_id(substr(path, 7, 6)),
           indicators_id(substr(path, 13, 6)), indicators_id(substr(path, 19, 6)),
           indicators_id(substr(path, 25, 6))
$$;
"""
PART = """
    SELECT f.measure, l.u, x.day, x.amount * {sign}, x.n * {sign} FROM {table} f
     CROSS JOIN LATERAL (VALUES (f.day, f.amount, 1), (f.until, -f.amount, -1)) AS x (day, amount, n)
     CROSS JOIN LATERAL (
        SELECT u FROM (VALUES (f.l1), (f.l2), (f.l3), (f.l4), (f.l5)) AS v (u) WHERE u IS NOT NULL
        UNION SELECT f.unit_id) AS l
     WHERE x.day IS NOT NULL
"""
ADD = """
    INSERT INTO indicators_delta (measure, unit_id, day, amount, records)
    SELECT measure, u, day, sum(amount), sum(n)
      FROM ({parts}) AS c (measure, u, day, amount, n)
     GROUP BY measure, u, day HAVING sum(amount) <> 0 OR sum(n) <> 0;
"""
CAME, WENT = PART.format(sign="1", table="fresh"), PART.format(sign="-1", table="stale")
FOLLOW = f"""
CREATE FUNCTION indicators_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN {ADD.format(parts=CAME)}
  ELSIF TG_OP = 'DELETE' THEN {ADD.format(parts=WENT)}
  ELSE {ADD.format(parts=CAME + " UNION ALL " + WENT)}
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fact_added AFTER INSERT ON indicators_fact REFERENCING NEW TABLE AS fresh
 FOR EACH STATEMENT WHEN (current_setting('yugong.measuring', true) IS DISTINCT FROM 'off')
 EXECUTE FUNCTION indicators_follow();
CREATE TRIGGER fact_changed AFTER UPDATE ON indicators_fact REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
 FOR EACH STATEMENT EXECUTE FUNCTION indicators_follow();
CREATE TRIGGER fact_gone AFTER DELETE ON indicators_fact REFERENCING OLD TABLE AS stale
 FOR EACH STATEMENT EXECUTE FUNCTION indicators_follow();
"""
UNDO = """
DROP TRIGGER fact_added ON indicators_fact;
DROP TRIGGER fact_changed ON indicators_fact;
DROP TRIGGER fact_gone ON indicators_fact;
DROP FUNCTION indicators_follow();
DROP FUNCTION indicators_levels(text);
DROP FUNCTION indicators_id(text);
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_facts")]

    operations = [migrations.RunSQL(LEVELS + FOLLOW, UNDO)]
