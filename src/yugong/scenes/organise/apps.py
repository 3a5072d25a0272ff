"""The organise app: its kinds and menu entries are registered when it starts."""

from importlib import import_module

from django.apps import AppConfig


class OrganiseConfig(AppConfig):
    name = "yugong.scenes.organise"
    label = "organise"
    verbose_name = "组织管理"

    def ready(self) -> None:
        for module in ("kinds.join", "jobs"):
            import_module(f"{self.name}.{module}")
