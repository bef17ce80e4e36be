"""The life of a ticket in public words: for its reporter, without the names of officers and without internal notes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Peran
from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari
from helpdesk.models import LampiranTiket, PesanTiket, Tiket
from helpdesk.pilihan import Dari
from helpdesk.status import JANJI_LKPP, KONFIRMASI_SELAMA, PUBLIK, TIKET, Event, Status
from jejak.models import Jejak
from sla import clock, office
from sla.models import Tenggat
from sla.pita import janji

S, E = Status, Event
Rupa = tuple[str | Promise, str, str]
# status -> (the sentence that heads the page, tone, icon)
KALIMAT: Mapping[str, Rupa] = {
    S.TERCATAT: (gettext_lazy("Laporan Anda sudah kami terima"), "info", "cek-bulat"),
    S.KLASIFIKASI: (gettext_lazy("Laporan Anda sedang ditangani"), "info", "daftar"),
    S.PENANGANAN: (gettext_lazy("Laporan Anda sedang ditangani"), "info", "daftar"),
    S.MENUNGGU_PENGGUNA: (gettext_lazy("Kami memerlukan jawaban Anda"), "awas", "awas"),
    S.ESKALASI_FUNGSIONAL: (gettext_lazy("Laporan Anda diteruskan ke tim teknis"), "info", "teruskan"),
    S.ESKALASI_STRUKTURAL: (gettext_lazy("Laporan Anda diteruskan ke pejabat yang berwenang"), "info", "teruskan"),
    S.ESKALASI_LKPP: (gettext_lazy("Laporan Anda diteruskan ke LKPP"), "info", "teruskan"),
    S.SOLUSI_SEMENTARA: (gettext_lazy("Ada solusi sementara; perbaikannya masih dikerjakan"), "info", "daftar"),
    S.PENYELESAIAN: (gettext_lazy("Sudah kami selesaikan. Apakah benar sudah beres?"), "baik", "cek-bulat"),
    S.DIKONFIRMASI: (gettext_lazy("Anda menyatakan sudah selesai"), "baik", "cek-bulat"),
    S.DITUTUP: (gettext_lazy("Tiket ini sudah ditutup"), "netral", "berkas"),
    S.DIBATALKAN: (gettext_lazy("Tiket ini dibatalkan"), "netral", "batal"),
    S.DUPLIKAT: (gettext_lazy("Tiket ini digabung dengan laporan lain tentang hal yang sama"), "netral", "gabung"),
    S.DIJAWAB_FAQ: (gettext_lazy("Pertanyaan Anda terjawab di tanya jawab"), "baik", "bantuan"),
}
# what the reporter reads of each event; events that are not here are the desk's own business
RIWAYAT: Mapping[str, Promise] = {
    E.DICATAT: gettext_lazy("Laporan diterima"),
    E.DIKLASIFIKASI: gettext_lazy("Dinilai dan mendapat tanggal janji"),
    E.DIKLASIFIKASI_ULANG: gettext_lazy("Penilaian diperbarui; tanggalnya tetap dihitung sejak laporan diterima"),
    E.DITANGANI: gettext_lazy("Mulai ditangani"),
    E.DITANYAKAN: gettext_lazy("Kami bertanya kepada Anda"),
    E.DIJELASKAN: gettext_lazy("Anda menjawab"),
    E.DIESKALASI_FUNGSIONAL: gettext_lazy("Diteruskan ke tim teknis"),
    E.DIESKALASI_STRUKTURAL: gettext_lazy("Diteruskan ke pejabat yang berwenang"),
    E.DIESKALASI_LKPP: gettext_lazy("Diteruskan ke LKPP"),
    E.ESKALASI_DIJAWAB: gettext_lazy("Yang kami teruskan sudah dijawab"),
    E.SOLUSI_SEMENTARA: gettext_lazy("Solusi sementara diberikan"),
    E.DIPENDING: gettext_lazy("Masuk daftar pertanyaan yang belum terjawab; kami cari jawabannya"),
    E.PENDING_DICABUT: gettext_lazy("Jawabannya sudah ada"),
    E.DISELESAIKAN: gettext_lazy("Diselesaikan"),
    E.DIKONFIRMASI: gettext_lazy("Anda menyatakan selesai"),
    E.DIBUKA_KEMBALI: gettext_lazy("Dibuka kembali"),
    E.DITUTUP: gettext_lazy("Ditutup"),
    E.DIBATALKAN: gettext_lazy("Dibatalkan"),
    E.DIGABUNG: gettext_lazy("Digabung dengan laporan lain"),
    E.DIJAWAB_FAQ: gettext_lazy("Dijawab dari tanya jawab"),
}
# policy of a clock -> what is promised by its date
DITUNGGU: Mapping[str, Promise] = {
    "helpdesk.klasifikasi": gettext_lazy("Petugas menilai laporan Anda, paling lambat"),
    "helpdesk.eskalasi_fungsional": gettext_lazy("Tim teknis menjawab, paling lambat"),
    "helpdesk.eskalasi_struktural": gettext_lazy("Pejabat yang berwenang memutuskan, paling lambat"),
    JANJI_LKPP: gettext_lazy("LKPP menjawab, paling lambat"),
    TIKET: gettext_lazy("Laporan Anda selesai ditangani, paling lambat"),
    "helpdesk.jawaban_pengguna": gettext_lazy("Kami menunggu jawaban Anda sampai"),
    KONFIRMASI_SELAMA: gettext_lazy("Belum beres? Tiket dapat dibuka kembali sampai"),
}
URUTAN = tuple(DITUNGGU)
MILIK_PELAPOR = frozenset({"helpdesk.jawaban_pengguna", KONFIRMASI_SELAMA})
"""Clocks that run against the reporter: no promise of ours is broken when they pass."""


def keadaan(tiket: Tiket) -> dict[str, Any]:
    """Sentence, word, tone and icon of the present status."""
    kalimat, nada, ikon = KALIMAT[tiket.status]
    return {"kalimat": kalimat, "kata": PUBLIK[tiket.status].label, "nada": nada, "gambar": ikon}


def riwayat(rows: Iterable[Jejak]) -> list[dict[str, Any]]:
    """The steps so far, oldest first, by what happened and when; never by whom."""
    return [{"judul": RIWAYAT[r.kejadian], "pada": r.pada} for r in rows if r.kejadian in RIWAYAT]


def janji_tiket(jam: Iterable[Tenggat], *, now: datetime) -> list[dict[str, Any]]:
    """The dates that are promised, the nearer business first, each with why it is that date."""
    jalan = [t for t in jam if t.kode in DITUNGGU and not t.berhenti_pada and not t.dijeda]
    return [_janji(t, now=now) for t in sorted(jalan, key=lambda t: URUTAN.index(t.kode))]


def _janji(tenggat: Tenggat, *, now: datetime) -> dict[str, Any]:
    hari = office.kalender(str(tenggat.kalender_id)).days_left(now, tenggat.jatuh_tempo)
    lewat = tenggat.jatuh_tempo < now
    return janji(tenggat, clock.proof(tenggat).hari, hari_ini=now.astimezone(WIB).date()) | {
        "kode": tenggat.kode,
        "apa": DITUNGGU[tenggat.kode],
        "lewat": lewat and tenggat.kode not in MILIK_PELAPOR,
        "sisa": _("Sudah lewat") if lewat else sisa_hari(hari),
        "keadaan": "lewat" if lewat else keadaan_tenggat(hari),
    }


def percakapan(tiket: Tiket, rows: Iterable[PesanTiket]) -> list[dict[str, Any]]:
    """The thread without internal notes; officers speak as their desk."""
    lampiran: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for satu in LampiranTiket.objects.filter(tiket=tiket).select_related("berkas").order_by("id"):
        lampiran[satu.pesan_id].append(_lampiran(satu))
    pertama = {
        "dari": _("Anda"),
        "anda": True,
        "pada": tiket.diterima_pada,
        "isi": tiket.uraian,
        "lampiran": lampiran[None],
    }
    return [
        pertama,
        *(
            {
                "dari": _dari(tiket, p),
                "anda": p.dari == Dari.PELAPOR and not p.surel_lain,
                "pada": p.pada,
                "isi": p.isi,
                "lampiran": lampiran[p.pk],
            }
            for p in rows
            if not p.hanya_petugas
        ),
    ]


def _dari(tiket: Tiket, pesan: PesanTiket) -> str:
    """Who speaks: the reporter, or whoever wrote from another address; the desk, or LKPP's where it has the ticket."""
    if pesan.dari == Dari.PELAPOR:
        return _("Alamat lain: %(alamat)s") % {"alamat": pesan.surel_lain} if pesan.surel_lain else _("Anda")
    if pesan.dari == Dari.SISTEM:
        return _("Portal")
    lkpp = pesan.oleh is not None and pesan.oleh.peran == Peran.PETUGAS_HELPDESK
    return _("Helpdesk LKPP") if lkpp else tiket.meja.nama


def _lampiran(satu: LampiranTiket) -> dict[str, Any]:
    bisa = satu.berkas.bisa_diunduh
    url = reverse("helpdesk:progres_berkas", args=[satu.pk]) if bisa else ""
    return {"nama": satu.berkas.nama_asli, "url": url, "ukuran": satu.berkas.ukuran, "ket": satu.berkas.kalimat}
