"""The org app."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "yugong.ground.org"
    label = "org"
    verbose_name = "组织"
