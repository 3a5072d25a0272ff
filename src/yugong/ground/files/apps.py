"""The files app."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class FilesConfig(AppConfig):
    name = "yugong.ground.files"
    label = "files"
    verbose_name = "附件"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
