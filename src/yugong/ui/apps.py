"""The design system as a Django app without tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "yugong.ui"
    label = "ui"
    verbose_name = "界面"
