"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "yugong.ground.people"
    label = "people"
    verbose_name = "人员"
