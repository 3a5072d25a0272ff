"""The access app: no rows of its own; fills kernel.decision when the platform starts."""

from django.apps import AppConfig

from yugong.kernel import decision


class AccessConfig(AppConfig):
    name = "yugong.ground.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        from yugong.ground.access import deciding

        decision.fill(deciding.decide)
