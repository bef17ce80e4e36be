"""The files of a ticket as its page lists them: only an accepted one has a link."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from akun.templatetags.rupa import ukuran_berkas
from berkas.putusan import Putusan
from helpdesk.models import LampiranTiket
from helpdesk.views.lembar import Lembar

RUPA = {
    Putusan.MENUNGGU: (_("Sedang diperiksa"), "netral", "jam"),
    Putusan.TERIMA: (_("Aman"), "baik", "cek-bulat"),
    Putusan.KARANTINA: (_("Karantina"), "awas", "jeda"),
    Putusan.TOLAK: (_("Ditolak"), "telat", "seru"),
}


def daftar(lembar: Lembar, lampiran: Iterable[LampiranTiket]) -> list[dict[str, Any]]:
    """Files for komponen/berkas.html and for a message."""
    return [_satu(lembar, x) for x in lampiran]


def _satu(lembar: Lembar, x: LampiranTiket) -> dict[str, Any]:
    berkas = x.berkas
    kata, nada, gambar = RUPA[Putusan(berkas.putusan)]
    ket = [f"{ukuran_berkas(berkas.ukuran)}.", *([] if berkas.bisa_diunduh else [berkas.kalimat])]
    return {
        "nama": berkas.nama_asli,
        "url": lembar.url("tiket_berkas", x.pk) if berkas.bisa_diunduh else "",
        "ket": " ".join(ket),
        "jenis": berkas.jenis if berkas.jenis in {"gambar", "rekaman"} else "berkas",
        "kata": kata,
        "nada": nada,
        "gambar": gambar,
    }
