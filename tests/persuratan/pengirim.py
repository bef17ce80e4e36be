"""A sender at his browser, without script."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, User
from persuratan import draf, pengirim
from persuratan.forms.kirim import stempel
from persuratan.models import DrafSurat
from tests.berkas import samples

SIMBOL = """( ) ! * @ # $ % " < > / \\ - + | & ' ` ~ ^ = ; : , . ? [ ] { } é 信 🙂"""
TULIS = "/surat/kirim/"


def pdf(nama: str = "surat.pdf", isi: bytes | None = None, *, halaman: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, samples.pdf(halaman) if isi is None else isi, "application/pdf")


def berdata(user: User, **data: Any) -> None:
    """He has said for whom he writes."""
    isi = {"jenis": "perorangan", "instansi": None, "instansi_teks": "", "telepon": "0812-1"} | data
    pengirim.simpan(by=Actor.of(user), now=timezone.now(), **isi)


def ketikan(pejabat: Pejabat, **data: Any) -> dict[str, Any]:
    """What he types, a moment after the form was opened."""
    return {
        "penerima": str(pejabat.pk),
        "nomor_surat": "012/LSM/XI/2026",
        "kerahasiaan": "biasa",
        "perihal": "Permohonan penjelasan",
        "dibuka": stempel(timezone.now() - timedelta(minutes=1)),
    } | data


def kirim(client: Client, pejabat: Pejabat, **data: Any) -> Any:
    return client.post(TULIS, ketikan(pejabat, **({"berkas": pdf()} | data)))


def draf_milik(user: User) -> DrafSurat:
    return draf.buka(by=Actor.of(user), now=timezone.now())


def terkirim(nomor: str) -> str:
    return reverse("persuratan:terkirim", args=[nomor])
