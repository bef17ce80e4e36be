"""The life of a letter that goes out, from draft to archive. Read it downwards.

Its text and attachments while it is a draft: konsep_keluar.py; its number: nomor.py; how it is signed: penandaan.py.

A letter that was sent back has its ladder again from the first rung: whoever initialled, initialled another text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from akun.decision import require
from akun.models import Pejabat
from akun.receipt import WIB
from jejak.trail import record
from persuratan import flow_masuk, konsep_keluar, nomor, penandaan
from persuratan import permissions_keluar as permissions
from persuratan.konsep_keluar import DataKeluar as DataKeluar
from persuratan.models import Paraf, Pengiriman, SuratKeluar, SuratMasuk
from persuratan.models.jabatan import sebutan
from persuratan.pilihan import AsalKeluar, CaraKirim, JenisKeluar, Kerahasiaan
from persuratan.signing import Kode
from persuratan.status_keluar import (
    AJUKAN,
    AJUKAN_LANGSUNG,
    ARSIPKAN,
    BATALKAN,
    CABUT,
    KEMBALIKAN,
    KIRIM,
    NOMORI,
    PARAF,
    PARAF_TERAKHIR,
    SAMPAI,
    STAGES,
    Event,
    Status,
)
from sla.stages import StepRefused

AWALAN = "SK"
TANGGA_TERTINGGI = 8
PENGHENTI = {Kode.SANDI_SALAH, Kode.SERTIFIKAT_KEDALUWARSA, Kode.TIDAK_DIKENAL, Kode.TIDAK_TERJANGKAU}


@transaction.atomic
def konsep(*, data: DataKeluar, by: Actor, now: datetime, membalas: SuratMasuk | None = None) -> SuratKeluar:
    """Somebody drafts a letter, also as the answer to one that came in. The series is that of the signer's unit.

    Raises StepRefused for an open answer to a secret letter.
    """
    require(permissions.may_konsep(by, data.penandatangan, membalas))
    return tulis(data=data, by=by, now=now, membalas=membalas)


@transaction.atomic
def tulis(
    *, data: DataKeluar, by: Actor, now: datetime, membalas: SuratMasuk | None = None, pengaduan_nomor: str = ""
) -> SuratKeluar:
    """The same for a flow above that has asked who may: a complaint that is passed on by letter."""
    surat = SuratKeluar(
        asal=AsalKeluar.PORTAL,
        status=STAGES.initial,
        status_sejak=now,
        konseptor_id=by.petugas_id,
        dibuat_pada=now,
        membalas=membalas,
        pengaduan_nomor=pengaduan_nomor,
    )
    konsep_keluar.isikan(surat, data)
    surat.save(force_insert=True)
    STAGES.open(surat, event=Event.DIKONSEP, by=by, now=now, data={"jenis": surat.jenis})
    return surat


@transaction.atomic
def ajukan_paraf(*, surat: SuratKeluar, tangga: Sequence[Pejabat], by: Actor, now: datetime) -> None:
    """The draft goes up a ladder of posts, in this order; without one straight to its signer.

    Raises StepRefused for a letter that is not whole, and for a ladder that names a post twice or its signer.
    """
    require(permissions.may_ubah(by, surat))
    konsep_keluar.lengkap(surat)
    posts = [pejabat.pk for pejabat in tangga]
    if len(set(posts)) < len(posts) or surat.penandatangan_id in posts or len(posts) > TANGGA_TERTINGGI:
        raise StepRefused(
            _("Susun paling banyak %(n)s jabatan, masing-masing satu kali, tanpa penanda tangan surat.")
            % {"n": TANGGA_TERTINGGI}
        )
    putaran = surat.putaran + 1
    data = {"putaran": putaran, "berikut": 1}
    STAGES.move(surat, AJUKAN if posts else AJUKAN_LANGSUNG, by=by, now=now, data=data, putaran=putaran)
    Paraf.objects.bulk_create(
        [Paraf(surat=surat, putaran=putaran, urutan=n, pejabat_id=pk) for n, pk in enumerate(posts, start=1)]
    )


@transaction.atomic
def paraf(*, surat: SuratKeluar, by: Actor, now: datetime, catatan: str = "") -> None:
    """The post whose turn it is initials; after the last one the letter is ready to be signed."""
    require(permissions.may_paraf(by, surat))
    anak_tangga = _giliran(surat)
    anak_tangga.catatan = catatan
    _bubuhkan(anak_tangga, by, now, pada=now)
    lagi = surat.paraf.filter(putaran=surat.putaran, urutan__gt=anak_tangga.urutan).exists()
    data = {"putaran": surat.putaran, "berikut": anak_tangga.urutan + 1}
    STAGES.move(surat, PARAF if lagi else PARAF_TERAKHIR, by=by, now=now, data=data)


@transaction.atomic
def kembalikan(*, surat: SuratKeluar, catatan: str, by: Actor, now: datetime) -> None:
    """Whoever is to initial or to sign sends the letter back to its drafter, who reads why."""
    require(permissions.may_kembalikan(by, surat))
    if not catatan.strip():
        raise StepRefused(_("Tulis apa yang perlu diperbaiki."))
    if surat.status == Status.SIAP_TANDA_TANGAN:  # the signer has no rung of his own; his note is kept as the last one
        urutan = surat.paraf.filter(putaran=surat.putaran).count() + 1
        anak_tangga = Paraf(surat=surat, putaran=surat.putaran, urutan=urutan, pejabat_id=surat.penandatangan_id or 0)
    else:
        anak_tangga = _giliran(surat)
    anak_tangga.catatan = catatan
    STAGES.move(surat, KEMBALIKAN, by=by, now=now, data={"urutan": anak_tangga.urutan})
    _bubuhkan(anak_tangga, by, now, dikembalikan_pada=now)


def _giliran(surat: SuratKeluar) -> Paraf:
    anak_tangga = permissions.giliran(surat)
    if anak_tangga is None:
        raise StepRefused(_("Surat ini tidak sedang menunggu paraf."))
    return anak_tangga


def _bubuhkan(anak_tangga: Paraf, by: Actor, now: datetime, **kapan: datetime) -> None:
    """Write what became of a rung, once. Raises StepRefused for who comes second."""
    jabatan = sebutan(by.petugas_id, anak_tangga.pejabat_id, now.astimezone(WIB).date())
    isi = {"oleh_id": by.petugas_id, "sebagai": jabatan, "catatan_segel": anak_tangga.catatan_segel, **kapan}
    if anak_tangga.pk is None:
        Paraf.objects.bulk_create(
            [
                Paraf(
                    segel_id=anak_tangga.segel_id,
                    surat_id=anak_tangga.surat_id,
                    putaran=anak_tangga.putaran,
                    urutan=anak_tangga.urutan,
                    pejabat_id=anak_tangga.pejabat_id,
                    **isi,
                )
            ]
        )
        return
    terbuka = Paraf.objects.filter(pk=anak_tangga.pk, pada__isnull=True, dikembalikan_pada__isnull=True)
    if not terbuka.update(**isi):
        raise StepRefused(_("Paraf ini sudah dibubuhkan. Muat ulang halaman."))


@transaction.atomic
def nomori(*, surat: SuratKeluar, by: Actor, now: datetime) -> None:
    """The letter gets its number, ticket and token, and is printed with them: all of it, or nothing and no gap.

    The printed name and office are those of who is about to sign. The series waits until the commit.
    """
    require(permissions.may_tanda_tangan(by, surat))
    konsep_keluar.lengkap(surat)
    if not SuratKeluar.objects.select_for_update().filter(pk=surat.pk, status__in=NOMORI.from_).exists():
        raise StepRefused(_("Surat ini tidak sedang menunggu nomor. Muat ulang halaman."))
    surat.nomor_surat = nomor.ambil(surat, now=now)
    surat.tanggal_surat = now.astimezone(WIB).date()
    surat.nomor, surat.token = receipt.next_number(AWALAN, now=now), receipt.new_token()
    receipt.issue(objek=surat, nomor=surat.nomor, token=surat.token)
    kolom = penandaan.cetak_naskah(surat, by=by, now=now)
    STAGES.move(
        surat,
        NOMORI,
        by=by,
        now=now,
        data={"nomor": surat.nomor, "nomor_surat": surat.nomor_surat},
        nomor=surat.nomor,
        nomor_surat=surat.nomor_surat,
        tanggal_surat=surat.tanggal_surat,
        token_segel=surat.token_segel,
        cari=konsep_keluar.index_of(surat),
        **kolom,
    )


def tanda_tangani(*, surat: SuratKeluar, sandi: str, by: Actor, now: datetime) -> None:
    """The letter is numbered if it has no number yet, signed and issued. Never inside a transaction.

    Raises StepRefused with the signer's sentence: the letter keeps its number and waits for the next try; after an
    answer that nobody knows it waits for `penandaan.putuskan`.
    """
    require(permissions.may_tanda_tangan(by, surat))
    if surat.status == Status.SIAP_TANDA_TANGAN:
        nomori(surat=surat, by=by, now=now)
    penandaan.tanda_tangani(surat=surat, sandi=sandi, by=by, now=now)


@dataclass(frozen=True)
class Hasil:
    """What became of one letter of a batch: `sebab` is empty when it was signed."""

    surat: SuratKeluar
    sebab: str = ""


def tanda_tangani_semua(*, surat: Iterable[SuratKeluar], sandi: str, by: Actor, now: datetime) -> Iterator[Hasil]:
    """Sign letter after letter, each on its own, and tell of each at once. Never inside a transaction.

    What is wrong with the signer himself (passphrase, certificate) ends the batch at the letter that showed it: the
    others keep waiting without a number, and no account is locked by many tries.
    """
    for satu in surat:
        try:
            tanda_tangani(surat=satu, sandi=sandi, by=by, now=now)
        except PermissionDenied as sebab:
            yield Hasil(satu, str(sebab))
        except StepRefused as sebab:
            yield Hasil(satu, sebab.messages[0])
            if sebab.code in PENGHENTI:
                return
        else:
            yield Hasil(satu)


@transaction.atomic
def kirim(*, surat: SuratKeluar, cara: str, by: Actor, now: datetime) -> Pengiriman:
    """The letter goes to its recipient; the letter that it answers is thereby answered. A second way may follow.

    Raises StepRefused for a way that this letter cannot go.
    """
    require(permissions.may_kirim(by, surat))
    _dapat(surat, cara)
    pengiriman = Pengiriman(surat=surat, cara=cara, pada=now, oleh_id=by.petugas_id)
    pengiriman.kepada = surat.tujuan_email if cara == CaraKirim.EMAIL else surat.tujuan
    pengiriman.save(force_insert=True)
    data = {"cara": cara, "pengiriman": pengiriman.pk}
    if surat.status in SAMPAI:
        record(kejadian=Event.DIKIRIM_LAGI, objek=surat, by=by, now=now, data=data)
        return pengiriman
    STAGES.move(surat, KIRIM, by=by, now=now, data=data)
    if surat.membalas:
        flow_masuk.terjawab(surat=surat.membalas, jawaban=surat, by=by, now=now)
    return pengiriman


def _dapat(surat: SuratKeluar, cara: str) -> None:
    """Can the letter go this way? Raises StepRefused with the way out."""
    if cara == CaraKirim.EMAIL and not surat.tujuan_email:
        raise StepRefused(_("Surat ini tidak punya alamat e-mail tujuan. Cetak, lalu antarkan."))
    if cara == CaraKirim.EMAIL and surat.kerahasiaan == Kerahasiaan.SANGAT_RAHASIA:
        raise StepRefused(_("Surat sangat rahasia tidak dikirim lewat e-mail. Cetak, lalu antarkan."))
    if cara == CaraKirim.HALAMAN and surat.membalas is None:
        raise StepRefused(_("Surat ini bukan jawaban atas surat yang masuk, jadi tidak ada halaman penerimanya."))


@transaction.atomic
def arsipkan(*, surat: SuratKeluar, by: Actor, now: datetime) -> None:
    """TU puts the letter into the archive."""
    require(permissions.may_arsipkan(by))
    STAGES.move(surat, ARSIPKAN, by=by, now=now)


@transaction.atomic
def cabut(*, surat: SuratKeluar, alasan: str, by: Actor, now: datetime) -> None:
    """The post that signed takes the letter back: from now on whoever checks it reads that, when, and why."""
    require(permissions.may_cabut(by, surat))
    if not alasan.strip():
        raise StepRefused(_("Tulis mengapa surat ini dicabut."))
    surat.alasan = alasan
    dicabut: dict[str, Any] = {
        "dicabut_pada": now,
        "dicabut_oleh_id": by.petugas_id,
        "alasan_segel": surat.alasan_segel,
    }
    STAGES.move(surat, CABUT, by=by, now=now, **dicabut)


@transaction.atomic
def batalkan(*, surat: SuratKeluar, alasan: str, by: Actor, now: datetime) -> None:
    """The letter is given up before it is signed. A number that it has stays taken, with the reason on the register.

    Raises StepRefused while nobody knows whether it was signed.
    """
    require(permissions.may_batalkan(by, surat))
    if not alasan.strip():
        raise StepRefused(_("Tulis mengapa surat ini dibatalkan."))
    kini = SuratKeluar.objects.select_for_update().get(pk=surat.pk)
    if kini.penandaan_sejak is not None:
        raise StepRefused(_("Surat ini sedang ditandatangani, atau hasilnya belum pasti. Putuskan itu dahulu."))
    surat.alasan = alasan
    STAGES.move(surat, BATALKAN, by=by, now=now, alasan_segel=surat.alasan_segel, token_segel=b"")
    nomor.lepas(surat, penjelasan=_("Surat rahasia yang dibatalkan") if surat.rahasia else alasan.strip())


@transaction.atomic
def catat(
    *,
    nomor_surat: str,
    tanggal_surat: date,
    tujuan: str,
    perihal: str,
    by: Actor,
    now: datetime,
    kerahasiaan: str = Kerahasiaan.BIASA,
) -> SuratKeluar:
    """Record a letter that was sent on paper. Its number is free text, of no series, and never unique alone."""
    surat = SuratKeluar(
        asal=AsalKeluar.KERTAS,
        jenis=JenisKeluar.LAINNYA,
        status=Status.DIKIRIM,
        status_sejak=now,
        nomor_surat=nomor_surat,
        tanggal_surat=tanggal_surat,
        kerahasiaan=kerahasiaan,
        konseptor_id=by.petugas_id,
        dibuat_pada=now,
    )
    surat.tujuan, surat.perihal = tujuan, perihal
    surat.cari = konsep_keluar.index_of(surat)
    surat.save(force_insert=True)
    record(kejadian=Event.DICATAT, objek=surat, by=by, now=now, data={"tanggal_surat": tanggal_surat.isoformat()})
    return surat
