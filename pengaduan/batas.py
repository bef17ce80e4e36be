"""How much one address and all unsent drafts together may store: files are refused beyond it, a complaint never.

Addresses are counted as keyed hashes of the hour (akun.receipt); none is written down.
"""

from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akun import receipt
from akun.prepared import prepared
from berkas.alasan import Alasan
from berkas.putusan import KALIMAT
from pengaduan.models import BuktiDukung

BATAS_DRAF = 30
"""Drafts that one address may begin in an hour and still add files to any of them."""
BATAS_UNGGAHAN = 600 * 1024 * 1024
"""Bytes that one address may upload in an hour."""
BATAS_BELUM_TERKIRIM = 20 * 1024**3
"""Bytes of all drafts that were not sent yet."""
KIB = 1024


class Batas(StrEnum):
    """Why a file has to wait; the other reasons are in berkas.alasan."""

    ALAMAT = "batas_alamat"
    PENUH = "batas_penuh"


KALIMAT_BATAS: dict[Batas, Promise] = {
    Batas.ALAMAT: _(
        "Terlalu banyak draf atau berkas dari jaringan ini dalam satu jam. Laporan Anda tetap dapat dikirim; "
        "tambahkan berkas ini satu jam lagi, juga sesudah mengirim lewat halaman lacak."
    ),
    Batas.PENUH: _(
        "Tempat untuk berkas draf sedang penuh. Laporan Anda tetap dapat dikirim; "
        "tambahkan berkas ini sesudah mengirim, lewat halaman lacak."
    ),
}


def kalimat(alasan: str) -> str:
    """The sentence for any code with which a file is refused."""
    return str(KALIMAT_BATAS[Batas(alasan)] if alasan in set(Batas) else KALIMAT[Alasan(alasan)])


def catat_draf(*, alamat: str, now: datetime) -> None:
    """Count a draft that was begun."""
    receipt.hitung(receipt.kunci_alamat("draf", alamat, now=now), BATAS_DRAF + 1, now=now)


def periksa(*, alamat: str, ukuran: int, now: datetime) -> Batas | None:
    """May this address store `ukuran` bytes more? Counts them if so."""
    draf = receipt.kunci_alamat("draf", alamat, now=now)
    unggah = receipt.kunci_alamat("unggah", alamat, now=now)
    if receipt.terhitung(draf) > BATAS_DRAF:
        return Batas.ALAMAT
    return None if receipt.hitung(unggah, BATAS_UNGGAHAN // KIB, now=now, banyak=-(-ukuran // KIB)) else Batas.ALAMAT


@prepared
def _belum_terkirim() -> "QuerySet[BuktiDukung, int]":
    """Bytes of all drafts that were not sent, by who sent them."""
    rows = BuktiDukung.objects.filter(draf__isnull=False).order_by().values("dari")
    return rows.annotate(n=Sum("berkas__ukuran")).values_list("n", flat=True)


def ruang() -> int:
    """Bytes for which the drafts that were not sent have room."""
    return BATAS_BELUM_TERKIRIM - sum(_belum_terkirim())
