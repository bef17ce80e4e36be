"""The life of a complaint in public words: for its complainant, without names, without content, without other cases."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_jam
from jejak.models import Jejak
from pengaduan import vault
from pengaduan.models import Pengaduan
from pengaduan.pilihan import AlasanTolak, LembagaTujuan
from pengaduan.status import Event, Status, StatusPublik

P = StatusPublik
# public status -> (the sentence that heads the page, tone, icon)
KALIMAT: dict[str, tuple[Promise, str, str]] = {
    P.DITERIMA: (gettext_lazy("Laporan Anda sudah kami terima"), "info", "cek-bulat"),
    P.DALAM_VERIFIKASI: (gettext_lazy("Kami sedang memeriksa laporan Anda"), "info", "cari"),
    P.PERLU_DILENGKAPI: (gettext_lazy("Kami memerlukan keterangan dari Anda"), "awas", "awas"),
    P.DITERUSKAN: (gettext_lazy("Laporan Anda sudah kami teruskan ke inspektorat"), "info", "teruskan"),
    P.DITINDAKLANJUTI: (gettext_lazy("Inspektorat sedang memeriksa laporan Anda"), "info", "daftar"),
    P.SELESAI: (gettext_lazy("Penanganan laporan Anda sudah selesai"), "baik", "cek-bulat"),
    P.TIDAK_DAPAT: (gettext_lazy("Laporan ini tidak dapat kami tindaklanjuti"), "netral", "batal"),
}
# policy of the running clock -> what is promised by its date
DITUNGGU: dict[str, Promise] = {
    "pengaduan.verifikasi": gettext_lazy("Kami selesai memeriksa kelengkapan laporan Anda, paling lambat"),
    "pengaduan.kelengkapan": gettext_lazy("Anda melengkapi laporan, paling lambat"),
    "pengaduan.telaah": gettext_lazy("Kami selesai menelaah dan meneruskan laporan Anda, paling lambat"),
    "pengaduan.terima_apip": gettext_lazy("Inspektorat menyatakan menerima laporan ini, paling lambat"),
    "pengaduan.apip": gettext_lazy("Inspektorat melaporkan hasil pemeriksaan, paling lambat"),
    "pengaduan.klarifikasi": gettext_lazy("Kami menjawab pertanyaan inspektorat, paling lambat"),
    "pengaduan.reviu": gettext_lazy("Kami selesai menilai hasil dari inspektorat, paling lambat"),
    "pengaduan.tanggapan": gettext_lazy("Anda dapat menanggapi hasil ini sampai"),
}
# what the complainant reads of each event; events that are not here are the office's own business
RIWAYAT: dict[str, Promise] = {
    Event.DIAJUKAN: gettext_lazy("Laporan diterima"),
    Event.DIVERIFIKASI: gettext_lazy("Verifikasi dimulai"),
    Event.DIMINTA_LENGKAPI: gettext_lazy("Kami meminta Anda melengkapi"),
    Event.DILENGKAPI: gettext_lazy("Anda melengkapi laporan"),
    Event.DITUTUP_TIDAK_LENGKAP: gettext_lazy("Ditutup karena tidak dilengkapi"),
    Event.DITOLAK: gettext_lazy("Dinyatakan tidak dapat ditindaklanjuti"),
    Event.DIALIHKAN: gettext_lazy("Dinyatakan wewenang lembaga lain"),
    Event.DITELAAH: gettext_lazy("Lengkap, sekarang ditelaah"),
    Event.DIJAWAB: gettext_lazy("Selesai: dijawab oleh LKPP"),
    Event.DIESKALASI: gettext_lazy("Diteruskan ke inspektorat (APIP)"),
    Event.JALUR_SURAT: gettext_lazy("Diteruskan ke inspektorat (APIP) dengan surat"),
    Event.DITERIMA_APIP: gettext_lazy("Inspektorat menerima laporan"),
    Event.DIKEMBALIKAN: gettext_lazy("Inspektorat mengembalikan laporan; kami telaah lagi"),
    Event.DITUGASKAN_APIP: gettext_lazy("Inspektorat menugaskan pemeriksa"),
    Event.HASIL_DILAPORKAN: gettext_lazy("Inspektorat melaporkan hasil; kami menilainya"),
    Event.HASIL_DIKEMBALIKAN: gettext_lazy("Kami meminta inspektorat melengkapi hasil"),
    Event.DISELESAIKAN: gettext_lazy("Selesai: hasil diterima"),
    Event.DIBUKA_KEMBALI: gettext_lazy("Dibuka kembali"),
    Event.DITUTUP: gettext_lazy("Ditutup"),
    Event.IDENTITAS_DIIZINKAN: gettext_lazy("Anda mengizinkan inspektorat mengetahui identitas Anda"),
}


DIBACA = (*RIWAYAT, Event.IDENTITAS_DIBUKA)
"""The events that the complainant's page looks at."""


def sebab_akhir(pengaduan: Pengaduan) -> str:
    """Why a case ended without a result, in a sentence; empty for others."""
    alasan = pengaduan.alasan_akhir
    if alasan in AlasanTolak.values:
        return _("Alasannya: %(alasan)s.") % {"alasan": AlasanTolak(alasan).label}
    if alasan in LembagaTujuan.values:
        return _("Yang berwenang menanganinya: %(lembaga)s.") % {"lembaga": LembagaTujuan(alasan).label}
    if pengaduan.status == Status.DITUTUP and alasan:
        return _("Data yang kami minta tidak kami terima sampai batasnya. Anda boleh mengirim laporan baru.")
    return ""


def waktu(pada: datetime, *, anonim: bool) -> date:
    """When, as the page shows it: for `anonim` the day only."""
    return pada.astimezone(WIB).date() if anonim else pada


def riwayat(rows: Iterable[Jejak], *, anonim: bool) -> list[dict[str, Any]]:
    """The timeline from the trail of a case, oldest first; the last entry is where it stands."""
    return [
        {"judul": RIWAYAT[r.kejadian], "waktu": tanggal_jam(waktu(r.pada, anonim=anonim))}
        for r in rows
        if r.kejadian in RIWAYAT
    ]


def pembukaan(rows: Iterable[Jejak]) -> list[dict[str, Any]]:
    """Each opening of the identity: when, by which office, and the reason that was given."""
    rows = list(rows)
    alasan = vault.alasan_pembukaan(rows)
    return [
        {
            "pada": r.pada,
            "oleh": _("Inspektorat yang memeriksa") if r.peran.endswith("_apip") else _("Penjaga identitas LKPP"),
            "alasan": alasan.get(r.pk, ""),
        }
        for r in rows
        if r.kejadian == Event.IDENTITAS_DIBUKA
    ]


def diminta(rows: Iterable[Jejak]) -> list[str]:
    """The codes of the items that were asked for last."""
    daftar = [r.data.get("kurang", []) for r in rows if r.kejadian == Event.DIMINTA_LENGKAPI]
    return [str(k) for k in daftar[-1]] if daftar else []
