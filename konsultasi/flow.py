"""The life of a consultation, from the question to the answer. Read it downwards; meetings are in flow_temu.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun import blind, receipt
from akun.actor import Actor, Peran
from akun.decision import require
from akun.models import Instansi, Unit, User
from berkas.models import Berkas
from jejak.trail import record
from konsultasi import kompensasi, permissions
from konsultasi.models import Konsultasi, LampiranKonsultasi, PesanKonsultasi, Subjek
from konsultasi.pilihan import BERTEMU, DITERIMA_DIREKTUR, Kanal
from konsultasi.routing import DIREKTORAT, unit_untuk
from konsultasi.status import (
    BATALKAN,
    JANJI,
    KEMBALIKAN_JAWABAN,
    LENGKAPI,
    LENGKAPI_AWAL,
    PROSES,
    SELESAIKAN,
    SETUJUI_JAWABAN,
    STAGES,
    TANYA,
    TERBUKA,
    TOLAK,
    TUGASKAN,
    TULIS_JAWABAN,
    VERIFIKASI,
    Event,
    Status,
)
from konsultasi.status_keluhan import StatusKeluhan
from persuratan.models import SuratMasuk
from sla import clock
from sla.stages import Step, StepRefused

AWALAN = "KNS"


@dataclass(frozen=True)
class DataKonsultasi:
    """What an applicant asks, and who he is."""

    jenis_pemohon: str
    nama: str
    subjek: Subjek
    pokok: str
    uraian: str
    surel: str = ""
    telepon: str = ""
    instansi: Instansi | None = None
    instansi_teks: str = ""
    hukum: bool = False
    identitas: str = ""


@transaction.atomic
def ajukan_website(
    *, data: DataKonsultasi, token: str, berkas: Sequence[Berkas] = (), tanda_terima: str = "", by: Actor, now: datetime
) -> Konsultasi:
    """Somebody with an account asks on the website: the promise is counted from now.

    `tanda_terima` is the number of an earlier receipt that he has open, whose right he may use.
    """
    k = baru(data, kanal=Kanal.WEBSITE, now=now)
    k.pemohon_id = by.petugas_id
    terima(k, token=token, event=Event.DIAJUKAN, tanda_terima=tanda_terima, by=by, now=now)
    clock.start(k, JANJI, now=now)
    LampiranKonsultasi.objects.bulk_create([LampiranKonsultasi(konsultasi=k, berkas=b) for b in berkas])
    return k


@transaction.atomic
def dari_surat(*, surat: SuratMasuk, kanal: str, data: DataKonsultasi, by: Actor, now: datetime) -> Konsultasi:
    """A letter asks for advice, or invites to a meeting online: the consultation is opened beside the letter.

    The promise is counted from the day on which the director has the letter; where he has it, from then.
    Raises StepRefused for a channel without a letter, or a letter that has a consultation already.
    """
    if kanal not in DITERIMA_DIREKTUR:
        raise StepRefused(_("Dari surat hanya dibuat konsultasi surat atau tatap muka daring."))
    SuratMasuk.objects.select_for_update().get(pk=surat.pk)
    if Konsultasi.objects.filter(surat=surat).exists():
        raise StepRefused(_("Surat ini sudah dijadikan konsultasi. Muat ulang halaman."))
    require(permissions.may_jadikan(by, surat))
    k = baru(data, kanal=kanal, now=now)
    k.surat, k.pemohon_id, k.dicatat_oleh_id = surat, surat.pengirim_id, by.petugas_id
    k.diterima_pada = surat.diterima_pada
    terima(k, token="", event=Event.DIJADIKAN, by=by, now=now)
    if surat.diterima_pejabat_pada:
        _diterima(k, pada=surat.diterima_pejabat_pada, by=by, now=now)
    return k


def baru(data: DataKonsultasi, *, kanal: str, now: datetime) -> Konsultasi:
    """The row, not yet written, at the directorate that the question belongs to."""
    k = Konsultasi(
        kanal=kanal,
        status=STAGES.initial,
        status_sejak=now,
        unit=Unit.objects.get(kode=unit_untuk(data.instansi, hukum=data.hukum)),
        hukum=data.hukum,
        jenis_pemohon=data.jenis_pemohon,
        instansi=data.instansi,
        subjek=data.subjek,
        diterima_pada=now,
        identitas=data.identitas,
    )
    k.nama, k.surel, k.telepon, k.instansi_teks = data.nama, data.surel, data.telepon, data.instansi_teks
    k.pokok, k.uraian = data.pokok, data.uraian
    return k


def terima(k: Konsultasi, *, token: str, event: str, tanda_terima: str = "", by: Actor, now: datetime) -> None:
    """Write it, with number, receipt (with a token only), trail and clocks; a right of compensation is used by it."""
    k.nomor = receipt.next_number(AWALAN, now=now)
    k.cari = blind.index(k.nomor, k.nama, k.asal, k.pokok, k.uraian)
    k.save(force_insert=True)
    if token:
        receipt.issue(objek=k, nomor=k.nomor, token=token)
    akun = [kompensasi.Pemilik(k.pemohon_id)] if k.pemohon_id else []
    dibuka = [kompensasi.Pemilik.dari(user_id=None, nomor=tanda_terima)] if tanda_terima else []
    if any(kompensasi.pakai(untuk=k, pemilik=p, by=by, now=now) for p in [*akun, *dibuka]):
        Konsultasi.objects.filter(pk=k.pk).update(hak_prioritas=True)
        k.hak_prioritas = True
    STAGES.open(k, event=event, by=by, now=now, data={"kanal": k.kanal, "unit": k.unit.kode})


@transaction.atomic
def verifikasi(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """What the channel asks for is there. A question of the website needs nobody's assignment to be taken."""
    require(permissions.may_layani(by, konsultasi))
    STAGES.move(konsultasi, VERIFIKASI, by=by, now=now)


@transaction.atomic
def alihkan(*, konsultasi: Konsultasi, unit: Unit, by: Actor, now: datetime) -> None:
    """The question belongs to another directorate, which it goes to as it is; its clocks run on."""
    require(permissions.may_layani(by, konsultasi))
    if unit.kode not in DIREKTORAT or unit.pk == konsultasi.unit_id:
        raise StepRefused(_("Pilih salah satu dari dua direktorat lainnya."))
    rows = Konsultasi.objects.filter(pk=konsultasi.pk, status__in=(Status.DIAJUKAN, Status.DIVERIFIKASI))
    dari = konsultasi.unit.kode
    if not rows.filter(unit=konsultasi.unit_id).update(unit=unit):
        raise StepRefused(_("Konsultasi hanya dapat dialihkan sebelum ditugaskan. Muat ulang halaman."))
    konsultasi.unit = unit
    record(kejadian=Event.DIALIHKAN, objek=konsultasi, by=by, now=now, data={"dari": dari, "ke": unit.kode})


@transaction.atomic
def terima_direktur(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """The director has the letter: from now on the promise of the service standard is counted.

    Raises StepRefused for a channel that is counted from its submission, or when he has it already.
    """
    require(permissions.may_terima(by, konsultasi))
    if konsultasi.kanal not in DITERIMA_DIREKTUR or not _diterima(konsultasi, pada=now, by=by, now=now):
        raise StepRefused(_("Konsultasi ini sudah tercatat diterima Direktur, atau tidak dihitung dari sana."))


def _diterima(k: Konsultasi, *, pada: datetime, by: Actor, now: datetime) -> bool:
    clock.hold(k)
    belum = Konsultasi.objects.filter(pk=k.pk, diterima_direktur_pada__isnull=True, status__in=TERBUKA)
    if not belum.update(diterima_direktur_pada=pada):
        return False
    k.diterima_direktur_pada = pada
    k.refresh_from_db(fields=["status"])
    if k.status not in STAGES.done:  # a meeting that has its time already has kept its promise
        janji = clock.start(k, JANJI, now=pada)
        if k.status in STAGES.pauses and janji.kebijakan.boleh_jeda:
            clock.pause(janji, now=max(now, pada))
    record(kejadian=Event.DITERIMA_DIREKTUR, objek=k, by=by, now=now)
    return True


@transaction.atomic
def surat_diterima_pejabat(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """The director received the letter itself: the same for the consultation that it carries."""
    k = Konsultasi.objects.select_related("unit").filter(surat=surat).first()
    if k is not None and surat.diterima_pejabat_pada:
        _diterima(k, pada=surat.diterima_pejabat_pada, by=by, now=now)


@transaction.atomic
def tugaskan(*, konsultasi: Konsultasi, kepada: User, by: Actor, now: datetime) -> None:
    """Somebody of the directorate gets it, or takes it. The director who gives away a letter has it by that.

    Raises StepRefused for somebody of another unit, or for a letter that the director has not received.
    """
    require(permissions.may_layani(by, konsultasi))
    if not permissions.petugas_unit(Actor.of(kepada), konsultasi.unit_id) or not kepada.is_active:
        raise StepRefused(_("Pilih petugas direktorat ini yang aktif."))
    if not permissions.may_layani(Actor.of(kepada), konsultasi) or _mengurus_keluhan(konsultasi, kepada.pk):
        raise StepRefused(_("Pilih petugas lain: ia pemohonnya, atau sedang menangani keluhan tentang konsultasi ini."))
    if konsultasi.kanal in DITERIMA_DIREKTUR and konsultasi.diterima_direktur_pada is None:
        if not permissions.memangku_unit(by, konsultasi.unit_id):
            raise StepRefused(_("Suratnya belum diterima Direktur. Penugasan pertama diberikan oleh Direktur."))
        _diterima(konsultasi, pada=now, by=by, now=now)
    STAGES.move(konsultasi, TUGASKAN, by=by, now=now, data={"kepada": kepada.pk}, petugas_id=kepada.pk)


def _mengurus_keluhan(k: Konsultasi, user_id: int) -> bool:
    """Whether somebody has a complaint about this very service on his table: he cannot give it as well."""
    return k.keluhan.filter(penangan_id=user_id).exclude(status=StatusKeluhan.DIJAWAB).exists()


@transaction.atomic
def proses(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """Whom it was given to begins."""
    require(permissions.may_kerjakan(by, konsultasi))
    STAGES.move(konsultasi, PROSES, by=by, now=now)


@transaction.atomic
def minta_data(*, konsultasi: Konsultasi, isi: str, by: Actor, now: datetime) -> None:
    """Something is lacking: the applicant is asked, and the promise stands still."""
    require(permissions.may_layani(by, konsultasi))
    pesan(konsultasi, dari=PesanKonsultasi.Dari.PETUGAS, isi=isi, by=by, now=now)
    STAGES.move(konsultasi, TANYA, by=by, now=now)


@transaction.atomic
def lengkapi(
    *, konsultasi: Konsultasi, isi: str, berkas: Sequence[Berkas] = (), by: Actor, now: datetime
) -> PesanKonsultasi:
    """The applicant gives what was lacking: back to whoever asked."""
    require(permissions.may_pemohon(by, konsultasi))
    row = pesan(konsultasi, dari=PesanKonsultasi.Dari.PEMOHON, isi=isi, berkas=berkas, by=by, now=now)
    STAGES.move(konsultasi, LENGKAPI if konsultasi.petugas_id else LENGKAPI_AWAL, by=by, now=now)
    return row


@transaction.atomic
def catat_internal(*, konsultasi: Konsultasi, isi: str, by: Actor, now: datetime) -> PesanKonsultasi:
    """A note among the officers, which the applicant never reads."""
    require(permissions.may_layani(by, konsultasi))
    row = pesan(konsultasi, dari=PesanKonsultasi.Dari.PETUGAS, isi=isi, hanya_petugas=True, by=by, now=now)
    record(kejadian=Event.PESAN, objek=konsultasi, by=by, now=now, data={"hanya_petugas": True})
    return row


def pesan(
    k: Konsultasi,
    *,
    dari: str,
    isi: str,
    by: Actor,
    now: datetime,
    hanya_petugas: bool = False,
    berkas: Sequence[Berkas] = (),
) -> PesanKonsultasi:
    """One message of the thread, with its files."""
    row = PesanKonsultasi(konsultasi=k, dari=dari, hanya_petugas=hanya_petugas, oleh_id=by.user_id, pada=now)
    row.isi = isi
    row.save(force_insert=True)
    rows = [LampiranKonsultasi(konsultasi=k, pesan=row, berkas=b) for b in berkas]
    LampiranKonsultasi.objects.bulk_create(rows)
    return row


@transaction.atomic
def tulis_jawaban(*, konsultasi: Konsultasi, jawaban: str, produk: Sequence[str], by: Actor, now: datetime) -> None:
    """The answer is written and goes to somebody else to be reviewed. A meeting ends with a report instead."""
    require(permissions.may_kerjakan(by, konsultasi))
    if konsultasi.kanal in BERTEMU:
        raise StepRefused(_("Konsultasi tatap muka diakhiri dengan laporan pertemuan."))
    if not produk:
        raise StepRefused(_("Pilih apa yang diberikan: saran, pendapat, rekomendasi, atau tindakan koreksi."))
    konsultasi.jawaban = jawaban
    STAGES.move(konsultasi, TULIS_JAWABAN, by=by, now=now, jawaban_segel=konsultasi.jawaban_segel, produk=list(produk))


@transaction.atomic
def kembalikan_jawaban(*, konsultasi: Konsultasi, catatan: str, by: Actor, now: datetime) -> None:
    """The reviewer gives the answer back with a note."""
    require(permissions.may_tinjau(by, konsultasi))
    konsultasi.catatan = catatan
    STAGES.move(konsultasi, KEMBALIKAN_JAWABAN, by=by, now=now, catatan_segel=konsultasi.catatan_segel)


@transaction.atomic
def setujui_jawaban(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """The reviewer lets the answer go: the promise is kept. Raises StepRefused for a letter: its answer is a letter."""
    require(permissions.may_tinjau(by, konsultasi))
    if konsultasi.kanal == Kanal.SURAT:
        raise StepRefused(_("Jawaban surat berangkat sebagai surat. Buat surat jawabannya; tahap ini mengikuti."))
    STAGES.move(konsultasi, SETUJUI_JAWABAN, by=by, now=now, peninjau_id=by.petugas_id, dijawab_pada=now)


@transaction.atomic
def surat_dijawab(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """The letter was answered with a letter: so was the consultation, wherever it stood."""
    k = Konsultasi.objects.filter(surat=surat, kanal=Kanal.SURAT).first()
    if k is None or k.status not in TERBUKA:
        return
    for langkah in LANGKAH_SURAT.get(k.status, ()):
        STAGES.move(k, langkah, by=by, now=now)
    STAGES.move(k, SETUJUI_JAWABAN, by=by, now=now, dijawab_pada=now)


LANGKAH_SURAT: dict[str, tuple[Step, ...]] = {
    Status.DIAJUKAN: (VERIFIKASI, TUGASKAN, PROSES, TULIS_JAWABAN),
    Status.DIVERIFIKASI: (TUGASKAN, PROSES, TULIS_JAWABAN),
    Status.DITUGASKAN: (PROSES, TULIS_JAWABAN),
    Status.DIPROSES: (TULIS_JAWABAN,),
    Status.BUTUH_DATA: (LENGKAPI, TULIS_JAWABAN),
}
"""Steps that an answered letter takes for its consultation, so that its clocks are turned one by one."""


@transaction.atomic
def selesaikan(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """The applicant is content, or his time to ask back is over."""
    if by.peran != Peran.SISTEM and not permissions.may_pemohon(by, konsultasi):
        require(permissions.may_layani(by, konsultasi))
    STAGES.move(konsultasi, SELESAIKAN, by=by, now=now)


@transaction.atomic
def tolak(*, konsultasi: Konsultasi, alasan: str, by: Actor, now: datetime) -> None:
    """It is no question for this service; the applicant reads why and where to turn."""
    require(permissions.may_layani(by, konsultasi))
    konsultasi.catatan = alasan
    STAGES.move(konsultasi, TOLAK, by=by, now=now, catatan_segel=konsultasi.catatan_segel)


@transaction.atomic
def batalkan(*, konsultasi: Konsultasi, by: Actor, now: datetime) -> None:
    """The applicant needs it no more; or the system, when nothing came in time."""
    if by.peran != Peran.SISTEM:
        require(permissions.may_pemohon(by, konsultasi))
    STAGES.move(konsultasi, BATALKAN, by=by, now=now)
