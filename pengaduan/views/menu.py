"""The side menu of the working pages, and what their frame needs: the same for LKPP's desks and the inspectorates'."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from akun.actor import APIP, LKPP, LPSE, PENANGAN, PETUGAS, Actor, Peran
from akun.prepared import prepared
from notifikasi.models import Pesan
from sla.permissions import PEMBACA


@dataclass(frozen=True)
class Butir:
    """One line of the menu: its key, the URL it leads to (name and query), and whose menu it stands in."""

    kunci: str
    url: str
    label: Any
    ikon: str
    peran: frozenset[Peran]
    query: str = ""


MEJA = PENANGAN | {Peran.PIMPINAN}
ADVOKASI = frozenset({Peran.PETUGAS_ADVOKASI})
KEANGGOTAAN = frozenset({Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM, Peran.PIMPINAN})
DASBOR = frozenset({Peran.PEJABAT_DPPH, Peran.PIMPINAN})
PAPAN = frozenset({Peran.PEJABAT_DPPH, Peran.PENELAAH, Peran.PIMPINAN})
HELPDESK = LPSE | {Peran.PETUGAS_HELPDESK}
SURAT_HELPDESK = frozenset({Peran.PETUGAS_HELPDESK})  # letters are the smaller part of their work: further down
PERSURATAN = LKPP - {Peran.ADMIN_SISTEM} - SURAT_HELPDESK
ORGANISASI = frozenset({Peran.PETUGAS_HELPDESK, Peran.KEPALA_LPSE, Peran.ADMIN_SISTEM})
BUTIR = (
    Butir("hari_ini", "pengaduan:meja", _("Hari ini"), "hari", MEJA),
    Butir("semua", "pengaduan:meja", _("Semua kasus"), "daftar", MEJA, "?pandang=semua"),
    Butir("dasbor", "laporan:dasbor", _("Dasbor pimpinan"), "grafik", DASBOR),
    Butir("penjaga", "pengaduan:penjaga", _("Identitas pelapor"), "kunci", frozenset({Peran.PENJAGA_IDENTITAS})),
    Butir("kotak_kasus", "pengaduan:apip_kotak", _("Kotak masuk kasus"), "daftar", APIP),
    Butir("apip_percakapan", "pengaduan:apip_percakapan", _("Percakapan dengan LKPP"), "orang", APIP),
    Butir("apip_angka", "pengaduan:apip_angka", _("Angka kami"), "grafik", APIP),
    Butir(
        "apip_templat", "pengaduan:apip_templat", _("Teks siap untuk hasil"), "berkas", frozenset({Peran.ADMIN_APIP})
    ),
    Butir("apip_mulai", "pengaduan:apip_mulai", _("Panduan tiga langkah"), "bantuan", APIP),
    Butir("konsultasi", "konsultasi:meja", _("Konsultasi"), "daftar", ADVOKASI | {Peran.PEJABAT_DPPH, Peran.PIMPINAN}),
    Butir("keluhan", "konsultasi:keluhan_meja", _("Keluhan layanan"), "awas", ADVOKASI | {Peran.PIMPINAN}),
    Butir("koleksi", "konsultasi:meja_koleksi", _("Koleksi tanya jawab"), "bantuan", ADVOKASI),
    Butir("surat_tu", "persuratan:tu", _("Meja TU"), "surat", frozenset({Peran.PETUGAS_TU})),
    Butir("surat_masuk", "persuratan:masuk", _("Surat masuk"), "surat", PERSURATAN),
    Butir("surat_keluar", "persuratan:keluar", _("Surat keluar"), "teruskan", PERSURATAN),
    Butir("tiket", "helpdesk:meja", _("Antrean tiket"), "daftar", HELPDESK | {Peran.PIMPINAN}),
    Butir("loket", "helpdesk:loket", _("Telepon dan loket"), "telepon", HELPDESK),
    Butir("belum_terjawab", "helpdesk:belum_terjawab", _("Belum terjawab"), "jeda", HELPDESK),
    Butir("masalah", "helpdesk:masalah_daftar", _("Masalah"), "gabung", HELPDESK | {Peran.PIMPINAN}),
    Butir("verifikasi", "helpdesk:verifikasi", _("Verifikasi penyedia"), "cek-bulat", LPSE),
    Butir("faq", "helpdesk:faq_kelola", _("Tanya jawab"), "bantuan", HELPDESK),
    Butir("balasan_siap", "helpdesk:balasan_siap", _("Balasan siap pakai"), "surat", HELPDESK),
    Butir("tender", "helpdesk:tender", _("Tender berjalan"), "hari", HELPDESK),
    Butir("pengumuman", "helpdesk:pengumuman_kelola", _("Pengumuman pemeliharaan"), "kalender", HELPDESK),
    Butir("layanan", "helpdesk:layanan", _("Katalog layanan"), "berkas", HELPDESK),
    Butir("anggaran", "helpdesk:anggaran", _("Masa galat"), "grafik", HELPDESK | {Peran.PIMPINAN}),
    Butir("laporan_sla", "helpdesk:laporan", _("Laporan bulanan"), "grafik", HELPDESK | {Peran.PIMPINAN}),
    Butir("organisasi", "helpdesk:organisasi", _("Meja dan regu"), "orang", ORGANISASI),
    Butir("surat_masuk", "persuratan:masuk", _("Surat masuk"), "surat", SURAT_HELPDESK),
    Butir("surat_keluar", "persuratan:keluar", _("Surat keluar"), "teruskan", SURAT_HELPDESK),
    Butir("keanggotaan", "inspektorat:keanggotaan_daftar", _("Keanggotaan inspektorat"), "perisai", KEANGGOTAAN),
    Butir("inspektorat", "inspektorat:daftar", _("Daftar inspektorat"), "perisai", PENANGAN | {Peran.PIMPINAN}),
    Butir("papan_skor", "laporan:papan", _("Papan skor APIP"), "grafik", PAPAN),
    Butir("efektivitas", "laporan:efektivitas", _("Efektivitas"), "naik", PAPAN),
    Butir("angka", "laporan:angka", _("Angka dan definisinya"), "grafik", MEJA),
    Butir("laporan_layanan", "laporan:layanan", _("Laporan Layanan Pengaduan"), "berkas", MEJA),
    Butir("renaksi", "laporan:renaksi", _("Matriks RAN OGI"), "cek-bulat", PAPAN),
    Butir("tenggat", "sla:ringkas", _("Tenggat dan kalender"), "kalender", PEMBACA),
    Butir("ekspor", "laporan:ekspor_daftar", _("Ekspor daftar"), "unduh", PETUGAS),
    Butir("kunci_api", "laporan:kunci_api", _("Kunci API"), "kunci", LKPP - {Peran.PENJAGA_IDENTITAS}),
    Butir("acuan", "admin:index", _("Akun dan data acuan"), "orang", frozenset({Peran.ADMIN_SISTEM})),
    Butir("pesan", "notifikasi:kotak", _("Pemberitahuan"), "bantuan", PETUGAS - {Peran.ADMIN_SISTEM}),
)


alamat = cache(reverse)  # of pages without a number in their address: the same for everybody


@prepared
def _belum_dibaca(user_id: int) -> "QuerySet[Pesan, tuple[int]]":
    """How many messages somebody has not read; no row when there are none."""
    rows = Pesan.objects.kotak(user_id).filter(dibaca_pada__isnull=True).order_by()
    return rows.values("user_id").annotate(n=Count("pk")).values_list("n")


def menu(actor: Actor, aktif: str = "") -> list[dict[str, Any]]:
    """The lines for a role, in the shape of `rangka/kerja.html`; `aktif` is the key of the page one is on."""
    baru = sum(n for (n,) in _belum_dibaca(actor.user_id or 0))
    return [
        {
            "url": alamat(b.url) + b.query,
            "label": b.label,
            "ikon": b.ikon,
            "active": b.kunci == aktif,
            "count": baru if b.kunci == "pesan" else 0,
        }
        for b in BUTIR
        if actor.peran in b.peran
    ]


def rangka(actor: Actor, aktif: str = "") -> dict[str, Any]:
    """Everything that `rangka/kerja.html` asks for: spread it into the context of a working page."""
    return {
        "menu": menu(actor, aktif),
        "meja_url": alamat("meja"),
        "cari_url": f"{alamat('pengaduan:meja')}?pandang=semua#id_q" if actor.peran in MEJA else "",
        "pengguna": {"nama": actor.nama, "peran": actor.peran.label},
    }
