"""The ledger app: sealed cells and what follows a payment are declared when Django is ready."""

from django.apps import AppConfig

from yugong.kernel.registry import declare


class LedgerConfig(AppConfig):
    name = "yugong.engines.ledger"
    label = "ledger"
    verbose_name = "资金账"

    def ready(self) -> None:
        declare(f"{self.name}.sealed")
        declare(f"{self.name}.texts")
        declare(f"{self.name}.menu")
