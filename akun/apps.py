"""Accounts as a Django app."""

from django.apps import AppConfig


class AkunConfig(AppConfig):
    """Registers the checks of accounts."""

    name = "akun"
    verbose_name = "Akun dan data acuan"

    def ready(self) -> None:
        """Checks ask models, which exist only now."""
        from akun import checks  # noqa: F401, PLC0415 - importing registers them
