"""The choices of the helpdesk, and the twelve stages of a tender by which its priority is reckoned."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kanal(models.TextChoices):
    """By which way a report came."""

    WEB = "web", _("Situs")
    SUREL = "surel", _("E-mail")
    TELEPON = "telepon", _("Telepon")
    DATANG = "datang", _("Datang langsung")
    SURAT = "surat", _("Surat")


class Jenis(models.TextChoices):
    """What is wanted: a repair, a service, an answer."""

    GANGGUAN = "gangguan", _("Gangguan")
    PERMINTAAN = "permintaan", _("Permintaan layanan")
    PERTANYAAN = "pertanyaan", _("Pertanyaan")


class Pengguna(models.TextChoices):
    """Who is hit, in the words of SPSE."""

    PENYEDIA = "penyedia", _("Penyedia")
    PANITIA = "panitia", _("Panitia atau Pokja Pemilihan")
    PENGELOLA = "pengelola", _("Pengelola LPSE")
    PPK = "ppk", _("PPK")
    AUDITOR = "auditor", _("Auditor")
    PUBLIK = "publik", _("Publik")
    LAINNYA = "lainnya", _("Lainnya")


class Kelas(models.TextChoices):
    """How urgent an incident is."""

    MINOR = "minor", _("Minor")
    MAYOR = "mayor", _("Mayor")
    EMERGENCY = "emergency", _("Emergency")


class Solusi(models.TextChoices):
    """Whether the cause is gone, or only its effect."""

    SEMENTARA = "sementara", _("Solusi sementara")
    PERMANEN = "permanen", _("Solusi permanen")


class JenisEskalasi(models.TextChoices):
    """Whom a desk asks for more: a technical team, an official, LKPP."""

    FUNGSIONAL = "fungsional", _("Eskalasi fungsional")
    STRUKTURAL = "struktural", _("Eskalasi struktural")
    LKPP = "lkpp", _("Eskalasi ke LKPP")


class LingkupLkpp(models.TextChoices):
    """What LKPP alone can mend (the scope of an escalation to it)."""

    BUG = "bug", _("Galat aplikasi SPSE")
    ADP = "adp", _("ADP atau Inaproc")
    FORENSIK = "forensik", _("Uji forensik berkas penawaran")
    LAINNYA = "lainnya", _("Hal lain di lingkup LKPP")


class JenisMeja(models.TextChoices):
    """Whose desk it is."""

    LKPP = "lkpp", _("Helpdesk LKPP")
    LPSE = "lpse", _("Helpdesk LPSE")


class BentukLpse(models.TextChoices):
    """What an LPSE runs itself."""

    SERVICE_PROVIDER = "service_provider", _("Penyedia layanan (service provider)")
    SYSTEM_PROVIDER = "system_provider", _("Penyedia sistem (system provider)")


class Dari(models.TextChoices):
    """Who wrote a message of a ticket."""

    PELAPOR = "pelapor", _("Pelapor")
    PETUGAS = "petugas", _("Petugas")
    SISTEM = "sistem", _("Sistem")


class StatusMasalah(models.TextChoices):
    """How far the common cause of several incidents has come."""

    TERBUKA = "terbuka", _("Terbuka")
    SOLUSI_SEMENTARA = "solusi_sementara", _("Solusi sementara")
    SELESAI = "selesai", _("Selesai")


class Tahap(models.IntegerChoices):
    """The twelve stages of a tender in the priority table of the SLA."""

    PENGUMUMAN_LELANG = 1, _("Pengumuman lelang")
    PENDAFTARAN = 2, _("Pendaftaran lelang")
    PENJELASAN = 3, _("Pemberian penjelasan")
    PEMASUKAN = 4, _("Pemasukan penawaran")
    PEMBUKAAN = 5, _("Pembukaan penawaran")
    EVALUASI = 6, _("Evaluasi penawaran")
    KUALIFIKASI = 7, _("Evaluasi kualifikasi")
    PEMBUKTIAN = 8, _("Pembuktian kualifikasi")
    PENETAPAN = 9, _("Penetapan pemenang")
    PENGUMUMAN_PEMENANG = 10, _("Pengumuman pemenang")
    SANGGAH = 11, _("Masa sanggah")
    SPPBJ = 12, _("SPPBJ")


BANYAK_TAHAP = len(Tahap)
TAHAPAN = {int(t): t.label for t in Tahap}
"""Number and name of each stage; the names follow the reader's language."""
