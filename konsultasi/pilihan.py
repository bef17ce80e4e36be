"""The words that consultation chooses from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kanal(models.TextChoices):
    """The four ways of the service standard (SK 234/2024)."""

    SURAT = "surat", _("Surat")
    TATAP_MUKA = "tatap_muka", _("Tatap muka")
    WEBSITE = "website", _("Situs web")
    DARING = "daring", _("Tatap muka daring")


class Pemohon(models.TextChoices):
    """Who asks."""

    INSTANSI = "instansi", _("Instansi pemerintah")
    PENYEDIA = "penyedia", _("Penyedia atau badan hukum")
    PERORANGAN = "perorangan", _("Perorangan")


class Identitas(models.TextChoices):
    """What a visitor shows at the desk; the number on it is not kept."""

    KTP = "ktp", _("KTP")
    SIM = "sim", _("SIM")
    KARTU_PEGAWAI = "kartu_pegawai", _("Kartu pegawai")
    PASPOR = "paspor", _("Paspor")


class Produk(models.TextChoices):
    """What the service gives."""

    SARAN = "saran", _("Saran")
    PENDAPAT = "pendapat", _("Pendapat")
    REKOMENDASI = "rekomendasi", _("Rekomendasi")
    TINDAKAN_KOREKSI = "tindakan_koreksi", _("Tindakan koreksi")


DITERIMA_DIREKTUR = frozenset({Kanal.SURAT, Kanal.DARING})
"""Channels whose promise is counted from the day on which the director has the letter."""
BERTEMU = frozenset({Kanal.TATAP_MUKA, Kanal.DARING})
"""Channels that end with a report of a meeting instead of a written answer."""
