"""What has to hold of the examining child before the portal takes files from real people."""

import sys
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

from berkas import sandbox

TINY = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n96\n%%EOF\n"
)


@register(Tags.security, deploy=True)
def child_is_confined(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In production a file is opened behind locks; here the child is run once on a PDF without pages."""
    if settings.PORTAL_MODE != "produksi":
        return []
    with sandbox.private_file() as source, sandbox.private_file() as out:
        source.write(TINY)
        source.flush()
        answer = sandbox.run(source, "pdf", "application/pdf", out).answer or {}
    kind = Error if sys.platform == "linux" else Info  # elsewhere the portal is only tried and developed
    if answer.get("mime") != "application/pdf":
        return [
            kind(
                "Pemeriksa berkas tidak dapat membuka PDF kosong; semua unggahan akan ditahan.",
                hint="Jalankan `manage.py periksa_unggahan` atas sebuah PDF, dan periksa pemasangan pikepdf.",
                id="berkas.E001",
            )
        ]
    if answer.get("terkurung") is not True:
        held = ", ".join(answer.get("kurungan", ())) or "tidak ada"
        return [
            kind(
                f"Pemeriksa berkas tidak terkurung (yang berlaku: {held}); semua unggahan akan ditahan.",
                hint="Izinkan seccomp bagi proses tanpa hak (x86-64 atau ARM64); lihat docs/operasi.md, bagian 2.",
                id="berkas.E002",
            )
        ]
    return []
