"""The rights app: whatever stands in its kinds folder, and its menu, is declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare
from yugong.scenes.rights import menu


class RightsConfig(AppConfig):
    name = "yugong.scenes.rights"
    label = "rights"
    verbose_name = "权益维护"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.kinds")
        declare(f"{self.name}.measures")
        declare(f"{self.name}.rules.calculators")
        menu.register()
