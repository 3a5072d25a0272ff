"""Migrations are in line: none is missing, none branches, and their numbers follow each other."""

from itertools import pairwise

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from .tree import show


def ours() -> list[str]:
    """The labels of the apps that are part of the house."""
    return [config.label for config in apps.get_app_configs() if config.name.startswith("yugong.")]


def test_no_migration_is_missing():
    loader = MigrationLoader(None)
    with translation.override(None):  # migrations keep the untranslated names of Django's own fields
        state = ProjectState.from_apps(apps)
        found = MigrationAutodetector(loader.project_state(), state).changes(loader.graph)
    offenders = [
        f"{label}: {operation.describe()}"
        for label in ours()
        for migration in found.get(label, [])
        for operation in migration.operations
    ]
    assert not offenders, show(offenders)


def test_migrations_follow_one_another():
    loader = MigrationLoader(None)
    offenders = []
    for label in ours():
        names = sorted(name for app, name in loader.disk_migrations if app == label)
        numbers = [int(name.split("_")[0]) for name in names]
        if numbers != list(range(1, len(names) + 1)):
            offenders.append(f"{label}: {', '.join(names)}: numbers do not follow one another")
        for before, name in pairwise(names):
            parents = loader.disk_migrations[label, name].dependencies
            inside = [parent for parent in parents if parent[0] == label]
            if inside != [(label, before)]:
                offenders.append(f"{label}.{name}: follows {inside}, not {before}")
    assert not offenders, show(offenders)
