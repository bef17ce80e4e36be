"""The demo consultations are loaded once, and never in production."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from konsultasi.models import Konsultasi

pytestmark = pytest.mark.django_db
PERINTAH = "muat_konsultasi_contoh"


def test_production_is_refused(settings: Any) -> None:
    settings.PORTAL_MODE = "produksi"
    with pytest.raises(CommandError, match="produksi"):
        call_command(PERINTAH)
    assert not Konsultasi.objects.exists()


def test_where_there_are_consultations_nothing_is_loaded(tanya: Callable[..., Konsultasi]) -> None:
    tanya()
    keluar = io.StringIO()
    call_command(PERINTAH, stdout=keluar)
    assert "tidak dimuat lagi" in keluar.getvalue()
    assert Konsultasi.objects.count() == 1
