"""The aid app: its kinds, its menu and what follows the tree are declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare
from yugong.scenes.aid import menu


class AidConfig(AppConfig):
    name = "yugong.scenes.aid"
    label = "aid"
    verbose_name = "困难帮扶"

    def ready(self) -> None:
        declare(f"{self.name}.along")
        declare(f"{self.name}.paying")
        declare(f"{self.name}.queries.kept_files")
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.offer_texts")
        declare(f"{self.name}.policies")
        declare(f"{self.name}.kinds")
        declare(f"{self.name}.measures")
        declare(f"{self.name}.rules.calculators")
        declare(f"{self.name}.following")
        declare(f"{self.name}.menu_mutual")
        menu.register()
