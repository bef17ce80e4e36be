"""What may happen to a letter that comes in, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a letter stands, in the words of the office."""

    TERKIRIM = "terkirim", _("Baru")
    DIPERIKSA_TU = "diperiksa_tu", _("Menunggu disposisi")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
    DIDISPOSISI = "didisposisi", _("Didisposisi")
    DALAM_PROSES = "dalam_proses", _("Dalam proses")
    MENUNGGU_INFO = "menunggu_info", _("Menunggu pengirim")
    DIJAWAB = "dijawab", _("Dijawab")
    SELESAI = "selesai", _("Selesai")
    DIARSIPKAN = "diarsipkan", _("Diarsipkan")
    DIJADIKAN_PENGADUAN = "dijadikan_pengaduan", _("Dijadikan pengaduan")
    DIJADIKAN_TIKET = "dijadikan_tiket", _("Dijadikan tiket helpdesk")


class StatusPublik(models.TextChoices):
    """The few words that the sender reads."""

    DITERIMA = "diterima", _("Diterima")
    DALAM_PROSES = "dalam_proses", _("Dalam proses")
    SELESAI = "selesai", _("Selesai")
    DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")


class Event(models.TextChoices):
    """What the trail tells of a letter."""

    DIKIRIM = "persuratan.dikirim", _("Surat diterima")
    DICATAT_MASUK = "persuratan.dicatat_masuk", _("Surat dicatat oleh TU")
    DITERUSKAN = "persuratan.diteruskan", _("Diperiksa TU dan diteruskan kepada pejabat")
    DIKEMBALIKAN = "persuratan.dikembalikan", _("Dikembalikan kepada pengirim")
    DITERIMA_PEJABAT = "persuratan.diterima_pejabat", _("Diterima pejabat")
    DIDISPOSISI = "persuratan.didisposisi", _("Didisposisi")
    DIPROSES = "persuratan.diproses", _("Mulai dikerjakan")
    DITANYAKAN = "persuratan.ditanyakan", _("Pengirim diminta menjelaskan")
    DIJELASKAN = "persuratan.dijelaskan", _("Pengirim menjelaskan")
    DIJAWAB = "persuratan.dijawab", _("Dijawab")
    DISELESAIKAN = "persuratan.diselesaikan", _("Selesai")
    DIARSIPKAN = "persuratan.diarsipkan", _("Diarsipkan")
    DIJADIKAN_PENGADUAN = "persuratan.dijadikan_pengaduan", _("Dijadikan pengaduan")
    DIJADIKAN_TIKET = "persuratan.dijadikan_tiket", _("Dijadikan tiket helpdesk")
    # not steps, but on the trail as well
    DILIHAT = "persuratan.dilihat", _("Surat dibuka")
    DISPOSISI_DITAMBAH = "persuratan.disposisi_ditambah", _("Disposisi ditambah")
    DISPOSISI_DITERUSKAN = "persuratan.disposisi_diteruskan", _("Disposisi diteruskan")
    DISPOSISI_DILAPORKAN = "persuratan.disposisi_dilaporkan", _("Disposisi selesai dilaporkan")
    DISPOSISI_DIKEMBALIKAN = "persuratan.disposisi_dikembalikan", _("Disposisi dikembalikan")
    DISPOSISI_DITARIK = "persuratan.disposisi_ditarik", _("Disposisi ditarik kembali")
    BERKAS_DIPUTUS = "persuratan.berkas_diputus", _("Berkas yang ditahan diputuskan")
    DIINGATKAN = "persuratan.diingatkan", _("Pengingat tenggat")
    TERLAMBAT = "persuratan.terlambat", _("Melewati tenggat")
    TENGGAT_DIGESER = "persuratan.tenggat_digeser", _("Tenggat bergeser karena kalender kerja berubah")


S = Status
TERUSKAN = Step("teruskan", (S.TERKIRIM,), S.DIPERIKSA_TU, Event.DITERUSKAN)
KEMBALIKAN = Step("kembalikan", (S.TERKIRIM, S.DIPERIKSA_TU), S.DIKEMBALIKAN, Event.DIKEMBALIKAN)
DISPOSISI = Step("disposisi", (S.DIPERIKSA_TU,), S.DIDISPOSISI, Event.DIDISPOSISI)
PROSES = Step("proses", (S.DIDISPOSISI,), S.DALAM_PROSES, Event.DIPROSES)
TANYA = Step("tanya", (S.DALAM_PROSES,), S.MENUNGGU_INFO, Event.DITANYAKAN)
JELASKAN = Step("jelaskan", (S.MENUNGGU_INFO,), S.DALAM_PROSES, Event.DIJELASKAN)
JAWAB = Step("jawab", (S.DIPERIKSA_TU, S.DIDISPOSISI, S.DALAM_PROSES, S.MENUNGGU_INFO), S.DIJAWAB, Event.DIJAWAB)
SELESAIKAN = Step("selesaikan", (S.DIJAWAB,), S.SELESAI, Event.DISELESAIKAN)
ARSIPKAN = Step("arsipkan", (S.SELESAI,), S.DIARSIPKAN, Event.DIARSIPKAN)
JADIKAN_PENGADUAN = Step(
    "jadikan_pengaduan",
    (S.TERKIRIM, S.DIPERIKSA_TU, S.DIDISPOSISI, S.DALAM_PROSES, S.MENUNGGU_INFO),
    S.DIJADIKAN_PENGADUAN,
    Event.DIJADIKAN_PENGADUAN,
)
JADIKAN_TIKET = Step("jadikan_tiket", JADIKAN_PENGADUAN.from_, S.DIJADIKAN_TIKET, Event.DIJADIKAN_TIKET)

STAGES = register(
    Stages(
        nama="surat_masuk",
        tipe="persuratan.suratmasuk",
        initial=S.TERKIRIM,
        steps=(
            TERUSKAN,
            KEMBALIKAN,
            DISPOSISI,
            PROSES,
            TANYA,
            JELASKAN,
            JAWAB,
            SELESAIKAN,
            ARSIPKAN,
            JADIKAN_PENGADUAN,
            JADIKAN_TIKET,
        ),
        limits={
            S.TERKIRIM: "persuratan.periksa",
            S.DIPERIKSA_TU: "persuratan.disposisi",
            S.DIDISPOSISI: "persuratan.kerjakan",
            S.DALAM_PROSES: "persuratan.kerjakan",
            S.MENUNGGU_INFO: None,
            S.DIJAWAB: None,
            S.SELESAI: None,
            S.DIKEMBALIKAN: None,
            S.DIARSIPKAN: None,
            S.DIJADIKAN_PENGADUAN: None,
            S.DIJADIKAN_TIKET: None,
        },
        pauses={S.MENUNGGU_INFO: "persuratan.kerjakan"},
        overall="persuratan.surat",
        beside=frozenset({"persuratan.pejabat"}),
        done=frozenset({S.DIJAWAB, S.SELESAI, S.DIARSIPKAN, S.DIKEMBALIKAN, S.DIJADIKAN_PENGADUAN, S.DIJADIKAN_TIKET}),
    )
)

PUBLIK: dict[str, StatusPublik] = {
    S.TERKIRIM: StatusPublik.DITERIMA,
    S.DIPERIKSA_TU: StatusPublik.DITERIMA,
    S.DIDISPOSISI: StatusPublik.DALAM_PROSES,
    S.DALAM_PROSES: StatusPublik.DALAM_PROSES,
    S.MENUNGGU_INFO: StatusPublik.DALAM_PROSES,
    S.DIJADIKAN_PENGADUAN: StatusPublik.DALAM_PROSES,
    S.DIJADIKAN_TIKET: StatusPublik.DALAM_PROSES,
    S.DIJAWAB: StatusPublik.SELESAI,
    S.SELESAI: StatusPublik.SELESAI,
    S.DIARSIPKAN: StatusPublik.SELESAI,
    S.DIKEMBALIKAN: StatusPublik.DIKEMBALIKAN,
}
