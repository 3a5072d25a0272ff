"""The notices app; tells the ui how to count what waits to be read."""

from django.apps import AppConfig

from yugong.kernel.registry import declare
from yugong.ui import pages


class NoticesConfig(AppConfig):
    name = "yugong.ground.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        from yugong.ground.notices import views

        pages.fill(unread=views.waiting)
