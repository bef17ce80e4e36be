"""The words of the service catalogue and of announcements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pemberi(models.TextChoices):
    """Who gives a service."""

    LKPP = "lkpp", _("LKPP")
    LPSE = "lpse", _("LPSE")
    KEDUANYA = "keduanya", _("LKPP dan LPSE")


class Seksi(models.TextChoices):
    """The section of LKPP's directorate that a service belongs to."""

    MONEV = "monev", _("Seksi Monitoring dan Evaluasi LPSE Nasional")
    PENGEMBANGAN = "pengembangan", _("Seksi Pengembangan Aplikasi SPSE")
    TIK = "tik", _("Seksi TIK SPSE")
    BIMTEK = "bimtek", _("Seksi Bimbingan Teknis LPSE")


class Pemohon(models.TextChoices):
    """Who asks for a service by its form."""

    LPSE = "lpse", _("Petugas LPSE")
    PENGGUNA = "pengguna", _("Pengguna SPSE yang punya akun")


class JamLayanan(models.TextChoices):
    """When a service is given."""

    HARI_KERJA = "hari_kerja", _("Hari kerja, selama jam kerja")
    SELALU = "24x365", _("24 jam sehari, 365 hari setahun")


class SatuanBatas(models.TextChoices):
    """What the limit of a service counts."""

    HARI_KERJA = "hari_kerja", _("hari kerja")
    HARI_KALENDER = "hari_kalender", _("hari kalender")
    KALI_SETAHUN = "kali_setahun", _("kali setahun")
    KALI_SEHARI = "kali_sehari", _("kali sehari")


class JenisIsian(models.TextChoices):
    """What kind of answer a field of a request takes."""

    TEKS = "teks", "teks"
    URAIAN = "uraian", "uraian"
    ANGKA = "angka", "angka"
    TANGGAL = "tanggal", "tanggal"
    PILIHAN = "pilihan", "pilihan"
    CENTANG = "centang", "centang"  # several of several
    YA = "ya", "ya"
    BERKAS = "berkas", "berkas"
    PDF = "pdf", "pdf"
    RHS = "rhs", "rhs"


BERKAS = frozenset({JenisIsian.BERKAS, JenisIsian.PDF, JenisIsian.RHS})


class KeadaanPengumuman(models.TextChoices):
    """How far an announcement is; that its maintenance has passed is told by the clock."""

    DRAF = "draf", _("Draf")
    TERBIT = "terbit", _("Terbit")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")
