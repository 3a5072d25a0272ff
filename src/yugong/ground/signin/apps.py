"""The sign-in app: codes sent and attempts counted; factors and sessions are allauth's rows."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class SigninConfig(AppConfig):
    name = "yugong.ground.signin"
    label = "signin"
    verbose_name = "登录"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
