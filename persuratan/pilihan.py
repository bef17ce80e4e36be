"""The choices of letters: how they came, how secret they are, what an official asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kanal(models.TextChoices):
    """By which way a letter came."""

    PORTAL = "portal", _("Portal")
    KERTAS = "kertas", _("Kertas")
    FAKS = "faks", _("Faks")
    SUREL = "surel", _("E-mail")


class JenisPengirim(models.TextChoices):
    """For whom the sender writes."""

    INSTANSI = "instansi", _("Kementerian, lembaga, atau pemerintah daerah")
    NON_PEMERINTAH = "non_pemerintah", _("Badan usaha, asosiasi, atau organisasi lain")
    PERORANGAN = "perorangan", _("Perorangan")


class Kerahasiaan(models.TextChoices):
    """Who may read a letter."""

    BIASA = "biasa", _("Biasa")
    TERBATAS = "terbatas", _("Terbatas")
    RAHASIA = "rahasia", _("Rahasia")
    SANGAT_RAHASIA = "sangat_rahasia", _("Sangat rahasia")


ARTI: dict[str, object] = {
    Kerahasiaan.BIASA: _("Petugas LKPP yang menangani surat dapat membacanya."),
    Kerahasiaan.TERBATAS: _("Hanya pejabat yang dituju, TU, dan unit yang mendapat disposisi."),
    Kerahasiaan.RAHASIA: _("Hanya orang yang disebut namanya. Setiap pembacaan dicatat."),
    Kerahasiaan.SANGAT_RAHASIA: _(
        "Hanya orang yang disebut namanya. Setiap pembacaan dicatat. Jawaban tidak dikirim lewat surel."
    ),
}
PERORANGAN_SAJA = frozenset({Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA})
"""Levels at which a letter goes to named persons only."""


class Instruksi(models.TextChoices):
    """What an official asks for, as it stands on a disposition sheet."""

    TINDAK_LANJUTI = "tindak_lanjuti", _("Tindak lanjuti")
    SIAPKAN_JAWABAN = "siapkan_jawaban", _("Siapkan jawaban")
    TELAAH = "telaah", _("Telaah dan beri saran")
    WAKILI = "wakili", _("Wakili atau hadiri")
    KOORDINASIKAN = "koordinasikan", _("Koordinasikan")
    KETAHUI = "ketahui", _("Untuk diketahui")
    ARSIPKAN = "arsipkan", _("Arsipkan")


class Kepentingan(models.TextChoices):
    """How urgent a disposition is."""

    BIASA = "biasa", _("Biasa")
    SEGERA = "segera", _("Segera")
    SANGAT_SEGERA = "sangat_segera", _("Sangat segera")


class AsalKeluar(models.TextChoices):
    """How a letter out came into the register."""

    PORTAL = "portal", _("Dibuat di portal")
    KERTAS = "kertas", _("Dicatat dari kertas")
    LAMA = "lama", _("Surat terdahulu")


class JenisKeluar(models.TextChoices):
    """What a letter out is for."""

    JAWABAN = "jawaban", _("Jawaban")
    PELIMPAHAN = "pelimpahan", _("Pelimpahan")
    UNDANGAN = "undangan", _("Undangan")
    PEMBERITAHUAN = "pemberitahuan", _("Pemberitahuan")
    TEGURAN = "teguran", _("Teguran")
    LAINNYA = "lainnya", _("Lainnya")


class Sifat(models.TextChoices):
    """How urgent a letter out is, as it is printed on it."""

    BIASA = "biasa", _("Biasa")
    SEGERA = "segera", _("Segera")
    AMAT_SEGERA = "amat_segera", _("Amat segera")


class CaraKirim(models.TextChoices):
    """By which way a letter reaches its recipient."""

    EMAIL = "email", _("E-mail")
    HALAMAN = "halaman", _("Halaman Cek Progres pengirim")
    CETAK = "cetak", _("Dicetak dan diantar")
