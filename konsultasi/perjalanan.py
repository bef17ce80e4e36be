"""The life of a consultation in the applicant's words: what has happened, what is promised, and from when it counts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari
from jejak.models import Jejak
from konsultasi import kanal as info_kanal
from konsultasi.models import Konsultasi
from konsultasi.pilihan import DITERIMA_DIREKTUR, Kanal
from konsultasi.status import JANJI, TERBUKA, Event, Status, StatusPublik
from sla import clock, office
from sla.models import Tenggat
from sla.pita import janji

P = StatusPublik
DATA, TANGGAPAN = "konsultasi.data", "konsultasi.tanggapan"
# public status -> (the sentence that heads the page, tone, icon)
KALIMAT: dict[str, tuple[Promise, str, str]] = {
    P.DITERIMA: (_("Permohonan Anda sudah kami terima"), "info", "cek-bulat"),
    P.DIPROSES: (_("Permohonan Anda sedang dikerjakan"), "info", "daftar"),
    P.MENUNGGU: (_("Kami memerlukan data dari Anda"), "awas", "awas"),
    P.DIJADWALKAN: (_("Pertemuan Anda sudah dijadwalkan"), "info", "kalender"),
    P.DIJAWAB: (_("Permohonan Anda sudah dijawab"), "baik", "cek-bulat"),
    P.SELESAI: (_("Konsultasi ini sudah selesai"), "baik", "cek-bulat"),
    P.DITOLAK: (_("Permohonan ini tidak dapat kami layani"), "awas", "awas"),
}
KHUSUS: dict[str, tuple[Promise, Promise, str, str]] = {
    Status.DIBATALKAN: (_("Permohonan ini dibatalkan"), _("Dibatalkan"), "netral", "batal"),
    Status.BERLANGSUNG: (_("Konsultasi sedang berlangsung"), _("Sedang berlangsung"), "info", "orang"),
    Status.LAPORAN: (_("Laporan pertemuan sudah tersedia"), _("Laporan tersedia"), "baik", "cek-bulat"),
}
RIWAYAT: dict[str, Promise] = {
    Event.DIAJUKAN: _("Permohonan diterima"),
    Event.DIJADIKAN: _("Permohonan dibuat dari surat Anda"),
    Event.DIVERIFIKASI: _("Persyaratan diperiksa, lengkap"),
    Event.DITERIMA_DIREKTUR: _("Diterima Direktur"),
    Event.DIALIHKAN: _("Dialihkan ke direktorat yang membidangi"),
    Event.DITUGASKAN: _("Ditugaskan kepada yang akan menjawab"),
    Event.DIPROSES: _("Mulai dikerjakan"),
    Event.DITANYAKAN: _("Kami meminta data dari Anda"),
    Event.DILENGKAPI: _("Anda melengkapi data"),
    Event.DIJAWAB: _("Dijawab"),
    Event.DIJADWALKAN: _("Pertemuan dijadwalkan"),
    Event.JADWAL_DIUBAH: _("Jadwal pertemuan diubah"),
    Event.DATANG: _("Anda datang"),
    Event.BERLANGSUNG: _("Pertemuan dimulai"),
    Event.DILAPORKAN: _("Laporan pertemuan ditulis"),
    Event.DISELESAIKAN: _("Selesai"),
    Event.DITOLAK: _("Tidak dapat dilayani"),
    Event.DIBATALKAN: _("Dibatalkan"),
    Event.TENGGAT_DIGESER: _("Tanggal janji bergeser karena hari libur berubah"),
}
DITUNGGU: dict[str, Promise] = {
    JANJI: _("Jawaban kami, paling lambat"),
    DATA: _("Menunggu data dari Anda, sampai"),
    TANGGAPAN: _("Bila tidak ada tanggapan, konsultasi ditutup"),
}
JANJI_KANAL: dict[str, Promise] = {
    Kanal.DARING: _("Pertemuan dijadwalkan, paling lambat"),
    Kanal.TATAP_MUKA: _("Anda selesai dilayani, paling lambat"),
}


def keadaan(k: Konsultasi) -> dict[str, Any]:
    """Sentence, word, tone and icon of the present status."""
    if k.status in KHUSUS:
        kalimat, kata, nada, ikon = KHUSUS[k.status]
        return {"kalimat": kalimat, "kata": kata, "nada": nada, "gambar": ikon}
    publik = k.status_publik
    kalimat, nada, ikon = KALIMAT[publik]
    return {"kalimat": kalimat, "kata": publik.label, "nada": nada, "gambar": ikon}


def riwayat(rows: Iterable[Jejak]) -> list[dict[str, Any]]:
    """The steps so far, oldest first, by what happened and when; never by whom."""
    return [{"judul": RIWAYAT[r.kejadian], "pada": r.pada} for r in rows if r.kejadian in RIWAYAT]


def janji_konsultasi(k: Konsultasi, *, now: datetime) -> list[dict[str, Any]]:
    """The dates that run: what we promise, and what we wait for; each with why it is that date."""
    jam = [t for t in clock.running(k) if t.kode in DITUNGGU]
    return [_janji(k, t, now=now) for t in sorted(jam, key=lambda t: t.kode != JANJI)]


def _janji(k: Konsultasi, tenggat: Tenggat, *, now: datetime) -> dict[str, Any]:
    sisa = office.kalender().days_left(now, tenggat.jatuh_tempo)
    lewat = tenggat.jatuh_tempo < now and not tenggat.dijeda
    kata = _("Berhenti selama menunggu data Anda") if tenggat.dijeda else sisa_hari(sisa)
    apa = JANJI_KANAL.get(k.kanal, DITUNGGU[JANJI]) if tenggat.kode == JANJI else DITUNGGU[tenggat.kode]
    per_jam = tenggat.kode == JANJI and k.kanal == Kanal.TATAP_MUKA
    return janji(tenggat, clock.proof(tenggat).hari, hari_ini=now.astimezone(WIB).date()) | {
        "apa": apa,
        "jam": tenggat.jatuh_tempo if per_jam else None,
        "lewat": lewat,
        "janji": tenggat.kode == JANJI,
        "sisa": _("Sudah lewat") if lewat else kata,
        "keadaan": "lewat" if lewat else "jeda" if tenggat.dijeda else keadaan_tenggat(sisa),
    }


def belum_dihitung(k: Konsultasi, *, now: datetime) -> str:
    """Why there is no date yet, and when one will be; empty where there is a date or nothing to wait for."""
    if k.status not in TERBUKA:
        return ""
    if k.kanal in DITERIMA_DIREKTUR and k.diterima_direktur_pada is None:
        return str(_("Janji kami %(batas)s. Tanggalnya tampil di sini begitu Direktur menerimanya.")) % {
            "batas": info_kanal.batas(k.kanal, now=now)
        }
    if k.kanal == Kanal.TATAP_MUKA and k.status == Status.DIJADWALKAN and k.janji.datang_pada is None:
        return str(_("Janji kami %(batas)s.")) % {"batas": info_kanal.batas(k.kanal, now=now)}
    return ""
