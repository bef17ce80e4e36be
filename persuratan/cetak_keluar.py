"""From the register to the paper: what is printed on a letter out, and with which attachments."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_polos
from berkas import store
from berkas.models import Berkas
from berkas.putusan import Putusan
from persuratan import naskah, templat
from persuratan.models import SuratKeluar
from sla.stages import StepRefused

KOTA = "Jakarta"
PDF = "application/pdf"


def alamat_cek(nomor: str, token: str) -> str:
    """What the QR code on a letter leads to: the page that says whether this letter is real."""
    return f"{settings.SITE_URL}/keaslian/{nomor}/{token}/"


def isi_berkas(berkas: Berkas) -> bytes:
    """The bytes of a file of ours. Raises StoreError."""
    return b"".join(store.read(berkas.pk))


def periksa_lampiran(surat: SuratKeluar) -> None:
    """May all attachments go out? Raises StepRefused with what to do."""
    for satu in surat.lampiran.select_related("berkas"):
        if satu.berkas.putusan == Putusan.MENUNGGU:
            raise StepRefused(_("Lampiran “%(judul)s” masih diperiksa. Coba lagi sebentar.") % {"judul": satu.judul})
        if not satu.berkas.bisa_diunduh or satu.berkas.mime != PDF:
            raise StepRefused(
                _("Lampiran “%(judul)s” tidak dapat dikirim: %(sebab)s")
                % {"judul": satu.judul, "sebab": satu.berkas.kalimat}
            )


def susun(
    surat: SuratKeluar,
    *,
    nomor_surat: str,
    tanggal: date,
    nama: str,
    jabatan: str,
    nomor: str = "",
    token: str = "",
) -> naskah.Isi:
    """What stands on the letter. Without a ticket it is a draft: a watermark, and no QR code."""
    judul = tuple(satu.judul for satu in surat.lampiran.all())
    with override("id"):
        return naskah.Isi(
            nomor_surat=nomor_surat,
            tempat_tanggal=f"{KOTA}, {tanggal_polos(tanggal)}",
            sifat=str(surat.get_sifat_display()),
            perihal=surat.perihal,
            tujuan=surat.tujuan,
            tujuan_tempat=surat.tujuan_tempat,
            isi_html=templat.html(surat.isi),
            jabatan=jabatan,
            nama=nama,
            tembusan=surat.daftar_tembusan,
            tiket=nomor,
            token=token,
            alamat_cek=alamat_cek(nomor, token) if nomor else "",
            jumlah_lampiran=len(judul),
            judul_lampiran=judul,
            rahasia=surat.rahasia,
            klasifikasi=str(surat.get_kerahasiaan_display()) if surat.rahasia else "",
            konsep=not nomor,
        )


def cetak(surat: SuratKeluar, isi: naskah.Isi) -> bytes:
    """The PDF with the pages of the attachments. Raises StepRefused, PdfTidakTersedia, StoreError."""
    periksa_lampiran(surat)
    lampiran = [isi_berkas(satu.berkas) for satu in surat.lampiran.select_related("berkas")]
    return naskah.cetak(isi, lampiran)


def pratinjau(surat: SuratKeluar, *, now: datetime) -> bytes:
    """The letter as it would be printed today, with a watermark; also for one that is not saved yet."""
    hari = now.astimezone(WIB).date()
    kode, jabatan = (surat.unit.kode if surat.unit else "…"), surat.penandatangan
    isi = susun(
        surat,
        nomor_surat=surat.nomor_surat or f"…/{kode}/{hari:%m/%Y}",
        tanggal=surat.tanggal_surat or hari,
        nama=surat.nama_penandatangan,
        jabatan=surat.jabatan_penandatangan or (jabatan.jabatan if jabatan else ""),
    )
    return naskah.cetak(isi, [isi_berkas(satu.berkas) for satu in surat.lampiran.select_related("berkas")])
