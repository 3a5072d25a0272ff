"""A schema made at once is the one that migrations come to: columns, indexes, constraints, triggers."""

import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from tests.stories.conftest import database
from yugong.site import environment
from yugong.site.schema import lay

HELD = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity,"
    " character_maximum_length FROM information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), condeferrable,"
    " condeferred FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "triggers": "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "applied": "SELECT app, name FROM django_migrations",
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", HELD)
def test_it_is_the_schema_of_all_migrations(stepwise, what):
    with connection.cursor() as cursor:
        cursor.execute(HELD[what])
        laid = set(cursor.fetchall())
    assert laid == stepwise[what]


@pytest.fixture(scope="module")
def stepwise():
    """What stands in a database that was migrated one migration after another."""
    with database("stepwise") as environ:
        command = [sys.executable, "-m", "tests.site.stepwise"]
        done = subprocess.run(
            command,
            env=environ,
            cwd=environment.ROOT,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        with psycopg.connect(environ["DATABASE_URL"]) as there:
            return {what: set(there.execute(query).fetchall()) for what, query in HELD.items()}


@pytest.mark.django_db
def test_a_database_that_holds_something_is_left_to_its_migrations():
    assert lay(connection) is False
