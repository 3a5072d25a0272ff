"""The organise app: whatever stands in its kinds folder, and its menu, is declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare
from yugong.scenes.organise import menu


class OrganiseConfig(AppConfig):
    name = "yugong.scenes.organise"
    label = "organise"
    verbose_name = "组织管理"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.kinds")
        declare(f"{self.name}.measures")
        menu.register()
