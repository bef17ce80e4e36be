"""A step page of a letter out, as far as it is special (akun.langkah); and what a reader may do with a letter."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from akun import langkah
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from persuratan.models import SuratKeluar
from persuratan.permissions import PEMBACA
from persuratan.status_keluar import KONSEP
from persuratan.views.keluar_lembar import HALAMAN, LembarKeluar, tanda_keluar
from persuratan.views.kepercayaan import LEWAT, pastikan


class LangkahKeluar(HalamanLangkah[LembarKeluar]):
    """One step of a letter out, for whoever works with letters."""

    dari: ClassVar[tuple[str, ...]] = ()
    segar: ClassVar[bool] = False
    """Asked for with the password fresh."""
    templat = "persuratan/keluar/langkah.html"
    pastikan_url = ""

    def buka(self, request: ActorRequest) -> LembarKeluar:
        """The letter."""
        return LembarKeluar.buka(self.kwargs["pk"], request.actor, timezone.now())

    def dilihat(self, request: ActorRequest, lembar: LembarKeluar) -> None:
        """Ask again who it is where the step is dangerous; reading a secret letter is kept on its trail."""
        if self.segar and self.halangan(lembar) is None:
            pastikan(request)
        lembar.catat_baca(HALAMAN)

    def pada(self, lembar: LembarKeluar) -> bool:
        """The letter is where this step may be thought of at all."""
        return lembar.surat.status in self.dari

    def di_luar(self, lembar: LembarKeluar) -> str:
        """Where it stands instead."""
        status_kini = tanda_keluar(lembar.surat.status)["kata"]
        return _("Langkah ini tidak tersedia pada status surat saat ini: %(status)s.") % {"status": status_kini}

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Take the step; when who it is has to be shown again first, what was typed stays."""
        try:
            if self.segar:
                pastikan(request)
        except ReauthenticationRequired:
            lembar = self.buka(request)
            form = self.form_class(request.POST, request.FILES, **self.isian(lembar))
            form.add_error(None, str(LEWAT))
            self.pastikan_url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
            return self.tampil(request, lembar, form, status=403)
        return super().post(request, **kunci)

    def lagi(self, request: ActorRequest, lembar: LembarKeluar) -> LembarKeluar:
        """As it stands now: a refused signing has given it its number."""
        lembar.surat.refresh_from_db()
        return lembar

    def sesudah(self, request: ActorRequest, lembar: LembarKeluar) -> str:
        """To the letter, or to the list when it is no longer open to him."""
        kueri = request.GET.urlencode()
        if SuratKeluar.objects.visible_to(request.actor).filter(pk=lembar.surat.pk).exists():
            return lembar.url(kueri=kueri)
        return reverse("persuratan:keluar") + (f"?{kueri}" if kueri else "")

    def bingkai(self, request: ActorRequest, lembar: LembarKeluar) -> dict[str, Any]:
        """The letter, in short."""
        return {
            "surat": lembar.surat,
            "tanda": tanda_keluar(lembar.surat.status),
            "surat_url": lembar.url(kueri=request.GET.urlencode()),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: whoever works with letters. His part is asked again by the permission."""
        return for_roles(*sorted(PEMBACA))(sensitive_post_parameters("sandi")(cls.as_view()))


def boleh_dan_belum(
    lembar: LembarKeluar, semua: Iterable[type[LangkahKeluar]], kueri: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that the reader may take, with the writing of a draft before them; and the others, with the reasons."""
    daftar = list(semua)
    boleh, belum = langkah.boleh_dan_belum(lembar, daftar, lambda nama: lembar.url(nama, kueri=kueri))
    bahaya = {kelas.nama for kelas in daftar if kelas.bahaya}
    boleh = [satu | {"bahaya": satu["nama"] in bahaya} for satu in boleh]
    if lembar.surat.status in KONSEP and lembar.may_ubah:
        tulis = {"nama": "ubah", "teks": _("Tulis surat"), "url": lembar.url("ubah", kueri=kueri), "utama": True}
        boleh = [tulis, *(satu | {"utama": False} for satu in boleh)]
    return boleh, belum
