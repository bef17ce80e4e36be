"""The steps of a meeting: somebody comes, is received, and gets a report; online it is scheduled, moved, called off."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.decision import Decision
from akun.door import ActorRequest
from akun.receipt import WIB
from konsultasi import flow_temu, status
from konsultasi.forms.langkah import LaporanForm, PertemuanForm
from konsultasi.models import PertemuanDaring
from konsultasi.pilihan import BERTEMU, Kanal
from konsultasi.status import Status
from konsultasi.views.langkah import LangkahKonsultasi
from konsultasi.views.lembar import Lembar

KUNJUNGAN = frozenset({Kanal.TATAP_MUKA})
DARING = frozenset({Kanal.DARING})


class Datang(LangkahKonsultasi):
    """The visitor is here."""

    nama, judul = "datang", gettext_lazy("Catat kedatangan")
    dari, kanal = (Status.DIJADWALKAN,), KUNJUNGAN
    akibat = (
        gettext_lazy("Tamu mendapat nomor antrean hari ini."),
        gettext_lazy("Janji satu jam mulai dihitung."),
    )
    tombol, sukses = gettext_lazy("Catat kedatangan"), gettext_lazy("Kedatangan sudah dicatat.")

    def pada(self, lembar: Lembar) -> bool:
        """Once only."""
        return super().pada(lembar) and lembar.janji is not None and lembar.janji.datang_pada is None

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write it down."""
        flow_temu.datang(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """To the queue number."""
        return lembar.url("antrean", kueri=request.GET.urlencode())


class MulaiSesi(LangkahKonsultasi):
    """The meeting begins."""

    nama, judul = "mulai_sesi", gettext_lazy("Mulai pertemuan")
    dari, kanal = status.MULAI.from_, BERTEMU
    akibat = (gettext_lazy("Anda yang menerima pemohon dan menulis laporannya."),)
    tombol, sukses = gettext_lazy("Mulai pertemuan"), gettext_lazy("Pertemuan dimulai.")

    def kurang(self, lembar: Lembar) -> str:
        """A visitor has to be here."""
        if lembar.janji is not None and lembar.janji.datang_pada is None:
            return _("Catat dahulu kedatangan tamu.")
        return ""

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Begin."""
        flow_temu.mulai_sesi(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class TulisLaporan(LangkahKonsultasi):
    """What was advised is written down."""

    nama, judul = "tulis_laporan", gettext_lazy("Tulis laporan pertemuan")
    dari, kanal = status.LAPORKAN.from_, BERTEMU
    akibat = (gettext_lazy("Pemohon diberi tahu dan membaca laporan ini."),)
    tombol, sukses = gettext_lazy("Simpan dan kirim"), gettext_lazy("Laporan pertemuan sudah dikirim.")
    form_class = LaporanForm

    def may(self, lembar: Lembar) -> Decision:
        """Whoever received the visitor."""
        return lembar.may_kerjakan

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write it down."""
        isi = {"isi": data["isi"], "produk": data["produk"]}
        flow_temu.tulis_laporan(konsultasi=lembar.k, by=lembar.actor, now=lembar.now, **isi)


class TidakDatang(LangkahKonsultasi):
    """The visitor did not come."""

    nama, judul, bahaya = "tidak_datang", gettext_lazy("Tamu tidak datang"), True
    dari, kanal = (Status.DIJADWALKAN,), KUNJUNGAN
    akibat = (gettext_lazy("Kunjungan dibatalkan. Pemohon diberi tahu dan dapat membuat janji baru."),)
    tombol, sukses = gettext_lazy("Catat tidak datang"), gettext_lazy("Kunjungan dibatalkan.")

    def pada(self, lembar: Lembar) -> bool:
        """Nobody who came or who has no appointment stays away."""
        janji = lembar.janji
        return super().pada(lembar) and janji is not None and janji.datang_pada is None and janji.slot is not None

    def kurang(self, lembar: Lembar) -> str:
        """His time has to be over."""
        if lembar.janji and lembar.janji.slot and lembar.now < lembar.janji.slot.selesai:
            return _("Tunggu sampai jamnya lewat.")
        return ""

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write it down."""
        flow_temu.tidak_datang(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class JadwalkanDaring(LangkahKonsultasi):
    """The meeting online gets its time."""

    nama, judul = "jadwalkan_daring", gettext_lazy("Jadwalkan pertemuan daring")
    dari, kanal = status.JADWALKAN.from_, DARING
    akibat = (
        gettext_lazy("Pemohon diberi tahu; waktu, tautan, dan berkas kalender ada di halamannya."),
        gettext_lazy("Janji dua hari kerja terpenuhi."),
    )
    tombol, sukses = gettext_lazy("Jadwalkan"), gettext_lazy("Pertemuan sudah dijadwalkan.")
    form_class = PertemuanForm

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The present moment, after which it has to be."""
        return {"now": lembar.now}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Schedule."""
        flow_temu.jadwalkan_daring(konsultasi=lembar.k, by=lembar.actor, now=lembar.now, **_waktu(data))


class UbahDaring(LangkahKonsultasi):
    """Another time, or another link."""

    nama, judul = "ubah_daring", gettext_lazy("Ubah jadwal")
    dari, kanal = (Status.DIJADWALKAN,), DARING
    akibat = (gettext_lazy("Pemohon diberi tahu, dan mengambil berkas kalender yang baru di halamannya."),)
    tombol, sukses = gettext_lazy("Simpan jadwal"), gettext_lazy("Jadwal sudah diubah.")
    form_class = PertemuanForm

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What holds so far."""
        temu = lembar.pertemuan
        if temu is None:
            return {"now": lembar.now}
        mulai = temu.mulai.astimezone(WIB)
        awal = {"tanggal": mulai.date(), "jam": mulai.time(), "lama_menit": temu.lama_menit, "tautan": temu.tautan}
        return {"now": lembar.now, "initial": awal}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Move it."""
        flow_temu.ubah_daring(pertemuan=_pertemuan(lembar), by=lembar.actor, now=lembar.now, **_waktu(data))


class BatalkanDaring(LangkahKonsultasi):
    """The meeting is called off."""

    nama, judul, bahaya = "batalkan_daring", gettext_lazy("Batalkan pertemuan"), True
    dari, kanal = (Status.DIJADWALKAN,), DARING
    akibat = (
        gettext_lazy("Pemohon diberi tahu; berkas kalender di halamannya menghapus pertemuan ini dari kalender."),
        gettext_lazy("Konsultasi ini berakhir. Untuk waktu lain, ubah jadwalnya saja."),
    )
    tombol, sukses = gettext_lazy("Batalkan pertemuan"), gettext_lazy("Pertemuan dibatalkan.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Call it off."""
        flow_temu.batalkan_daring(pertemuan=_pertemuan(lembar), by=lembar.actor, now=lembar.now)


def _waktu(data: dict[str, Any]) -> dict[str, Any]:
    return {k: data[k] for k in ("mulai", "lama_menit", "tautan")}


def _pertemuan(lembar: Lembar) -> PertemuanDaring:
    """The meeting of a consultation that is scheduled; its flow moves the status of what the sheet holds."""
    temu = lembar.pertemuan
    if temu is None:
        raise ValueError("A scheduled meeting has its row.")
    temu.konsultasi = lembar.k
    return temu
