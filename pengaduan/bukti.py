"""Files from the complainant, with his draft or his messages. A file may be refused; what it came with never is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Sum

from akun.actor import Actor
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak
from pengaduan import batas, flow, percakapan
from pengaduan.models import BuktiDukung, DrafPengaduan, Pengaduan, PesanKasus


@dataclass(frozen=True)
class Ditolak:
    """A file that was not taken: its name, and the code of the reason."""

    nama: str
    alasan: str


def _terima(
    unggahan: "Iterable[UploadedFile[Any]]",
    milik: dict[str, Pengaduan | DrafPengaduan],
    *,
    alamat: str,
    now: datetime,
    pada: datetime,
) -> tuple[list[Berkas], list[Ditolak]]:
    """Each file through the gate, within the limits of its case, its sender's address, and all drafts together."""
    ruang = batas.ruang() if "draf" in milik else batas.BATAS_BELUM_TERKIRIM
    sudah = BuktiDukung.objects.filter(**milik).aggregate(n=Count("id"), total=Sum("berkas__ukuran"))
    jumlah, total = sudah["n"], sudah["total"] or 0
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
def tambah(
    *, draf: DrafPengaduan, unggahan: "Iterable[UploadedFile[Any]]", alamat: str, now: datetime
) -> list[Ditolak]:
    """Put files into a draft; return those that were refused. A draft that was sent takes no more."""
    row = DrafPengaduan.objects.select_for_update().get(pk=draf.pk)
    if row.pengaduan_id:
        return []
    diterima, ditolak = _terima(unggahan, {"draf": row}, alamat=alamat, now=now, pada=now)
    for berkas in diterima:
        BuktiDukung.objects.create(draf=row, berkas=berkas, dari=PesanKasus.Dari.PENGADU)
    return ditolak


@transaction.atomic
def catat(*, draf: DrafPengaduan, catatan: Mapping[int, str]) -> None:
    """Write the notes beside the files of a draft: id of the evidence -> note."""
    for bukti in BuktiDukung.objects.filter(draf=draf, pk__in=catatan):
        if bukti.catatan != catatan[bukti.pk]:
            bukti.catatan = catatan[bukti.pk]
            bukti.save(update_fields=["catatan_segel"])


@transaction.atomic
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
    diterima, ditolak = _terima(unggahan, {"pengaduan": pengaduan}, alamat=alamat, now=now, pada=pada)
    percakapan.lampirkan(pengaduan, [(b, "") for b in diterima], by=by, pesan=pesan)
    return ditolak
