"""A letter before it is sent: what was typed and which files came with it, sealed, one per account; sent once.

Double click, reload and two tabs lock the same row and lead to the same letter. The token stays sealed in the draft
for TOKEN_TAMPIL after sending, so that an answer lost on its way can be asked again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun import receipt
from akun.actor import Actor
from berkas import flow as berkas_flow
from berkas.alasan import Alasan
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import KALIMAT, BerkasDitolak
from persuratan import flow_masuk, gabung
from persuratan.flow_masuk import DataSurat
from persuratan.models import BerkasDraf, DrafSurat, SuratMasuk

TOKEN_TAMPIL = timedelta(minutes=30)
UMUR = timedelta(days=14)  # an untouched draft is forgotten
BATAS_UNGGAHAN = 600 * 1024
"""KiB that one address may upload in an hour, complaints and letters together."""
BATAS_SURAT = 60
"""Letters that one account may send in an hour."""
BUKAN_PDF = gettext_lazy("Berkas ini bukan PDF. Simpan atau cetak dokumennya sebagai PDF, lalu unggah lagi.")
LAIN = {Alasan.JENIS, Alasan.HEIC, Alasan.OFFICE_LAMA, Alasan.HALAMAN_WEB, Alasan.ARSIP, Alasan.TEKS}

Isi = dict[str, Any]


class BelumSiap(Exception):
    """The draft cannot be sent as it is; the sentence says what is missing."""


@dataclass(frozen=True)
class Ditolak:
    """A file that was not taken: its name, and the sentence that says why."""

    nama: str
    kalimat: str


def buka(*, by: Actor, now: datetime) -> DrafSurat:
    """The draft of an account that was not sent yet; a new one where there is none."""
    row, _baru = DrafSurat.objects.get_or_create(user_id=by.petugas_id, surat=None, defaults={"diubah_pada": now})
    return row


def isi(draf: DrafSurat) -> Isi:
    """Everything typed so far."""
    found: Isi = json.loads(draf.isi_teks) if draf.isi_segel else {}
    return found


def _kunci(draf: DrafSurat) -> DrafSurat:
    return DrafSurat.objects.select_for_update().get(pk=draf.pk)


@transaction.atomic
def tampung(
    *,
    draf: DrafSurat,
    data: Isi,
    urutan: Mapping[int, int],
    unggahan: "Iterable[UploadedFile[Any]]",
    alamat: str,
    now: datetime,
) -> list[Ditolak]:
    """Keep text, order and files with one commit; return the files that were refused."""
    simpan(draf=draf, data=data, now=now)
    urutkan(draf=draf, urutan=urutan)
    return tambah(draf=draf, unggahan=unggahan, alamat=alamat, now=now) if unggahan else []


@transaction.atomic(savepoint=False)
def simpan(*, draf: DrafSurat, data: Isi, now: datetime) -> None:
    """Keep what was typed, valid or not; nothing typed is lost. A draft that was sent stays as it is."""
    row = _kunci(draf)
    if row.surat_id is None:
        row.isi_teks = draf.isi_teks = json.dumps(data)
        row.diubah_pada = draf.diubah_pada = now
        draf.isi_segel = row.isi_segel
        row.save(update_fields=["isi_segel", "diubah_pada"])


@transaction.atomic(savepoint=False)
def tambah(*, draf: DrafSurat, unggahan: "Iterable[UploadedFile[Any]]", alamat: str, now: datetime) -> list[Ditolak]:
    """Put PDFs into a draft; return those that were refused, with the sentence. What is said at once is said here."""
    row = _kunci(draf)
    if row.surat_id:
        return []
    daftar, ditolak = list(row.berkas.select_related("berkas")), []
    for satu in unggahan:
        nama, berkas = nama_terbaca(satu.name or ""), None
        try:
            berkas = _terima([b.berkas for b in daftar], satu, alamat=alamat, now=now)
        except BerkasDitolak as sebab:
            ditolak.append(Ditolak(nama, str(BUKAN_PDF if sebab.alasan in LAIN else sebab.kalimat)))
        except BelumSiap as sebab:
            ditolak.append(Ditolak(nama, str(sebab)))
        if berkas is not None:
            terakhir = max((b.urutan for b in daftar), default=0)
            daftar.append(BerkasDraf.objects.create(draf=row, berkas=berkas, urutan=terakhir + 1))
    _hitung_halaman(daftar)
    return ditolak


def _terima(sudah: Sequence[Berkas], unggahan: "UploadedFile[Any]", *, alamat: str, now: datetime) -> Berkas | None:
    """One file through the quick look; None for one that is here already. Raises BerkasDitolak, BelumSiap."""
    berkas_flow.periksa_kuota(len(sudah) + 1, sum(b.ukuran for b in sudah) + (unggahan.size or 0))
    kunci = receipt.kunci_alamat("unggah", alamat, now=now)
    if not receipt.hitung(kunci, BATAS_UNGGAHAN, now=now, banyak=-(-(unggahan.size or 0) // 1024)):
        raise BelumSiap(_("Terlalu banyak berkas dari jaringan ini dalam satu jam. Coba lagi satu jam lagi."))
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    if berkas.sha256 in {b.sha256 for b in sudah}:  # the same click twice
        berkas.delete()
        return None
    if berkas.mime != gabung.PDF:
        berkas.delete()
        raise BelumSiap(str(BUKAN_PDF))
    return berkas


def _hitung_halaman(daftar: Sequence[BerkasDraf]) -> None:
    """Pages are counted when there is something to join; a lone file is only examined by the gate."""
    if len(daftar) < 2:
        return
    for satu in daftar:
        if satu.halaman is None and not satu.galat:
            ada = gabung.hitung(satu.berkas)
            satu.halaman, satu.bertanda_tangan = ada.halaman or None, ada.bertanda_tangan
            satu.galat = ada.alasan
            satu.save(update_fields=["halaman", "bertanda_tangan", "galat"])


@transaction.atomic(savepoint=False)
def urutkan(*, draf: DrafSurat, urutan: Mapping[int, int]) -> None:
    """Put the files into the order of the given numbers; equal numbers keep the order that they had."""
    daftar = sorted(draf.berkas.all(), key=lambda b: (urutan.get(b.pk, b.urutan), b.urutan, b.pk))
    for ke, satu in enumerate(daftar, start=1):
        if satu.urutan != ke:
            satu.urutan = ke
            satu.save(update_fields=["urutan"])


@transaction.atomic
def hapus(*, draf: DrafSurat, berkas_id: int) -> None:
    """Take a file out of a draft; its bytes are swept when nothing refers to them any more."""
    satu = draf.berkas.filter(pk=berkas_id, draf__surat=None).select_related("berkas").first()
    if satu is not None:
        satu.delete()
        satu.berkas.delete()


@transaction.atomic
def gabungkan(*, draf: DrafSurat, now: datetime) -> int:
    """Make one PDF of all files, in their order; returns its pages. Raises BerkasDitolak, and then nothing changes."""
    row = _kunci(draf)
    daftar = list(row.berkas.select_related("berkas"))
    if row.surat_id or len(daftar) < 2:
        return sum(b.halaman or 0 for b in daftar)
    satu, ada = gabung.gabungkan([b.berkas for b in daftar], now=now)
    BerkasDraf.objects.filter(draf=row).delete()
    Berkas.objects.filter(pk__in=[b.berkas_id for b in daftar]).delete()
    BerkasDraf.objects.create(draf=row, berkas=satu, urutan=1, halaman=ada.halaman)
    return ada.halaman


@transaction.atomic
def kirim(*, draf: DrafSurat, data: DataSurat, by: Actor, now: datetime) -> SuratMasuk:
    """Send a draft, once: the second call returns the letter of the first. Raises BelumSiap."""
    row = _kunci(draf)
    if row.surat_id:
        return SuratMasuk.objects.get(pk=row.surat_id)
    daftar = list(row.berkas.select_related("berkas"))
    if not daftar:
        raise BelumSiap(_("Pilih berkas PDF suratnya."))
    if len(daftar) > 1:
        raise BelumSiap(_("Gabungkan dahulu berkas-berkas ini menjadi satu PDF, atau hapus yang tidak perlu."))
    berkas = daftar[0].berkas
    if berkas.alasan:  # the gate has spoken while the letter was being written
        raise BelumSiap(str(berkas.kalimat))
    if not receipt.hitung(receipt.kunci_alamat("surat", str(by.user_id), now=now), BATAS_SURAT, now=now):
        raise BelumSiap(_("Terlalu banyak surat dari akun ini dalam satu jam. Isian Anda tersimpan; kirim nanti."))
    token = receipt.new_token()
    surat = flow_masuk.kirim(data=data, berkas=berkas, token=token, by=by, now=now)
    row.berkas.all().delete()
    row.surat, row.isi_segel, row.diubah_pada = surat, b"", now
    row.token = token
    row.save(update_fields=["surat", "token_segel", "isi_segel", "diubah_pada"])
    return surat


def kembar(*, draf: DrafSurat, nomor_surat: str, by: Actor) -> SuratMasuk | None:
    """The letter that the same account sent before with this number and this file."""
    satu = draf.berkas.select_related("berkas").first()
    return flow_masuk.dahulu(by=by, nomor_surat=nomor_surat, sha256=satu.berkas.sha256) if satu else None


def token_tampil(surat: SuratMasuk, *, by: Actor, now: datetime) -> tuple[str, datetime | None]:
    """The token of a letter just sent, while it may still be shown, and until when."""
    row = DrafSurat.objects.filter(surat=surat, user_id=by.petugas_id).first()
    sampai = row.diubah_pada + TOKEN_TAMPIL if row else None
    return (row.token, sampai) if row and sampai and now < sampai and row.token_segel else ("", None)


def lupakan_token(*, surat: SuratMasuk, by: Actor) -> None:
    """The sender has kept his token: it is forgotten before its time."""
    DrafSurat.objects.filter(surat=surat, user_id=by.petugas_id).update(token_segel=b"")


def alasan(kode: str) -> str:
    """The sentence for a code with which a file cannot be joined."""
    return str(KALIMAT[Alasan(kode)]) if kode else ""


@transaction.atomic
def lupakan(*, now: datetime) -> int:
    """Forget tokens shown long enough, and drafts left alone with their files; return how many rows were touched."""
    n: int = DrafSurat.objects.filter(surat__isnull=False, diubah_pada__lt=now - TOKEN_TAMPIL).delete()[0]
    tua = DrafSurat.objects.select_for_update(skip_locked=True).filter(surat=None, diubah_pada__lt=now - UMUR)
    ids = list(tua.values_list("pk", flat=True))
    berkas = list(BerkasDraf.objects.filter(draf__in=ids).values_list("berkas_id", flat=True))
    n += BerkasDraf.objects.filter(draf__in=ids).delete()[0]
    n += Berkas.objects.filter(pk__in=berkas).delete()[0]
    return n + int(DrafSurat.objects.filter(pk__in=ids).delete()[0])
