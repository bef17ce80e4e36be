"""The two threads of a case and the files in them. With the complainant, officers are "Petugas LKPP"."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import require
from akun.receipt import WIB
from berkas import flow as berkas_flow
from berkas.models import Berkas
from jejak.trail import record
from pengaduan import permissions
from pengaduan.models import BuktiDukung, Eskalasi, Pengaduan, PesanKasus, PesanTerbaca
from pengaduan.status import Event
from sla.stages import StepRefused

Ruang, Dari = PesanKasus.Ruang, PesanKasus.Dari


def kept_day(now: datetime) -> datetime:
    """For `anonim` only the day of what the complainant does is kept: noon in WIB."""
    return now.astimezone(WIB).replace(hour=12, minute=0, second=0, microsecond=0)


def dari(by: Actor) -> PesanKasus.Dari:
    """As whom an actor speaks in a thread."""
    if by.peran == Peran.PENGADU:
        return Dari.PENGADU
    return Dari.APIP if by.is_apip else Dari.LKPP


def kirim(pengaduan: Pengaduan, ruang: str, isi: str, *, by: Actor, now: datetime) -> PesanKasus:
    """Write a message as part of a step whose permission has been asked already."""
    if not isi.strip():
        raise StepRefused(_("Tulis pesannya."))
    event = Event.PESAN_APIP
    if ruang == Ruang.PENGADU:
        event = Event.PESAN_PENGADU if by.peran == Peran.PENGADU else Event.PESAN_LKPP
    pesan = PesanKasus.objects.create(
        pengaduan=pengaduan, ruang=ruang, dari=dari(by), penulis_id=by.user_id, isi=isi, dibuat_pada=now
    )
    record(kejadian=event, objek=pengaduan, by=by, now=now, data={"pesan": pesan.pk, "dari": pesan.dari})
    return pesan


@transaction.atomic
def tulis_pelapor(*, pengaduan: Pengaduan, isi: str, by: Actor, now: datetime) -> PesanKasus:
    """Complainant and officer write to each other, whatever the status."""
    require(permissions.may_tulis_pelapor(by, pengaduan))
    if by.peran == Peran.PENGADU and pengaduan.anonim:
        now = kept_day(now)
    return kirim(pengaduan, Ruang.PENGADU, isi, by=by, now=now)


@transaction.atomic
def tulis_apip(*, pengaduan: Pengaduan, eskalasi: Eskalasi | None, isi: str, by: Actor, now: datetime) -> PesanKasus:
    """Inspectorate and reviewer write to each other."""
    require(permissions.may_tulis_apip(by, pengaduan, eskalasi))
    return kirim(pengaduan, Ruang.APIP, isi, by=by, now=now)


def terbaca(eskalasi: Eskalasi, by: Actor) -> int:
    """The id of the last message of LKPP that an officer of the inspectorate has seen; 0 before the first."""
    rows = PesanTerbaca.objects.filter(eskalasi=eskalasi, user_id=by.user_id or 0)
    return rows.values_list("sampai_id", flat=True).first() or 0


def tandai_terbaca(*, eskalasi: Eskalasi, sampai: int, by: Actor) -> None:
    """An officer of the inspectorate has the thread before him, up to this message."""
    require(permissions.may_kerjakan_apip(by, eskalasi))
    PesanTerbaca.objects.bulk_create(
        [PesanTerbaca(eskalasi=eskalasi, user_id=by.petugas_id, sampai_id=sampai)],
        update_conflicts=True,
        unique_fields=["eskalasi", "user"],
        update_fields=["sampai"],
    )


def lampirkan(
    pengaduan: Pengaduan, berkas: Sequence[tuple[Berkas, str]], *, by: Actor, pesan: PesanKasus | None = None
) -> list[BuktiDukung]:
    """Attach files (each with its note) to a case, and to the message that brought them."""
    return [
        BuktiDukung.objects.create(pengaduan=pengaduan, pesan=pesan, berkas=b, dari=dari(by), catatan=catatan)
        for b, catatan in berkas
    ]


@transaction.atomic
def catat_unduhan(*, bukti: BuktiDukung, eskalasi: Eskalasi | None, varian: str, by: Actor, now: datetime) -> None:
    """Somebody opens a file: allowed, and on the trail; of an anonymous complainant by the day."""
    if bukti.pengaduan is None:
        raise StepRefused(_("Berkas ini belum menjadi bagian dari pengaduan."))
    require(permissions.may_unduh(by, bukti.pengaduan, eskalasi))
    data = {"bukti": bukti.pk, "varian": varian}
    pada = kept_day(now) if by.peran == Peran.PENGADU and bukti.pengaduan.anonim else now
    record(kejadian=Event.BERKAS_DIUNDUH, objek=bukti.pengaduan, by=by, now=pada, data=data)


@transaction.atomic
def catat_dosir(
    *, pengaduan: Pengaduan, eskalasi: Eskalasi | None, sidik: str, bersegel: bool, by: Actor, now: datetime
) -> None:
    """An inspector takes the dossier away: allowed, and on the trail with its SHA-256, so that a copy can be traced."""
    require(permissions.may_kerjakan_apip(by, eskalasi))
    record(kejadian=Event.DOSIR_DIUNDUH, objek=pengaduan, by=by, now=now, data={"sha256": sidik, "bersegel": bersegel})


@transaction.atomic
def putuskan_karantina(*, bukti: BuktiDukung, lepas: bool, catatan: str, by: Actor, now: datetime) -> None:
    """The pejabat releases a held file to LKPP's officers, or refuses it for good. ValidationError: no longer held."""
    if bukti.pengaduan is None:
        raise StepRefused(_("Berkas ini belum menjadi bagian dari pengaduan."))
    require(permissions.may_putuskan_karantina(by, bukti.pengaduan))
    putuskan = berkas_flow.lepas_karantina if lepas else berkas_flow.tolak_karantina
    putuskan(berkas=bukti.berkas, by=by, now=now, catatan=catatan)
    data = {"bukti": bukti.pk, "lepas": lepas}
    record(kejadian=Event.BERKAS_DIPUTUS, objek=bukti.pengaduan, by=by, now=now, data=data)
