"""The timetable of the house on one page: which job runs when, in Chongqing time."""

from dataclasses import dataclass

from procrastinate import App

from yugong.ground.jobs.queue import jobs
from yugong.kernel.errors import Broken

CHINA = 8  # hours ahead of UTC, without summer time


@dataclass(frozen=True)
class Every:
    """Every so many minutes (a divisor of 60)."""

    minutes: int

    @property
    def cron(self) -> str:
        return f"*/{self.minutes} * * * *" if self.minutes < 60 else "0 * * * *"


@dataclass(frozen=True)
class Daily:
    """Once a day at "HH:MM" in Chongqing."""

    clock: str

    @property
    def cron(self) -> str:
        hour, minute = map(int, self.clock.split(":"))
        return f"{minute} {(hour - CHINA) % 24} * * *"


# Job names are text, so that floors above can have a line here without being imported.
TIMETABLE: dict[str, Every | Daily] = {
    "aid.chains": Daily("08:30"),
    "aid.forget_lists": Daily("03:45"),
    "aid.nightly": Daily("01:40"),
    "campaigns.sweep": Every(minutes=5),
    "files.sweep": Daily("03:20"),
    "indicators.fold": Every(minutes=1),
    "indicators.forget_lists": Daily("03:50"),
    "indicators.prove": Daily("04:20"),
    "jobs.forget": Daily("03:40"),
    "matters.sweep": Every(minutes=5),
    "matters.sweep_handovers": Every(minutes=10),
    "matters.recount": Daily("02:40"),
    "matters.purge": Daily("03:00"),
    "notices.overlooked": Every(minutes=15),
    "organise.forget_exports": Daily("03:55"),
    "organise.forget_rosters": Daily("03:50"),
    "organise.quality": Daily("02:50"),
    "organise.recheck": Daily("08:40"),
    "organise.terms": Daily("08:10"),
    "rights.badges": Daily("08:20"),
    "aid.reviews": Daily("08:25"),
    "rights.instalments": Daily("08:30"),
    "selection.sweep": Every(minutes=5),
    "service.news": Every(minutes=5),
    "service.screenings": Daily("03:10"),
    "service.orders": Every(minutes=30),
    "signin.purge": Daily("03:50"),
}


def check() -> None:
    """Every line names a known job; otherwise Broken with the wrong name."""
    for name in TIMETABLE:
        if name not in jobs:
            raise Broken(f"timetable: no job {name!r}; known: {', '.join(jobs.keys())}")


def enter(app: App) -> None:
    """Enter the timetable into the worker's clock.

    One waiting job per line: a worker that was away for hours does not run it for every missed hour.
    """
    check()
    for name, times in TIMETABLE.items():
        if (name, "timetable") in app.periodic_registry.periodic_tasks:
            continue
        app.periodic_registry.register_task(
            task=app.tasks[name],
            cron=times.cron,
            periodic_id="timetable",
            configure_kwargs={"queueing_lock": f"timetable:{name}"},
        )
