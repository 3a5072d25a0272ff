"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "yugong.ground.files"
    label = "files"
    verbose_name = "附件"
