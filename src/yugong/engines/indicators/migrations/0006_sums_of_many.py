"""Sums of many facts at once: alike ones are added up before they are spread over the levels above.

A unit that moves finds its facts by a narrow index; the wide one repeated that of the unit's own level. The
database no longer looks the union up for every fact: facts are made by a join with the unions of records that
hold theirs themselves, and the nightly proof compares every one of them.
"""

import django.db.models.deletion
from django.db import migrations, models

SOME = "SELECT measure, unit_id, l1, l2, l3, l4, l5, day, until, {sign}amount, {sign}1 FROM {table}"
ADD = """
    INSERT INTO indicators_delta (measure, unit_id, day, amount, records)
    WITH alike AS MATERIALIZED (
        SELECT measure, unit_id, l1, l2, l3, l4, l5, day, until, sum(amount) AS amount, sum(n) AS n
          FROM ({parts}) AS f (measure, unit_id, l1, l2, l3, l4, l5, day, until, amount, n)
         GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9)
    SELECT a.measure, l.u, x.day, sum(x.amount), sum(x.n) FROM alike a
     CROSS JOIN LATERAL (VALUES (a.day, a.amount, a.n), (a.until, -a.amount, -a.n)) AS x (day, amount, n)
     CROSS JOIN LATERAL (
        SELECT u FROM (VALUES (a.l1), (a.l2), (a.l3), (a.l4), (a.l5)) AS v (u) WHERE u IS NOT NULL
        UNION SELECT a.unit_id) AS l
     WHERE x.day IS NOT NULL
     GROUP BY 1, 2, 3 HAVING sum(x.amount) <> 0 OR sum(x.n) <> 0;
"""
CAME, WENT = SOME.format(sign="", table="fresh"), SOME.format(sign="-", table="stale")
FOLLOW = f"""
CREATE OR REPLACE FUNCTION indicators_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN {ADD.format(parts=CAME)}
  ELSIF TG_OP = 'DELETE' THEN {ADD.format(parts=WENT)}
  ELSE {ADD.format(parts=CAME + " UNION ALL " + WENT)}
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0005_lists"), ("org", "0006_terms")]

    operations = [
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
        migrations.RemoveIndex("fact", "fact_unit"),
        migrations.AddIndex("fact", models.Index(fields=["unit"], name="fact_place")),
        migrations.AddIndex(
            "fact",
            models.Index(
                condition=models.Q(("l5__isnull", False)),
                fields=["measure", "l5", "-day", "-id"],
                name="fact_l5",
            ),
        ),
        migrations.AlterField(
            model_name="fact",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
            ),
        ),
    ]
