from django.db import migrations

MAKE = """
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry ledger_entry%ROWTYPE;
  found record;
  written integer;
  foreign_legs integer;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entry' THEN
    entry := NEW;
  ELSE
    SELECT * INTO entry FROM ledger_entry WHERE id = NEW.entry_id;
  END IF;
  SELECT count(*), count(*) FILTER (WHERE a.unit_id <> entry.unit_id) INTO written, foreign_legs
    FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = entry.id;
  IF written < 2 OR written <> entry.legs THEN
    RAISE EXCEPTION 'ledger entry % has % legs', entry.id, written USING ERRCODE = 'check_violation';
  END IF;
  IF foreign_legs > 0 THEN
    RAISE EXCEPTION 'ledger entry % has a leg in the books of another unit', entry.id
      USING ERRCODE = 'check_violation';
  END IF;
  FOR found IN
    SELECT a.commodity, sum(p.amount) AS rest
      FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
     WHERE p.entry_id = entry.id GROUP BY a.commodity HAVING sum(p.amount) <> 0
  LOOP
    RAISE EXCEPTION 'ledger entry % is not balanced in %: % over', entry.id, found.commodity, found.rest
      USING ERRCODE = 'check_violation';
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ledger_entry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
CREATE CONSTRAINT TRIGGER ledger_posting_balanced AFTER INSERT ON ledger_posting
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();

CREATE FUNCTION ledger_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once, never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER ledger_entry_fixed BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_written_once();
CREATE TRIGGER ledger_posting_fixed BEFORE UPDATE OR DELETE ON ledger_posting
FOR EACH ROW EXECUTE FUNCTION ledger_written_once();
CREATE TRIGGER ledger_plan_fixed BEFORE UPDATE OR DELETE ON ledger_plan
FOR EACH ROW EXECUTE FUNCTION ledger_written_once();
"""
DROP = """
DROP TRIGGER ledger_plan_fixed ON ledger_plan;
DROP TRIGGER ledger_posting_fixed ON ledger_posting;
DROP TRIGGER ledger_entry_fixed ON ledger_entry;
DROP FUNCTION ledger_written_once();
DROP TRIGGER ledger_posting_balanced ON ledger_posting;
DROP TRIGGER ledger_entry_balanced ON ledger_entry;
DROP FUNCTION ledger_balanced();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]
