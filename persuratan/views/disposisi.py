"""The steps of a disposition: give one, pass it on, report, give it back, withdraw it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.decision import Decision
from akun.door import ActorRequest
from persuratan import disposisi, permissions, status
from persuratan.disposisi import Arahan
from persuratan.forms.disposisi import BARIS, BARIS_TERBANYAK, DisposisiForm, KembalikanForm, LaporForm
from persuratan.models import AKHIR, Disposisi
from persuratan.status import Status
from persuratan.views.langkah import LangkahSurat
from persuratan.views.lembar import Lembar

TERBUKA = tuple(s for s in Status.values if s not in AKHIR)


class Arahkan(LangkahSurat):
    """A page on which persons and units are chosen. More rows for persons are asked for without sending."""

    form_class = DisposisiForm
    templat = "persuratan/pejabat/arahkan.html"
    baris = BARIS

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """How many rows the page has."""
        super().setup(request, *args, **kwargs)
        tulis = sum(1 for nama in request.POST if nama.startswith("orang_"))
        tambah = BARIS if "tambah" in request.POST else 0
        self.baris = min(max(BARIS, tulis + tambah), BARIS_TERBANYAK)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Units are not offered for a secret letter."""
        return {
            "saran_url": reverse("persuratan:saran_orang"),
            "rahasia": lembar.surat.rahasia,
            "hari_ini": lembar.hari_ini,
            "baris": self.baris,
        }

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """Whether there is room for more."""
        return {"bisa_tambah": self.baris < BARIS_TERBANYAK}

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """More rows, or the step."""
        if "tambah" not in request.POST:
            return super().post(request, **kunci)
        lembar = self.buka(request)
        banyak = {"instruksi", "unit"}
        tertulis = {k: request.POST.getlist(k) if k in banyak else v for k, v in request.POST.items()}
        return self.tampil(request, lembar, self.form_class(initial=tertulis, **self.isian(lembar)))

    def arahan(self, data: dict[str, Any]) -> Arahan:
        """What was written, as the flow takes it."""
        kolom = ("orang", "unit", "instruksi", "kepentingan", "batas", "catatan")
        return Arahan(**{k: data[k] for k in kolom})


class Disposisikan(Arahkan):
    """The official gives the first dispositions, or further ones."""

    nama, judul, dari = "disposisikan", gettext_lazy("Beri disposisi"), status.JAWAB.from_
    akibat = (
        gettext_lazy("Yang Anda pilih dapat membuka surat ini dan diberi tahu."),
        gettext_lazy("Bila surat belum tercatat Anda terima, sekarang tercatat."),
    )
    tombol, sukses = gettext_lazy("Simpan disposisi"), gettext_lazy("Disposisi sudah diberikan.")

    def may(self, lembar: Lembar) -> Decision:
        """The addressee or his deputy."""
        return lembar.may_disposisi

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Give them."""
        disposisi.disposisikan(surat=lembar.surat, arahan=self.arahan(data), by=lembar.actor, now=lembar.now)


class LangkahDisposisi(LangkahSurat):
    """A step of one disposition: `pk` names it."""

    dari = TERBUKA

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Keep the id; the rest of a step page knows the letter only."""
        self.pk = kwargs.pop("pk")
        super().setup(request, *args, **kwargs)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The id has been taken out of the arguments."""
        kwargs.pop("pk", None)
        return super().dispatch(request, *args, **kwargs)

    def satu(self, lembar: Lembar) -> Disposisi:
        """The disposition."""
        return lembar.disposisi(self.pk)

    def may(self, lembar: Lembar) -> Decision:
        """Whom it was given to."""
        return permissions.may_kerjakan(lembar.actor, self.satu(lembar))

    def kurang(self, lembar: Lembar) -> str:
        """It is open, and nobody works on it for him."""
        satu = self.satu(lembar)
        if not satu.terbuka:
            return _("Disposisi ini sudah diselesaikan, dikembalikan, atau ditarik oleh %(nama)s.") % {
                "nama": satu.diselesaikan_oleh
            }
        return ""

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """The disposition itself."""
        return {**super().konteks(lembar), "disposisi": self.satu(lembar)}


class _Penutup(LangkahDisposisi):
    """A step that closes a disposition: not while others still work on it."""

    def kurang(self, lembar: Lembar) -> str:
        """All that came of it is closed."""
        anak = any(d.terbuka and d.induk_id == self.pk for d in lembar.surat.disposisi.all())
        tunggu = _("Tunggu laporan dari yang Anda beri disposisi, atau tarik kembali disposisi itu.")
        return super().kurang(lembar) or (tunggu if anak else "")


class Teruskan(LangkahDisposisi, Arahkan):
    """Ask others in one's turn."""

    nama, judul, dari = "disposisi_teruskan", gettext_lazy("Teruskan disposisi"), status.JAWAB.from_
    akibat = (
        gettext_lazy("Yang Anda pilih dapat membuka surat ini dan diberi tahu."),
        gettext_lazy("Bagian Anda tetap terbuka: laporkan setelah mereka selesai."),
    )
    tombol, sukses = gettext_lazy("Teruskan"), gettext_lazy("Disposisi sudah diteruskan.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Pass it on."""
        disposisi.teruskan(disposisi=self.satu(lembar), arahan=self.arahan(data), by=lembar.actor, now=lembar.now)


class Laporkan(_Penutup):
    """It is done."""

    nama, judul = "disposisi_laporkan", gettext_lazy("Laporkan selesai")
    akibat = (gettext_lazy("Bagian Anda selesai. Pemberi disposisi membaca laporan Anda."),)
    tombol, sukses = gettext_lazy("Laporkan"), gettext_lazy("Laporan sudah disimpan.")
    form_class = LaporForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Report."""
        disposisi.laporkan(disposisi=self.satu(lembar), laporan=data["laporan"], by=lembar.actor, now=lembar.now)


class Kembalikan(_Penutup):
    """Not for me."""

    nama, judul = "disposisi_kembalikan", gettext_lazy("Kembalikan disposisi")
    akibat = (gettext_lazy("Disposisi kembali kepada pemberinya. Surat ini mungkin tidak lagi terbuka bagi Anda."),)
    tombol, sukses = gettext_lazy("Kembalikan"), gettext_lazy("Disposisi sudah dikembalikan.")
    form_class = KembalikanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Give it back."""
        disposisi.kembalikan(disposisi=self.satu(lembar), alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Tarik(LangkahDisposisi):
    """Take back what one has asked."""

    nama, judul, bahaya = "disposisi_tarik", gettext_lazy("Tarik disposisi"), True
    akibat = (
        gettext_lazy("Disposisi ini dan semua lanjutannya yang belum selesai ditarik."),
        gettext_lazy("Penerimanya tidak lagi dapat membuka surat ini, kecuali mendapat disposisi lain."),
    )
    tombol, sukses = gettext_lazy("Tarik disposisi"), gettext_lazy("Disposisi sudah ditarik.")

    def may(self, lembar: Lembar) -> Decision:
        """Who gave it."""
        return lembar.may_tarik(self.satu(lembar))

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Withdraw."""
        disposisi.tarik(disposisi=self.satu(lembar), by=lembar.actor, now=lembar.now)
