"""What may happen to a consultation, and how long it may take; the same for a complaint about the service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a consultation stands, in the words of the office."""

    DIAJUKAN = "diajukan", _("Baru")
    DIVERIFIKASI = "diverifikasi", _("Menunggu penugasan")
    DITUGASKAN = "ditugaskan", _("Ditugaskan")
    DIPROSES = "diproses", _("Diproses")
    BUTUH_DATA = "butuh_data", _("Menunggu data pemohon")
    REVIU_JAWABAN = "reviu_jawaban", _("Jawaban direviu")
    DIJAWAB = "dijawab", _("Dijawab")
    DIJADWALKAN = "dijadwalkan", _("Dijadwalkan")
    BERLANGSUNG = "berlangsung", _("Sedang berlangsung")
    LAPORAN = "laporan", _("Laporan tersedia")
    SELESAI = "selesai", _("Selesai")
    DITOLAK = "ditolak", _("Ditolak")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")


class StatusPublik(models.TextChoices):
    """The few words that the applicant reads."""

    DITERIMA = "diterima", _("Diterima")
    DIPROSES = "diproses", _("Sedang diproses")
    MENUNGGU = "menunggu", _("Menunggu data Anda")
    DIJADWALKAN = "dijadwalkan", _("Dijadwalkan")
    DIJAWAB = "dijawab", _("Dijawab")
    SELESAI = "selesai", _("Selesai")
    DITOLAK = "ditolak", _("Tidak dapat dilayani")


class Event(models.TextChoices):
    """What the trail tells of a consultation."""

    DIAJUKAN = "konsultasi.diajukan", _("Permohonan diterima")
    DIJADIKAN = "konsultasi.dijadikan", _("Permohonan dibuat dari surat")
    DIVERIFIKASI = "konsultasi.diverifikasi", _("Persyaratan diperiksa, lengkap")
    DITERIMA_DIREKTUR = "konsultasi.diterima_direktur", _("Diterima Direktur")
    DITUGASKAN = "konsultasi.ditugaskan", _("Ditugaskan")
    DIPROSES = "konsultasi.diproses", _("Mulai dikerjakan")
    DITANYAKAN = "konsultasi.ditanyakan", _("Pemohon diminta melengkapi data")
    DILENGKAPI = "konsultasi.dilengkapi", _("Pemohon melengkapi data")
    JAWABAN_DITULIS = "konsultasi.jawaban_ditulis", _("Jawaban diajukan untuk direviu")
    JAWABAN_DIKEMBALIKAN = "konsultasi.jawaban_dikembalikan", _("Jawaban dikembalikan kepada penulisnya")
    DIJAWAB = "konsultasi.dijawab", _("Dijawab")
    DIJADWALKAN = "konsultasi.dijadwalkan", _("Pertemuan dijadwalkan")
    BERLANGSUNG = "konsultasi.berlangsung", _("Pertemuan dimulai")
    DILAPORKAN = "konsultasi.dilaporkan", _("Laporan pertemuan ditulis")
    DISELESAIKAN = "konsultasi.diselesaikan", _("Selesai")
    DITOLAK = "konsultasi.ditolak", _("Tidak dapat dilayani")
    DIBATALKAN = "konsultasi.dibatalkan", _("Dibatalkan")
    # not steps, but on the trail as well
    DATANG = "konsultasi.datang", _("Pemohon datang")
    JADWAL_DIUBAH = "konsultasi.jadwal_diubah", _("Jadwal diubah")
    DIALIHKAN = "konsultasi.dialihkan", _("Dialihkan ke direktorat lain")
    PESAN = "konsultasi.pesan", _("Pesan ditulis")
    DIINGATKAN = "konsultasi.diingatkan", _("Pengingat tenggat")
    TERLAMBAT = "konsultasi.terlambat", _("Melewati tenggat")
    TENGGAT_DIGESER = "konsultasi.tenggat_digeser", _("Tenggat bergeser karena kalender kerja berubah")


class EventHak(models.TextChoices):
    """What the trail tells of a right of compensation."""

    DIBERIKAN = "konsultasi.hak_diberikan", _("Hak didahulukan diberikan")
    DIPAKAI = "konsultasi.hak_dipakai", _("Hak didahulukan dipakai")


S = Status
JANJI = "konsultasi.janji"
"""The promise of the service standard: its length, and from when it is counted, depend on the channel."""

VERIFIKASI = Step("verifikasi", (S.DIAJUKAN,), S.DIVERIFIKASI, Event.DIVERIFIKASI)
TUGASKAN = Step("tugaskan", (S.DIVERIFIKASI, S.DITUGASKAN, S.DIPROSES), S.DITUGASKAN, Event.DITUGASKAN)
PROSES = Step("proses", (S.DITUGASKAN,), S.DIPROSES, Event.DIPROSES)
TANYA = Step("tanya", (S.DIAJUKAN, S.DITUGASKAN, S.DIPROSES), S.BUTUH_DATA, Event.DITANYAKAN)
LENGKAPI = Step("lengkapi", (S.BUTUH_DATA,), S.DIPROSES, Event.DILENGKAPI)
LENGKAPI_AWAL = Step("lengkapi_awal", (S.BUTUH_DATA,), S.DIAJUKAN, Event.DILENGKAPI)
TULIS_JAWABAN = Step("tulis_jawaban", (S.DIPROSES,), S.REVIU_JAWABAN, Event.JAWABAN_DITULIS)
KEMBALIKAN_JAWABAN = Step("kembalikan_jawaban", (S.REVIU_JAWABAN,), S.DIPROSES, Event.JAWABAN_DIKEMBALIKAN)
SETUJUI_JAWABAN = Step("setujui_jawaban", (S.REVIU_JAWABAN,), S.DIJAWAB, Event.DIJAWAB)
JADWALKAN = Step("jadwalkan", (S.DIAJUKAN, S.DITUGASKAN, S.DIPROSES), S.DIJADWALKAN, Event.DIJADWALKAN)
MULAI = Step("mulai", (S.DIJADWALKAN,), S.BERLANGSUNG, Event.BERLANGSUNG)
LAPORKAN = Step("laporkan", (S.BERLANGSUNG,), S.LAPORAN, Event.DILAPORKAN)
SELESAIKAN = Step("selesaikan", (S.DIJAWAB, S.LAPORAN), S.SELESAI, Event.DISELESAIKAN)
TOLAK = Step("tolak", (S.DIAJUKAN, S.DIVERIFIKASI, S.DITUGASKAN, S.DIPROSES), S.DITOLAK, Event.DITOLAK)
BATALKAN = Step("batalkan", (S.DIAJUKAN, S.DIVERIFIKASI, S.BUTUH_DATA, S.DIJADWALKAN), S.DIBATALKAN, Event.DIBATALKAN)

STAGES = register(
    Stages(
        nama="konsultasi",
        tipe="konsultasi.konsultasi",
        initial=S.DIAJUKAN,
        steps=(
            VERIFIKASI,
            TUGASKAN,
            PROSES,
            TANYA,
            LENGKAPI,
            LENGKAPI_AWAL,
            TULIS_JAWABAN,
            KEMBALIKAN_JAWABAN,
            SETUJUI_JAWABAN,
            JADWALKAN,
            MULAI,
            LAPORKAN,
            SELESAIKAN,
            TOLAK,
            BATALKAN,
        ),
        limits={
            S.DIAJUKAN: "konsultasi.verifikasi",
            S.DIVERIFIKASI: "konsultasi.penugasan",
            S.DITUGASKAN: JANJI,
            S.DIPROSES: JANJI,
            S.BUTUH_DATA: "konsultasi.data",
            S.REVIU_JAWABAN: JANJI,
            S.DIJAWAB: "konsultasi.tanggapan",
            S.DIJADWALKAN: None,
            S.BERLANGSUNG: None,
            S.LAPORAN: "konsultasi.tanggapan",
            S.SELESAI: None,
            S.DITOLAK: None,
            S.DIBATALKAN: None,
        },
        pauses={S.BUTUH_DATA: JANJI},
        beside=frozenset({JANJI}),
        done=frozenset({S.DIJAWAB, S.DIJADWALKAN, S.LAPORAN, S.SELESAI, S.DITOLAK, S.DIBATALKAN}),
    )
)

TERBUKA = (
    S.DIAJUKAN,
    S.DIVERIFIKASI,
    S.DITUGASKAN,
    S.DIPROSES,
    S.BUTUH_DATA,
    S.REVIU_JAWABAN,
    S.DIJADWALKAN,
    S.BERLANGSUNG,
)
"""Statuses in which somebody still has to do something; a list of what is, so that an index can find it."""

PUBLIK: dict[str, StatusPublik] = {
    S.DIAJUKAN: StatusPublik.DITERIMA,
    S.DIVERIFIKASI: StatusPublik.DITERIMA,
    S.DITUGASKAN: StatusPublik.DIPROSES,
    S.DIPROSES: StatusPublik.DIPROSES,
    S.BUTUH_DATA: StatusPublik.MENUNGGU,
    S.REVIU_JAWABAN: StatusPublik.DIPROSES,
    S.DIJAWAB: StatusPublik.DIJAWAB,
    S.DIJADWALKAN: StatusPublik.DIJADWALKAN,
    S.BERLANGSUNG: StatusPublik.DIPROSES,
    S.LAPORAN: StatusPublik.DIJAWAB,
    S.SELESAI: StatusPublik.SELESAI,
    S.DITOLAK: StatusPublik.DITOLAK,
    S.DIBATALKAN: StatusPublik.SELESAI,
}
