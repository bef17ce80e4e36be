"""The report as files that are ordered: a PDF and a workbook, made by a worker with progress."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from berkas import cetak
from laporan import isi_layanan, lembar_layanan
from laporan.laporan_layanan import Lapor, hitung, tahap
from laporan.pekerjaan import pelaksana
from laporan.permissions import PEMBACA_ANGKA
from laporan.saringan import Saringan, untuk

PDF, XLSX = "layanan.pdf", "layanan.xlsx"
GAYA = ("laporan.css", "laporan-layanan.css")
TEMPLAT = "laporan/layanan/kertas.html"


def parameter(saringan: Saringan, *, now: datetime) -> dict[str, Any]:
    """The order of a period: what its worker is told. Institutions that one is bound to are looked up again."""
    return {
        "dari": saringan.dari.isoformat(),
        "sampai": saringan.sampai.isoformat(),
        "bulan": saringan.bulan,
        "pada": now.isoformat(),
    }


def _susun(pesanan: Mapping[str, Any], actor: Actor, lapor: Lapor) -> isi_layanan.Isi:
    """Count and put into words. Raises PermissionDenied for who reads no figures."""
    if actor.peran not in PEMBACA_ANGKA:
        raise PermissionDenied(_("Laporan layanan hanya untuk yang membaca angka portal."))
    dari, sampai = (datetime.fromisoformat(pesanan[ujung]) for ujung in ("dari", "sampai"))
    saringan = untuk(actor, dari=dari, sampai=sampai, bulan=pesanan["bulan"])
    return isi_layanan.susun(hitung(saringan, now=datetime.fromisoformat(pesanan["pada"]), lapor=lapor))


@pelaksana(PDF, judul=gettext_lazy("Laporan layanan pengaduan (PDF)"))
def pdf(pesanan: Mapping[str, Any], actor: Actor, tulis: BinaryIO, lapor: Lapor) -> None:
    """The report on paper: tagged, with drawings as vectors. Raises ValidationError where no PDF can be made."""
    isi = _susun(pesanan, actor, lapor)
    try:
        tulis.write(cetak.bertanda(TEMPLAT, {"laporan": isi}, gaya=GAYA))
    except cetak.PdfTidakTersedia as error:
        sebab = _("Server ini belum dapat membuat PDF. Pesan sebagai Excel, atau beri tahu admin.")
        raise ValidationError(sebab) from error
    _selesai(lapor)


@pelaksana(XLSX, judul=gettext_lazy("Laporan layanan pengaduan (Excel)"))
def xlsx(pesanan: Mapping[str, Any], actor: Actor, tulis: BinaryIO, lapor: Lapor) -> None:
    """The report as a workbook."""
    lembar_layanan.tulis(_susun(pesanan, actor, lapor), tulis)
    _selesai(lapor)


def _selesai(lapor: Lapor) -> None:
    semua = len(tahap()) + 1
    lapor(semua, semua)
