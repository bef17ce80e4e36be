"""The life of a membership at LKPP, from application to its end. Read it downwards; officers: flow_petugas.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import SYSTEM, Actor, Peran
from akun.decision import require
from akun.models import Instansi
from berkas.models import Berkas
from inspektorat import flow, permissions, petugas
from inspektorat.models import DasarSurat, Inspektorat, Keanggotaan
from inspektorat.petugas import DataPetugas
from inspektorat.status import (
    AKTIFKAN,
    DIAM,
    MINTA_PERBAIKAN,
    NONAKTIFKAN,
    PERBAIKI,
    PERIKSA,
    PULIHKAN,
    SETUJUI,
    STAGES,
    TANGGUHKAN,
    TOLAK,
    Event,
    EventInspektorat,
    Status,
)
from inspektorat.tanggal import baca_tanggal
from jejak.trail import record
from persuratan.models import SuratMasuk
from sla import clock
from sla.models import Tenggat
from sla.stages import StepRefused

AWALAN = "INS"


@dataclass(frozen=True)
class DataDasar:
    """A letter of basis, as written."""

    nomor_surat: str
    tanggal_teks: str
    berkas: Berkas | None = None


@dataclass(frozen=True)
class DataPermohonan:
    """What an inspectorate asks: who it is, whom one may ask about it, its officers, its letter."""

    instansi: Instansi
    nama: str
    surel: str
    petugas: Sequence[DataPetugas]
    telepon: str = ""
    dasar: DataDasar | None = None


def pemohon(nomor: str) -> Actor:
    """Whoever applied and shows number and token."""
    return Actor("Pemohon", Peran.PENGADU, nomor=nomor)


@transaction.atomic
def ajukan(*, data: DataPermohonan, token: str, now: datetime) -> Keanggotaan:
    """An inspectorate applies itself. Raises StepRefused when one is under way, ValidationError for its officers."""
    if data.dasar is None or data.dasar.berkas is None:
        raise StepRefused(_("Sertakan dasar suratnya sebagai PDF."))
    inspektorat = _kunci(data.instansi)
    if inspektorat.aktif:
        raise StepRefused(_("Inspektorat ini sudah aktif di portal. Mengganti petugas? Kirim surat baru kepada LKPP."))
    row = _baru(inspektorat, data, asal=Keanggotaan.Asal.PERMOHONAN, now=now)
    return _buka(row, data, token=token, event=Event.DIAJUKAN, by=pemohon(row.nomor), now=now)


@transaction.atomic
def catat(*, data: DataPermohonan, surat: SuratMasuk | None = None, by: Actor, now: datetime) -> Keanggotaan:
    """LKPP enters an application: from a letter in the portal, whose file is the letter of basis, or by hand.

    Without a letter only for an inspectorate that has one on the list already. Raises StepRefused, ValidationError.
    """
    require(permissions.may_dari_surat(by, surat) if surat else permissions.may_kelola(by))
    inspektorat = _kunci(data.instansi)
    if surat is not None:
        SuratMasuk.objects.select_for_update(of=("self",)).only("pk").get(pk=surat.pk)
        if Keanggotaan.objects.filter(surat=surat).exists():
            raise StepRefused(_("Surat ini sudah dicatat sebagai permohonan keanggotaan."))
    if data.dasar is None and not inspektorat.dasar_surat.exists():
        raise StepRefused(_("Tulis dasar suratnya. Tanpa surat baru hanya untuk inspektorat yang sudah punya surat."))
    asal = Keanggotaan.Asal.SURAT if surat else Keanggotaan.Asal.LKPP
    row = _baru(inspektorat, data, asal=asal, now=now)
    row.surat, row.dicatat_oleh_id = surat, by.petugas_id
    row.diajukan_pada = surat.diterima_pada if surat else now
    return _buka(row, data, token="", event=Event.DICATAT, by=by, now=now)


def _kunci(instansi: Instansi) -> Inspektorat:
    """The inspectorate, held until the commit: two applications at once come one after the other."""
    inspektorat = Inspektorat.objects.select_for_update(of=("self",)).get(pk=flow.for_instansi(instansi).pk)
    if inspektorat.keanggotaan.terbuka().exists():
        raise StepRefused(
            _("%(nama)s sudah punya permohonan atau keanggotaan yang berjalan. Tanyakan kepada LKPP bila Anda ragu.")
            % {"nama": inspektorat.nama}
        )
    return inspektorat


def _baru(inspektorat: Inspektorat, data: DataPermohonan, *, asal: str, now: datetime) -> Keanggotaan:
    row = Keanggotaan(inspektorat=inspektorat, asal=asal, status=STAGES.initial, status_sejak=now, diajukan_pada=now)
    row.nama, row.surel, row.telepon = data.nama, data.surel, data.telepon
    row.nomor = receipt.next_number(AWALAN, now=now)
    return row


def _buka(row: Keanggotaan, data: DataPermohonan, *, token: str, event: str, by: Actor, now: datetime) -> Keanggotaan:
    semua = petugas.periksa(data.petugas)
    row.save(force_insert=True)
    petugas.calonkan(row, semua, now=now)
    if data.dasar:
        tambah_dasar(row, data.dasar)
    if token:
        receipt.issue(objek=row, nomor=row.nomor, token=token)
    STAGES.open(row, event=event, by=by, now=now, sejak=row.diajukan_pada, data={"asal": row.asal})
    return row


def tambah_dasar(keanggotaan: Keanggotaan, data: DataDasar) -> DasarSurat:
    """Add a letter, as written; the same number of the same date is the same letter, now with its file."""
    dasar, _baru = DasarSurat.objects.update_or_create(
        inspektorat_id=keanggotaan.inspektorat_id,
        nomor_surat=data.nomor_surat.strip(),
        tanggal_teks=data.tanggal_teks.strip(),
        defaults={"keanggotaan": keanggotaan, "tanggal_surat": baca_tanggal(data.tanggal_teks)}
        | ({"berkas": data.berkas} if data.berkas else {}),
    )
    return dasar


@transaction.atomic
def periksa(*, keanggotaan: Keanggotaan, by: Actor, now: datetime) -> None:
    """LKPP begins to check."""
    require(permissions.may_kelola(by))
    STAGES.move(keanggotaan, PERIKSA, by=by, now=now)


@transaction.atomic
def minta_perbaikan(*, keanggotaan: Keanggotaan, catatan: str, by: Actor, now: datetime) -> None:
    """Something has to be mended: the applicant reads what, and the clock stands still."""
    require(permissions.may_kelola(by))
    keanggotaan.catatan = catatan
    STAGES.move(keanggotaan, MINTA_PERBAIKAN, by=by, now=now, catatan_segel=keanggotaan.catatan_segel)


@transaction.atomic
def perbaiki(
    *, keanggotaan: Keanggotaan, semua: Sequence[DataPetugas], dasar: DataDasar | None, by: Actor, now: datetime
) -> None:
    """The officers as they should have been, and another letter where one was asked for; the check goes on."""
    require(permissions.may_perbaiki(by, keanggotaan))
    bersih = petugas.periksa(semua)
    STAGES.move(keanggotaan, PERBAIKI, by=by, now=now, data={"surat": dasar is not None})
    keanggotaan.petugas.filter(berakhir_pada=None).update(berakhir_pada=now)
    petugas.calonkan(keanggotaan, bersih, now=now)
    if dasar:
        tambah_dasar(keanggotaan, dasar)


@transaction.atomic
def setujui(*, keanggotaan: Keanggotaan, by: Actor, now: datetime) -> None:
    """Letter and officers are right. Raises StepRefused for what is lacking."""
    require(permissions.may_kelola(by))
    if kurang := kurang_setujui(keanggotaan):
        raise StepRefused(kurang)
    STAGES.move(keanggotaan, SETUJUI, by=by, now=now)


def kurang_setujui(keanggotaan: Keanggotaan) -> str:
    """Why an application cannot be approved yet; empty when it can."""
    if not keanggotaan.inspektorat.dasar_surat.exists():
        return _("Belum ada dasar surat.")
    ditahan = keanggotaan.dasar_surat.filter(berkas__isnull=False).select_related("berkas")
    if any(not d.berkas.bisa_diunduh for d in ditahan if d.berkas):
        return _("Berkas dasar surat belum lolos pemeriksaan. Tunggu sebentar, atau minta berkas yang lain.")
    dipakai = petugas.terpakai(petugas.calon(keanggotaan), keanggotaan.inspektorat.instansi)
    if dipakai:
        return _("E-mail ini sudah dipakai akun lain: %(surel)s. Minta alamat dinas yang lain.") % {
            "surel": ", ".join(dipakai)
        }
    return ""


@transaction.atomic
def tolak(*, keanggotaan: Keanggotaan, alasan: str, by: Actor, now: datetime) -> None:
    """The application ends, with the reason that the applicant reads."""
    require(permissions.may_kelola(by))
    keanggotaan.catatan = alasan
    STAGES.move(keanggotaan, TOLAK, by=by, now=now, catatan_segel=keanggotaan.catatan_segel)


@transaction.atomic
def aktifkan(*, keanggotaan: Keanggotaan, by: Actor, now: datetime) -> None:
    """The inbox opens, and what waited for it comes in. Raises StepRefused without an admin who can work."""
    require(permissions.may_kelola(by))
    if kurang := kurang_aktif(keanggotaan):
        raise StepRefused(kurang)
    STAGES.move(keanggotaan, AKTIFKAN, by=by, now=now)
    buka = Inspektorat.Status.AKTIF
    flow.ubah(keanggotaan.inspektorat, buka, EventInspektorat.DIAKTIFKAN, by=by, now=now)


def kurang_aktif(keanggotaan: Keanggotaan) -> str:
    """Why the inbox cannot open yet; empty when it can."""
    if petugas.admin_siap(keanggotaan.inspektorat):
        return ""
    return _("Belum ada Admin APIP yang menerima undangan, memastikan e-mailnya, dan memasang kunci kedua.")


@transaction.atomic
def tangguhkan(*, keanggotaan: Keanggotaan, alasan: str, by: Actor, now: datetime) -> None:
    """No new cases through the inbox: they go by letter again. What is there stays open to its officers."""
    require(permissions.may_kelola(by))
    keanggotaan.catatan = alasan
    STAGES.move(keanggotaan, TANGGUHKAN, by=by, now=now, catatan_segel=keanggotaan.catatan_segel)
    tahan = Inspektorat.Status.DITANGGUHKAN
    flow.ubah(keanggotaan.inspektorat, tahan, EventInspektorat.DITANGGUHKAN, by=by, now=now)


@transaction.atomic
def pulihkan(*, keanggotaan: Keanggotaan, by: Actor, now: datetime) -> None:
    """LKPP lets an inspectorate back in; a login alone does not. Raises StepRefused without an admin who can work."""
    require(permissions.may_kelola(by))
    if kurang := kurang_aktif(keanggotaan):
        raise StepRefused(kurang)
    STAGES.move(keanggotaan, PULIHKAN, by=by, now=now)
    buka = Inspektorat.Status.AKTIF
    flow.ubah(keanggotaan.inspektorat, buka, EventInspektorat.DIAKTIFKAN, by=by, now=now)


@transaction.atomic
def nonaktifkan(*, keanggotaan: Keanggotaan, alasan: str, by: Actor, now: datetime) -> None:
    """The membership ends: the inbox closes, its accounts too. Another application may follow."""
    require(permissions.may_kelola(by))
    keanggotaan.catatan = alasan
    STAGES.move(keanggotaan, NONAKTIFKAN, by=by, now=now, catatan_segel=keanggotaan.catatan_segel)
    tutup = Inspektorat.Status.NONAKTIF
    flow.ubah(keanggotaan.inspektorat, tutup, EventInspektorat.DINONAKTIFKAN, by=by, now=now)
    for user in petugas.berakun(keanggotaan.inspektorat):
        petugas.tutup_akun(user, now=now)
        record(kejadian=Event.PETUGAS_BERHENTI, objek=keanggotaan, by=by, now=now, data={"user": user.pk})
    keanggotaan.petugas.filter(berakhir_pada=None).update(berakhir_pada=now)


@transaction.atomic
def ada_yang_masuk(*, keanggotaan: Keanggotaan, now: datetime) -> bool:
    """Somebody has logged in since the clock of silence began: it is counted anew from that login.

    The clock is looked at when it rings, so that no login has to write anything.
    """
    clock.hold(keanggotaan)
    keanggotaan.refresh_from_db(fields=["status"])
    jam = clock.running(keanggotaan).filter(kode=DIAM).first()
    terakhir = petugas.terakhir_masuk(keanggotaan.inspektorat)
    if jam is None or keanggotaan.status != Status.AKTIF or terakhir is None or terakhir <= jam.mulai_pada:
        return False
    clock.stop(jam, now=now)
    baru: Tenggat = clock.begin(keanggotaan, DIAM, now=terakhir, siklus=jam.siklus + 1)
    baru.save(force_insert=True)
    Keanggotaan.objects.filter(pk=keanggotaan.pk).update(jatuh_tempo=baru.jatuh_tempo)
    keanggotaan.jatuh_tempo = baru.jatuh_tempo
    record(kejadian=Event.JAM_DIULANG, objek=keanggotaan, by=SYSTEM, now=now)
    return True


def senyap(*, keanggotaan: Keanggotaan, now: datetime) -> None:
    """The clock of silence has run out: suspended, unless somebody has been here or it has moved on meanwhile."""
    if ada_yang_masuk(keanggotaan=keanggotaan, now=now) or keanggotaan.status != Status.AKTIF:
        return
    alasan = _("Tidak ada petugas yang masuk selama waktu yang ditetapkan.")
    tangguhkan(keanggotaan=keanggotaan, alasan=alasan, by=SYSTEM, now=now)
