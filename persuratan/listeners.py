"""Who has to hear of what happens to a letter. No message says what a letter is about: number, kind of news, date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from akun.actor import LKPP, Peran
from akun.models import User
from akun.receipt import WIB
from jejak.models import Jejak
from notifikasi.send import departure, queue_for
from persuratan.models import Disposisi, SuratMasuk, jabatan
from persuratan.status import PUBLIK, Event
from sla.models import Tenggat

UNIT_TERBANYAK = 50  # people of a unit who hear of a disposition to it

# event -> text for the sender
UNTUK_PENGIRIM: dict[str, str] = {
    Event.DIKIRIM: "surat_diterima",
    Event.DIDISPOSISI: "surat_kabar",
    Event.DIKEMBALIKAN: "surat_dikembalikan",
    Event.DITANYAKAN: "surat_ditanya",
    Event.DIJAWAB: "surat_dijawab",
    Event.DIJADIKAN_PENGADUAN: "surat_jadi_pengaduan",
    Event.DIJADIKAN_TIKET: "surat_jadi_tiket",
}
KABAR_PENGIRIM = tuple(UNTUK_PENGIRIM)
# event -> text for those who have to act next
UNTUK_PETUGAS: dict[str, str] = {
    Event.DITERUSKAN: "surat_untuk_jabatan",
    Event.DIDISPOSISI: "disposisi_baru",
    Event.DISPOSISI_DITAMBAH: "disposisi_baru",
    Event.DISPOSISI_DITERUSKAN: "disposisi_baru",
    Event.DISPOSISI_DILAPORKAN: "disposisi_dilaporkan",
    Event.DISPOSISI_DIKEMBALIKAN: "disposisi_dikembalikan",
    Event.DISPOSISI_DITARIK: "disposisi_ditarik",
    Event.DIJELASKAN: "surat_dijelaskan",
}
KABAR_PETUGAS = tuple(UNTUK_PETUGAS)


def kabari_pengirim(event: Jejak, now: datetime) -> None:
    """Tell the sender by mail and in his inbox that there is news; a letter on paper has no account behind it."""
    surat = _surat(event)
    dari, ke = event.data.get("dari"), event.data.get("ke")
    if surat.pengirim is None or (dari and event.kejadian == Event.DIDISPOSISI and PUBLIK[dari] == PUBLIK[ke]):
        return
    konteks = {"nomor": surat.nomor, "tautan": reverse("lacak")}
    if event.kejadian == Event.DIKIRIM and surat.jatuh_tempo:
        konteks["batas"] = surat.jatuh_tempo.isoformat()
    _tulis(event, UNTUK_PENGIRIM[event.kejadian], [surat.pengirim], konteks, now)


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell whoever has to act next, whoever asked, or whoever needs to act no more: the letter is closed to him."""
    surat = _surat(event)
    konteks = _konteks(surat)
    match event.kejadian:
        case Event.DITERUSKAN:
            penerima: Iterable[User] = pemangku(surat, event.pada)
        case Event.DIDISPOSISI | Event.DISPOSISI_DITAMBAH | Event.DISPOSISI_DITERUSKAN:
            penerima = _penerima(_cabang(surat, event))
        case Event.DISPOSISI_DITARIK:
            penerima = _penerima(_cabang(surat, event))
            konteks["tautan"] = reverse("persuratan:masuk")
        case Event.DIJELASKAN:
            penerima = _pengerja(surat)
        case _:
            penerima = [d.dari for d in _cabang(surat, event)]
    _tulis(event, UNTUK_PETUGAS[event.kejadian], penerima, konteks, now)


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: remind whoever has the letter."""
    if event.objek_tipe != SuratMasuk._meta.label_lower:
        return
    surat, tenggat = _surat(event), _berjalan(event)
    if tenggat is not None:
        _tulis(event, "surat_ingat", _pengerja(surat), _konteks(surat, tenggat), now, bundel="ingat")


def eskalasikan_keterlambatan(event: Jejak, now: datetime) -> None:
    """A promise is broken: first who has the letter hears, then the official, then the pimpinan. No status changes."""
    if event.objek_tipe != SuratMasuk._meta.label_lower:
        return
    surat, tenggat = _surat(event), _berjalan(event)
    if tenggat is None:
        return
    match event.data["tingkat"]:
        case 1:
            penerima = _pengerja(surat)
        case 2:
            penerima = pemangku(surat, now)
        case _:
            penerima = list(User.objects.filter(peran=Peran.PIMPINAN, is_active=True))
    _tulis(event, "surat_terlambat", penerima, _konteks(surat, tenggat), now, bundel="terlambat")


def _surat(event: Jejak) -> SuratMasuk:
    return SuratMasuk.objects.select_related("pengirim", "penerima").get(pk=event.objek_id)


def _cabang(surat: SuratMasuk, event: Jejak) -> Iterable[Disposisi]:
    """The dispositions that an event is about."""
    return surat.disposisi.filter(pk__in=event.data["disposisi"]).select_related("dari", "kepada")


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def pemangku(surat: SuratMasuk, pada: datetime) -> list[User]:
    """Who holds the addressed office at a time, as its holder or in his place."""
    return jabatan.pemangku(surat.penerima_id, pada.astimezone(WIB).date())


def _penerima(rows: Iterable[Disposisi]) -> list[User]:
    """The persons of dispositions; those of a unit where it was given to one."""
    found: dict[int, User] = {}
    for row in rows:
        if row.kepada is not None:
            found[row.kepada.pk] = row.kepada
        else:
            anggota = User.objects.filter(unit=row.kepada_unit_id, peran__in=LKPP, is_active=True).order_by("pk")
            found |= {u.pk: u for u in anggota[:UNIT_TERBANYAK]}
    return [u for u in found.values() if u.is_active]


def _pengerja(surat: SuratMasuk) -> list[User]:
    """Who has the letter now: the leaves of its dispositions, TU before it was forwarded, else the official."""
    terbuka = surat.disposisi.filter(selesai_pada=None, dikembalikan_pada=None).select_related("kepada")
    if penerima := _penerima(terbuka):
        return penerima
    if surat.nomor_agenda:
        return pemangku(surat, surat.status_sejak)
    return list(User.objects.filter(peran=Peran.PETUGAS_TU, is_active=True).order_by("pk")[:UNIT_TERBANYAK])


def _konteks(surat: SuratMasuk, tenggat: Tenggat | None = None) -> dict[str, Any]:
    konteks = {"nomor": surat.nomor, "tautan": reverse("persuratan:surat", args=[surat.nomor])}
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
    for user in penerima:
        if user.pk == event.pelaku_id and event.kejadian != Event.DIKIRIM:
            continue
        mulai = departure(now) if bundel else None
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel)
