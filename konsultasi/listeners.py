"""Who has to hear of what happens to a consultation. No message says what it is about: number, kind of news, date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from akun.actor import SYSTEM, Peran
from akun.models import Pejabat, User
from akun.receipt import WIB
from jejak.models import Jejak
from konsultasi import flow, kompensasi, pelaksana
from konsultasi.models import Keluhan, Konsultasi
from konsultasi.status import BATALKAN, JANJI, SELESAIKAN, Event
from konsultasi.status_keluhan import EventKeluhan, StatusKeluhan
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from persuratan.models import SuratMasuk, jabatan
from sla.models import Tenggat
from sla.stages import StepRefused

UNIT_TERBANYAK = 50  # officers of a directorate who hear of a request that nobody has
DATA, TANGGAPAN = "konsultasi.data", "konsultasi.tanggapan"

# event -> text for the applicant
UNTUK_PEMOHON: dict[str, str] = {
    Event.DIAJUKAN: "konsultasi_diterima",
    Event.DIJADIKAN: "konsultasi_diterima",
    Event.DITANYAKAN: "konsultasi_ditanya",
    Event.DIJAWAB: "konsultasi_dijawab",
    Event.DIJADWALKAN: "konsultasi_dijadwalkan",
    Event.JADWAL_DIUBAH: "konsultasi_dijadwalkan",
    Event.DILAPORKAN: "konsultasi_dijawab",
    Event.DITOLAK: "konsultasi_ditolak",
    Event.DIBATALKAN: "konsultasi_dibatalkan",
}
KABAR_PEMOHON = tuple(UNTUK_PEMOHON)
# event -> text for the officers
UNTUK_PETUGAS: dict[str, str] = {
    Event.DIAJUKAN: "konsultasi_baru",
    Event.DIJADIKAN: "konsultasi_baru",
    Event.DIALIHKAN: "konsultasi_baru",
    Event.DITUGASKAN: "konsultasi_ditugaskan",
    Event.DILENGKAPI: "konsultasi_dilengkapi",
    Event.JAWABAN_DITULIS: "konsultasi_direviu",
    Event.JAWABAN_DIKEMBALIKAN: "konsultasi_dikembalikan",
}
KABAR_PETUGAS = tuple(UNTUK_PETUGAS)
UNTUK_UNIT = {Event.DIAJUKAN, Event.DIJADIKAN, Event.DIALIHKAN, Event.JAWABAN_DITULIS}


def kabari_pemohon(event: Jejak, now: datetime) -> None:
    """Tell the applicant that there is news: to his account, or to the address that he gave."""
    k = _konsultasi(event)
    konteks: dict[str, Any] = {"nomor": k.nomor, "tautan": _tautan_pemohon(k)}
    templat = UNTUK_PEMOHON[event.kejadian]
    if k.pemohon is not None:
        queue_for(k.pemohon, jejak=event, templat=templat, konteks=konteks, now=now)
    elif k.surel:
        queue(
            jejak=event,
            penerima=f"konsultasi:{k.pk}",
            user=None,
            kanal=Pesan.Kanal.SUREL,
            alamat=k.surel,
            templat=templat,
            konteks=konteks,
            now=now,
        )


def _tautan_pemohon(k: Konsultasi) -> str:
    """His page, by account; else the door for number and token."""
    return reverse("konsultasi:lihat", args=[k.nomor]) if k.pemohon_id else reverse("lacak")


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell whoever has to act next: the directorate while nobody has it, or whoever has it."""
    k = _konsultasi(event)
    penerima = _unit(k) if event.kejadian in UNTUK_UNIT else [k.petugas] if k.petugas else _unit(k)
    _tulis(event, UNTUK_PETUGAS[event.kejadian], penerima, k, now)


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: remind whoever has it; the applicant, where we wait for him."""
    tenggat = _berjalan(event)
    if tenggat is None or event.objek_tipe != Konsultasi._meta.label_lower:
        return
    k = _konsultasi(event)
    if tenggat.kode == DATA:
        if k.pemohon is not None:
            konteks = {"nomor": k.nomor, "tautan": _tautan_pemohon(k), "batas": tenggat.jatuh_tempo.isoformat()}
            queue_for(k.pemohon, jejak=event, templat="konsultasi_ditanya", konteks=konteks, now=now)
        return
    _tulis(event, "konsultasi_ingat", [k.petugas] if k.petugas else _unit(k), k, now, tenggat, bundel="ingat")


def telat(event: Jejak, now: datetime) -> None:
    """A promise is broken: whoever has it hears, then the director, then the leadership; the applicant gets a right.

    Where it was the applicant's time that ran out, the consultation ends.
    """
    tenggat = _berjalan(event)
    if tenggat is None:
        return
    if event.objek_tipe != Konsultasi._meta.label_lower:
        _keluhan_telat(event, tenggat, now)
        return
    k = _konsultasi(event)
    if tenggat.kode in {DATA, TANGGAPAN}:
        _akhiri(k, now)
        return
    tingkat = event.data["tingkat"]
    if tenggat.kode == JANJI and tingkat == 1:
        beri_hak(k, now)
    penerima = {1: [k.petugas] if k.petugas else _unit(k), 2: _direktur(k, now)}.get(tingkat) or _pimpinan()
    _tulis(event, "konsultasi_terlambat", penerima, k, now, tenggat, bundel="terlambat")


def _keluhan_telat(event: Jejak, tenggat: Tenggat, now: datetime) -> None:
    """A complaint about the service is late: whoever has it hears, and the leadership, but nobody of that service."""
    keluhan = Keluhan.objects.select_related("konsultasi", "penangan").get(pk=event.objek_id)
    k = keluhan.konsultasi
    melayani = pelaksana.semua(k.pk)
    penerima = {u.pk: u for u in [keluhan.penangan, *_pimpinan()] if u is not None and u.pk not in melayani}
    konteks = {
        "nomor": k.nomor,
        "tautan": reverse("konsultasi:keluhan_meja"),
        "batas": tenggat.jatuh_tempo.isoformat(),
        "janji": tenggat.kebijakan.nama,
    }
    nanti: dict[str, Any] = {"mulai": departure(now), "bundel": "terlambat"}
    for user in penerima.values():
        queue_for(user, jejak=event, templat="konsultasi_terlambat", konteks=konteks, now=now, **nanti)


def beri_hak(k: Konsultasi, now: datetime) -> None:
    """The compensation of the service standard: to the account that asked, or else to whoever holds the receipt."""
    pemilik = kompensasi.Pemilik.dari(user_id=k.pemohon_id, nomor=k.nomor)
    kompensasi.beri(sumber=k, kode=JANJI, pemilik=pemilik, by=SYSTEM, now=now)


def kabari_hak(event: Jejak, now: datetime) -> None:
    """Tell the applicant of his right."""
    k = Konsultasi.objects.select_related("pemohon").filter(nomor=event.data["sumber"]).first()
    if k is not None and k.pemohon is not None:
        konteks = {"nomor": k.nomor, "tautan": reverse("konsultasi:milik"), "batas": event.data["sampai"]}
        queue_for(k.pemohon, jejak=event, templat="konsultasi_hak", konteks=konteks, now=now)


def ikuti_surat(event: Jejak, now: datetime) -> None:
    """The director has the letter that a consultation came with."""
    surat = SuratMasuk.objects.get(pk=event.objek_id)
    flow.surat_diterima_pejabat(surat=surat, by=SYSTEM, now=now)


def ikuti_jawaban(event: Jejak, now: datetime) -> None:
    """The letter that a consultation came with was answered."""
    flow.surat_dijawab(surat=SuratMasuk.objects.get(pk=event.objek_id), by=SYSTEM, now=now)


def kabari_keluhan(event: Jejak, now: datetime) -> None:
    """A complaint about the service: to those who may answer it; its answer to whoever complained."""
    keluhan = Keluhan.objects.select_related("konsultasi", "pengadu").get(pk=event.objek_id)
    k = keluhan.konsultasi
    if event.kejadian == EventKeluhan.DIAJUKAN:
        rows = User.objects.filter(peran__in=(Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN), is_active=True)
        for user in rows.exclude(pk__in=pelaksana.semua(k.pk))[:UNIT_TERBANYAK]:
            konteks = {"nomor": k.nomor, "tautan": reverse("konsultasi:keluhan_meja")}
            queue_for(user, jejak=event, templat="keluhan_baru", konteks=konteks, now=now)
    elif keluhan.status == StatusKeluhan.DIJAWAB and keluhan.pengadu is not None:
        konteks = {"nomor": k.nomor, "tautan": _tautan_pemohon(k)}
        queue_for(keluhan.pengadu, jejak=event, templat="keluhan_dijawab", konteks=konteks, now=now)


def _akhiri(k: Konsultasi, now: datetime) -> None:
    """Nothing came from the applicant: answered requests are finished, unanswered ones are given up."""
    try:
        if k.status in SELESAIKAN.from_:
            flow.selesaikan(konsultasi=k, by=SYSTEM, now=now)
        elif k.status in BATALKAN.from_:
            flow.batalkan(konsultasi=k, by=SYSTEM, now=now)
    except StepRefused:
        return  # somebody was faster


def _konsultasi(event: Jejak) -> Konsultasi:
    return Konsultasi.objects.select_related("pemohon", "petugas", "unit").get(pk=event.objek_id)


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def _unit(k: Konsultasi) -> list[User]:
    rows = User.objects.filter(peran=Peran.PETUGAS_ADVOKASI, unit=k.unit_id, is_active=True).order_by("pk")
    return [u for u in rows[:UNIT_TERBANYAK] if u.pk != k.petugas_id] or list(rows[:1])


def _direktur(k: Konsultasi, now: datetime) -> list[User]:
    hari = now.astimezone(WIB).date()
    return [u for p in Pejabat.objects.filter(unit=k.unit_id) for u in jabatan.pemangku(p.pk, hari)]


def _pimpinan() -> list[User]:
    return list(User.objects.filter(peran=Peran.PIMPINAN, is_active=True))


def _tulis(
    event: Jejak,
    templat: str,
    penerima: Iterable[User],
    k: Konsultasi,
    now: datetime,
    tenggat: Tenggat | None = None,
    bundel: str = "",
) -> None:
    konteks: dict[str, Any] = {"nomor": k.nomor, "tautan": reverse("konsultasi:kasus", args=[k.nomor])}
    if tenggat is not None:
        konteks |= {"batas": tenggat.jatuh_tempo.isoformat(), "janji": tenggat.kebijakan.nama}
    mulai = departure(now) if bundel else None
    for user in penerima:
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel)
