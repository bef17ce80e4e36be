"""Who has to hear of what happens to a ticket. No message says what it is about: number, kind of news, date.

Reporters who are written to in a thread of mails read the rest there (listeners_surel.py).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from akun.actor import SYSTEM
from akun.models import User
from helpdesk import flow, penugasan
from helpdesk.flow_eskalasi import meja_kini
from helpdesk.listeners_surel import KABAR_SUREL, bersurel
from helpdesk.models import EskalasiTiket, Tiket
from helpdesk.pilihan import Kanal
from helpdesk.status import KONFIRMASI_SELAMA, PUBLIK, Event
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from sla.models import Tenggat
from sla.stages import StepRefused

JAWABAN_PENGGUNA = "helpdesk.jawaban_pengguna"
MILIK_PELAPOR = frozenset({KONFIRMASI_SELAMA, JAWABAN_PENGGUNA})
"""Promises that the reporter has to keep: he is reminded of them, the desk is not."""

# event -> text for the reporter
UNTUK_PELAPOR: dict[str, str] = {
    Event.DICATAT: "tiket_diterima",
    Event.DIKLASIFIKASI: "tiket_ditangani",
    Event.DITANGANI: "tiket_ditangani",
    Event.DIBALAS: "tiket_dibalas",
    Event.DITANYAKAN: "tiket_ditanya",
    Event.DIPENDING: "tiket_pending",
    Event.SOLUSI_SEMENTARA: "tiket_dibalas",
    Event.DISELESAIKAN: "tiket_selesai",
    Event.DIJAWAB_FAQ: "tiket_dijawab_faq",
    Event.DITUTUP: "tiket_ditutup",
    Event.DIBATALKAN: "tiket_ditutup",
    Event.DIGABUNG: "tiket_digabung",
    Event.DIBUKA_KEMBALI: "tiket_ditangani",
}
KABAR_PELAPOR = tuple(UNTUK_PELAPOR)
HANYA_BILA_BERUBAH = frozenset({Event.DIKLASIFIKASI, Event.DITANGANI})
# event -> text for whoever has the ticket now
UNTUK_PETUGAS: dict[str, str] = {
    Event.DICATAT: "tiket_untuk_anda",
    Event.DITUGASKAN: "tiket_untuk_anda",
    Event.DISERAHKAN: "tiket_untuk_anda",
    Event.DIJELASKAN: "tiket_pelapor_menulis",
    Event.DITULIS_PELAPOR: "tiket_pelapor_menulis",
    Event.DIESKALASI_FUNGSIONAL: "tiket_dieskalasi",
    Event.DIESKALASI_STRUKTURAL: "tiket_dieskalasi",
    Event.DIESKALASI_LKPP: "tiket_dieskalasi",
    Event.ESKALASI_DIJAWAB: "tiket_eskalasi_dijawab",
    Event.DIBUKA_KEMBALI: "tiket_dibuka_kembali",
    Event.DIKONFIRMASI: "tiket_dikonfirmasi",
}
KABAR_PETUGAS = tuple(UNTUK_PETUGAS)
SEREGU = frozenset({Event.DIESKALASI_FUNGSIONAL, Event.DIESKALASI_LKPP})
TERBANYAK = 50  # people of a team or desk who hear of an escalation


def kabari_pelapor(event: Jejak, now: datetime) -> None:
    """Tell the reporter, and whoever reported the same: by account, or by the address he left."""
    tiket = _tiket(event)
    dari, ke = event.data.get("dari"), event.data.get("ke")
    if event.kejadian in HANYA_BILA_BERUBAH and PUBLIK[dari] == PUBLIK[ke]:
        return
    _kepada_pelapor(event, tiket, UNTUK_PELAPOR[event.kejadian], now)
    if event.kejadian == Event.DISELESAIKAN:
        for kembar in tiket.duplikat.select_related("pelapor"):
            _kepada_pelapor(event, kembar, "tiket_kembar_selesai", now)


def _kepada_pelapor(event: Jejak, tiket: Tiket, templat: str, now: datetime, batas: datetime | None = None) -> None:
    """Inbox and mail for an account; a mail for somebody without one, where no thread of mails tells him."""
    konteks = {"nomor": tiket.nomor}
    if batas or tiket.jatuh_tempo:
        konteks["batas"] = (batas or tiket.jatuh_tempo).isoformat()  # type: ignore[union-attr]
    beruntai = bersurel(tiket) and event.kejadian in KABAR_SUREL and event.objek_id == tiket.pk
    if tiket.pelapor is not None:
        if event.pelaku_id != tiket.pelapor_id or event.kejadian == Event.DICATAT:
            konteks["tautan"] = reverse("helpdesk:tiket_saya", args=[tiket.nomor])
            queue_for(tiket.pelapor, jejak=event, templat=templat, konteks=konteks, now=now, surel=not beruntai)
    elif tiket.surel and not beruntai and not (event.kejadian == Event.DICATAT and tiket.kanal == Kanal.SUREL):
        queue(
            jejak=event,
            penerima=f"tiket:{tiket.nomor}",
            user=None,
            kanal=Pesan.Kanal.SUREL,
            alamat=tiket.surel,
            templat=templat,
            konteks=konteks | {"tautan": reverse("lacak")},
            now=now,
        )


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell whoever has the ticket now; of an escalation his team or desk as well."""
    tiket = _tiket(event)
    _tulis(event, UNTUK_PETUGAS[event.kejadian], _penerima(event, tiket), _konteks(tiket), now)


def _penerima(event: Jejak, tiket: Tiket) -> Iterable[User]:
    """Who has it; who else could take an escalation; the desk where it lies with nobody."""
    orang = {tiket.pemegang.pk: tiket.pemegang} if tiket.pemegang else {}
    if event.kejadian in SEREGU:
        eskalasi = EskalasiTiket.objects.select_related("kepada_regu").get(pk=event.data["eskalasi"])
        if eskalasi.kepada_regu is not None:
            anggota = eskalasi.kepada_regu.anggota.filter(is_active=True)
            orang |= {u.pk: u for u in anggota.order_by("pk")[:TERBANYAK]}
    if not orang:
        orang = {u.pk: u for u in meja_kini(tiket).petugas()[:TERBANYAK]}
    return [u for u in orang.values() if u.is_active]


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: remind whoever has to keep it, the reporter of his own."""
    if event.objek_tipe != Tiket._meta.label_lower:
        return
    tiket, tenggat = _tiket(event), _berjalan(event)
    if tenggat is None:
        return
    if tenggat.kode in MILIK_PELAPOR:
        templat = "tiket_ingat_konfirmasi" if tenggat.kode == KONFIRMASI_SELAMA else "tiket_ingat_jawab"
        _kepada_pelapor(event, tiket, templat, now, batas=tenggat.jatuh_tempo)
    else:
        _tulis(event, "tiket_ingat", _penerima(event, tiket), _konteks(tiket, tenggat), now, bundel="ingat")


def eskalasikan_keterlambatan(event: Jejak, now: datetime) -> None:
    """A promise is broken: first who has the ticket hears, then the head of his office. No status changes."""
    if event.objek_tipe != Tiket._meta.label_lower or event.data["kebijakan"] == KONFIRMASI_SELAMA:
        return
    tiket, tenggat = _tiket(event), _berjalan(event)
    if tenggat is None:
        return
    penerima = list(_penerima(event, tiket))
    if event.data["tingkat"] > 1 and (atasan := penugasan.pejabat(meja_kini(tiket))):
        penerima = [atasan]
    _tulis(event, "tiket_terlambat", penerima, _konteks(tiket, tenggat), now, bundel="terlambat")


def tutup_bila_waktunya(event: Jejak, now: datetime) -> None:
    """The time for "selesai" or "belum" is over: the ticket closes, unless it has moved on meanwhile."""
    if event.objek_tipe != Tiket._meta.label_lower or event.data["kebijakan"] != KONFIRMASI_SELAMA:
        return
    if event.data["tingkat"] != 1 or _berjalan(event) is None:
        return
    try:
        flow.tutup(tiket=_tiket(event), by=SYSTEM, now=now)
    except StepRefused:
        return


def kabari_pergeseran(event: Jejak, now: datetime) -> None:
    """The calendar has moved deadlines: one message per officer who holds such tickets."""
    bergeser = Tenggat.objects.filter(
        perubahan_id=event.objek_id, berhenti_pada__isnull=True, objek_tipe=Tiket._meta.label_lower
    ).exclude(kode__in=MILIK_PELAPOR)
    jam = Counter(bergeser.values_list("objek_id", flat=True))
    jumlah = Counter[int]()
    tiket = Tiket.objects.filter(pk__in=bergeser.values("objek_id"), pemegang__is_active=True)
    for pk, pemegang in tiket.values_list("pk", "pemegang_id"):
        jumlah[pemegang] += jam[pk]
    for user in User.objects.filter(pk__in=jumlah).order_by("pk"):
        konteks = {"jumlah": jumlah[user.pk], "tautan": reverse("helpdesk:meja")}
        queue_for(user, jejak=event, templat="tenggat_bergeser", konteks=konteks, now=now, mulai=departure(now))


def _tiket(event: Jejak) -> Tiket:
    return Tiket.objects.select_related("pelapor", "pemegang", "meja__unit").get(pk=event.objek_id)


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def _konteks(tiket: Tiket, tenggat: Tenggat | None = None) -> dict[str, Any]:
    konteks = {"nomor": tiket.nomor, "tautan": reverse("helpdesk:tiket", args=[tiket.nomor])}
    if tenggat:
        konteks |= {"batas": tenggat.jatuh_tempo.isoformat(), "janji": tenggat.kebijakan.nama}
    elif tiket.jatuh_tempo:
        konteks["batas"] = tiket.jatuh_tempo.isoformat()
    return konteks


def _tulis(
    event: Jejak, templat: str, penerima: Iterable[User], konteks: dict[str, Any], now: datetime, *, bundel: str = ""
) -> None:
    """Inbox and mail for everybody but the one who did it; about deadlines in office hours, and as one mail."""
    for user in penerima:
        if user.pk == event.pelaku_id:
            continue
        mulai = departure(now) if bundel else None
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel)
