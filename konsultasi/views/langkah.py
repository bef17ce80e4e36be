"""A step page of a consultation, as far as it is special (akun.langkah); and the steps around the answer."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Peran
from akun.decision import Decision, no
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from akun.models import Unit, User
from konsultasi import flow, status, tabel
from konsultasi.forms.langkah import AlihkanForm, CatatanForm, MintaDataForm, TolakForm, TugaskanForm
from konsultasi.permissions import MEJA, petugas_unit
from konsultasi.pilihan import Kanal
from konsultasi.routing import DIREKTORAT
from konsultasi.status import Status
from konsultasi.views.lembar import Lembar
from konsultasi.views.tanda import tanda


class LangkahKonsultasi(HalamanLangkah[Lembar]):
    """One step of a consultation, for whoever serves its directorate."""

    dari: ClassVar[tuple[str, ...]] = ()
    kanal: ClassVar[frozenset[str]] = frozenset(Kanal.values)
    templat = "konsultasi/meja/langkah.html"
    bacaan: ClassVar[str] = "tanya"

    def buka(self, request: ActorRequest) -> Lembar:
        """The consultation of this number."""
        return Lembar.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def lagi(self, request: ActorRequest, lembar: Lembar) -> Lembar:
        """Somebody else may have changed it: it is read anew."""
        return Lembar.buka(lembar.k.nomor, request.actor, lembar.now)

    def pada(self, lembar: Lembar) -> bool:
        """The consultation is where this step may be thought of at all."""
        return lembar.k.status in self.dari and lembar.k.kanal in self.kanal

    def di_luar(self, lembar: Lembar) -> str:
        """Where it stands instead."""
        kini = {"status": tanda(lembar.k.status)["kata"], "kanal": lembar.k.get_kanal_display()}
        return _("Langkah ini tidak tersedia: konsultasi %(kanal)s, status %(status)s.") % kini

    def may(self, lembar: Lembar) -> Decision:
        """An officer of the directorate, or who holds its post."""
        return lembar.may_layani

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """A step that does not exist here is refused with its sentence; what was typed stays."""
        lembar = self.buka(request)
        if self.pada(lembar):
            return super().post(request, **kunci)
        form = self.form_class(request.POST, **self.isian(lembar))
        form.add_error(None, self.di_luar(lembar))
        return self.tampil(request, lembar, form, status=409)

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """To the sheet, or to the desk when it is no longer open to him."""
        kueri = request.GET.urlencode()
        pembaca = tabel.Pembaca.dari(request.actor, lembar.now)
        if tabel.meja(pembaca).filter(pk=lembar.k.pk).exists():
            return lembar.url(kueri=kueri)
        return reverse("konsultasi:meja") + (f"?{kueri}" if kueri else "")

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The consultation, in short."""
        return {
            "k": lembar.k,
            "tanda": tanda(lembar.k.status),
            "kasus_url": lembar.url(kueri=request.GET.urlencode()),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door; his part is asked again by the permission."""
        return for_roles(*sorted(MEJA))(cls.as_view())


class Verifikasi(LangkahKonsultasi):
    """What the channel asks for is there."""

    nama, judul, dari = "verifikasi", gettext_lazy("Persyaratan lengkap"), status.VERIFIKASI.from_
    akibat = (
        gettext_lazy("Permohonan sesuai layanan ini dan persyaratannya lengkap."),
        gettext_lazy("Konsultasi menunggu penugasan."),
    )
    tombol, sukses = gettext_lazy("Nyatakan lengkap"), gettext_lazy("Persyaratan dinyatakan lengkap.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Verify."""
        flow.verifikasi(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class Alihkan(LangkahKonsultasi):
    """The question belongs to another directorate."""

    nama, judul, dari = "alihkan", gettext_lazy("Alihkan ke direktorat lain"), tabel.BELUM
    akibat = (
        gettext_lazy("Konsultasi pindah ke meja direktorat itu, dan tidak terbuka lagi bagi Anda."),
        gettext_lazy("Tenggatnya tetap."),
    )
    tombol, sukses = gettext_lazy("Alihkan"), gettext_lazy("Konsultasi sudah dialihkan.")
    form_class = AlihkanForm

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The two other directorates."""
        return {"unit": Unit.objects.filter(kode__in=DIREKTORAT).exclude(pk=lembar.k.unit_id).order_by("kode")}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Redirect."""
        flow.alihkan(konsultasi=lembar.k, unit=data["unit"], by=lembar.actor, now=lembar.now)


class TerimaDirektur(LangkahKonsultasi):
    """The director has the letter."""

    nama, judul, dari = "terima_direktur", gettext_lazy("Terima sebagai Direktur"), status.TERBUKA
    akibat = (
        gettext_lazy("Tanggal dan jam diterima Direktur dicatat dan tidak dapat diubah."),
        gettext_lazy("Janji standar layanan mulai dihitung."),
    )
    tombol, sukses = gettext_lazy("Terima"), gettext_lazy("Tercatat diterima Direktur.")

    def pada(self, lembar: Lembar) -> bool:
        """Once only, for what came by letter."""
        return super().pada(lembar) and lembar.menunggu_direktur

    def may(self, lembar: Lembar) -> Decision:
        """The director, or whoever stands in for him."""
        return lembar.may_terima

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Receive it."""
        flow.terima_direktur(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class Tugaskan(LangkahKonsultasi):
    """Somebody of the directorate gets it."""

    nama, judul, dari = "tugaskan", gettext_lazy("Tugaskan"), status.TUGASKAN.from_
    akibat = (gettext_lazy("Petugas itu diberi tahu dan mengerjakannya. Yang memegangnya sekarang melepasnya."),)
    tombol, sukses = gettext_lazy("Tugaskan"), gettext_lazy("Konsultasi sudah ditugaskan.")
    form_class: ClassVar[type[forms.Form]] = TugaskanForm

    def kurang(self, lembar: Lembar) -> str:
        """The first assignment of what came by letter is the director's."""
        if lembar.menunggu_direktur and not lembar.may_terima:
            return _("Suratnya belum diterima Direktur. Penugasan pertama diberikan oleh Direktur.")
        return ""

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The officers of the directorate."""
        rows = User.objects.filter(peran=Peran.PETUGAS_ADVOKASI, unit=lembar.k.unit_id, is_active=True)
        return {"petugas": rows.order_by("nama", "pk"), "initial": {"kepada": lembar.k.petugas_id}}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Assign."""
        flow.tugaskan(konsultasi=lembar.k, kepada=data["kepada"], by=lembar.actor, now=lembar.now)


class Ambil(Tugaskan):
    """An officer takes it himself."""

    nama, judul, dari = "ambil", gettext_lazy("Ambil untuk saya"), (Status.DIVERIFIKASI,)
    akibat = (gettext_lazy("Konsultasi ini menjadi tugas Anda."),)
    tombol, sukses = gettext_lazy("Ambil untuk saya"), gettext_lazy("Konsultasi ini sekarang tugas Anda.")
    form_class = HalamanLangkah.form_class

    def may(self, lembar: Lembar) -> Decision:
        """An officer of the directorate; a director gives it to one."""
        if petugas_unit(lembar.actor, lembar.k.unit_id):
            return lembar.may_layani
        return no(_("Konsultasi dikerjakan petugas direktorat ini. Tugaskan kepada salah seorang."))

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Nothing but the click."""
        return {}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Take it."""
        saya = User.objects.get(pk=lembar.actor.petugas_id)
        flow.tugaskan(konsultasi=lembar.k, kepada=saya, by=lembar.actor, now=lembar.now)


class Proses(LangkahKonsultasi):
    """Whom it was given to begins."""

    nama, judul, dari = "proses", gettext_lazy("Mulai kerjakan"), status.PROSES.from_
    akibat = (gettext_lazy("Pemohon melihat bahwa permohonannya sedang dikerjakan."),)
    tombol, sukses = gettext_lazy("Mulai kerjakan"), gettext_lazy("Konsultasi sedang dikerjakan.")

    def may(self, lembar: Lembar) -> Decision:
        """Whom it was given to."""
        return lembar.may_kerjakan

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Begin."""
        flow.proses(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class MintaData(LangkahKonsultasi):
    """The applicant is asked."""

    nama, judul, dari = "minta_data", gettext_lazy("Minta data kepada pemohon"), status.TANYA.from_
    akibat = (
        gettext_lazy("Pemohon membaca permintaan ini di halamannya dan melengkapi di sana."),
        gettext_lazy("Janji standar layanan berhenti dihitung sampai pemohon melengkapi."),
    )
    tombol, sukses = gettext_lazy("Kirim permintaan"), gettext_lazy("Permintaan data sudah dikirim kepada pemohon.")
    form_class = MintaDataForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Ask."""
        flow.minta_data(konsultasi=lembar.k, isi=data["isi"], by=lembar.actor, now=lembar.now)


class CatatInternal(LangkahKonsultasi):
    """A note among officers."""

    nama, judul, dari = "catat_internal", gettext_lazy("Tulis catatan internal"), tuple(Status)
    akibat = (gettext_lazy("Catatan dibaca petugas direktorat ini dan Direkturnya, tidak oleh pemohon."),)
    tombol, sukses = gettext_lazy("Simpan catatan"), gettext_lazy("Catatan internal sudah disimpan.")
    form_class = CatatanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write it down."""
        flow.catat_internal(konsultasi=lembar.k, isi=data["isi"], by=lembar.actor, now=lembar.now)


class Selesaikan(LangkahKonsultasi):
    """The applicant is content."""

    nama, judul, dari = "selesaikan", gettext_lazy("Tutup konsultasi"), status.SELESAIKAN.from_
    akibat = (
        gettext_lazy("Konsultasi ditutup sebelum waktu tanggapan pemohon habis."),
        gettext_lazy("Pemohon tetap dapat membaca jawabannya dan menyampaikan keluhan."),
    )
    tombol, sukses = gettext_lazy("Tutup konsultasi"), gettext_lazy("Konsultasi sudah ditutup.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Finish."""
        flow.selesaikan(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class Tolak(LangkahKonsultasi):
    """It is no question for this service."""

    nama, judul, dari, bahaya = "tolak", gettext_lazy("Tidak dapat dilayani"), status.TOLAK.from_, True
    akibat = (
        gettext_lazy("Konsultasi berakhir. Pemohon membaca alasannya."),
        gettext_lazy("Bila pertanyaannya milik direktorat lain, alihkan saja."),
    )
    tombol, sukses = gettext_lazy("Tolak permohonan"), gettext_lazy("Permohonan ditolak; pemohon diberi tahu.")
    form_class = TolakForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Refuse."""
        flow.tolak(konsultasi=lembar.k, alasan=data["alasan"], by=lembar.actor, now=lembar.now)
