"""Whom to invite next: inspectorates that have not joined, first those about whose institution most is complained."""

from dataclasses import dataclass

from django.db.models import Count

from inspektorat import daftar, surat_undangan
from inspektorat.daftar import Baris, Golongan
from pengaduan.models import Pengaduan
from persuratan.models import SuratKeluar


@dataclass(frozen=True, slots=True)
class Calon:
    """One that has not joined; `surat` is the letter that invites it, from draft on."""

    baris: Baris
    pengaduan: int
    surat: SuratKeluar | None


def jumlah_pengaduan() -> dict[int, int]:
    """Institution -> complaints about it, all of them."""
    rows = Pengaduan.objects.filter(instansi__isnull=False).order_by().values_list("instansi_id")
    return dict(rows.annotate(n=Count("pk")))


def berikutnya() -> list[Calon]:
    """All that have not joined and are not on their way, most complained about first, then by name."""
    belum = [b for b in daftar.semua() if b.golongan == Golongan.BELUM]
    pengaduan = jumlah_pengaduan()
    surat = surat_undangan.surat_per_inspektorat(b.inspektorat_id for b in belum if b.inspektorat_id)
    calon = [Calon(b, pengaduan.get(b.instansi_id, 0), surat.get(b.inspektorat_id or 0)) for b in belum]
    return sorted(calon, key=lambda c: -c.pengaduan)
