"""Files as a Django app."""

from django.apps import AppConfig


class BerkasConfig(AppConfig):
    """Registers the check of the examining child."""

    name = "berkas"
    verbose_name = "Berkas"

    def ready(self) -> None:
        """Checks may ask settings, which are complete only now."""
        from berkas import checks  # noqa: F401, PLC0415 - importing registers them
