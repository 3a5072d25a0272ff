"""The parameters app."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "yugong.ground.parameters"
    label = "parameters"
    verbose_name = "参数"
