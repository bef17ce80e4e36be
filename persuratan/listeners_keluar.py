"""Who has to hear of what happens to a letter out. No message says what it is about: number, kind of news, date.

The mail to its recipient carries the letter itself, unless it is secret.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from akun.actor import Peran
from akun.models import User
from akun.receipt import WIB
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from persuratan.models import SuratKeluar, jabatan
from persuratan.permissions_keluar import giliran
from persuratan.pilihan import CaraKirim
from persuratan.status_keluar import Event, Status
from sla.models import Tenggat

TU_TERBANYAK = 50
KEASLIAN = "/keaslian/"
TUNGGU_TANDA_TANGAN = (Status.SIAP_TANDA_TANGAN, Status.DINOMORI)

# event -> text for those who have to act next, or who have to know
UNTUK_PETUGAS: dict[str, str] = {
    Event.DIAJUKAN: "keluar_paraf",
    Event.DIPARAF: "keluar_paraf",
    Event.DISIAPKAN: "keluar_tanda_tangan",
    Event.DIKEMBALIKAN: "keluar_dikembalikan",
    Event.DITERBITKAN: "keluar_terbit",
    Event.DIKIRIM: "keluar_dikirim",
    Event.DICABUT: "keluar_dicabut",
    Event.DIBATALKAN: "keluar_dibatalkan",
}
KABAR_PETUGAS = tuple(UNTUK_PETUGAS)
KABAR_PENERIMA = (Event.DIKIRIM, Event.DIKIRIM_LAGI, Event.DICABUT)


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell whoever has to act next: the rung whose turn it is, the signer, the drafter, TU."""
    surat = _surat(event)
    match event.kejadian:
        case Event.DIAJUKAN | Event.DIPARAF:
            penerima = _anak_tangga(surat, event)
        case Event.DISIAPKAN:
            penerima = _penindak(surat, event.pada) if surat.status in TUNGGU_TANDA_TANGAN else []
        case Event.DITERBITKAN | Event.DICABUT:
            penerima = [surat.konseptor, *_tu()]
        case _:
            penerima = [surat.konseptor]
    _tulis(event, UNTUK_PETUGAS[event.kejadian], penerima, _konteks(surat), now)


def kabari_penerima(event: Jejak, now: datetime) -> None:
    """Send the letter to its recipient, or tell him that it holds no longer."""
    surat = _surat(event)
    if event.kejadian == Event.DICABUT:
        sampai = surat.pengiriman.exists()
        templat, lampiran = "keluar_dicabut_penerima", None
        alamat = surat.tujuan_email if surat.pengiriman.filter(cara=CaraKirim.EMAIL).exists() else ""
    else:
        sampai, alamat = event.data["cara"] == CaraKirim.EMAIL, surat.tujuan_email
        templat = "keluar_rahasia_penerima" if surat.rahasia else "keluar_penerima"
        lampiran = None if surat.rahasia else surat.berkas
    if sampai and alamat:
        queue(
            jejak=event,
            penerima=f"surat:{surat.pk}",
            user=None,
            kanal=Pesan.Kanal.SUREL,
            alamat=alamat,
            templat=templat,
            konteks={"nomor": surat.nomor or "", "tautan": KEASLIAN},
            now=now,
            lampiran=lampiran,
        )
    if event.kejadian == Event.DICABUT and sampai and surat.membalas and surat.membalas.pengirim:
        konteks = {"nomor": surat.membalas.nomor, "tautan": "/lacak/"}
        _tulis(event, "keluar_dicabut_jawaban", [surat.membalas.pengirim], konteks, now)


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: remind whoever has to act."""
    if event.objek_tipe != SuratKeluar._meta.label_lower:
        return
    surat, tenggat = _surat(event), _berjalan(event)
    if tenggat is not None:
        _tulis(event, "keluar_ingat", _penindak(surat, now), _konteks(surat, tenggat), now, bundel="ingat")


def eskalasikan_keterlambatan(event: Jejak, now: datetime) -> None:
    """A promise is broken: first whoever has to act hears, then drafter and signer, then the pimpinan."""
    if event.objek_tipe != SuratKeluar._meta.label_lower:
        return
    surat, tenggat = _surat(event), _berjalan(event)
    if tenggat is None:
        return
    match event.data["tingkat"]:
        case 1:
            penerima = _penindak(surat, now)
        case 2:
            penerima = [surat.konseptor, *_pemangku(surat.penandatangan_id, now)]
        case _:
            penerima = list(User.objects.filter(peran=Peran.PIMPINAN, is_active=True))
    _tulis(event, "keluar_terlambat", penerima, _konteks(surat, tenggat), now, bundel="terlambat")


def _surat(event: Jejak) -> SuratKeluar:
    rows = SuratKeluar.objects.select_related("konseptor", "membalas__pengirim", "berkas")
    return rows.get(pk=event.objek_id)


def _penindak(surat: SuratKeluar, pada: datetime) -> list[User]:
    """Who has to do something now; who may have done it meanwhile is asked of the letter as it is now."""
    anak_tangga = giliran(surat)
    if anak_tangga is not None:
        return _pemangku(anak_tangga.pejabat_id, pada)
    if surat.status in TUNGGU_TANDA_TANGAN:
        return _pemangku(surat.penandatangan_id, pada)
    return [surat.konseptor, *_tu()] if surat.status == Status.TERBIT else []


def _anak_tangga(surat: SuratKeluar, event: Jejak) -> list[User]:
    """Who holds the rung that an event passed the letter to, while it still waits there."""
    rows = surat.paraf.filter(putaran=event.data["putaran"], urutan=event.data["berikut"])
    satu = rows.first() if surat.status == Status.PARAF else None
    return _pemangku(satu.pejabat_id, event.pada) if satu is not None and satu.menunggu else []


def _pemangku(pejabat_id: int | None, pada: datetime) -> list[User]:
    return jabatan.pemangku(pejabat_id or 0, pada.astimezone(WIB).date())


def _tu() -> list[User]:
    return list(User.objects.filter(peran=Peran.PETUGAS_TU, is_active=True).order_by("pk")[:TU_TERBANYAK])


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def _konteks(surat: SuratKeluar, tenggat: Tenggat | None = None) -> dict[str, Any]:
    konteks = {"nomor": surat.nomor or f"konsep {surat.pk}", "tautan": f"/surat/keluar/{surat.pk}/"}
    if tenggat:
        konteks |= {"batas": tenggat.jatuh_tempo.isoformat(), "janji": tenggat.kebijakan.nama}
    return konteks


def _tulis(
    event: Jejak,
    templat: str,
    penerima: Iterable[User],
    konteks: dict[str, Any],
    now: datetime,
    *,
    bundel: str = "",
) -> None:
    """Inbox and mail for everybody but the one who did it; about deadlines in office hours, and as one mail."""
    for user in {u.pk: u for u in penerima if u.is_active and u.pk != event.pelaku_id}.values():
        mulai = departure(now) if bundel else None
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel)
