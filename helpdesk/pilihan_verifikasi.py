"""The choices of a verification: what kind of business, in which line, who came, and how a document was found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Bentuk(models.TextChoices):
    """Legal form of a provider; the values are columns of data/dokumen_verifikasi.csv."""

    PT = "pt", _("Perseroan Terbatas (PT)")
    CV = "cv", _("Persekutuan Komanditer (CV)")
    FIRMA = "firma", _("Firma")
    KOPERASI = "koperasi", _("Koperasi")
    USAHA = "usaha", _("Usaha dagang milik sendiri")
    PERSEORANGAN = "perseorangan", _("Orang perseorangan")


class Bidang(models.TextChoices):
    """Line of business: it decides which licence is needed."""

    UMUM = "umum", _("Barang, konsultansi, atau jasa lainnya")
    KONSTRUKSI = "konstruksi", _("Jasa konstruksi")


class Wakil(models.TextChoices):
    """Who came to the counter."""

    PIMPINAN = "pimpinan", _("Pemilik atau pengurus sendiri")
    KUASA = "kuasa", _("Kuasa, dengan surat kuasa")


class Putusan(models.TextChoices):
    """The verdict on one side of a document."""

    BELUM = "belum", _("Belum diperiksa")
    YA = "ya", _("Ya")
    TIDAK = "tidak", _("Tidak")
