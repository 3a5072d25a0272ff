"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "yugong.ground.jobs"
    label = "jobs"
    verbose_name = "后台任务"
