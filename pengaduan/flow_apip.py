"""What an inspectorate does with a case that was escalated to it. Read it downwards."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import require
from akun.models import User
from jejak.trail import record
from pengaduan import percakapan, permissions
from pengaduan.models import BuktiDukung, CatatanKasus, Eskalasi, HasilTindakLanjut, Pengaduan, PesanKasus
from pengaduan.pilihan import Kesimpulan
from pengaduan.status import (
    KEMBALIKAN,
    LAPORKAN_HASIL,
    MINTA_KLARIFIKASI,
    STAGES,
    TERIMA_APIP,
    TUGASKAN_APIP,
    Event,
)
from sla.stages import StepRefused


def _mine(pengaduan: Pengaduan) -> Eskalasi:
    """The running escalation, where a permission has just said that it is there."""
    rows = Eskalasi.objects.filter(pengaduan=pengaduan, jalur=Eskalasi.Jalur.PORTAL, dikembalikan_pada__isnull=True)
    return rows.get()


def berjalan(pengaduan: Pengaduan) -> Eskalasi | None:
    """The escalation through the portal that is running now."""
    rows = Eskalasi.objects.filter(pengaduan=pengaduan, jalur=Eskalasi.Jalur.PORTAL, dikembalikan_pada__isnull=True)
    return rows.select_related("inspektorat", "auditor").first()


@transaction.atomic
def terima_apip(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """The inspectorate accepts the case; its clock starts."""
    require(permissions.may_terima_apip(by, berjalan(pengaduan)))
    STAGES.move(pengaduan, TERIMA_APIP, by=by, now=now)
    Eskalasi.objects.filter(pk=_mine(pengaduan).pk).update(diterima_pada=now)


@transaction.atomic
def kembalikan(*, pengaduan: Pengaduan, alasan: str, by: Actor, now: datetime) -> None:
    """The inspectorate gives the case back with a reason; LKPP reviews again."""
    eskalasi = berjalan(pengaduan)
    require(permissions.may_terima_apip(by, eskalasi))
    if eskalasi is None or not alasan.strip():
        raise StepRefused(_("Tulis alasan mengapa kasus dikembalikan."))
    STAGES.move(pengaduan, KEMBALIKAN, by=by, now=now, data={"eskalasi": eskalasi.pk}, pemegang=None)
    eskalasi.dikembalikan_pada, eskalasi.alasan_kembali = now, alasan
    eskalasi.save(update_fields=["dikembalikan_pada", "alasan_segel"])


@transaction.atomic
def tugaskan_apip(*, pengaduan: Pengaduan, auditor: User, nomor_surat_tugas: str, by: Actor, now: datetime) -> None:
    """The admin assigns an auditor of the same inspectorate, with the number of the letter of assignment."""
    require(permissions.may_tugaskan_apip(by, berjalan(pengaduan)))
    if auditor.peran != Peran.AUDITOR_APIP or auditor.instansi_id != by.instansi_id or not auditor.is_active:
        raise StepRefused(_("Pilih auditor dari inspektorat Anda."))
    STAGES.move(pengaduan, TUGASKAN_APIP, by=by, now=now, data={"auditor": auditor.pk})
    Eskalasi.objects.filter(pk=_mine(pengaduan).pk).update(auditor=auditor, nomor_surat_tugas=nomor_surat_tugas)


@transaction.atomic
def catat_kemajuan(*, pengaduan: Pengaduan, isi: str, by: Actor, now: datetime) -> CatatanKasus:
    """A note on the progress, read by the inspectorate and LKPP."""
    require(permissions.may_kerjakan_apip(by, berjalan(pengaduan)))
    catatan = CatatanKasus.objects.create(
        pengaduan=pengaduan, jenis=CatatanKasus.Jenis.KEMAJUAN, penulis_id=by.petugas_id, isi=isi, dibuat_pada=now
    )
    record(kejadian=Event.KEMAJUAN, objek=pengaduan, by=by, now=now, data={"catatan": catatan.pk})
    return catatan


@transaction.atomic
def minta_klarifikasi(*, pengaduan: Pengaduan, pertanyaan: str, by: Actor, now: datetime) -> None:
    """The inspectorate asks LKPP (questions to the complainant go through LKPP too); its clock waits."""
    require(permissions.may_kerjakan_apip(by, berjalan(pengaduan)))
    STAGES.move(pengaduan, MINTA_KLARIFIKASI, by=by, now=now)
    percakapan.kirim(pengaduan, PesanKasus.Ruang.APIP, pertanyaan, by=by, now=now)


@transaction.atomic
def laporkan_hasil(
    *,
    pengaduan: Pengaduan,
    kesimpulan: str,
    nomor_lhp: str,
    tanggal_lhp: date,
    rekomendasi: str,
    ringkasan: str,
    berkas: BuktiDukung | None,
    by: Actor,
    now: datetime,
) -> HasilTindakLanjut:
    """The inspectorate reports: conclusion, report number, recommendations, a summary without names, the file."""
    require(permissions.may_laporkan_hasil(by, berjalan(pengaduan)))
    if kesimpulan not in Kesimpulan.values:
        raise StepRefused(_("Pilih kesimpulan: terbukti, terbukti sebagian, atau tidak terbukti."))
    STAGES.move(pengaduan, LAPORKAN_HASIL, by=by, now=now, data={"kesimpulan": kesimpulan}, pemegang=None)
    return HasilTindakLanjut.objects.create(
        eskalasi=_mine(pengaduan),
        kesimpulan=kesimpulan,
        nomor_lhp=nomor_lhp,
        tanggal_lhp=tanggal_lhp,
        rekomendasi=rekomendasi,
        ringkasan=ringkasan,
        berkas=berkas,
        dilaporkan_oleh_id=by.petugas_id,
        dilaporkan_pada=now,
    )
