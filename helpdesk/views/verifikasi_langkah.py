"""The steps of a verification; LANGKAH is the order of the buttons."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import LPSE
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from helpdesk import flow_verifikasi as flow
from helpdesk import putusan_verifikasi
from helpdesk.forms.verifikasi import AlasanForm, KembalikanForm
from helpdesk.status_verifikasi import BATALKAN, CABUT, KEMBALIKAN, LULUSKAN
from helpdesk.views.verifikasi_lembar import LembarVerifikasi, tanda_verifikasi
from sla.stages import Step


class LangkahVerifikasi(HalamanLangkah[LembarVerifikasi]):
    """One step of a verification, for the people of its LPSE."""

    langkah: ClassVar[Step]
    templat = "helpdesk/verifikasi/langkah.html"

    def buka(self, request: ActorRequest) -> LembarVerifikasi:
        """The verification."""
        return LembarVerifikasi.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def pada(self, lembar: LembarVerifikasi) -> bool:
        """It is where this step may be thought of at all."""
        return lembar.verifikasi.status in self.langkah.from_

    def di_luar(self, lembar: LembarVerifikasi) -> str:
        """Where it stands instead."""
        return _("Langkah ini tidak tersedia pada tahap ini: %(status)s.") % {
            "status": tanda_verifikasi(lembar.verifikasi.status)["kata"]
        }

    def may(self, lembar: LembarVerifikasi) -> Decision:
        """Its officers."""
        return lembar.may_periksa

    def lagi(self, request: ActorRequest, lembar: LembarVerifikasi) -> LembarVerifikasi:
        """As it stands now: somebody else may have been faster."""
        return self.buka(request)

    def sesudah(self, request: ActorRequest, lembar: LembarVerifikasi) -> str:
        """To the verification."""
        return lembar.url(kueri=request.GET.urlencode())

    def bingkai(self, request: ActorRequest, lembar: LembarVerifikasi) -> dict[str, Any]:
        """The verification, in short."""
        return {
            "v": lembar.verifikasi,
            "tanda": tanda_verifikasi(lembar.verifikasi.status),
            "lembar_url": lembar.url(kueri=request.GET.urlencode()),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door; the permission asks again."""
        return for_roles(*sorted(LPSE))(cls.as_view())


class Luluskan(LangkahVerifikasi):
    """All is well."""

    nama, judul, langkah = "luluskan", gettext_lazy("Luluskan"), LULUSKAN
    akibat = (
        gettext_lazy("Tanda Lulus Verifikasi diberi nomor, dicetak rangkap tiga, dan dikirim ke e-mail penyedia."),
        gettext_lazy("Kembalikan map dokumen asli kepada penyedia; map salinan menjadi arsip."),
        gettext_lazy("Serahkan satu lembar kepada Admin LPSE, yang mengirim User ID dan kata sandi dari SPSE."),
    )
    tombol = gettext_lazy("Luluskan dan terbitkan tanda lulus")
    sukses = gettext_lazy("Penyedia lulus verifikasi. Cetak tanda lulusnya.")

    def kurang(self, lembar: LembarVerifikasi) -> str:
        """Every needed document is complete, valid and fitting."""
        if lembar.terpenuhi:
            return ""
        return _("Masih ada dokumen yang belum lengkap, valid, dan sesuai. Lihat daftar periksanya.")

    def jalankan(self, lembar: LembarVerifikasi, data: dict[str, Any]) -> None:
        """Pass it."""
        flow.luluskan(verifikasi=lembar.verifikasi, by=lembar.actor, now=lembar.now)


class Kembalikan(LangkahVerifikasi):
    """Something fails."""

    nama, judul, langkah = "kembalikan", gettext_lazy("Kembalikan dengan penjelasan"), KEMBALIKAN
    akibat = (
        gettext_lazy(
            "Kedua map dikembalikan. Penyedia menerima e-mail dan membaca penjelasan ini di halaman tiketnya."
        ),
        gettext_lazy("Jam berhenti sampai penyedia datang lagi dan dokumennya diperiksa ulang."),
    )
    tombol, sukses = gettext_lazy("Kembalikan"), gettext_lazy("Berkas dikembalikan dan penyedia diberi tahu.")
    form_class, ikon = KembalikanForm, "kiri"

    def kurang(self, lembar: LembarVerifikasi) -> str:
        """There is something to explain."""
        return _("Semua dokumen lengkap, valid, dan sesuai.") if lembar.terpenuhi else ""

    def isian(self, lembar: LembarVerifikasi) -> dict[str, Any]:
        """The explanation drafted from the verdicts."""
        draf = putusan_verifikasi.draf_penjelasan(lembar.item, hari_ini=lembar.hari_ini)
        return {"initial": {"penjelasan": draf}}

    def jalankan(self, lembar: LembarVerifikasi, data: dict[str, Any]) -> None:
        """Return it."""
        flow.kembalikan(verifikasi=lembar.verifikasi, penjelasan=data["penjelasan"], by=lembar.actor, now=lembar.now)


class Cabut(LangkahVerifikasi):
    """The pass was wrong, or became so."""

    nama, judul, langkah = "cabut", gettext_lazy("Cabut tanda lulus"), CABUT
    akibat = (
        gettext_lazy(
            "Cek keaslian menyatakan tanda lulus ini dicabut, dengan waktu dan alasannya. Tidak dapat diurungkan."
        ),
        gettext_lazy("Penyedia diberi tahu lewat e-mail. Beri tahu Admin LPSE untuk menutup aksesnya di SPSE."),
    )
    tombol, sukses = gettext_lazy("Cabut"), gettext_lazy("Tanda lulus sudah dicabut.")
    form_class, bahaya = AlasanForm, True

    def may(self, lembar: LembarVerifikasi) -> Decision:
        """The head too."""
        return lembar.may_cabut

    def jalankan(self, lembar: LembarVerifikasi, data: dict[str, Any]) -> None:
        """Withdraw it."""
        flow.cabut(verifikasi=lembar.verifikasi, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Batalkan(LangkahVerifikasi):
    """Nothing comes of it."""

    nama, judul, langkah = "batalkan", gettext_lazy("Batalkan"), BATALKAN
    akibat = (gettext_lazy("Verifikasi ini berakhir tanpa tanda lulus. Penyedia dapat mendaftar lagi."),)
    tombol, sukses = gettext_lazy("Batalkan verifikasi"), gettext_lazy("Verifikasi dibatalkan.")
    form_class, bahaya = AlasanForm, True

    def jalankan(self, lembar: LembarVerifikasi, data: dict[str, Any]) -> None:
        """Give it up."""
        flow.batalkan(verifikasi=lembar.verifikasi, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


LANGKAH: tuple[type[LangkahVerifikasi], ...] = (Luluskan, Kembalikan, Cabut, Batalkan)
