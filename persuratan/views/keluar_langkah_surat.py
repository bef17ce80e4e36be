"""The steps of a letter out; LANGKAH is the order of the buttons."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.decision import Decision
from akun.door import ActorRequest
from persuratan import flow_keluar, konsep_keluar, penandaan, status_keluar
from persuratan import permissions_keluar as izin
from persuratan.forms.keluar_langkah import (
    RUNG,
    RUNG_TERBANYAK,
    AlasanSuratForm,
    KembalikanKonsepForm,
    KirimForm,
    ParafForm,
    PutuskanForm,
    SandiForm,
    TanggaForm,
)
from persuratan.status_keluar import KONSEP, Status
from persuratan.views.keluar_kertas import mencetak
from persuratan.views.keluar_langkah import LangkahKeluar
from persuratan.views.keluar_lembar import LembarKeluar


class Ajukan(LangkahKeluar):
    """The draft goes up."""

    nama, judul, dari = "ajukan", gettext_lazy("Ajukan paraf"), KONSEP
    akibat = (
        gettext_lazy("Surat bergerak ke pejabat yang Anda susun di sini, satu per satu, lalu ke penanda tangannya."),
        gettext_lazy("Selama itu isinya tidak dapat diubah. Siapa pun di tangga dapat mengembalikannya kepada Anda."),
    )
    tombol, sukses = gettext_lazy("Ajukan"), gettext_lazy("Surat sudah diajukan.")
    form_class = TanggaForm
    baris = RUNG

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """How many rungs the page has."""
        super().setup(request, *args, **kwargs)
        tulis = sum(1 for nama in request.POST if nama.startswith("paraf_"))
        self.baris = min(max(RUNG, tulis + (RUNG if "tambah" in request.POST else 0)), RUNG_TERBANYAK)

    def may(self, lembar: LembarKeluar) -> Decision:
        """Whoever may edit it."""
        return lembar.may_ubah

    def kurang(self, lembar: LembarKeluar) -> str:
        """It is whole."""
        try:
            konsep_keluar.lengkap(lembar.surat)
        except ValidationError as error:
            return str(error.messages[0])
        return ""

    def isian(self, lembar: LembarKeluar) -> dict[str, Any]:
        """The ladder of the round before, when there was one."""
        awal = {f"paraf_{ke}": p.pk for ke, p in enumerate(lembar.tangga, start=1)}
        return {"baris": max(self.baris, len(awal)), "initial": awal}

    def konteks(self, lembar: LembarKeluar) -> dict[str, Any]:
        """Whether there is room for more, and who signs after them."""
        keterangan = _("Pilih menurut urutannya. Tanpa paraf, surat langsung ke %(jabatan)s.")
        return {
            "tambah": self.baris < RUNG_TERBANYAK,
            "keterangan": keterangan % {"jabatan": lembar.surat.penandatangan},
        }

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """More rungs, or the step."""
        if "tambah" not in request.POST:
            return super().post(request, **kunci)
        lembar = self.buka(request)
        isi = self.isian(lembar) | {"initial": request.POST.dict()}
        return self.tampil(request, lembar, self.form_class(**isi))

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Hand it in."""
        tangga = [p for nama, p in data.items() if nama.startswith("paraf_") and p]
        flow_keluar.ajukan_paraf(surat=lembar.surat, tangga=tangga, by=lembar.actor, now=lembar.now)


class BubuhkanParaf(LangkahKeluar):
    """Initial it."""

    nama, judul, dari = "paraf", gettext_lazy("Paraf"), status_keluar.PARAF.from_
    akibat = (gettext_lazy("Nama, jabatan, dan waktu Anda tercatat; surat naik ke pejabat berikutnya."),)
    tombol, sukses, form_class = gettext_lazy("Bubuhkan paraf"), gettext_lazy("Surat sudah Anda paraf."), ParafForm

    def may(self, lembar: LembarKeluar) -> Decision:
        """The post whose turn it is."""
        return lembar.may_kembalikan

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Initial."""
        flow_keluar.paraf(surat=lembar.surat, catatan=data["catatan"], by=lembar.actor, now=lembar.now)


class TandaTangan(LangkahKeluar):
    """Number it, sign it, issue it."""

    nama, judul = "tanda_tangan", gettext_lazy("Tanda tangani")
    dari = (Status.SIAP_TANDA_TANGAN, Status.DINOMORI)
    akibat = (
        gettext_lazy("Surat diberi nomor dan kode QR, lalu ditandatangani dengan sertifikat elektronik Anda."),
        gettext_lazy("Sesudah itu berkasnya tidak berubah lagi. Anda masih dapat mencabutnya, dengan alasan."),
    )
    tombol, sukses, form_class = gettext_lazy("Tanda tangani"), gettext_lazy("Surat sudah terbit."), SandiForm

    def may(self, lembar: LembarKeluar) -> Decision:
        """The signer's post."""
        return lembar.may_tanda_tangan

    def kurang(self, lembar: LembarKeluar) -> str:
        """It is clear how the last try ended."""
        if lembar.tidak_pasti:
            return _("Belum pasti apakah surat ini sudah ditandatangani. Periksa dahulu, lalu putuskan.")
        return ""

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Sign."""
        surat, by, now = lembar.surat, lembar.actor, lembar.now
        mencetak(lambda: flow_keluar.tanda_tangani(surat=surat, sandi=data["sandi"], by=by, now=now))


class Putuskan(LangkahKeluar):
    """Nobody knows whether it was signed: the signer has looked it up."""

    nama, judul = "putuskan", gettext_lazy("Putuskan hasil tanda tangan")
    dari = status_keluar.TERBITKAN.from_
    akibat = (
        gettext_lazy("Layanan tanda tangan tidak memberi jawaban, jadi portal tidak tahu apakah surat ini tertanda."),
        gettext_lazy("Setelah Anda pastikan belum, surat ini dapat ditandatangani lagi. Bila sudah, hubungi admin."),
    )
    tombol = gettext_lazy("Boleh ditandatangani lagi")
    sukses, form_class = gettext_lazy("Surat ini dapat ditandatangani lagi."), PutuskanForm

    def pada(self, lembar: LembarKeluar) -> bool:
        """While nobody knows."""
        return super().pada(lembar) and lembar.tidak_pasti

    def may(self, lembar: LembarKeluar) -> Decision:
        """The signer's post."""
        return lembar.may_tanda_tangan

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Decide."""
        penandaan.putuskan(surat=lembar.surat, by=lembar.actor, now=lembar.now)


class Kembalikan(LangkahKeluar):
    """Back to its drafter."""

    nama, judul, dari = "kembalikan", gettext_lazy("Kembalikan"), status_keluar.KEMBALIKAN.from_
    akibat = (gettext_lazy("Surat kembali ke konseptornya, yang membaca catatan Anda."),)
    tombol, sukses = gettext_lazy("Kembalikan"), gettext_lazy("Surat dikembalikan kepada konseptornya.")
    form_class = KembalikanKonsepForm

    def may(self, lembar: LembarKeluar) -> Decision:
        """Whoever is to initial or to sign it now."""
        return lembar.may_kembalikan

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Send back."""
        flow_keluar.kembalikan(surat=lembar.surat, catatan=data["catatan"], by=lembar.actor, now=lembar.now)


class Kirim(LangkahKeluar):
    """To its recipient."""

    nama, judul = "kirim", gettext_lazy("Kirim")
    dari = (*status_keluar.KIRIM.from_, *status_keluar.SAMPAI)
    akibat = (gettext_lazy("Pengiriman tercatat dengan waktu dan cara yang Anda pilih."),)
    tombol, sukses, form_class = gettext_lazy("Kirim"), gettext_lazy("Pengiriman sudah dicatat."), KirimForm

    def pada(self, lembar: LembarKeluar) -> bool:
        """A letter that was made here."""
        return super().pada(lembar) and lembar.surat.berkas_id is not None

    def may(self, lembar: LembarKeluar) -> Decision:
        """TU, the drafter, the signer."""
        return lembar.may_kirim

    def isian(self, lembar: LembarKeluar) -> dict[str, Any]:
        """The ways that it can go."""
        return {"surat": lembar.surat}

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Dispatch."""
        flow_keluar.kirim(surat=lembar.surat, cara=data["cara"], by=lembar.actor, now=lembar.now)


class ArsipkanKeluar(LangkahKeluar):
    """TU archives."""

    nama, judul, dari = "arsipkan", gettext_lazy("Arsipkan"), status_keluar.ARSIPKAN.from_
    akibat = (gettext_lazy("Surat disimpan sebagai arsip. Keasliannya tetap dapat dicek."),)
    tombol, sukses = gettext_lazy("Arsipkan"), gettext_lazy("Surat sudah diarsipkan.")

    def may(self, lembar: LembarKeluar) -> Decision:
        """TU."""
        return izin.may_arsipkan(lembar.actor)

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Archive."""
        flow_keluar.arsipkan(surat=lembar.surat, by=lembar.actor, now=lembar.now)


class Cabut(LangkahKeluar):
    """Withdraw it."""

    nama, judul, dari = "cabut", gettext_lazy("Cabut surat"), status_keluar.CABUT.from_
    akibat = (
        gettext_lazy(
            "Sejak saat itu siapa pun yang mengecek keasliannya membaca bahwa surat ini dicabut, dan alasannya."
        ),
        gettext_lazy("Nomornya tetap terpakai. Pencabutan tidak dapat dibatalkan."),
    )
    tombol, sukses = gettext_lazy("Cabut surat"), gettext_lazy("Surat sudah dicabut.")
    form_class, bahaya, segar = AlasanSuratForm, True, True

    def may(self, lembar: LembarKeluar) -> Decision:
        """The post that signed."""
        return izin.may_cabut(lembar.actor, lembar.surat)

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Withdraw."""
        flow_keluar.cabut(surat=lembar.surat, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Batalkan(LangkahKeluar):
    """Give it up before it is signed."""

    nama, judul, dari = "batalkan", gettext_lazy("Batalkan surat"), status_keluar.BATALKAN.from_
    akibat = (
        gettext_lazy(
            "Surat berhenti di sini. Bila sudah bernomor, nomornya terpakai; alasan Anda terbaca di buku nomor."
        ),
    )
    tombol, sukses = gettext_lazy("Batalkan surat"), gettext_lazy("Surat sudah dibatalkan.")
    form_class, bahaya = AlasanSuratForm, True

    def may(self, lembar: LembarKeluar) -> Decision:
        """Its drafter until it is ready, and its signer."""
        return izin.may_batalkan(lembar.actor, lembar.surat)

    def jalankan(self, lembar: LembarKeluar, data: dict[str, Any]) -> None:
        """Give up."""
        flow_keluar.batalkan(surat=lembar.surat, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


LANGKAH: tuple[type[LangkahKeluar], ...] = (
    Ajukan,
    BubuhkanParaf,
    TandaTangan,
    Putuskan,
    Kirim,
    ArsipkanKeluar,
    Kembalikan,
    Cabut,
    Batalkan,
)
