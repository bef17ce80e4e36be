"""The life of a letter in public words: for its sender, without the names of officers and without what they wrote."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari
from jejak.models import Jejak
from persuratan.flow_masuk import PEJABAT
from persuratan.models import SuratMasuk
from persuratan.status import Event, Status, StatusPublik
from sla import clock, office
from sla.models import Tenggat
from sla.pita import janji

P = StatusPublik
# public status -> (the sentence that heads the page, tone, icon)
KALIMAT: dict[str, tuple[Promise, str, str]] = {
    P.DITERIMA: (_("Surat Anda sudah kami terima"), "info", "cek-bulat"),
    P.DALAM_PROSES: (_("Surat Anda sedang dikerjakan"), "info", "daftar"),
    P.SELESAI: (_("Surat Anda sudah selesai ditangani"), "baik", "cek-bulat"),
    P.DIKEMBALIKAN: (_("Surat Anda kami kembalikan"), "awas", "awas"),
}
DITANYA: tuple[Promise, str, str] = (_("Kami memerlukan penjelasan dari Anda"), "awas", "awas")
# what the sender reads of each event; events that are not here are the office's own business
RIWAYAT: dict[str, Promise] = {
    Event.DIKIRIM: _("Surat diterima"),
    Event.DICATAT_MASUK: _("Surat diterima dan dicatat"),
    Event.DITERUSKAN: _("Diperiksa dan diteruskan kepada pejabat yang dituju"),
    Event.DIKEMBALIKAN: _("Dikembalikan kepada Anda"),
    Event.DITERIMA_PEJABAT: _("Diterima pejabat yang dituju"),
    Event.DIDISPOSISI: _("Didisposisi kepada yang akan mengerjakan"),
    Event.DIPROSES: _("Mulai dikerjakan"),
    Event.DITANYAKAN: _("Kami meminta penjelasan Anda"),
    Event.DIJELASKAN: _("Anda memberi penjelasan"),
    Event.DIJAWAB: _("Dijawab"),
    Event.DISELESAIKAN: _("Selesai"),
    Event.DIJADIKAN_PENGADUAN: _("Ditangani sebagai pengaduan"),
    Event.DIJADIKAN_TIKET: _("Ditangani sebagai tiket helpdesk"),
}
# policy of a clock -> what is promised by its date; the sender sees both, side by side
DITUNGGU: dict[str, Promise] = {
    "persuratan.surat": _("Surat Anda dijawab, dihitung sejak kami terima, paling lambat"),
    PEJABAT: _("Dihitung sejak diterima pejabat yang dituju, paling lambat"),
}


def keadaan(surat: SuratMasuk) -> dict[str, Any]:
    """Sentence, word, tone and icon of the present status."""
    publik = surat.status_publik
    kalimat, nada, ikon = DITANYA if surat.status == Status.MENUNGGU_INFO else KALIMAT[publik]
    return {"kalimat": kalimat, "kata": publik.label, "nada": nada, "gambar": ikon}


def riwayat(rows: Iterable[Jejak]) -> list[dict[str, Any]]:
    """The steps so far, oldest first, by what happened and when; never by whom."""
    return [{"judul": RIWAYAT[r.kejadian], "pada": r.pada} for r in rows if r.kejadian in RIWAYAT]


def janji_surat(jam: Iterable[Tenggat], *, now: datetime) -> list[dict[str, Any]]:
    """The dates that are promised, each with why it is that date; the official one behind that since submission."""
    urut = sorted((t for t in jam if t.kode in DITUNGGU and not t.berhenti_pada), key=lambda t: t.kode == PEJABAT)
    return [_janji(t, now=now) for t in urut]


def _janji(tenggat: Tenggat, *, now: datetime) -> dict[str, Any]:
    hari = office.kalender().days_left(now, tenggat.jatuh_tempo)
    lewat = tenggat.jatuh_tempo < now
    return janji(tenggat, clock.proof(tenggat).hari, hari_ini=now.astimezone(WIB).date()) | {
        "apa": DITUNGGU[tenggat.kode],
        "lewat": lewat,
        "sisa": _("Sudah lewat") if lewat else sisa_hari(hari),
        "keadaan": "lewat" if lewat else keadaan_tenggat(hari),
    }
