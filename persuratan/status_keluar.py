"""What may happen to a letter that goes out, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a letter stands, in the words of the office."""

    KONSEP = "konsep", _("Konsep")
    PARAF = "paraf", _("Paraf berjenjang")
    REVISI = "revisi", _("Perlu diperbaiki")
    SIAP_TANDA_TANGAN = "siap_tanda_tangan", _("Menunggu tanda tangan")
    DINOMORI = "dinomori", _("Bernomor, belum ditandatangani")
    TERBIT = "terbit", _("Terbit")
    DIKIRIM = "dikirim", _("Dikirim")
    DIARSIPKAN = "diarsipkan", _("Diarsipkan")
    DICABUT = "dicabut", _("Dicabut")
    BATAL = "batal", _("Batal")


class Event(models.TextChoices):
    """What the trail tells of a letter."""

    DIKONSEP = "persuratan.keluar_dikonsep", _("Konsep surat dibuat")
    DIAJUKAN = "persuratan.keluar_diajukan", _("Paraf diminta")
    DIPARAF = "persuratan.keluar_diparaf", _("Diparaf")
    DISIAPKAN = "persuratan.keluar_disiapkan", _("Siap ditandatangani")
    DIKEMBALIKAN = "persuratan.keluar_dikembalikan", _("Dikembalikan untuk diperbaiki")
    DINOMORI = "persuratan.keluar_dinomori", _("Diberi nomor")
    DITERBITKAN = "persuratan.keluar_diterbitkan", _("Ditandatangani dan terbit")
    DIKIRIM = "persuratan.keluar_dikirim", _("Dikirim")
    DIARSIPKAN = "persuratan.keluar_diarsipkan", _("Diarsipkan")
    DICABUT = "persuratan.keluar_dicabut", _("Dicabut")
    DIBATALKAN = "persuratan.keluar_dibatalkan", _("Dibatalkan")
    # not steps, but on the trail as well
    DICATAT = "persuratan.dicatat", _("Surat keluar dicatat")
    DIUBAH = "persuratan.keluar_diubah", _("Konsep diubah")
    DILAMPIRI = "persuratan.keluar_dilampiri", _("Lampiran ditambah")
    LAMPIRAN_DILEPAS = "persuratan.keluar_lampiran_dilepas", _("Lampiran dilepas")
    NASKAH_DIGANTI = "persuratan.keluar_naskah_diganti", _("Naskah dicetak ulang untuk penanda tangan lain")
    TANDA_TANGAN_GAGAL = "persuratan.keluar_tanda_tangan_gagal", _("Penandatanganan gagal")
    TANDA_TANGAN_DIPUTUS = "persuratan.keluar_tanda_tangan_diputus", _("Penandatanganan boleh diulang")
    DIKIRIM_LAGI = "persuratan.keluar_dikirim_lagi", _("Dikirim lagi")
    DILIHAT = "persuratan.keluar_dilihat", _("Surat dibuka")


S = Status
AJUKAN = Step("ajukan_paraf", (S.KONSEP, S.REVISI), S.PARAF, Event.DIAJUKAN)
AJUKAN_LANGSUNG = Step("ajukan_langsung", (S.KONSEP, S.REVISI), S.SIAP_TANDA_TANGAN, Event.DISIAPKAN)
PARAF = Step("paraf", (S.PARAF,), S.PARAF, Event.DIPARAF)
PARAF_TERAKHIR = Step("paraf_terakhir", (S.PARAF,), S.SIAP_TANDA_TANGAN, Event.DISIAPKAN)
KEMBALIKAN = Step("kembalikan", (S.PARAF, S.SIAP_TANDA_TANGAN), S.REVISI, Event.DIKEMBALIKAN)
NOMORI = Step("nomori", (S.SIAP_TANDA_TANGAN,), S.DINOMORI, Event.DINOMORI)
TERBITKAN = Step("tanda_tangani", (S.DINOMORI,), S.TERBIT, Event.DITERBITKAN)
KIRIM = Step("kirim", (S.TERBIT,), S.DIKIRIM, Event.DIKIRIM)
ARSIPKAN = Step("arsipkan", (S.DIKIRIM,), S.DIARSIPKAN, Event.DIARSIPKAN)
CABUT = Step("cabut", (S.TERBIT, S.DIKIRIM, S.DIARSIPKAN), S.DICABUT, Event.DICABUT)
BATALKAN = Step("batalkan", (S.KONSEP, S.PARAF, S.REVISI, S.SIAP_TANDA_TANGAN, S.DINOMORI), S.BATAL, Event.DIBATALKAN)

STAGES = register(
    Stages(
        nama="surat_keluar",
        tipe="persuratan.suratkeluar",
        initial=S.KONSEP,
        steps=(
            AJUKAN,
            AJUKAN_LANGSUNG,
            PARAF,
            PARAF_TERAKHIR,
            KEMBALIKAN,
            NOMORI,
            TERBITKAN,
            KIRIM,
            ARSIPKAN,
            CABUT,
            BATALKAN,
        ),
        limits={
            S.KONSEP: None,
            S.PARAF: "persuratan.paraf",
            S.REVISI: None,
            S.SIAP_TANDA_TANGAN: "persuratan.tanda_tangan",
            S.DINOMORI: "persuratan.tanda_tangan",
            S.TERBIT: "persuratan.kirim",
            S.DIKIRIM: None,
            S.DIARSIPKAN: None,
            S.DICABUT: None,
            S.BATAL: None,
        },
    )
)

KONSEP = (S.KONSEP, S.REVISI)
"""While a letter stands here its text may be changed, and nowhere else."""
BERNOMOR = (S.DINOMORI, S.TERBIT, S.DIKIRIM, S.DIARSIPKAN, S.DICABUT)
"""On the register of letters: TU sees these."""
SAMPAI = (S.DIKIRIM, S.DIARSIPKAN)
"""Gone to its recipient, and not withdrawn."""
