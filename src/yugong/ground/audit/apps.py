"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "yugong.ground.audit"
    label = "audit"
    verbose_name = "审计"
