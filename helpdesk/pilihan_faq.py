"""Choices of the questions and answers, and the life of a version of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kategori(models.TextChoices):
    """What a question is about, in the order of the public page."""

    AKUN = "akun", _("Akun dan kata sandi")
    PENDAFTARAN = "pendaftaran", _("Pendaftaran dan verifikasi penyedia")
    TENDER = "tender", _("Mengikuti dan mengelola tender")
    APLIKASI = "aplikasi", _("Gangguan aplikasi dan jaringan")
    LAYANAN = "layanan", _("Layanan helpdesk")
    LAINNYA = "lainnya", _("Lain-lain")


class Keadaan(models.TextChoices):
    """A version is written, read by somebody else, published; in the end another takes its place or it is withdrawn."""

    DRAF = "draf", _("Draf")
    DITINJAU = "ditinjau", _("Sudah ditinjau")
    TERBIT = "terbit", _("Terbit")
    DIGANTI = "diganti", _("Digantikan versi baru")
    DITARIK = "ditarik", _("Ditarik")


DIKERJAKAN = (Keadaan.DRAF, Keadaan.DITINJAU)
NADA = {Keadaan.DRAF: "awas", Keadaan.DITINJAU: "info", Keadaan.TERBIT: "baik"}
