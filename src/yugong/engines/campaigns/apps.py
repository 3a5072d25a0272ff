"""The campaigns app: its sealed cells are declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class CampaignsConfig(AppConfig):
    name = "yugong.engines.campaigns"
    label = "campaigns"
    verbose_name = "活动"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
