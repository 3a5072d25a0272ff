"""The indicators app: at the end of every deed what it touched is recounted, in the same transaction."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class IndicatorsConfig(AppConfig):
    """Facts behind numbers; they follow the tree of unions."""

    name = "yugong.engines.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        declare(f"{self.name}.along")
        declare(f"{self.name}.notices")
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.menu")
