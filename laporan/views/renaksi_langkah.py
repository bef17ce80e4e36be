"""What may be done to the matrix: note, mend, withdraw; publish it and take it back."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Peran
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from laporan import permissions, renaksi
from laporan.forms import AlasanForm
from laporan.forms_renaksi import CatatanForm, PerbaikiForm
from laporan.models import CatatanRenaksi, Renaksi
from laporan.permissions import PEMBACA_PAPAN
from laporan.views.renaksi import butir
from laporan.views.terbitan import LEWAT


class Lembar:
    """A measure, and one of its notes where the step is about that, as one reader sees them now."""

    def __init__(self, request: ActorRequest, nomor: int, pk: int | None) -> None:
        self.renaksi = get_object_or_404(Renaksi, nomor=nomor)
        self.catatan = get_object_or_404(CatatanRenaksi, renaksi=self.renaksi, pk=pk) if pk else None
        self.actor, self.now = request.actor, timezone.now()

    @property
    def ini(self) -> CatatanRenaksi:
        """The note. Raises Http404 where the step is about none."""
        if self.catatan is None:
            raise Http404
        return self.catatan


class LangkahRenaksi(HalamanLangkah[Lembar]):
    """One step of a measure; back to its page afterwards."""

    templat = "laporan/renaksi/langkah.html"

    def buka(self, request: ActorRequest) -> Lembar:
        """The measure of this number, and the note."""
        return Lembar(request, self.kwargs["nomor"], self.kwargs.get("pk"))

    def pada(self, lembar: Lembar) -> bool:
        """A note that is withdrawn or mended already is left alone."""
        return lembar.catatan is None or renaksi.berlaku(lembar.catatan)

    def di_luar(self, lembar: Lembar) -> str:
        """It is."""
        return _("Catatan ini sudah diganti atau dicabut.")

    def may(self, lembar: Lembar) -> Decision:
        """Those who keep the matrix."""
        return permissions.may_renaksi(lembar.actor)

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """Back to the measure."""
        return reverse("laporan:renaksi_satu", args=[lembar.renaksi.nomor])

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The measure, in short."""
        return {
            "kembali_url": self.sesudah(request, lembar),
            "pengantar": str(lembar.renaksi),
            "catatan": butir(lembar.catatan) if lembar.catatan and self.form_class is AlasanForm else None,
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*sorted(PEMBACA_PAPAN))(cls.as_view())


class Catat(LangkahRenaksi):
    """Note what was done."""

    nama, judul = "catat", gettext_lazy("Catat capaian")
    akibat = (
        gettext_lazy("Catatan dibaca di halaman ukuran ini; publik membacanya sesudah matriks diterbitkan lagi."),
    )
    tombol, sukses = gettext_lazy("Simpan catatan"), gettext_lazy("Capaian sudah dicatat.")
    form_class = CatatanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Keep it."""
        isi = CatatanForm.catatan_dari(data)
        renaksi.catat(renaksi=lembar.renaksi, isi=isi, by=lembar.actor, now=lembar.now)


class Perbaiki(LangkahRenaksi):
    """Put another note in its place."""

    nama, judul = "perbaiki", gettext_lazy("Perbaiki catatan")
    akibat = (gettext_lazy("Yang lama tetap terbaca di riwayat ukuran ini, dengan alasan Anda."),)
    tombol, sukses = gettext_lazy("Simpan perbaikan"), gettext_lazy("Catatan sudah diperbaiki.")
    form_class = PerbaikiForm

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The note as it is."""
        return {"catatan": lembar.ini}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Mend it."""
        isi = CatatanForm.catatan_dari(data)
        renaksi.perbaiki(catatan=lembar.ini, isi=isi, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Cabut(LangkahRenaksi):
    """Withdraw a note."""

    nama, judul, bahaya = "cabut", gettext_lazy("Cabut catatan"), True
    akibat = (gettext_lazy("Catatan hilang dari matriks, dan tetap terbaca di riwayat ukuran ini."),)
    tombol, sukses = gettext_lazy("Cabut catatan"), gettext_lazy("Catatan sudah dicabut.")
    form_class = AlasanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Withdraw it."""
        renaksi.cabut(catatan=lembar.ini, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class LembarTerbit:
    """The matrix as it is published, or not."""

    def __init__(self, request: ActorRequest) -> None:
        self.actor, self.now = request.actor, timezone.now()
        self.terbit = renaksi.terbitan()


class LangkahTerbit(HalamanLangkah[LembarTerbit]):
    """What the public reads; asked for with the password fresh."""

    templat = "laporan/renaksi/langkah.html"
    form_class = AlasanForm
    alamat: ClassVar[str] = "laporan:renaksi"

    def buka(self, request: ActorRequest) -> LembarTerbit:
        """What is published now."""
        return LembarTerbit(request)

    def may(self, lembar: LembarTerbit) -> Decision:
        """Whoever answers for it."""
        return permissions.may_terbit_renaksi(lembar.actor)

    def sesudah(self, request: ActorRequest, lembar: LembarTerbit) -> str:
        """Back to the matrix."""
        return reverse(self.alamat)

    def bingkai(self, request: ActorRequest, lembar: LembarTerbit) -> dict[str, Any]:
        """The plan, in short."""
        return {"kembali_url": reverse(self.alamat), "pengantar": renaksi.RENCANA}

    def get(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Ask who it is first. allauth answers ReauthenticationRequired."""
        segar(request)
        return super().get(request, **kunci)

    def jalankan(self, lembar: LembarTerbit, data: dict[str, Any]) -> None:
        """Ask who it is again, then do it. Raises PermissionDenied when that was too long ago."""
        try:
            segar(self.request)
        except ReauthenticationRequired as error:
            raise PermissionDenied(str(LEWAT)) from error
        self.lakukan(lembar, data["alasan"])

    def lakukan(self, lembar: LembarTerbit, alasan: str) -> None:
        """One call into the domain."""
        raise NotImplementedError

    def konteks(self, lembar: LembarTerbit) -> dict[str, Any]:
        """Where one shows who one is, after a refusal."""
        try:
            segar(self.request)
        except ReauthenticationRequired:
            return {"pastikan_url": f"{reverse('account_reauthenticate')}?{urlencode({'next': self.request.path})}"}
        return {}

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(Peran.PEJABAT_DPPH)(cls.as_view())


def segar(request: Any) -> None:
    """Raise ReauthenticationRequired unless the person has just shown who he is."""
    reauthentication_required(lambda _request: None, app="laporan")(request)


class Terbitkan(LangkahTerbit):
    """Freeze it for the public."""

    nama, judul = "terbitkan", gettext_lazy("Terbitkan matriks")
    akibat = (
        gettext_lazy("Matriks dan semua catatannya dibekukan seperti sekarang, dan dapat dibaca siapa pun."),
        gettext_lazy("Angka dari portal dihitung sampai akhir triwulan yang sudah tertutup, dan dibulatkan."),
    )
    tombol, sukses = gettext_lazy("Terbitkan matriks"), gettext_lazy("Matriks sudah diterbitkan.")

    def pada(self, lembar: LembarTerbit) -> bool:
        """Always: a newer one takes the place of the one before."""
        return True

    def bingkai(self, request: ActorRequest, lembar: LembarTerbit) -> dict[str, Any]:
        """The figures as the public will read them."""
        return super().bingkai(request, lembar) | {"angka": renaksi.angka_publik(now=lembar.now)}

    def lakukan(self, lembar: LembarTerbit, alasan: str) -> None:
        """Publish."""
        renaksi.terbitkan(alasan=alasan, by=lembar.actor, now=lembar.now)


class Tarik(LangkahTerbit):
    """Take it back."""

    nama, judul, bahaya = "tarik", gettext_lazy("Tarik matriks dari publik"), True
    akibat = (gettext_lazy("Halaman publiknya langsung hilang. Yang sudah pernah dibaca orang tidak dapat ditarik."),)
    tombol, sukses = gettext_lazy("Tarik dari publik"), gettext_lazy("Matriks tidak lagi dibaca publik.")

    def pada(self, lembar: LembarTerbit) -> bool:
        """There is something to take back."""
        return lembar.terbit is not None

    def di_luar(self, lembar: LembarTerbit) -> str:
        """There is not."""
        return _("Tidak ada yang sedang diterbitkan.")

    def lakukan(self, lembar: LembarTerbit, alasan: str) -> None:
        """Withdraw."""
        renaksi.tarik(alasan=alasan, by=lembar.actor, now=lembar.now)
