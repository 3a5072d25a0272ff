"""The selection app: its sealed cells are declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class SelectionConfig(AppConfig):
    name = "yugong.engines.selection"
    label = "selection"
    verbose_name = "评选"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.texts")
