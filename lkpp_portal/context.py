"""What the frame of the working pages needs on pages of apps that know nothing of desks, such as the inbox."""

from typing import Any

from django.http import HttpRequest

from akun.actor import PETUGAS
from pengaduan.views.menu import rangka

# where an address begins -> the line of the menu that it belongs to
BAGIAN = {
    "kotak/": "pesan",
    "tenggat/": "tenggat",
    "surat/masuk/": "surat_masuk",
    "surat/keluar/": "surat_keluar",
    "surat/tu/": "surat_tu",
    "konsultasi/meja/keluhan/": "keluhan",
    "konsultasi/meja/koleksi/": "koleksi",
    "konsultasi/meja/": "konsultasi",
    "inspektorat/keanggotaan/": "keanggotaan",
    "inspektorat/": "inspektorat",
    "laporan/efektivitas/": "efektivitas",
    "laporan/dasbor/": "dasbor",
    "laporan/angka/": "angka",
    "laporan/layanan/": "laporan_layanan",
    "laporan/ran-ogi/": "renaksi",
    "laporan/ekspor/": "ekspor",
    "laporan/pekerjaan/": "ekspor",
    "laporan/kunci-api/": "kunci_api",
    "laporan/": "papan_skor",
    "helpdesk/meja/": "tiket",
    "helpdesk/masalah/": "masalah",
    "helpdesk/loket/": "loket",
    "helpdesk/belum-terjawab/": "belum_terjawab",
    "helpdesk/faq/kelola/": "faq",
    "helpdesk/balasan-siap/": "balasan_siap",
    "helpdesk/tender/": "tender",
    "helpdesk/verifikasi/": "verifikasi",
    "helpdesk/pengumuman/kelola/": "pengumuman",
    "helpdesk/anggaran/": "anggaran",
    "helpdesk/laporan/": "laporan_sla",
    "helpdesk/organisasi/": "organisasi",
}


def kerja(request: HttpRequest) -> dict[str, Any]:
    """Context processor: side menu and name of whoever works here; the pages of complaints bring their own."""
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    if actor is None or (match and match.app_name == "pengaduan") or actor.peran not in PETUGAS:
        return {}
    rute = match.route if match else ""
    return rangka(actor, next((kunci for awal, kunci in BAGIAN.items() if rute.startswith(awal)), ""))
