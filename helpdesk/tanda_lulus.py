"""The Tanda Lulus Verifikasi on paper: three copies on one sheet, for the provider, the Admin LPSE and the archive."""

from datetime import date

import segno
from django.conf import settings
from django.utils.translation import gettext_noop, override

from berkas import cetak as mesin
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.pilihan_verifikasi import Wakil
from persuratan.naskah import bersih

TEMPLAT, GAYA = "helpdesk/verifikasi/tanda_lulus.html", "tanda-lulus.css"
LEMBAR = (
    gettext_noop("Lembar 1 untuk Penyedia"),
    gettext_noop("Lembar 2 untuk Admin LPSE"),
    gettext_noop("Lembar 3 untuk arsip Verifikator"),
)


def alamat_cek(nomor: str, token: str) -> str:
    """What the QR code leads to: the page that says whether this pass is real."""
    return f"{settings.SITE_URL}/keaslian/{nomor}/{token}/"


def npwp_terbaca(npwp: str) -> str:
    """An NPWP in groups, as its card has it: 01.234.567.8-901.000; the one of 16 digits in fours."""
    if len(npwp) == 16:
        return " ".join(npwp[i : i + 4] for i in range(0, 16, 4))
    return f"{npwp[:2]}.{npwp[2:5]}.{npwp[5:8]}.{npwp[8]}-{npwp[9:12]}.{npwp[12:]}" if len(npwp) == 15 else npwp


def cetak(verifikasi: Verifikasi, *, nomor_lulus: str, tanggal: date, token: str, petugas: str) -> bytes:
    """The sheet as a PDF, always in Indonesian. Raises berkas.cetak.PdfTidakTersedia."""
    alamat = alamat_cek(verifikasi.nomor, token)
    with override("id"):
        isi = {
            "lembar": LEMBAR,
            "lpse": bersih(verifikasi.meja.unit.nama),
            "nomor_lulus": nomor_lulus,
            "tanggal": tanggal,
            "nama": bersih(verifikasi.nama),
            "bentuk": verifikasi.get_bentuk_display(),
            "npwp": npwp_terbaca(verifikasi.npwp),
            "pimpinan": bersih(verifikasi.pimpinan),
            "kuasa": bersih(verifikasi.kuasa) if verifikasi.wakil == Wakil.KUASA else "",
            "petugas": bersih(petugas),
            "nomor": verifikasi.nomor,
            "token": token,
            "situs": f"{settings.SITE_URL}/keaslian/",
            "qr": str(segno.make(alamat, error="m", micro=False).svg_data_uri(scale=4, border=2)),
        }
        return mesin.pdf(TEMPLAT, isi, gaya=GAYA)
