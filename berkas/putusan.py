"""Kinds, verdicts, and the sentence that a person reads for each code."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from berkas.alasan import KARANTINA, Alasan


class Jenis(models.TextChoices):
    """What a person would call the file."""

    DOKUMEN = "dokumen", _("Dokumen")
    GAMBAR = "gambar", _("Gambar")
    REKAMAN = "rekaman", _("Rekaman")


class Putusan(models.TextChoices):
    """What the gate says of a file."""

    MENUNGGU = "menunggu", _("Sedang diperiksa")
    TERIMA = "terima", _("Diterima")
    KARANTINA = "karantina", _("Ditahan")
    TOLAK = "tolak", _("Ditolak")


def putusan_untuk(alasan: Alasan) -> Putusan:
    """Suspicious things are kept sealed; what we do not take at all is refused."""
    return Putusan.KARANTINA if alasan in KARANTINA else Putusan.TOLAK


DITERIMA: Promise = _("Berkas sudah diperiksa dan diterima.")
MENUNGGU: Promise = _("Berkas tersimpan dengan aman dan sedang diperiksa.")

KALIMAT: dict[Alasan, Promise] = {
    Alasan.KOSONG: _("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi."),
    Alasan.TERLALU_BESAR: _("Berkas lebih besar dari 20 MB. Perkecil atau bagi menjadi beberapa berkas."),
    Alasan.TERLALU_BANYAK: _("Paling banyak 20 berkas. Hapus salah satu sebelum menambah yang baru."),
    Alasan.KUOTA: _("Semua berkas bersama-sama melebihi 200 MB. Hapus atau perkecil salah satunya."),
    Alasan.GANGGUAN: _("Berkas belum dapat disimpan karena gangguan pada penyimpanan kami. Coba unggah lagi nanti."),
    Alasan.JENIS: _(
        "Jenis berkas ini tidak kami terima. Unggah PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, ODT, TXT, CSV, "
        "MP3, M4A, MP4, OGG, WAV, atau AAC."
    ),
    Alasan.HEIC: _("Foto HEIC belum dapat kami periksa. Ubah menjadi JPEG, lalu unggah lagi."),
    Alasan.OFFICE_LAMA: _(
        "Berkas Office lama (DOC, XLS, PPT) atau yang disandi tidak kami terima. "
        "Simpan ulang sebagai PDF, DOCX, XLSX, atau PPTX tanpa sandi, lalu unggah lagi."
    ),
    Alasan.HALAMAN_WEB: _("Halaman web, SVG, dan XML tidak kami terima. Simpan sebagai PDF, lalu unggah lagi."),
    Alasan.PROGRAM: _("Berkas ini sebuah program, jadi tidak kami simpan."),
    Alasan.ARSIP: _("Arsip (ZIP, RAR, 7Z) tidak kami terima. Keluarkan isinya, lalu unggah satu per satu."),
    Alasan.TEKS: _("Teks ini tidak tersimpan sebagai UTF-8. Simpan ulang dengan penyandian UTF-8, lalu unggah lagi."),
    Alasan.MALWARE: _("Berkas ini dikenali sebagai program jahat, jadi tidak kami simpan. Periksa perangkat Anda."),
    Alasan.DITOLAK_PETUGAS: _("Petugas menolak berkas ini setelah memeriksanya."),
    Alasan.MAKRO: _(
        "Berisi makro, jadi kami tahan tersegel dan belum dibuka. Simpan ulang sebagai PDF, lalu unggah lagi."
    ),
    Alasan.SKRIP: _(
        "PDF ini berisi skrip, jadi kami tahan tersegel dan belum dibuka. Cetak ke PDF baru, lalu unggah lagi."
    ),
    Alasan.AKSI: _(
        "Berkas ini menjalankan sesuatu sendiri ketika dibuka, jadi kami tahan tersegel. "
        "Cetak ke PDF baru, lalu unggah lagi."
    ),
    Alasan.TERTANAM: _(
        "Ada berkas lain di dalam berkas ini, jadi kami tahan tersegel. Unggah berkas di dalamnya satu per satu."
    ),
    Alasan.MEDIA: _(
        "PDF ini berisi media yang dapat dijalankan, jadi kami tahan tersegel. Unggah medianya tersendiri."
    ),
    Alasan.XFA: _("PDF ini berisi formulir XFA, jadi kami tahan tersegel. Cetak ke PDF baru, lalu unggah lagi."),
    Alasan.TAUTAN_LUAR: _(
        "Berkas ini mengambil isi dari tempat lain ketika dibuka, jadi kami tahan tersegel. "
        "Simpan ulang sebagai PDF, lalu unggah lagi."
    ),
    Alasan.SANDI: _("Berkas ini terkunci kata sandi, jadi kami tahan tersegel. Unggah lagi tanpa kata sandi."),
    Alasan.BOM: _("Isi berkas ini mengembang jauh melebihi ukurannya, jadi kami tahan tersegel dan tidak dibuka."),
    Alasan.RUMIT: _("Berkas ini terlalu rumit untuk diperiksa, jadi kami tahan tersegel. Bagi menjadi lebih kecil."),
    Alasan.POLIGLOT: _(
        "Ada isi lain di depan atau di belakang berkas ini, jadi kami tahan tersegel. "
        "Simpan ulang berkasnya, lalu unggah lagi."
    ),
    Alasan.RUSAK: _("Berkas ini rusak atau terpotong, jadi kami tahan tersegel. Periksa berkasnya, lalu unggah lagi."),
    Alasan.TIDAK_DIPERIKSA: _("Berkas ini tidak dapat diperiksa, jadi kami tahan tersegel sampai petugas memutuskan."),
}

DIBERSIHKAN: dict[str, Promise] = {
    "lokasi": _("Lokasi pengambilan dihapus dari salinan."),
    "kamera": _("Data kamera atau perangkat dihapus dari salinan."),
    "penulis": _("Nama penulis dan organisasinya dihapus dari salinan."),
    "tanda_tangan": _("Tanda tangan elektronik tidak ikut ke salinan; periksa pada berkas asli."),
    "tambahan": _("Isi tambahan di belakang foto (video atau foto kedua) tidak ikut ke salinan."),
    "diperkecil": _("Foto diperkecil menjadi setengah ukurannya dalam salinan."),
    "tanpa_salinan": _("Data pribadi di dalam berkas ini tidak dapat dihapus, jadi tidak ada salinan bersih."),
}
TEMUAN: dict[str, Promise] = {
    "lokasi": _("Berkas ini menyimpan lokasi pengambilan (GPS)."),
    "kamera": _("Berkas ini menyimpan merek atau nomor kamera dan perangkat."),
    "penulis": _("Berkas ini menyimpan nama penulis atau organisasinya."),
    "tanda_tangan": _("Berkas ini bertanda tangan elektronik; nama penanda tangan ada di dalamnya."),
}


class BerkasDitolak(ValidationError):
    """A file is not taken; its sentence tells the person why and what to do. The case goes on without it."""

    def __init__(self, alasan: Alasan) -> None:
        super().__init__(str(KALIMAT[alasan]), code=alasan.value)
        self.alasan = alasan

    @property
    def kalimat(self) -> str:
        """The sentence, in the reader's language."""
        return str(KALIMAT[self.alasan])
