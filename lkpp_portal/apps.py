"""The roof as a Django app: connects the wiring once everything is loaded."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Connects events to listeners at start."""

    name = "lkpp_portal"
    verbose_name = "Portal LKPP"

    def ready(self) -> None:
        """Read the wiring page once all apps are there."""
        from lkpp_portal import wiring  # noqa: PLC0415 - models exist only now

        wiring.connect()
