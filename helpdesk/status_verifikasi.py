"""What may happen to the verification of a provider, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a verification stands."""

    DIDAFTARKAN = "didaftarkan", _("Menunggu diperiksa")
    DIPERIKSA = "diperiksa", _("Sedang diperiksa")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan untuk dilengkapi")
    LULUS = "lulus", _("Lulus verifikasi")
    DICABUT = "dicabut", _("Tanda lulus dicabut")
    BATAL = "batal", _("Batal")


class Event(models.TextChoices):
    """What the trail tells of a verification."""

    DIDAFTARKAN = "helpdesk.verifikasi_didaftarkan", _("Berkas diterima")
    DIPERIKSA = "helpdesk.verifikasi_diperiksa", _("Hasil pemeriksaan disimpan")
    DIKEMBALIKAN = "helpdesk.verifikasi_dikembalikan", _("Berkas dikembalikan dengan penjelasan")
    DILULUSKAN = "helpdesk.verifikasi_diluluskan", _("Lulus, tanda lulus diterbitkan")
    DICABUT = "helpdesk.verifikasi_dicabut", _("Tanda lulus dicabut")
    DIBATALKAN = "helpdesk.verifikasi_dibatalkan", _("Dibatalkan")
    # not steps, but on the trail as well
    DIUNDUH = "helpdesk.verifikasi_diunduh", _("Tanda lulus diunduh petugas")


S = Status
PERIKSA = Step("periksa", (S.DIDAFTARKAN, S.DIPERIKSA, S.DIKEMBALIKAN), S.DIPERIKSA, Event.DIPERIKSA)
KEMBALIKAN = Step("kembalikan", (S.DIPERIKSA,), S.DIKEMBALIKAN, Event.DIKEMBALIKAN)
LULUSKAN = Step("luluskan", (S.DIPERIKSA,), S.LULUS, Event.DILULUSKAN)
CABUT = Step("cabut", (S.LULUS,), S.DICABUT, Event.DICABUT)
BATALKAN = Step("batalkan", (S.DIDAFTARKAN, S.DIPERIKSA, S.DIKEMBALIKAN), S.BATAL, Event.DIBATALKAN)

STAGES = register(
    Stages(
        nama="verifikasi",
        tipe="helpdesk.verifikasi",
        initial=S.DIDAFTARKAN,
        steps=(PERIKSA, KEMBALIKAN, LULUSKAN, CABUT, BATALKAN),
        limits={
            S.DIDAFTARKAN: "helpdesk.verifikasi",
            S.DIPERIKSA: "helpdesk.verifikasi",
            S.DIKEMBALIKAN: None,
            S.LULUS: None,
            S.DICABUT: None,
            S.BATAL: None,
        },
        pauses={S.DIKEMBALIKAN: "helpdesk.verifikasi"},
    )
)
TERBUKA = (S.DIDAFTARKAN, S.DIPERIKSA, S.DIKEMBALIKAN)
"""While it stands here its documents are checked."""
TERBIT = (S.LULUS, S.DICABUT)
"""A pass was issued."""
