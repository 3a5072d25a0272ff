"""migrate: an empty database gets its whole schema at once; any other its migrations one by one."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from yugong.site.schema import lay


class Command(migrate.Command):
    """As Django's own, which then finds nothing left to apply and tells the apps."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["app_label"] or options["plan"] or options["check_unapplied"] or options["prune"]):
            lay(connections[options["database"]])
        super().handle(*args, **options)
