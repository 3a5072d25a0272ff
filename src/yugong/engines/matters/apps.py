"""The matters app: at start-up its kinds are complete and the registry is frozen by the site."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class MattersConfig(AppConfig):
    """Rows and pages of matters; they follow the tree of unions."""

    name = "yugong.engines.matters"
    label = "matters"
    verbose_name = "办件"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.along")
