"""The steps of the answer: written by one, reviewed by another."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.decision import Decision
from konsultasi import flow, koleksi, status
from konsultasi.forms.langkah import JawabanForm, KembalikanForm
from konsultasi.models import TanyaJawab
from konsultasi.pilihan import Kanal, Produk
from konsultasi.views.langkah import LangkahKonsultasi
from konsultasi.views.lembar import Lembar

TERTULIS = frozenset({Kanal.WEBSITE, Kanal.SURAT})
BAHAN = 4


class TulisJawaban(LangkahKonsultasi):
    """The answer is written, with published answers beside it."""

    nama, judul = "tulis_jawaban", gettext_lazy("Tulis jawaban")
    dari, kanal = status.TULIS_JAWABAN.from_, TERTULIS
    akibat = (gettext_lazy("Jawaban direviu orang lain sebelum dibaca pemohon."),)
    tombol, sukses = gettext_lazy("Ajukan untuk direviu"), gettext_lazy("Jawaban diajukan untuk direviu.")
    form_class = JawabanForm
    templat = "konsultasi/meja/tulis_jawaban.html"

    def may(self, lembar: Lembar) -> Decision:
        """Whom it was given to."""
        return lembar.may_kerjakan

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What was written before, or a published answer to begin with."""
        jawaban = lembar.k.jawaban
        pilihan = self.request.GET.get("bahan", "")
        if pilihan.isascii() and pilihan.isdigit() and len(pilihan) < 10:
            entri = koleksi.terbit().filter(pk=int(pilihan)).first()
            jawaban = "\n\n".join(filter(None, [jawaban, entri.jawaban if entri else ""]))
        return {"initial": {"jawaban": jawaban, "produk": lembar.k.produk}}

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """The nearest published entries, then others of the same subject."""
        entri = list(koleksi.cari(lembar.k.pokok, batas=BAHAN))
        lain = koleksi.terbit().filter(subjek=lembar.k.subjek_id).exclude(pk__in=[e.pk for e in entri])
        bahan: list[TanyaJawab] = [*entri, *lain.order_by("-terbit_pada", "id")[: BAHAN - len(entri)]]
        return {"bahan": bahan, "catatan": lembar.k.catatan}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Hand it in."""
        isi = {"jawaban": data["jawaban"], "produk": data["produk"]}
        flow.tulis_jawaban(konsultasi=lembar.k, by=lembar.actor, now=lembar.now, **isi)


class LangkahReviu(LangkahKonsultasi):
    """A step of the reviewer, who reads the answer on its page."""

    dari, kanal = status.SETUJUI_JAWABAN.from_, TERTULIS
    bacaan = "jawaban"

    def may(self, lembar: Lembar) -> Decision:
        """The director, or another officer; never the author."""
        return lembar.may_tinjau

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """What the answer gives."""
        return {"produk": [str(Produk(p).label) for p in lembar.k.produk]}


class Setujui(LangkahReviu):
    """The answer leaves."""

    nama, judul = "setujui_jawaban", gettext_lazy("Setujui jawaban")
    akibat = (
        gettext_lazy("Pemohon diberi tahu dan membaca jawaban ini di halamannya."),
        gettext_lazy("Janji standar layanan berhenti dihitung: dijawab."),
    )
    tombol, sukses = gettext_lazy("Setujui dan kirim"), gettext_lazy("Jawaban sudah dikirim kepada pemohon.")

    def kurang(self, lembar: Lembar) -> str:
        """A letter is answered by a letter."""
        if lembar.k.kanal == Kanal.SURAT:
            return _("Jawaban surat berangkat sebagai surat. Buat surat jawabannya; tahap ini mengikuti.")
        return ""

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Let it go."""
        flow.setujui_jawaban(konsultasi=lembar.k, by=lembar.actor, now=lembar.now)


class Kembalikan(LangkahReviu):
    """The answer goes back to its author."""

    nama, judul = "kembalikan_jawaban", gettext_lazy("Kembalikan jawaban")
    akibat = (gettext_lazy("Penulisnya memperbaiki, lalu mengajukannya lagi. Janji tetap berjalan."),)
    tombol, sukses = gettext_lazy("Kembalikan"), gettext_lazy("Jawaban dikembalikan kepada penulisnya.")
    form_class = KembalikanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Give it back."""
        flow.kembalikan_jawaban(konsultasi=lembar.k, catatan=data["catatan"], by=lembar.actor, now=lembar.now)
