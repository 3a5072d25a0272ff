"""The schema of an empty database at once: what all migrations come to, in seconds instead of half a minute.

Migrations draw the picture of every model anew after each of their steps. Where no row and no table is yet,
the last picture alone is enough: its tables first, then what the migrations say in SQL and Python.
`tests/site/test_schema.py` holds both ways against each other.
"""

from django.contrib.postgres.operations import CreateExtension
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

PICTURED = ("django.db.migrations.operations.models", "django.db.migrations.operations.fields")


def lay(connection: BaseDatabaseWrapper) -> bool:
    """Make every table, note every migration as applied; False, with nothing done, unless it is empty."""
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations or connection.introspection.table_names():
        return False
    plan = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    spoken = [(one, step) for one in plan for step in one.operations if type(step).__module__ not in PICTURED]
    if not all(isinstance(step, RunSQL | RunPython | CreateExtension) for _, step in spoken):
        return False
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for one in plan:
        state = one.mutate_state(state, preserve=False)
    _make(connection, state, spoken)
    executor.recorder.ensure_schema()
    for one in plan:
        executor.recorder.record_applied(one.app_label, one.name)
    return True


def _make(
    connection: BaseDatabaseWrapper, state: ProjectState, spoken: list[tuple[Migration, Operation]]
) -> None:
    """Extensions that columns and indexes ask for, the tables, and what else was said, in its order."""
    asked = [(one, step) for one, step in spoken if isinstance(step, CreateExtension)]
    with connection.schema_editor() as editor:
        for one, extension in asked:
            extension.database_forwards(one.app_label, editor, state, state)
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    with connection.schema_editor() as editor:
        for one, step in spoken:
            if not isinstance(step, CreateExtension):
                step.database_forwards(one.app_label, editor, state, state)
