"""Lets the time of one matter's stage run out, and of no other: a story does not wait for days."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")


def run_out(number: str) -> str:
    """What the sweep does with the matter's stage when its last moment has passed."""
    from yugong.engines.matters.actions.sweeping import look
    from yugong.engines.matters.models import ClockRow
    from yugong.kernel.actor import CLOCK

    row = ClockRow.objects.select_related("matter").exclude(stage="").get(
        matter__number=number, stopped_at=None
    )  # fmt: skip
    return look(matter=row.matter, clock=row, by=CLOCK, at=row.due_at)


if __name__ == "__main__":
    from yugong.site import environment

    environment.ready()
    import django

    django.setup()
    sys.stdout.write(run_out(sys.argv[1]))
