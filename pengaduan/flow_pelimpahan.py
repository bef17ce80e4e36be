"""A complaint for an inspectorate that is not on the portal goes there by letter. Read it downwards.

The letter is drafted here with the dossier behind it, lives its own life (persuratan.flow_keluar), and the case moves
when it leaves. Letters that were written elsewhere are recorded by flow.eskalasi_surat.
"""

from collections.abc import Iterable
from datetime import date, datetime

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from akun.actor import SYSTEM, Actor
from akun.decision import require
from akun.models import Pejabat
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_polos
from berkas import cetak
from berkas import flow as berkas_flow
from inspektorat.models import Inspektorat
from jejak.trail import record
from pengaduan import dosir, flow, permissions
from pengaduan.dosir import Dosir
from pengaduan.models import AKHIR, Eskalasi, Pengaduan
from pengaduan.status import ESKALASI, STAGES, Event, Status
from persuratan import flow_keluar, konsep_keluar, templat
from persuratan.konsep_keluar import DataKeluar
from persuratan.models import SuratKeluar
from persuratan.pilihan import JenisKeluar, Kerahasiaan
from persuratan.status_keluar import Status as StatusSurat
from sla import clock
from sla.stages import StepRefused

JABATAN = "Direktur Penanganan Permasalahan Hukum"
TEMPLAT = "pelimpahan"
APIP = "pengaduan.apip"  # the policy that says until when the inspectorate is asked to report
GUGUR = (StatusSurat.BATAL, StatusSurat.DICABUT)
MENUNGGU = (Status.SIAP_ESKALASI, Status.DIESKALASI)
log = structlog.get_logger(__name__)


def surat_berjalan(pengaduan: Pengaduan) -> SuratKeluar | None:
    """The letter that passes this complaint on, from draft on; one that was given up or withdrawn is none."""
    rows = SuratKeluar.objects.filter(pengaduan_nomor=pengaduan.nomor, jenis=JenisKeluar.PELIMPAHAN)
    return rows.exclude(status__in=GUGUR).order_by("-id").first()


@transaction.atomic
def konsep_pelimpahan(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> SuratKeluar:
    """Draft the letter to the inspectorate, secret, with the dossier that an inspectorate reads: no identity.

    Raises StepRefused when the case is not waiting to be passed on, the inspectorate is on the portal, or a letter is
    under way.
    """
    require(permissions.may_eskalasi(by, pengaduan))
    clock.hold(pengaduan)  # a second click waits here, and then finds the letter
    inspektorat = _tujuan(pengaduan)
    penandatangan = Pejabat.objects.select_related("unit").filter(jabatan=JABATAN).first()
    if penandatangan is None:
        raise StepRefused(_("Jabatan %(jabatan)s belum ada di daftar pejabat.") % {"jabatan": JABATAN})
    calon = Eskalasi(pengaduan=pengaduan, inspektorat=inspektorat, jalur=Eskalasi.Jalur.SURAT, diteruskan_pada=now)
    with override("id"):
        isi_dosir = dosir.susun(pengaduan, calon)
        pdf = _cetak(isi_dosir, now)
        batas = clock.begin(pengaduan, APIP, now=now).jatuh_tempo.astimezone(WIB).date()
        data = _data(isi_dosir, penandatangan, batas, berlampiran=pdf is not None)
    surat = flow_keluar.tulis(data=data, by=by, now=now, pengaduan_nomor=pengaduan.nomor)
    if pdf is not None:
        berkas = berkas_flow.buat(isi=pdf, nama=f"dosir-{pengaduan.nomor}.pdf", now=now)
        judul = f"Dosir pengaduan {pengaduan.nomor}"
        konsep_keluar.lampirkan(surat=surat, berkas=berkas, judul=judul, by=by, now=now)
    record(kejadian=Event.SURAT_DIKONSEP, objek=pengaduan, by=by, now=now, data={"surat": surat.pk})
    return surat


def _tujuan(pengaduan: Pengaduan) -> Inspektorat:
    inspektorat = flow.tujuan(pengaduan)
    status = Pengaduan.objects.values_list("status", flat=True).get(pk=pengaduan.pk)
    if status != Status.SIAP_ESKALASI or inspektorat is None:
        raise StepRefused(_("Kasus ini tidak sedang menunggu diteruskan."))
    if inspektorat.aktif:
        raise StepRefused(_("Inspektorat ini aktif di portal. Teruskan lewat kotak masuknya."))
    if pengaduan.eskalasi.filter(jalur=Eskalasi.Jalur.SURAT, dikembalikan_pada__isnull=True).exists():
        raise StepRefused(_("Surat pelimpahan kasus ini sudah dicatat."))
    if surat_berjalan(pengaduan) is not None:
        raise StepRefused(_("Surat pelimpahan kasus ini sedang disiapkan."))
    return inspektorat


def _data(isi: Dosir, penandatangan: Pejabat, batas: date, *, berlampiran: bool) -> DataKeluar:
    """The letter to begin with: the template, filled in from the dossier and from nothing else."""
    naskah = templat.ambil(TEMPLAT)
    tahu = {
        "nomor_pengaduan": isi.nomor,
        "tanggal_pengaduan": tanggal_polos(isi.diterima),
        "instansi": isi.instansi,
        "nama_paket": isi.nama_paket or "-",
        "kode_paket": "; ".join(filter(None, (*isi.kode_rup, isi.kode_tender))) or "-",
        "dugaan": isi.jenis_pelanggaran or "-",
        "batas_waktu": tanggal_polos(batas),
    }
    return DataKeluar(
        jenis=JenisKeluar.PELIMPAHAN,
        penandatangan=penandatangan,
        tujuan=isi.inspektorat,
        tujuan_tempat="Tempat",
        perihal=naskah.hal_awal(tahu),
        isi=naskah.isi_awal(tahu, naskah.bagian_awal | ({"bukti"} if berlampiran else set())),
        templat=TEMPLAT,
        kerahasiaan=Kerahasiaan.RAHASIA,
    )


def _cetak(isi: Dosir, now: datetime) -> bytes | None:
    """The dossier on paper; None on a machine that cannot print: then the officer attaches what there is."""
    try:
        return cetak.pdf("pengaduan/apip/dosir_pdf.html", {"dosir": isi, "dicetak": now})
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        return None


@transaction.atomic
def terkirim(*, surat: SuratKeluar, now: datetime) -> None:
    """The letter has left: the case is with the inspectorate. Nothing happens where the case went on without it."""
    pengaduan = Pengaduan.objects.filter(nomor=surat.pengaduan_nomor or "-").first()
    if pengaduan is None or surat.jenis != JenisKeluar.PELIMPAHAN:
        return
    clock.hold(pengaduan)
    pengaduan.refresh_from_db()
    inspektorat = flow.tujuan(pengaduan)
    bersurat = pengaduan.eskalasi.filter(jalur=Eskalasi.Jalur.SURAT, dikembalikan_pada__isnull=True)
    if pengaduan.status != Status.SIAP_ESKALASI or inspektorat is None or bersurat.exists():
        return
    data = {"inspektorat": inspektorat.pk, "surat": surat.pk}
    STAGES.move(pengaduan, ESKALASI, by=SYSTEM, now=now, data=data)
    Eskalasi.objects.create(
        pengaduan=pengaduan,
        inspektorat=inspektorat,
        jalur=Eskalasi.Jalur.SURAT,
        surat=surat,
        diteruskan_pada=now,
    )


def menunggu_kotak(pengaduan: Pengaduan, eskalasi: Iterable[Eskalasi]) -> Inspektorat | None:
    """The inspectorate that got this case by letter and has come onto the portal since."""
    if pengaduan.status != Status.DIESKALASI:
        return None
    berjalan = [e for e in eskalasi if e.dikembalikan_pada is None]
    if any(e.jalur == Eskalasi.Jalur.PORTAL for e in berjalan):
        return None
    return next((e.inspektorat for e in berjalan if e.inspektorat.aktif), None)


@transaction.atomic
def ke_kotak_masuk(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> Eskalasi:
    """The inspectorate has come onto the portal: it finds the case in its inbox too, and goes on with it there."""
    require(permissions.may_eskalasi(by, pengaduan))
    clock.hold(pengaduan)
    pengaduan.refresh_from_db(fields=["status"])
    inspektorat = menunggu_kotak(pengaduan, pengaduan.eskalasi.select_related("inspektorat"))
    if inspektorat is None:
        raise StepRefused(_("Kasus ini tidak sedang menunggu kotak masuk inspektoratnya."))
    eskalasi = Eskalasi.objects.create(
        pengaduan=pengaduan, inspektorat=inspektorat, jalur=Eskalasi.Jalur.PORTAL, diteruskan_pada=now
    )
    record(kejadian=Event.MASUK_KOTAK, objek=pengaduan, by=by, now=now, data={"inspektorat": inspektorat.pk})
    return eskalasi


def menunggu_aktif(inspektorat: Inspektorat) -> list[Pengaduan]:
    """The cases that wait for the inbox of an inspectorate: handed over by letter, and not given back.

    Those whose letter was recorded by hand lie at `siap_eskalasi` until now; those whose letter left the portal are
    with the inspectorate already. A case that nobody has handed over yet waits for the pejabat, not for the inbox.
    """
    bersurat = Eskalasi.objects.filter(
        inspektorat=inspektorat, jalur=Eskalasi.Jalur.SURAT, dikembalikan_pada__isnull=True
    )
    berkotak = Eskalasi.objects.filter(jalur=Eskalasi.Jalur.PORTAL, dikembalikan_pada__isnull=True)
    rows = Pengaduan.objects.filter(pk__in=bersurat.values("pengaduan"), status__in=MENUNGGU)
    return list(rows.exclude(pk__in=berkotak.values("pengaduan")).order_by("pk"))


def lepaskan(*, inspektorat: Inspektorat, now: datetime) -> int:
    """The inbox has opened: what waited for it comes in, each case in a transaction of its own; returns how many."""
    return sum(_lepaskan(pengaduan, inspektorat, now) for pengaduan in menunggu_aktif(inspektorat))


@transaction.atomic
def _lepaskan(pengaduan: Pengaduan, inspektorat: Inspektorat, now: datetime) -> bool:
    clock.hold(pengaduan)
    pengaduan.refresh_from_db(fields=["status"])
    berjalan = pengaduan.eskalasi.filter(jalur=Eskalasi.Jalur.PORTAL, dikembalikan_pada__isnull=True)
    if pengaduan.status not in MENUNGGU or berjalan.exists():
        return False
    data = {"inspektorat": inspektorat.pk}
    if pengaduan.status == Status.SIAP_ESKALASI:
        STAGES.move(pengaduan, ESKALASI, by=SYSTEM, now=now, data=data)
    else:
        record(kejadian=Event.MASUK_KOTAK, objek=pengaduan, by=SYSTEM, now=now, data=data)
    Eskalasi.objects.create(
        pengaduan=pengaduan, inspektorat=inspektorat, jalur=Eskalasi.Jalur.PORTAL, diteruskan_pada=now
    )
    return True


@transaction.atomic
def serahkan_ke_admin(*, auditor_id: int, by: Actor, now: datetime) -> int:
    """An auditor has left his inspectorate: his cases fall to its admin, who goes on with them; returns how many."""
    rows = Eskalasi.objects.filter(auditor_id=auditor_id, dikembalikan_pada__isnull=True)
    semua = list(rows.exclude(pengaduan__status__in=AKHIR).select_related("pengaduan").order_by("pengaduan_id"))
    for eskalasi in semua:
        clock.hold(eskalasi.pengaduan)
        if Eskalasi.objects.filter(pk=eskalasi.pk, auditor_id=auditor_id).update(auditor=None):
            data = {"eskalasi": eskalasi.pk, "auditor": auditor_id}
            record(kejadian=Event.DISERAHKAN_ADMIN, objek=eskalasi.pengaduan, by=by, now=now, data=data)
    return len(semua)
