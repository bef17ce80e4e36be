"""What may happen to a ticket of the helpdesk, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models import KANTOR
from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a ticket stands, in the words of the desk."""

    TERCATAT = "tercatat", _("Tercatat")
    KLASIFIKASI = "klasifikasi", _("Diklasifikasi")
    PENANGANAN = "penanganan", _("Penanganan")
    MENUNGGU_PENGGUNA = "menunggu_pengguna", _("Menunggu pengguna")
    ESKALASI_FUNGSIONAL = "eskalasi_fungsional", _("Eskalasi fungsional")
    ESKALASI_STRUKTURAL = "eskalasi_struktural", _("Eskalasi struktural")
    ESKALASI_LKPP = "eskalasi_lkpp", _("Eskalasi ke LKPP")
    SOLUSI_SEMENTARA = "solusi_sementara", _("Solusi sementara")
    PENYELESAIAN = "penyelesaian", _("Penyelesaian")
    DIKONFIRMASI = "dikonfirmasi", _("Dikonfirmasi")
    DITUTUP = "ditutup", _("Ditutup")
    DIBATALKAN = "dibatalkan", _("Dibatalkan")
    DUPLIKAT = "duplikat", _("Duplikat")
    DIJAWAB_FAQ = "dijawab_faq", _("Dijawab FAQ")


class StatusPublik(models.TextChoices):
    """The few words that the reporter reads."""

    DITERIMA = "diterima", _("Diterima")
    DITANGANI = "ditangani", _("Sedang ditangani")
    MENUNGGU = "menunggu", _("Menunggu jawaban Anda")
    SELESAI = "selesai", _("Selesai")
    DITUTUP = "ditutup", _("Ditutup")


class Event(models.TextChoices):
    """What the trail tells of a ticket."""

    DICATAT = "helpdesk.dicatat", _("Tiket diterima")
    DIKLASIFIKASI = "helpdesk.diklasifikasi", _("Diklasifikasi")
    DITANGANI = "helpdesk.ditangani", _("Mulai ditangani")
    DITANYAKAN = "helpdesk.ditanyakan", _("Pelapor ditanya")
    DIJELASKAN = "helpdesk.dijelaskan", _("Pelapor menjelaskan")
    DIESKALASI_FUNGSIONAL = "helpdesk.dieskalasi_fungsional", _("Dieskalasi kepada tim teknis")
    DIESKALASI_STRUKTURAL = "helpdesk.dieskalasi_struktural", _("Dieskalasi kepada pejabat")
    DIESKALASI_LKPP = "helpdesk.dieskalasi_lkpp", _("Dieskalasi ke LKPP")
    ESKALASI_DIJAWAB = "helpdesk.eskalasi_dijawab", _("Eskalasi dijawab")
    SOLUSI_SEMENTARA = "helpdesk.solusi_sementara", _("Solusi sementara diberikan")
    DISELESAIKAN = "helpdesk.diselesaikan", _("Diselesaikan")
    DIKONFIRMASI = "helpdesk.dikonfirmasi", _("Pelapor menyatakan selesai")
    DITUTUP = "helpdesk.ditutup", _("Ditutup")
    DIBUKA_KEMBALI = "helpdesk.dibuka_kembali", _("Dibuka kembali")
    DIBATALKAN = "helpdesk.dibatalkan", _("Dibatalkan")
    DIGABUNG = "helpdesk.digabung", _("Digabung dengan tiket lain")
    DIJAWAB_FAQ = "helpdesk.dijawab_faq", _("Dijawab dari FAQ")
    # not steps, but on the trail as well
    DIKLASIFIKASI_ULANG = "helpdesk.diklasifikasi_ulang", _("Diklasifikasi ulang")
    DITUGASKAN = "helpdesk.ditugaskan", _("Diberikan kepada petugas")
    DISERAHKAN = "helpdesk.diserahkan", _("Diserahkan kepada petugas lain")
    DIBALAS = "helpdesk.dibalas", _("Petugas membalas")
    DICATAT_INTERNAL = "helpdesk.dicatat_internal", _("Catatan internal")
    DITULIS_PELAPOR = "helpdesk.ditulis_pelapor", _("Pelapor menulis")
    DIPENDING = "helpdesk.dipending", _("Masuk daftar belum terjawab")
    PENDING_DICABUT = "helpdesk.pending_dicabut", _("Keluar dari daftar belum terjawab")
    DIKAITKAN = "helpdesk.dikaitkan", _("Dikaitkan dengan masalah")
    BERKAS_DIUNDUH = "helpdesk.berkas_diunduh", _("Berkas diunduh")
    DINILAI = "helpdesk.dinilai", _("Pelapor memberi nilai")
    DIINGATKAN = "helpdesk.diingatkan", _("Pengingat tenggat")
    TERLAMBAT = "helpdesk.terlambat", _("Melewati tenggat")
    TENGGAT_DIGESER = "helpdesk.tenggat_digeser", _("Tenggat bergeser karena kalender kerja berubah")


class EventMasalah(models.TextChoices):
    """What the trail tells of a problem record."""

    DIBUAT = "helpdesk.masalah_dibuat", _("Masalah dicatat")
    SOLUSI = "helpdesk.masalah_solusi", _("Solusi masalah dicatat")


S = Status
TERBUKA = (
    S.TERCATAT,
    S.KLASIFIKASI,
    S.PENANGANAN,
    S.MENUNGGU_PENGGUNA,
    S.ESKALASI_FUNGSIONAL,
    S.ESKALASI_STRUKTURAL,
    S.ESKALASI_LKPP,
    S.SOLUSI_SEMENTARA,
)
"""Statuses in which somebody still has to do something; a list of what is, so that an index can find it."""
USAI = (S.PENYELESAIAN, S.DIKONFIRMASI, S.DITUTUP, S.DIBATALKAN, S.DUPLIKAT, S.DIJAWAB_FAQ)
DIKERJAKAN = (S.KLASIFIKASI, S.PENANGANAN, S.SOLUSI_SEMENTARA)
BISA_DIBUKA = (S.PENYELESAIAN, S.DIKONFIRMASI, S.DITUTUP)

KLASIFIKASI = Step("klasifikasi", (S.TERCATAT,), S.KLASIFIKASI, Event.DIKLASIFIKASI)
TANGANI = Step("tangani", (S.TERCATAT, S.KLASIFIKASI), S.PENANGANAN, Event.DITANGANI)
TANYA = Step("tanya", (S.TERCATAT, *DIKERJAKAN), S.MENUNGGU_PENGGUNA, Event.DITANYAKAN)
JELASKAN = Step("jelaskan", (S.MENUNGGU_PENGGUNA,), S.PENANGANAN, Event.DIJELASKAN)
JELASKAN_AWAL = Step("jelaskan_awal", (S.MENUNGGU_PENGGUNA,), S.TERCATAT, Event.DIJELASKAN)
KE_TEKNIS = Step(
    "eskalasi_fungsional", (*DIKERJAKAN, S.ESKALASI_LKPP), S.ESKALASI_FUNGSIONAL, Event.DIESKALASI_FUNGSIONAL
)
KE_PEJABAT = Step(
    "eskalasi_struktural",
    (*DIKERJAKAN, S.ESKALASI_FUNGSIONAL, S.ESKALASI_LKPP),
    S.ESKALASI_STRUKTURAL,
    Event.DIESKALASI_STRUKTURAL,
)
KE_LKPP = Step(
    "eskalasi_lkpp",
    (*DIKERJAKAN, S.ESKALASI_FUNGSIONAL, S.ESKALASI_STRUKTURAL),
    S.ESKALASI_LKPP,
    Event.DIESKALASI_LKPP,
)
JAWAB_ESKALASI = Step(
    "jawab_eskalasi",
    (S.ESKALASI_FUNGSIONAL, S.ESKALASI_STRUKTURAL, S.ESKALASI_LKPP),
    S.PENANGANAN,
    Event.ESKALASI_DIJAWAB,
)
JAWAB_KEPADA_LKPP = Step(  # a section or an official of LKPP answers LKPP's own desk, which still owes the LPSE
    "jawab_kepada_lkpp",
    (S.ESKALASI_FUNGSIONAL, S.ESKALASI_STRUKTURAL),
    S.ESKALASI_LKPP,
    Event.ESKALASI_DIJAWAB,
)
SEMENTARA = Step("solusi_sementara", (S.KLASIFIKASI, S.PENANGANAN), S.SOLUSI_SEMENTARA, Event.SOLUSI_SEMENTARA)
SELESAIKAN = Step("selesaikan", (S.TERCATAT, *DIKERJAKAN), S.PENYELESAIAN, Event.DISELESAIKAN)
KONFIRMASI = Step("konfirmasi", (S.PENYELESAIAN,), S.DIKONFIRMASI, Event.DIKONFIRMASI)
TUTUP = Step("tutup", (S.PENYELESAIAN, S.DIKONFIRMASI), S.DITUTUP, Event.DITUTUP)
BUKA_KEMBALI = Step("buka_kembali", BISA_DIBUKA, S.PENANGANAN, Event.DIBUKA_KEMBALI)
BATALKAN = Step("batalkan", TERBUKA, S.DIBATALKAN, Event.DIBATALKAN)
GABUNG = Step("gabung", TERBUKA, S.DUPLIKAT, Event.DIGABUNG)
JAWAB_FAQ = Step("jawab_faq", (S.TERCATAT,), S.DIJAWAB_FAQ, Event.DIJAWAB_FAQ)

TIKET = "helpdesk.tiket"
"""The promise of the whole ticket: 3, 2 or 1 working days by class, or a service's own."""
JANJI_LKPP = "helpdesk.eskalasi_lkpp"
KONFIRMASI_SELAMA = "helpdesk.konfirmasi"

STAGES = register(
    Stages(
        nama="tiket",
        tipe="helpdesk.tiket",
        initial=S.TERCATAT,
        steps=(
            KLASIFIKASI,
            TANGANI,
            TANYA,
            JELASKAN,
            JELASKAN_AWAL,
            KE_TEKNIS,
            KE_PEJABAT,
            KE_LKPP,
            JAWAB_ESKALASI,
            JAWAB_KEPADA_LKPP,
            SEMENTARA,
            SELESAIKAN,
            KONFIRMASI,
            TUTUP,
            BUKA_KEMBALI,
            BATALKAN,
            GABUNG,
            JAWAB_FAQ,
        ),
        limits={
            S.TERCATAT: "helpdesk.klasifikasi",
            S.KLASIFIKASI: TIKET,
            S.PENANGANAN: TIKET,
            S.SOLUSI_SEMENTARA: TIKET,
            S.MENUNGGU_PENGGUNA: "helpdesk.jawaban_pengguna",
            S.ESKALASI_FUNGSIONAL: "helpdesk.eskalasi_fungsional",
            S.ESKALASI_STRUKTURAL: "helpdesk.eskalasi_struktural",
            S.ESKALASI_LKPP: JANJI_LKPP,
            S.PENYELESAIAN: KONFIRMASI_SELAMA,
            S.DIKONFIRMASI: KONFIRMASI_SELAMA,
            S.DITUTUP: None,
            S.DIBATALKAN: None,
            S.DUPLIKAT: None,
            S.DIJAWAB_FAQ: None,
        },
        pauses={S.MENUNGGU_PENGGUNA: TIKET},
        overall=TIKET,
        beside=frozenset({JANJI_LKPP}),
        done=frozenset(USAI),
        calendars={JANJI_LKPP: KANTOR},
    )
)

PUBLIK: dict[str, StatusPublik] = {
    S.TERCATAT: StatusPublik.DITERIMA,
    S.KLASIFIKASI: StatusPublik.DITANGANI,
    S.PENANGANAN: StatusPublik.DITANGANI,
    S.MENUNGGU_PENGGUNA: StatusPublik.MENUNGGU,
    S.ESKALASI_FUNGSIONAL: StatusPublik.DITANGANI,
    S.ESKALASI_STRUKTURAL: StatusPublik.DITANGANI,
    S.ESKALASI_LKPP: StatusPublik.DITANGANI,
    S.SOLUSI_SEMENTARA: StatusPublik.DITANGANI,
    S.PENYELESAIAN: StatusPublik.SELESAI,
    S.DIKONFIRMASI: StatusPublik.SELESAI,
    S.DITUTUP: StatusPublik.DITUTUP,
    S.DIBATALKAN: StatusPublik.DITUTUP,
    S.DUPLIKAT: StatusPublik.DITUTUP,
    S.DIJAWAB_FAQ: StatusPublik.DITUTUP,
}
