"""Migrates an empty database one migration after another, as an older one is brought up to date."""

from yugong.site import environment

environment.ready()

if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    call_command("createcachetable", verbosity=0)
