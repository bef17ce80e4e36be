"""Meetings: a visit is booked, somebody comes, is received, and reads the report; online it is an appointment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from akun.decision import require
from akun.models import Unit
from akun.receipt import WIB
from jejak.trail import record
from konsultasi import permissions
from konsultasi.flow import DataKonsultasi, baru, terima
from konsultasi.models import Janji, Konsultasi, PertemuanDaring, SlotTatapMuka
from konsultasi.pilihan import Kanal
from konsultasi.status import BATALKAN, JADWALKAN, JANJI, LAPORKAN, MULAI, STAGES, Event, Status
from sla import clock
from sla.stages import StepRefused

SLOT_LAMA = timedelta(hours=1)
PALING_CEPAT = timedelta(hours=2)
"""How long before its beginning a slot can still be booked."""


def slot_tersedia(unit: Unit, *, now: datetime) -> QuerySet[SlotTatapMuka]:
    """The times that can still be booked, with how many places are left as `sisa`."""
    dipakai = Count("janji", filter=~Q(janji__konsultasi__status=Status.DIBATALKAN))
    rows = SlotTatapMuka.objects.filter(unit=unit, ditutup=False, mulai__gte=now + PALING_CEPAT)
    return rows.annotate(terisi=dipakai).filter(terisi__lt=F("kuota")).order_by("mulai", "id")


@transaction.atomic
def buka_slot(*, unit: Unit, mulai: Sequence[datetime], kuota: int, by: Actor, now: datetime) -> list[SlotTatapMuka]:
    """Open visiting times of an hour each, also such as were closed; a time that is open already stays as it is.

    Raises StepRefused for a time that has passed, or a quota of nobody.
    """
    require(permissions.may_atur_slot(by, unit.pk))
    if kuota < 1 or any(m <= now for m in mulai):
        raise StepRefused(_("Pilih jam yang belum lewat, dan kuota paling sedikit satu."))
    lama = SlotTatapMuka.objects.filter(unit=unit, mulai__in=mulai)
    lama.filter(ditutup=True).update(ditutup=False, kuota=kuota)
    ada = set(lama.values_list("mulai", flat=True))
    rows = [SlotTatapMuka(unit=unit, mulai=m, selesai=m + SLOT_LAMA, kuota=kuota) for m in mulai if m not in ada]
    return SlotTatapMuka.objects.bulk_create(rows)


@transaction.atomic
def tutup_slot(*, slot: SlotTatapMuka, by: Actor) -> None:
    """Nobody else can book this time; whoever has booked it still comes."""
    require(permissions.may_atur_slot(by, slot.unit_id))
    SlotTatapMuka.objects.filter(pk=slot.pk).update(ditutup=True)


@transaction.atomic
def buat_janji(
    *, data: DataKonsultasi, slot: SlotTatapMuka, token: str, tanda_terima: str = "", by: Actor, now: datetime
) -> Konsultasi:
    """Somebody books a visit. Raises StepRefused for a time that is taken, closed, too near, or of others."""
    k = baru(data, kanal=Kanal.TATAP_MUKA, now=now)
    k.pemohon_id = by.user_id
    dikunci = SlotTatapMuka.objects.select_for_update().get(pk=slot.pk)
    if dikunci.unit_id != k.unit_id or not slot_tersedia(k.unit, now=now).filter(pk=slot.pk).exists():
        raise StepRefused(_("Jam itu baru saja terisi atau ditutup. Pilih jam lain."))
    terima(k, token=token, event=Event.DIAJUKAN, tanda_terima=tanda_terima, by=by, now=now)
    Janji.objects.create(konsultasi=k, slot=dikunci)
    STAGES.move(k, JADWALKAN, by=by, now=now, data={"slot": dikunci.mulai.isoformat()})
    return k


@transaction.atomic
def catat_tamu(*, data: DataKonsultasi, token: str, by: Actor, now: datetime) -> Konsultasi:
    """A visitor without an appointment: entered at the desk, and at once here with a queue number."""
    k = baru(data, kanal=Kanal.TATAP_MUKA, now=now)
    k.dicatat_oleh_id = by.petugas_id
    require(permissions.may_layani(by, k))
    terima(k, token=token, event=Event.DIAJUKAN, by=by, now=now)
    Janji.objects.create(konsultasi=k)
    STAGES.move(k, JADWALKAN, by=by, now=now)
    datang(konsultasi=k, by=by, now=now)
    return k


@transaction.atomic
def datang(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> int:
    """The visitor is here: queue number of the day, and the promise of an hour begins. Returns the number."""
    require(permissions.may_layani(by, konsultasi))
    janji = Janji.objects.select_for_update().get(konsultasi=konsultasi)
    clock.hold(konsultasi)
    konsultasi.refresh_from_db(fields=["status"])  # he may have called it off at this very moment
    if konsultasi.status != Status.DIJADWALKAN or janji.datang_pada is not None:
        raise StepRefused(_("Kedatangan sudah dicatat, atau kunjungan sudah berakhir. Muat ulang halaman."))
    awalan = f"A{konsultasi.unit_id}"[:5]
    nomor = receipt.next_in(awalan, now.astimezone(WIB).date())
    Janji.objects.filter(pk=janji.pk).update(datang_pada=now, nomor_antrean=nomor)
    clock.start(konsultasi, JANJI, now=now)
    record(kejadian=Event.DATANG, objek=konsultasi, by=by, now=now, data={"antrean": nomor})
    return nomor


@transaction.atomic
def mulai_sesi(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """An officer receives the visitor, or opens the meeting online; it is his from now on.

    Raises StepRefused for a visitor who has not come yet.
    """
    require(permissions.may_layani(by, konsultasi))
    if konsultasi.kanal == Kanal.TATAP_MUKA:
        janji = Janji.objects.select_for_update().get(konsultasi=konsultasi)
        if janji.datang_pada is None:
            raise StepRefused(_("Catat dahulu kedatangan tamu."))
        Janji.objects.filter(pk=janji.pk).update(mulai_pada=now)
    STAGES.move(konsultasi, MULAI, by=by, now=now, petugas_id=by.petugas_id)


@transaction.atomic
def tulis_laporan(*, konsultasi: Konsultasi, isi: str, produk: Sequence[str], by: Actor, now: datetime) -> None:
    """What was advised is written down: the report of a visit, the minutes of a meeting online."""
    require(permissions.may_kerjakan(by, konsultasi))
    if not produk:
        raise StepRefused(_("Pilih apa yang diberikan: saran, pendapat, rekomendasi, atau tindakan koreksi."))
    if konsultasi.kanal == Kanal.TATAP_MUKA:
        janji = Janji.objects.select_for_update().get(konsultasi=konsultasi)
        janji.laporan = isi
        Janji.objects.filter(pk=janji.pk).update(laporan_segel=janji.laporan_segel, selesai_pada=now)
    else:
        temu = PertemuanDaring.objects.select_for_update().get(konsultasi=konsultasi)
        temu.notulen = isi
        PertemuanDaring.objects.filter(pk=temu.pk).update(notulen_segel=temu.notulen_segel)
    STAGES.move(konsultasi, LAPORKAN, by=by, now=now, produk=list(produk), dijawab_pada=now)


@transaction.atomic
def tidak_datang(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """The visitor did not come. Raises StepRefused before his time is over."""
    require(permissions.may_layani(by, konsultasi))
    janji = Janji.objects.select_related("slot").get(konsultasi=konsultasi)
    if janji.datang_pada is not None or janji.slot is None or now < janji.slot.selesai:
        raise StepRefused(_("Tunggu sampai jamnya lewat; tamu yang sudah datang tidak dapat dibatalkan."))
    STAGES.move(konsultasi, BATALKAN, by=by, now=now, data={"tidak_datang": True})


@transaction.atomic
def jadwalkan_daring(
    *, konsultasi: Konsultasi, mulai: datetime, lama_menit: int, tautan: str, by: Actor, now: datetime
) -> PertemuanDaring:
    """The meeting online gets its time: the promise of two days is kept with that.

    Raises StepRefused for another channel, or a time that has passed.
    """
    require(permissions.may_layani(by, konsultasi))
    if konsultasi.kanal != Kanal.DARING:
        raise StepRefused(_("Hanya konsultasi tatap muka daring yang dijadwalkan di sini."))
    _pantas(mulai, lama_menit, now)
    temu = PertemuanDaring(
        konsultasi=konsultasi, mulai=mulai, lama_menit=lama_menit, diubah_pada=now, tuan_rumah_id=by.petugas_id
    )
    temu.tautan = tautan
    temu.save(force_insert=True)
    STAGES.move(konsultasi, JADWALKAN, by=by, now=now, data={"mulai": mulai.isoformat(), "menit": lama_menit})
    return temu


@transaction.atomic
def ubah_daring(
    *, pertemuan: PertemuanDaring, mulai: datetime, lama_menit: int, tautan: str, by: Actor, now: datetime
) -> None:
    """Another time or another link: calendars learn of it by the next number of the sequence."""
    k = pertemuan.konsultasi
    require(permissions.may_layani(by, k))
    _pantas(mulai, lama_menit, now)
    pertemuan.urutan = PertemuanDaring.objects.select_for_update().get(pk=pertemuan.pk).urutan
    k.refresh_from_db(fields=["status"])
    if k.status != Status.DIJADWALKAN:
        raise StepRefused(_("Pertemuan ini sudah dimulai atau berakhir. Muat ulang halaman."))
    pertemuan.tautan = tautan
    kolom = {"mulai": mulai, "lama_menit": lama_menit, "diubah_pada": now, "tautan_segel": pertemuan.tautan_segel}
    PertemuanDaring.objects.filter(pk=pertemuan.pk).update(urutan=pertemuan.urutan + 1, **kolom)
    pertemuan.refresh_from_db()
    data = {"mulai": mulai.isoformat(), "menit": lama_menit, "urutan": pertemuan.urutan}
    record(kejadian=Event.JADWAL_DIUBAH, objek=k, by=by, now=now, data=data)


@transaction.atomic
def batalkan_daring(*, pertemuan: PertemuanDaring, by: Actor, now: datetime) -> None:
    """The meeting is called off by its host or its applicant; the calendars are told."""
    k = pertemuan.konsultasi
    if not permissions.may_pemohon(by, k):
        require(permissions.may_layani(by, k))
    kolom = {"dibatalkan_pada": now, "diubah_pada": now}
    PertemuanDaring.objects.filter(pk=pertemuan.pk).update(urutan=F("urutan") + 1, **kolom)
    STAGES.move(k, BATALKAN, by=by, now=now)
    pertemuan.refresh_from_db()


def _pantas(mulai: datetime, lama_menit: int, now: datetime) -> None:
    if mulai <= now:
        raise StepRefused(_("Waktu pertemuan sudah lewat. Pilih waktu lain."))
    if not 1 <= lama_menit <= 480:
        raise StepRefused(_("Lama pertemuan antara 1 dan 480 menit."))
