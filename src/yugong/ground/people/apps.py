"""The people app: its members and officers follow the tree of unions."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class PeopleConfig(AppConfig):
    name = "yugong.ground.people"
    label = "people"
    verbose_name = "人员"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.along")
