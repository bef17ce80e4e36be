"""`manage.py periksa_unggahan FILE... [--json]`: what the gate says of files, for operators. Needs no database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from berkas.gate import Hasil, periksa_jalur


class Command(BaseCommand):
    """The gate's verdict per file; exit code 0 when all were examined, whatever the verdicts."""

    help = "Putusan gerbang unggahan untuk tiap berkas: terima, karantina, atau tolak, beserta alasannya."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, and the form of the answer."""
        parser.add_argument("berkas", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="jawab sebagai JSON, satu butir per berkas")

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, then tell."""
        found: list[dict[str, Any]] = []
        unread: list[str] = []
        for path in options["berkas"]:
            try:
                found.append(_butir(path, periksa_jalur(path)))
            except OSError as error:
                unread.append(f"{path}: {error.strerror}")
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for butir in found:
                self.stdout.write(
                    "{putusan:9} {nama}: {kalimat} ({detik:.2f} detik, {memori_puncak_mb:.0f} MB)".format(**butir)
                )
        if unread:
            raise CommandError("Tidak dapat dibaca: " + "; ".join(unread))


def _butir(path: Path, hasil: Hasil) -> dict[str, Any]:
    return {
        "nama": path.name,
        "putusan": hasil.putusan.value,
        "alasan": hasil.alasan.value if hasil.alasan else None,
        "kalimat": hasil.kalimat,
        "jenis": hasil.jenis or None,
        "mime": hasil.mime or None,
        "ukuran": hasil.ukuran,
        "sha256": hasil.sha256,
        "temuan": list(hasil.temuan),
        "dibersihkan": list(hasil.dibersihkan),
        "salinan": hasil.salinan,
        "terkurung": hasil.terkurung,
        "detik": hasil.detik,
        "memori_puncak_mb": hasil.memori_puncak_mb,
    }
