"""What has to hold of accounts before the portal serves real people."""

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import DatabaseError

from akun.actor import PETUGAS
from akun.demo import DOMAIN, SANDI
from akun.models import User


@register(Tags.security, deploy=True)
def no_demo_accounts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In production no account may have a demo address, and no officer the demo password."""
    if settings.PORTAL_MODE != "produksi":
        return []
    try:
        return _demo_accounts()
    except DatabaseError as error:
        return [
            Info(
                f"Akun demo belum diperiksa: basis data tidak menjawab ({type(error).__name__}).",
                hint="Jalankan lagi `manage.py check --deploy` setelah migrasi, dengan basis data yang menyala.",
                id="akun.I001",
            )
        ]


def _demo_accounts() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if alamat := User.objects.filter(email__iendswith=DOMAIN).count():
        found.append(
            Error(
                f"Ada {alamat} akun demo (alamat {DOMAIN}) di basis data produksi.",
                hint="Hapus atau nonaktifkan akun itu; data demo tidak boleh dibawa ke produksi.",
                id="akun.E001",
            )
        )
    sandi = User.objects.filter(is_active=True, peran__in=PETUGAS).values_list("password", flat=True)
    if any(check_password(SANDI, s) for s in sandi.iterator()):
        found.append(
            Error(
                "Ada petugas yang memakai kata sandi demo.",
                hint="Jalankan `manage.py keluarkan_semua`, lalu minta petugas itu membuat kata sandi baru.",
                id="akun.E002",
            )
        )
    return found
