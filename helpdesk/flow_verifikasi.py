"""The life of a verification, from the counter to the pass. Read it downwards.

What still fails and how it is said: putusan_verifikasi.py; the pass on paper: tanda_lulus.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from akun import blind, receipt
from akun.actor import Actor
from akun.decision import require
from akun.receipt import WIB
from berkas import flow as flow_berkas
from berkas.cetak import PdfTidakTersedia
from helpdesk import permissions_verifikasi as permissions
from helpdesk import putusan_verifikasi, tanda_lulus
from helpdesk.dokumen_verifikasi import diperlukan
from helpdesk.models.meja import MejaLayanan
from helpdesk.models.verifikasi import ItemVerifikasi, PengembalianVerifikasi, Verifikasi, item_dari
from helpdesk.pilihan_verifikasi import Wakil
from helpdesk.status_verifikasi import BATALKAN, CABUT, KEMBALIKAN, LULUSKAN, PERIKSA, STAGES, Event
from jejak.trail import record
from sla import clock
from sla.stages import StepRefused

AWALAN = "VRF"
PANJANG_NPWP = (15, 16)
PEMISAH_NPWP = str.maketrans("", "", " .-")
DIPERIKSA = ("kelengkapan", "validitas", "kesesuaian", "asli_dilihat", "berlaku_sampai", "catatan_segel")


@dataclass(frozen=True)
class DataPenyedia:
    """What the counter writes down of a provider."""

    nama: str
    npwp: str
    alamat: str
    bentuk: str
    bidang: str
    surel: str
    telepon: str
    pimpinan: str
    wakil: str = Wakil.PIMPINAN
    kuasa: str = ""


@dataclass(frozen=True)
class HasilItem:
    """How one document was found."""

    item_id: int
    kelengkapan: str
    validitas: str
    kesesuaian: str
    asli_dilihat: bool = False
    berlaku_sampai: date | None = None
    catatan: str = ""


def npwp_baku(teks: str) -> str:
    """An NPWP as its digits alone. Raises StepRefused unless these are 15, or 16 as on cards since 2024."""
    angka = teks.translate(PEMISAH_NPWP)
    if len(angka) not in PANJANG_NPWP or not (angka.isascii() and angka.isdigit()):
        raise StepRefused(_("NPWP terdiri atas 15 atau 16 angka. Titik, tanda hubung, dan spasi boleh ditulis."))
    return angka


@transaction.atomic
def daftarkan(*, meja: MejaLayanan, data: DataPenyedia, token: str, by: Actor, now: datetime) -> Verifikasi:
    """A provider, or somebody for it, is at the counter with its papers; the checklist follows from its form.

    Raises StepRefused for an NPWP that is none, and for a proxy without a name.
    """
    require(permissions.may_daftarkan(by, meja))
    kuasa = data.kuasa.strip() if data.wakil == Wakil.KUASA else ""
    if data.wakil == Wakil.KUASA and not kuasa:
        raise StepRefused(_("Tulis nama penerima kuasa seperti pada surat kuasa."))
    verifikasi = Verifikasi(
        nomor=receipt.next_number(AWALAN, now=now),
        meja=meja,
        bentuk=data.bentuk,
        bidang=data.bidang,
        wakil=data.wakil,
        status=STAGES.initial,
        status_sejak=now,
        didaftarkan_pada=now,
        didaftarkan_oleh_id=by.petugas_id,
    )
    verifikasi.npwp, verifikasi.kuasa, verifikasi.token = npwp_baku(data.npwp), kuasa, token
    for nama in ("nama", "alamat", "surel", "telepon", "pimpinan"):
        setattr(verifikasi, nama, getattr(data, nama).strip())
    verifikasi.cari = blind.index(f"{data.nama} {verifikasi.npwp} {data.pimpinan} {kuasa}")
    verifikasi.save(force_insert=True)
    perlu = diperlukan(bentuk=data.bentuk, bidang=data.bidang, wakil=data.wakil)
    ItemVerifikasi.objects.bulk_create(item_dari(perlu, verifikasi))
    receipt.issue(objek=verifikasi, nomor=verifikasi.nomor, token=token)
    STAGES.open(verifikasi, event=Event.DIDAFTARKAN, by=by, now=now, data={"bentuk": data.bentuk})
    return verifikasi


@transaction.atomic
def periksa(*, verifikasi: Verifikasi, hasil: Sequence[HasilItem], by: Actor, now: datetime) -> None:
    """Write down how the documents were found; as often as needed, also when the provider has come again.

    Raises StepRefused for a document that is not on this checklist.
    """
    require(permissions.may_periksa(by, verifikasi))
    STAGES.move(verifikasi, PERIKSA, by=by, now=now, diperiksa_oleh_id=by.petugas_id)
    semua = {item.pk: item for item in verifikasi.item.all()}
    for satu in hasil:
        item = semua.get(satu.item_id)
        if item is None:
            raise StepRefused(_("Ada dokumen yang bukan milik daftar ini. Muat ulang halaman."))
        item.kelengkapan, item.validitas, item.kesesuaian = satu.kelengkapan, satu.validitas, satu.kesesuaian
        item.asli_dilihat, item.berlaku_sampai = satu.asli_dilihat, satu.berlaku_sampai
        item.catatan = satu.catatan.strip()
    ItemVerifikasi.objects.bulk_update(semua.values(), DIPERIKSA)


@transaction.atomic
def kembalikan(*, verifikasi: Verifikasi, penjelasan: str, by: Actor, now: datetime) -> None:
    """The papers go back with the explanation of what fails. Raises StepRefused when nothing does, or nothing is said.

    The provider reads it on the page of its receipt; the mail tells that there is news.
    """
    require(permissions.may_periksa(by, verifikasi))
    if not penjelasan.strip():
        raise StepRefused(_("Tulis apa yang perlu dilengkapi atau diperbaiki penyedia."))
    if putusan_verifikasi.semua_terpenuhi(verifikasi.item.all(), hari_ini=_hari(now)):
        raise StepRefused(_("Semua dokumen lengkap, valid, dan sesuai. Luluskan, atau ubah dahulu hasil periksanya."))
    putaran = verifikasi.putaran + 1
    STAGES.move(verifikasi, KEMBALIKAN, by=by, now=now, data={"putaran": putaran}, putaran=putaran)
    row = PengembalianVerifikasi(verifikasi=verifikasi, putaran=putaran, oleh_id=by.petugas_id, pada=now)
    row.penjelasan = penjelasan.strip()
    row.save(force_insert=True)


@transaction.atomic
def luluskan(*, verifikasi: Verifikasi, by: Actor, now: datetime) -> None:
    """Every needed document is complete, valid and fitting: number the pass and print it.

    The portal makes no User ID and no password: these the Admin LPSE sends from SPSE. Raises StepRefused otherwise.
    """
    require(permissions.may_periksa(by, verifikasi))
    MejaLayanan.objects.select_for_update().get(pk=verifikasi.meja_id)  # numbers of one LPSE are given one by one
    clock.hold(verifikasi)  # a colleague who writes down what he found is waited for
    if not putusan_verifikasi.semua_terpenuhi(verifikasi.item.all(), hari_ini=_hari(now)):
        raise StepRefused(_("Masih ada dokumen yang belum lengkap, valid, dan sesuai. Lihat daftar periksanya."))
    hari, token = _hari(now), verifikasi.token
    if not token:  # only an open verification still has it
        raise StepRefused(_("Langkah ini tidak tersedia pada tahap kasus saat ini. Muat ulang halaman."))
    urut = _urut(verifikasi, hari.year)
    nomor_lulus = f"{urut}/TLV/{verifikasi.meja.unit.kode}/{hari.year}"
    try:
        isi = tanda_lulus.cetak(verifikasi, nomor_lulus=nomor_lulus, tanggal=hari, token=token, petugas=by.nama)
    except PdfTidakTersedia as sebab:
        raise StepRefused(_("Tanda lulus belum dapat dicetak di server ini. Hubungi admin sistem.")) from sebab
    berkas = flow_berkas.buat(isi=isi, nama=f"{verifikasi.nomor}.pdf", now=now)
    STAGES.move(
        verifikasi,
        LULUSKAN,
        by=by,
        now=now,
        data={"nomor_lulus": nomor_lulus},
        tahun_lulus=hari.year,
        urut_lulus=urut,
        nomor_lulus=nomor_lulus,
        tanggal_lulus=hari,
        lulus_oleh_id=by.petugas_id,
        berkas=berkas,
        sha256=berkas.sha256,
        token_segel=b"",
    )


def _urut(verifikasi: Verifikasi, tahun: int) -> int:
    """The next number of the year at this LPSE; its desk is held."""
    rows = Verifikasi.objects.filter(meja=verifikasi.meja_id, tahun_lulus=tahun)
    return (rows.aggregate(terakhir=Max("urut_lulus"))["terakhir"] or 0) + 1


@transaction.atomic
def cabut(*, verifikasi: Verifikasi, alasan: str, by: Actor, now: datetime) -> None:
    """The pass holds no longer; whoever checks it reads when and why."""
    require(permissions.may_cabut(by, verifikasi))
    verifikasi.alasan = _alasan(alasan)
    STAGES.move(verifikasi, CABUT, by=by, now=now, dicabut_pada=now, alasan_segel=verifikasi.alasan_segel)


@transaction.atomic
def batalkan(*, verifikasi: Verifikasi, alasan: str, by: Actor, now: datetime) -> None:
    """The provider does not come again, or was registered by mistake."""
    require(permissions.may_periksa(by, verifikasi))
    verifikasi.alasan = _alasan(alasan)
    STAGES.move(verifikasi, BATALKAN, by=by, now=now, alasan_segel=verifikasi.alasan_segel, token_segel=b"")


@transaction.atomic
def catat_unduhan(*, verifikasi: Verifikasi, by: Actor, now: datetime) -> None:
    """An officer took the pass out: it holds who the provider is."""
    record(kejadian=Event.DIUNDUH, objek=verifikasi, by=by, now=now)


def _alasan(teks: str) -> str:
    if not teks.strip():
        raise StepRefused(_("Tulis alasannya. Penyedia membacanya."))
    return teks.strip()


def _hari(now: datetime) -> date:
    return now.astimezone(WIB).date()
