"""Who has to hear of what happens to a membership. No message names an officer: number, kind of news, date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import override

from akun.actor import Peran
from akun.models import User
from inspektorat import flow_keanggotaan, flow_petugas, petugas
from inspektorat.models import Keanggotaan, Undangan
from inspektorat.status import DIAM, Event, Status
from jejak.models import Jejak
from notifikasi import surat as teks
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from sla.models import Tenggat

PERBAIKAN = "inspektorat.perbaikan"
PEJABAT_TERBANYAK = 50

# event -> text for whoever applied
UNTUK_PEMOHON: dict[str, str] = {
    Event.DIAJUKAN: "inspektorat_diterima",
    Event.DICATAT: "inspektorat_diterima",
    Event.DIMINTA_PERBAIKAN: "inspektorat_perbaikan",
    Event.DISETUJUI: "inspektorat_disetujui",
    Event.DITOLAK: "inspektorat_ditolak",
    Event.DINONAKTIFKAN: "inspektorat_berakhir",
}
KABAR_PEMOHON = tuple(UNTUK_PEMOHON)
# event -> text for those at LKPP who have the next word
UNTUK_LKPP: dict[str, str] = {
    Event.DIAJUKAN: "inspektorat_baru",
    Event.DIPERBAIKI: "inspektorat_diperbaiki",
    Event.UNDANGAN_DITERIMA: "inspektorat_undangan_diterima",
    Event.DITANGGUHKAN: "inspektorat_ditangguhkan_lkpp",
}
KABAR_LKPP = tuple(UNTUK_LKPP)
# event -> text for the officers of the inspectorate
UNTUK_PETUGAS: dict[str, str] = {
    Event.DIAKTIFKAN: "inspektorat_aktif",
    Event.DIPULIHKAN: "inspektorat_aktif",
    Event.DITANGGUHKAN: "inspektorat_ditangguhkan",
}
KABAR_PETUGAS = tuple(UNTUK_PETUGAS)


def kabari_pemohon(event: Jejak, now: datetime) -> None:
    """Tell whoever applied that there is news; what it is, is read with the receipt."""
    row = _keanggotaan(event)
    _surati(event, row, UNTUK_PEMOHON[event.kejadian], now)


def kabari_lkpp(event: Jejak, now: datetime) -> None:
    """Tell the officials who decide on memberships."""
    _kabari(event, UNTUK_LKPP[event.kejadian], _pejabat(), _konteks(_keanggotaan(event)), now)


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell everybody who works for the inspectorate that its inbox is open, or is not."""
    row = _keanggotaan(event)
    konteks = {"nomor": row.nomor, "tautan": reverse("meja")}
    _kabari(event, UNTUK_PETUGAS[event.kejadian], petugas.berakun(row.inspektorat), konteks, now)


def kirim_undangan(event: Jejak, now: datetime) -> None:
    """Mail one invitation. Its token exists in this mail alone; when the mail does not leave, it never was."""
    undangan = Undangan.objects.select_related("calon__keanggotaan__inspektorat").get(pk=event.data["undangan"])
    if undangan.dipakai_pada or undangan.dicabut_pada or undangan.kedaluwarsa_pada <= now:
        return
    calon = undangan.calon
    tautan = reverse("inspektorat:undangan_tautan", args=[flow_petugas.token_baru(undangan, now=now)])
    with override("id"):
        konteks = {
            "nama": calon.nama,
            "inspektorat": calon.keanggotaan.inspektorat.nama,
            "peran": calon.get_peran_display(),
            "batas": undangan.kedaluwarsa_pada.isoformat(),
        }
        isi = teks.tulis("inspektorat_undangan", konteks)
        text, html = teks.surel(isi, tautan)
    mail = EmailMultiAlternatives(isi.subjek, text, to=[calon.surel], headers={"Auto-Submitted": "auto-generated"})
    mail.attach_alternative(html, "text/html")
    mail.send()


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: whoever has to keep it hears, and of silence those who have been silent."""
    row, tenggat = _keanggotaan(event), _berjalan(event)
    if tenggat is None:
        return
    batas = {"batas": tenggat.jatuh_tempo.isoformat()}
    if tenggat.kode == DIAM:
        if not flow_keanggotaan.ada_yang_masuk(keanggotaan=row, now=now):
            konteks = {"nomor": row.nomor, "tautan": reverse("meja")} | batas
            _kabari(event, "inspektorat_diam", petugas.berakun(row.inspektorat), konteks, now)
    elif tenggat.kode == PERBAIKAN:
        _surati(event, row, "inspektorat_perbaikan", now, **batas)
    else:
        _kabari(event, "inspektorat_ingat", _pejabat(), _konteks(row, tenggat), now, bundel="ingat")


def telat(event: Jejak, now: datetime) -> None:
    """A promise is broken: of silence the inbox is suspended, of LKPP's own work those hear who answer for it."""
    row, tenggat = _keanggotaan(event), _berjalan(event)
    if tenggat is None:
        return
    if tenggat.kode == DIAM:
        flow_keanggotaan.senyap(keanggotaan=row, now=now)
    elif row.status != Status.PERLU_PERBAIKAN:
        penerima = _pejabat() if event.data["tingkat"] < 3 else _peran(Peran.PIMPINAN)
        _kabari(event, "inspektorat_terlambat", penerima, _konteks(row, tenggat), now, bundel="terlambat")


def _keanggotaan(event: Jejak) -> Keanggotaan:
    return Keanggotaan.objects.select_related("inspektorat__instansi").get(pk=event.objek_id)


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def _peran(peran: Peran) -> list[User]:
    return list(User.objects.filter(peran=peran, is_active=True).order_by("pk")[:PEJABAT_TERBANYAK])


def _pejabat() -> list[User]:
    return _peran(Peran.PEJABAT_DPPH)


def _konteks(row: Keanggotaan, tenggat: Tenggat | None = None) -> dict[str, Any]:
    konteks = {"nomor": row.nomor, "tautan": reverse("inspektorat:keanggotaan", args=[row.nomor])}
    if tenggat:
        konteks |= {"batas": tenggat.jatuh_tempo.isoformat(), "janji": tenggat.kebijakan.nama}
    return konteks


def _kabari(
    event: Jejak, templat: str, penerima: Iterable[User], konteks: dict[str, Any], now: datetime, *, bundel: str = ""
) -> None:
    """Inbox and mail for everybody but the one who did it; about deadlines in office hours, and as one mail."""
    mulai = departure(now) if bundel else None
    for user in penerima:
        if user.pk != event.pelaku_id:
            queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel)


def _surati(event: Jejak, row: Keanggotaan, templat: str, now: datetime, **lain: str) -> None:
    if not row.surel:
        return
    queue(
        jejak=event,
        penerima=f"tiket:{row.nomor}",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=row.surel,
        templat=templat,
        konteks={"nomor": row.nomor, "tautan": reverse("lacak")} | lain,
        now=now,
    )
