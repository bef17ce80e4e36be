"""What may happen to the membership of an inspectorate, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a membership stands, in the words of the office."""

    DIAJUKAN = "diajukan", _("Baru")
    DIPERIKSA = "diperiksa", _("Diperiksa")
    PERLU_PERBAIKAN = "perlu_perbaikan", _("Menunggu perbaikan")
    DISETUJUI = "disetujui", _("Disetujui")
    AKUN_DIUNDANG = "akun_diundang", _("Akun diundang")
    AKTIF = "aktif", _("Aktif")
    DITANGGUHKAN = "ditangguhkan", _("Ditangguhkan")
    NONAKTIF = "nonaktif", _("Tidak aktif")
    DITOLAK = "ditolak", _("Ditolak")


class StatusPublik(models.TextChoices):
    """The few words that the applicant reads."""

    DITERIMA = "diterima", _("Permohonan diterima")
    DIPERIKSA = "diperiksa", _("Permohonan diperiksa")
    PERLU_PERBAIKAN = "perlu_perbaikan", _("Perlu Anda perbaiki")
    DISETUJUI = "disetujui", _("Disetujui, petugas diundang")
    AKTIF = "aktif", _("Aktif")
    DITANGGUHKAN = "ditangguhkan", _("Ditangguhkan")
    BERAKHIR = "berakhir", _("Keanggotaan berakhir")
    DITOLAK = "ditolak", _("Tidak dapat disetujui")


class Event(models.TextChoices):
    """What the trail tells of a membership."""

    DIAJUKAN = "inspektorat.diajukan", _("Permohonan diterima")
    DICATAT = "inspektorat.dicatat", _("Permohonan dicatat oleh LKPP")
    DIPERIKSA = "inspektorat.diperiksa", _("Mulai diperiksa")
    DIMINTA_PERBAIKAN = "inspektorat.diminta_perbaikan", _("Pemohon diminta memperbaiki")
    DIPERBAIKI = "inspektorat.diperbaiki", _("Permohonan diperbaiki")
    DISETUJUI = "inspektorat.disetujui", _("Disetujui")
    DITOLAK = "inspektorat.ditolak", _("Ditolak")
    DIUNDANG = "inspektorat.diundang", _("Petugas diundang")
    DIAKTIFKAN = "inspektorat.keanggotaan_aktif", _("Aktif")
    DITANGGUHKAN = "inspektorat.keanggotaan_ditangguhkan", _("Ditangguhkan")
    DIPULIHKAN = "inspektorat.keanggotaan_dipulihkan", _("Dipulihkan")
    DINONAKTIFKAN = "inspektorat.keanggotaan_nonaktif", _("Dinonaktifkan")
    MENUNGGU_ADMIN = "inspektorat.menunggu_admin", _("Menunggu admin yang baru")
    # not steps, but on the trail as well
    UNDANGAN_DIBUAT = "inspektorat.undangan_dibuat", _("Undangan dibuat")
    UNDANGAN_DITERIMA = "inspektorat.undangan_diterima", _("Undangan diterima, akun dibuat")
    PETUGAS_DIGANTI = "inspektorat.petugas_diganti", _("Petugas diganti dengan surat baru")
    PETUGAS_BERHENTI = "inspektorat.petugas_berhenti", _("Akun petugas ditutup")
    BERKAS_DIUNDUH = "inspektorat.berkas_diunduh", _("Dasar surat diunduh")
    JAM_DIULANG = "inspektorat.jam_diulang", _("Ada petugas yang masuk; hitungan diam diulang")
    DIINGATKAN = "inspektorat.diingatkan", _("Pengingat tenggat")
    TERLAMBAT = "inspektorat.terlambat", _("Melewati tenggat")
    TENGGAT_DIGESER = "inspektorat.tenggat_digeser", _("Tenggat bergeser karena kalender kerja berubah")


class EventInspektorat(models.TextChoices):
    """What the trail of the inspectorate itself tells: whether its inbox is open."""

    DIAKTIFKAN = "inspektorat.diaktifkan", _("Kotak masuk dibuka")
    DITANGGUHKAN = "inspektorat.ditangguhkan", _("Kotak masuk ditangguhkan")
    DINONAKTIFKAN = "inspektorat.dinonaktifkan", _("Kotak masuk ditutup")
    MENUNGGU = "inspektorat.menunggu", _("Kotak masuk menunggu admin yang baru")


S = Status
DIAM = "inspektorat.diam"
"""How long nobody of an active inspectorate may stay away; counted anew from the last login."""
UNDANGAN = "inspektorat.undangan"
"""How long an invitation is good; no clock of the case."""

PERIKSA = Step("periksa", (S.DIAJUKAN,), S.DIPERIKSA, Event.DIPERIKSA)
MINTA_PERBAIKAN = Step("minta_perbaikan", (S.DIPERIKSA,), S.PERLU_PERBAIKAN, Event.DIMINTA_PERBAIKAN)
PERBAIKI = Step("perbaiki", (S.PERLU_PERBAIKAN,), S.DIPERIKSA, Event.DIPERBAIKI)
SETUJUI = Step("setujui", (S.DIPERIKSA,), S.DISETUJUI, Event.DISETUJUI)
TOLAK = Step("tolak", (S.DIAJUKAN, S.DIPERIKSA, S.PERLU_PERBAIKAN), S.DITOLAK, Event.DITOLAK)
UNDANG = Step("undang", (S.DISETUJUI,), S.AKUN_DIUNDANG, Event.DIUNDANG)
AKTIFKAN = Step("aktifkan", (S.AKUN_DIUNDANG,), S.AKTIF, Event.DIAKTIFKAN)
TANGGUHKAN = Step("tangguhkan", (S.AKTIF,), S.DITANGGUHKAN, Event.DITANGGUHKAN)
PULIHKAN = Step("pulihkan", (S.DITANGGUHKAN,), S.AKTIF, Event.DIPULIHKAN)
TUNGGU_ADMIN = Step("tunggu_admin", (S.AKTIF, S.DITANGGUHKAN), S.AKUN_DIUNDANG, Event.MENUNGGU_ADMIN)
NONAKTIFKAN = Step(
    "nonaktifkan", (S.DISETUJUI, S.AKUN_DIUNDANG, S.AKTIF, S.DITANGGUHKAN), S.NONAKTIF, Event.DINONAKTIFKAN
)

STAGES = register(
    Stages(
        nama="inspektorat",
        tipe="inspektorat.keanggotaan",
        initial=S.DIAJUKAN,
        steps=(
            PERIKSA,
            MINTA_PERBAIKAN,
            PERBAIKI,
            SETUJUI,
            TOLAK,
            UNDANG,
            AKTIFKAN,
            TANGGUHKAN,
            PULIHKAN,
            TUNGGU_ADMIN,
            NONAKTIFKAN,
        ),
        limits={
            S.DIAJUKAN: "inspektorat.periksa",
            S.DIPERIKSA: "inspektorat.periksa",
            S.PERLU_PERBAIKAN: "inspektorat.perbaikan",
            S.DISETUJUI: "inspektorat.undang",
            S.AKUN_DIUNDANG: "inspektorat.aktivasi",
            S.AKTIF: DIAM,
            S.DITANGGUHKAN: None,
            S.NONAKTIF: None,
            S.DITOLAK: None,
        },
        pauses={S.PERLU_PERBAIKAN: "inspektorat.periksa"},
        done=frozenset({S.NONAKTIF, S.DITOLAK}),
    )
)

TERBUKA = (
    S.DIAJUKAN,
    S.DIPERIKSA,
    S.PERLU_PERBAIKAN,
    S.DISETUJUI,
    S.AKUN_DIUNDANG,
    S.AKTIF,
    S.DITANGGUHKAN,
)
"""Statuses of a membership that has not ended; an inspectorate has one of them at most."""
MENUNGGU_LKPP = (S.DIAJUKAN, S.DIPERIKSA, S.DISETUJUI, S.AKUN_DIUNDANG)
"""Statuses in which LKPP has the next word."""
BERAKUN = (S.AKUN_DIUNDANG, S.AKTIF, S.DITANGGUHKAN)
"""Statuses in which an invitation may be taken up."""

PUBLIK: dict[str, StatusPublik] = {
    S.DIAJUKAN: StatusPublik.DITERIMA,
    S.DIPERIKSA: StatusPublik.DIPERIKSA,
    S.PERLU_PERBAIKAN: StatusPublik.PERLU_PERBAIKAN,
    S.DISETUJUI: StatusPublik.DISETUJUI,
    S.AKUN_DIUNDANG: StatusPublik.DISETUJUI,
    S.AKTIF: StatusPublik.AKTIF,
    S.DITANGGUHKAN: StatusPublik.DITANGGUHKAN,
    S.NONAKTIF: StatusPublik.BERAKHIR,
    S.DITOLAK: StatusPublik.DITOLAK,
}
