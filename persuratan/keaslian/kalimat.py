"""One plain sentence for each code, in the language of the reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from persuratan.keaslian.bentuk import Kode

KALIMAT: dict[Kode, Promise] = {
    Kode.UTUH: _("Isi yang ditandatangani tidak berubah satu huruf pun."),
    Kode.BERUBAH: _("Isi berkas tidak lagi sama dengan yang ditandatangani."),
    Kode.TANDA_RUSAK: _("Tanda tangan di dalam berkas ini rusak, jadi tidak membuktikan apa-apa."),
    Kode.TIDAK_DIDUKUNG: _("Berkas ini memuat tanda tangan dari jenis yang tidak dapat dibuktikan keasliannya."),
    Kode.SELURUH: _("Tanda tangan mencakup seluruh berkas."),
    Kode.SELURUH_LALU_TANDA: _(
        "Tanda tangan mencakup seluruh berkas saat itu; sesudahnya hanya ditambahkan tanda tangan atau buktinya."
    ),
    Kode.SELURUH_LALU_ISIAN: _(
        "Tanda tangan mencakup seluruh berkas saat itu; sesudahnya ada isian formulir yang memang boleh diisi."
    ),
    Kode.DIUBAH_SESUDAHNYA: _("Setelah ditandatangani, isi berkas ini ditambah atau diubah."),
    Kode.SEBAGIAN: _("Tanda tangan tidak mencakup seluruh berkas, jadi sebagian isinya tidak terbukti."),
    Kode.SETELAH_AKHIR: _("Ada sesuatu yang ditempelkan di belakang bagian yang ditandatangani."),
    Kode.JEJAK: _("Ada jejak tanda tangan yang dilepas, disembunyikan, atau tidak dapat dibuktikan."),
    Kode.DITOLAK_PENANDA: _("Berkas ini diubah dengan cara yang dilarang oleh penanda tangannya."),
    Kode.TEPERCAYA: _("Sertifikat penanda tangan diterbitkan lembaga yang kami percaya dan berlaku saat itu."),
    Kode.TIDAK_DIKENAL: _("Lembaga penerbit sertifikat penanda tangan tidak ada dalam daftar yang kami percaya."),
    Kode.BUATAN_SENDIRI: _("Sertifikat ini dibuat sendiri oleh pemakainya, jadi tidak membuktikan siapa dia."),
    Kode.TANPA_AKAR: _("Portal belum punya daftar lembaga sertifikat yang dipercaya, jadi penerbitnya belum dinilai."),
    Kode.DICABUT: _("Sertifikat penanda tangan sudah dicabut sebelum berkas ini terbukti ditandatangani."),
    Kode.KEDALUWARSA: _("Sertifikat penanda tangan sudah kedaluwarsa ketika berkas ini ditandatangani."),
    Kode.KEDALUWARSA_TANPA_WAKTU: _(
        "Sertifikat penanda tangan kini kedaluwarsa, dan tidak ada bukti bahwa berkas ditandatangani sebelumnya."
    ),
    Kode.BELUM_BERLAKU: _("Sertifikat penanda tangan belum berlaku pada waktu penandatanganan."),
    Kode.BUKAN_UNTUK_INI: _("Sertifikat penanda tangan tidak diterbitkan untuk menandatangani dokumen."),
    Kode.ALGORITMA_LEMAH: _("Tanda tangan ini memakai cara lama yang sudah tidak aman, jadi tidak dapat dipercaya."),
    Kode.STEMPEL: _("Waktu penandatanganan dijamin stempel waktu dari lembaga yang kami percaya."),
    Kode.STEMPEL_TIDAK_DIKENAL: _("Ada stempel waktu, tetapi lembaga penerbitnya tidak kami kenal."),
    Kode.STEMPEL_RUSAK: _("Stempel waktu di dalam tanda tangan ini rusak."),
    Kode.PENGAKUAN: _("Waktu penandatanganan hanya menurut jam penanda tangan, belum dijamin stempel waktu."),
    Kode.MASA_DEPAN: _("Waktu penandatanganan yang tercatat belum terjadi."),
    Kode.TANPA_WAKTU: _("Waktu penandatanganan tidak tercatat."),
    Kode.TIDAK_DIPERIKSA: _("Bagian ini tidak dapat diperiksa."),
    Kode.TIDAK_ADA: _("Tidak ada yang diperiksa karena berkas tidak bertanda tangan elektronik."),
}
"""Of one line."""

RINGKASAN: dict[Kode, Promise] = {
    Kode.SELURUH: _("Dokumen ini tidak berubah sejak ditandatangani, dan penanda tangannya tepercaya."),
    Kode.SELURUH_LALU_TANDA: _("Dokumen ini tidak berubah sejak ditandatangani, dan semua penandanya tepercaya."),
    Kode.SELURUH_LALU_ISIAN: _(
        "Dokumen ini asli sejak ditandatangani, dan penandanya tepercaya; sesudahnya hanya formulirnya yang diisi."
    ),
    Kode.TANPA: _("Dokumen ini belum ditandatangani secara elektronik."),
    Kode.HANYA_STEMPEL: _(
        "Dokumen ini tidak berubah sejak diberi stempel waktu, tetapi tidak ditandatangani siapa pun."
    ),
    Kode.TIDAK_DIKENAL: _(
        "Dokumen ini tidak berubah sejak ditandatangani, tetapi kami tidak mengenal penerbit sertifikat penandanya."
    ),
    Kode.BUATAN_SENDIRI: _(
        "Dokumen ini tidak berubah sejak ditandatangani, tetapi sertifikat penandanya buatan sendiri: "
        "siapa pun dapat membuatnya."
    ),
    Kode.TANPA_AKAR: _("Dokumen ini tidak berubah sejak ditandatangani, tetapi siapa penandanya belum dapat dinilai."),
    Kode.KEDALUWARSA_TANPA_WAKTU: _(
        "Dokumen ini tidak berubah sejak ditandatangani, tetapi sertifikat penandanya kini kedaluwarsa "
        "dan waktu penandatanganannya tidak terjamin."
    ),
    Kode.ALGORITMA_LEMAH: _(
        "Dokumen ini tampaknya tidak berubah, tetapi ditandatangani dengan cara lama yang sudah tidak aman."
    ),
    Kode.TIDAK_DIPERIKSA: _("Berkas ini tidak dapat diperiksa, jadi jangan dianggap asli."),
    Kode.BUKAN_PDF: _("Berkas ini bukan PDF, jadi tidak dapat diperiksa."),
    Kode.TERLALU_BESAR: _("Berkas ini lebih besar dari 20 MB, jadi tidak dapat diperiksa."),
    Kode.TERLALU_RUMIT: _("Berkas ini terlalu rumit, jadi tidak dapat diperiksa."),
    Kode.TERENKRIPSI: _("Berkas ini terkunci kata sandi, jadi tidak dapat diperiksa."),
    Kode.RUSAK: _("Berkas ini rusak atau terpotong, jadi tidak dapat diperiksa."),
    Kode.MALWARE: _("Berkas ini dikenali sebagai program jahat, jadi tidak diperiksa."),
    Kode.TAK_TERBACA: _("Berkas ini tidak ada atau tidak dapat dibaca."),
    Kode.BATAS: _("Pemeriksaan berkas ini memakan waktu atau memori terlalu banyak, jadi dihentikan."),
}
"""Of the file as a whole, where the sentence of the line would not do."""


def satu(kode: str) -> str:
    """The sentence of a line."""
    return str(KALIMAT[Kode(kode)])


def ringkasan(kode: str) -> str:
    """The sentence of the whole."""
    return str(RINGKASAN.get(Kode(kode)) or KALIMAT[Kode(kode)])
