"""A reporter at his browser, without script."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpdesk import draf
from helpdesk.forms.lapor import stempel
from tests.berkas import samples

LAPOR = "/helpdesk/lapor/"


def gambar(nama: str = "layar.jpg", isi: bytes | None = None) -> SimpleUploadedFile:
    """A screenshot."""
    return SimpleUploadedFile(nama, samples.jpeg_gps() if isi is None else isi, "image/jpeg")


def ketikan(**data: Any) -> dict[str, Any]:
    """What he types, a moment after the form was opened."""
    return {
        "kunci": draf.kunci_baru(),
        "untuk": "lpse",
        "lpse": "LPSE Mamuju",
        "jenis": "gangguan",
        "judul": "Tidak bisa mengunggah penawaran",
        "uraian": "Sejak pukul 09.00 muncul pesan 500.",
        "kode_tender": "10102858000",
        "pengguna": "penyedia",
        "nama": "Andi Contoh",
        "surel": "andi@penyedia.example",
        "telepon": "",
        "dibuka": stempel(timezone.now() - timedelta(minutes=1)),
    } | data


def kirim(client: Client, **data: Any) -> Any:
    """Press "Kirim laporan"."""
    return client.post(LAPOR, ketikan(**data))


def halaman(client: Client, nama: str = "progres", *args: Any) -> str:
    """A page as text."""
    return client.get(reverse(f"helpdesk:{nama}", args=args)).content.decode()
