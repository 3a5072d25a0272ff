"""The service app: its kinds and its menu are declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare
from yugong.scenes.service import menu


class ServiceConfig(AppConfig):
    name = "yugong.scenes.service"
    label = "service"
    verbose_name = "职工服务"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.along")
        declare(f"{self.name}.kinds")
        declare(f"{self.name}.gatherings")
        declare(f"{self.name}.contests")
        declare(f"{self.name}.honours")
        declare(f"{self.name}.measures")
        declare(f"{self.name}.order_along")
        declare(f"{self.name}.order_texts")
        declare(f"{self.name}.texts_health")
        declare(f"{self.name}.news_texts")
        declare(f"{self.name}.work_files")
        declare(f"{self.name}.station_files")
        menu.register()
