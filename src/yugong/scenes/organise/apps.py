"""The organise app: its kinds and its menu are declared when Django is ready."""

from importlib import import_module

from django.apps import AppConfig

from yugong.kernel.registry import declare


class OrganiseConfig(AppConfig):
    name = "yugong.scenes.organise"
    label = "organise"
    verbose_name = "组织管理"

    def ready(self) -> None:
        declare(f"{self.name}.kinds")
        import_module(f"{self.name}.menu")
