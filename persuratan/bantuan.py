"""Help about letters: the guide step by step and the questions asked most, as they are answered today; searchable."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Halaman:
    """One subject: its anchor, its title, what is said, and steps in their order where there are some."""

    id: str
    judul: Promise
    isi: Sequence[Promise] = ()
    langkah: Sequence[Promise] = ()

    def memuat(self, kata: Sequence[str]) -> bool:
        """Whether every word occurs somewhere in it."""
        teks = " ".join(map(str, (self.judul, *self.isi, *self.langkah))).casefold()
        return all(k in teks for k in kata)


PANDUAN = (
    Halaman(
        "daftar",
        _("Mendaftar dan masuk"),
        [_("Akun hanya diperlukan untuk mengirim surat. Mengecek progres cukup dengan nomor tiket dan token.")],
        [
            _("Buka Masuk, lalu Buat akun. Isi nama, alamat e-mail apa pun, dan kata sandi paling sedikit 12 huruf."),
            _("Buka e-mail dari kami dan tekan tautan konfirmasinya. Tidak ada di kotak masuk? Periksa folder spam."),
            _("Masuk dengan alamat e-mail dan kata sandi itu. Tombol Google dan SSO LKPP, bila tampil, boleh dipakai."),
            _("Sebelum surat pertama, kami bertanya sekali: nama Anda dan untuk siapa Anda menulis."),
        ],
    ),
    Halaman(
        "kirim",
        _("Mengirim surat"),
        [
            _(
                "Boleh berhenti kapan saja: isian dan berkas tersimpan pada akun Anda selama 14 hari dan dapat "
                "dilanjutkan dari perangkat lain."
            )
        ],
        [
            _("Masuk, lalu buka Kirim Surat."),
            _("Pilih Penerima, yaitu pejabat LKPP yang dituju, dan Tembusan bila ada."),
            _("Tulis nomor surat dan perihal seperti tertulis di suratnya. Semua tanda dan simbol boleh dipakai."),
            _("Pilih kerahasiaan: Biasa, Terbatas, Rahasia, atau Sangat rahasia. Artinya tertulis di bawahnya."),
            _("Pilih berkas PDF, paling besar 20 MB. Beberapa PDF dapat digabung di sana menurut urutan Anda."),
            _("Bila perlu, isi batas waktu yang Anda harapkan dan catatan, lalu tekan Kirim surat."),
            _("Simpan nomor tiket (SM …) dan token yang tampil. Tanda terimanya dapat diunduh sebagai PDF."),
        ],
    ),
    Halaman(
        "progres",
        _("Mengecek progres"),
        [
            _(
                "Halaman progres menampilkan nomor tiket, asal surat, status, langkah yang sudah dilalui, dan tanggal "
                "yang kami janjikan beserta cara menghitungnya."
            ),
            _(
                "Bila kami perlu penjelasan, pertanyaannya dan tempat menjawab ada di halaman itu. Isi surat rahasia "
                "dan jawabannya hanya tampil bagi pengirim yang masuk dengan akunnya."
            ),
        ],
        [
            _("Tekan Cek Progres di e-mail dari kami, pindai kode QR pada tanda terima, atau buka Lacak."),
            _("Masukkan nomor tiket dan token. Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh."),
            _("Sudah masuk dengan akun Anda? Buka Surat saya; di sana tidak perlu token."),
        ],
    ),
    Halaman(
        "keaslian",
        _("Memeriksa keaslian surat dari LKPP"),
        [
            _("Buka Cek Keaslian, lalu ketik nomor tiket dan token yang tercetak di kiri bawah surat."),
            _("Atau pindai kode QR-nya dengan kamera ponsel, dan pastikan alamat yang terbuka milik portal ini."),
            _("Punya berkas PDF-nya? Unggah. Portal memeriksa tanda tangannya dan menunjukkan halaman yang berbeda."),
            _("Masih ragu? Telepon (021) 2991 2450 dan sebutkan nomor suratnya."),
        ],
    ),
)
TANYA_JAWAB = (
    Halaman(
        "tanya-google",
        _("Apakah mendaftar harus memakai akun Google?"),
        [_("Tidak. Alamat e-mail apa pun dapat dipakai, asal Anda dapat membuka kotak masuknya untuk konfirmasi.")],
    ),
    Halaman(
        "tanya-google-gagal",
        _("Mengapa akun Google saya tidak dapat dipakai mengirim surat?"),
        [
            _(
                "Tombol Google hanya tampil bila sudah diaktifkan di portal ini. Bila alamat itu sudah pernah "
                "didaftarkan dengan kata sandi, masuklah dengan kata sandinya; lupa kata sandi dapat diatur ulang."
            ),
            _("Akun dari e-Office lama tidak berlaku di sini. Buat akun baru dengan alamat yang sama."),
        ],
    ),
    Halaman(
        "tanya-sso",
        _("Mengapa saya tidak berhasil masuk lewat SSO LKPP?"),
        [
            _(
                "SSO LKPP hanya untuk pegawai LKPP, dan tombolnya hanya tampil bila sudah diaktifkan. Akun SSO "
                "dikelola Biro Hukum, Organisasi, dan Sumber Daya Manusia; bila akun Anda bermasalah, hubungi biro itu."
            )
        ],
    ),
    Halaman(
        "tanya-ubah",
        _("Saya salah mengisi data waktu mendaftar. Dapatkah diubah?"),
        [
            _(
                "Dapat. Nama, instansi, dan telepon diubah di Data pengirim; alamat e-mail dan kata sandi di Akun "
                "saya. Surat yang sudah terkirim tetap seperti waktu dikirim."
            )
        ],
    ),
    Halaman(
        "tanya-beberapa",
        _("Dapatkah saya mengirim beberapa PDF sekaligus?"),
        [
            _(
                "Dapat. Pilih semua berkasnya, tulis urutannya, lalu tekan Gabungkan menjadi satu PDF. Jumlah "
                "halamannya tampil sebelum digabung. Hasilnya paling besar 20 MB."
            ),
            _("Tanda tangan elektronik tidak ikut ke gabungan. Kirim berkas yang bertanda tangan tersendiri."),
        ],
    ),
    Halaman(
        "tanya-simbol",
        _("Surat saya selalu gagal dikirim karena simbol. Simbol mana yang dilarang?"),
        [
            _(
                "Tidak ada lagi. Kurung, tanda petik, garis miring, tanda &, %, dan yang lain diterima apa adanya, "
                "misalnya Permintaan Informasi (Obat) & Alkes. Perihal hanya harus satu baris, paling panjang 300 "
                "huruf."
            ),
            _("Bila ada isian yang perlu diperbaiki, isian lain dan berkas yang sudah diunggah tidak hilang."),
        ],
    ),
    Halaman(
        "tanya-berkas",
        _("Apa yang terjadi bila berkas saya ditahan atau ditolak?"),
        [
            _(
                "Yang bukan PDF, kosong, atau lebih besar dari 20 MB langsung kami sebutkan. PDF yang terkunci kata "
                "sandi, berisi skrip, atau berisi berkas lain ditahan tersegel; suratnya tetap kami terima, dan "
                "halaman progres memberi tahu apa yang perlu Anda lakukan."
            )
        ],
    ),
)


def cari(teks: str) -> tuple[list[Halaman], list[Halaman]]:
    """Guide and questions that contain every word; all of them without words."""
    kata = teks.casefold().split()[:8]
    return [h for h in PANDUAN if h.memuat(kata)], [h for h in TANYA_JAWAB if h.memuat(kata)]
