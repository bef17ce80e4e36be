"""Files from the complainant, with his draft or his messages. A file may be refused; what it came with never is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from akun.actor import Actor
from akun.prepared import prepared
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak
from pengaduan import batas, flow, percakapan
from pengaduan.draf import simpan, terkunci
from pengaduan.models import BuktiDukung, DrafPengaduan, Pengaduan, PesanKasus


@dataclass(frozen=True)
class Ditolak:
    """A file that was not taken: its name, and the code of the reason."""

    nama: str
    alasan: str


@prepared
def _ukuran_di_draf(draf_id: int) -> "QuerySet[BuktiDukung, int]":
    return BuktiDukung.objects.filter(draf=draf_id).values_list("berkas__ukuran", flat=True)


def _terima(
    unggahan: "Iterable[UploadedFile[Any]]",
    *,
    sudah: Sequence[int],
    ruang: int,
    alamat: str,
    now: datetime,
    pada: datetime,
) -> tuple[list[Berkas], list[Ditolak]]:
    """Each file through the gate, within the limits of its case, its sender's address, and all drafts together.

    `sudah`: the sizes of the files that are there already; `ruang`: bytes for which there is room.
    """
    jumlah, total = len(sudah), sum(sudah)
    diterima: list[Berkas] = []
    ditolak: list[Ditolak] = []
    for satu in unggahan:
        nama, ukuran = nama_terbaca(satu.name or ""), satu.size or 0
        try:
            berkas_flow.periksa_kuota(jumlah + 1, total + ukuran)
            penuh = batas.Batas.PENUH if ukuran > ruang else batas.periksa(alamat=alamat, ukuran=ukuran, now=now)
            if penuh:
                ditolak.append(Ditolak(nama, penuh.value))
                continue
            berkas = berkas_flow.terima(unggahan=satu, now=pada)
        except BerkasDitolak as sebab:
            ditolak.append(Ditolak(nama, sebab.alasan.value))
        else:
            diterima.append(berkas)
            jumlah, total, ruang = jumlah + 1, total + berkas.ukuran, ruang - berkas.ukuran
    return diterima, ditolak


@transaction.atomic
def langkah(
    *,
    draf: DrafPengaduan,
    catatan: Mapping[int, str],
    hapus_id: int | None,
    unggahan: "Sequence[UploadedFile[Any]]",
    data: dict[str, Any],
    alamat: str,
    now: datetime,
) -> list[Ditolak]:
    """All that the step of the evidence brings, at once: notes, a file taken out, new files, and what was typed.

    Returns the refused files; `data` remembers those of the last upload.
    """
    if catatan:
        catat(draf=draf, catatan=catatan)
    if hapus_id is not None:
        hapus(draf=draf, bukti_id=hapus_id)
    ditolak = tambah(draf=draf, unggahan=unggahan, alamat=alamat, now=now) if unggahan else []
    if unggahan:
        data["ditolak"] = [{"nama": d.nama, "alasan": d.alasan} for d in ditolak]
    simpan(draf=draf, langkah="bukti", data=data, now=now)
    return ditolak


@transaction.atomic(savepoint=False)
def tambah(
    *, draf: DrafPengaduan, unggahan: "Iterable[UploadedFile[Any]]", alamat: str, now: datetime
) -> list[Ditolak]:
    """Put files into a draft; return those that were refused. A draft that was sent takes no more."""
    (row,) = terkunci(draf.pk)
    if row.pengaduan_id:
        return []
    diterima, ditolak = _terima(
        unggahan, sudah=_ukuran_di_draf(row.pk), ruang=batas.ruang(), alamat=alamat, now=now, pada=now
    )
    for berkas in diterima:
        BuktiDukung.objects.create(draf=row, berkas=berkas, dari=PesanKasus.Dari.PENGADU)
    return ditolak


@transaction.atomic(savepoint=False)
def catat(*, draf: DrafPengaduan, catatan: Mapping[int, str]) -> None:
    """Write the notes beside the files of a draft: id of the evidence -> note."""
    for bukti in BuktiDukung.objects.filter(draf=draf, pk__in=catatan):
        if bukti.catatan != catatan[bukti.pk]:
            bukti.catatan = catatan[bukti.pk]
            bukti.save(update_fields=["catatan_segel"])


@transaction.atomic(savepoint=False)
def hapus(*, draf: DrafPengaduan, bukti_id: int) -> None:
    """Take a file out of a draft; its bytes are swept when nothing refers to them any more."""
    bukti = BuktiDukung.objects.select_related("berkas").filter(draf=draf, pk=bukti_id).first()
    if bukti is not None:
        bukti.delete()
        bukti.berkas.delete()


@transaction.atomic
def balas(
    *,
    pengaduan: Pengaduan,
    isi: str,
    unggahan: "Sequence[UploadedFile[Any]]",
    melengkapi: bool,
    alamat: str,
    by: Actor,
    now: datetime,
) -> list[Ditolak]:
    """The complainant writes, with files; `melengkapi` answers what the officer asked for. Return the refused files.

    Raises PermissionDenied, and StepRefused when there is nothing to say or the case has moved on.
    """
    if melengkapi:
        pesan = flow.lengkapi(pengaduan=pengaduan, pesan=isi, by=by, now=now)
    else:
        pesan = percakapan.tulis_pelapor(pengaduan=pengaduan, isi=isi, by=by, now=now)
    pada = percakapan.kept_day(now) if pengaduan.anonim else now
    sudah = list(BuktiDukung.objects.filter(pengaduan=pengaduan).values_list("berkas__ukuran", flat=True))
    diterima, ditolak = _terima(
        unggahan, sudah=sudah, ruang=batas.BATAS_BELUM_TERKIRIM, alamat=alamat, now=now, pada=pada
    )
    percakapan.lampirkan(pengaduan, [(b, "") for b in diterima], by=by, pesan=pesan)
    return ditolak
