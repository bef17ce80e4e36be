"""A step page of a letter, as far as it is special (akun.langkah); and the steps of the letter itself, in order."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from persuratan import baca, disposisi, flow_masuk, jawaban, permissions, status
from persuratan.forms.disposisi import JawabForm, TanyaForm
from persuratan.models import SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.views.lembar import Lembar
from persuratan.views.tanda import tanda


class LangkahSurat(HalamanLangkah[Lembar]):
    """One step of a letter, for whoever works with letters."""

    dari: ClassVar[tuple[str, ...]] = ()
    templat = "persuratan/pejabat/langkah.html"

    def buka(self, request: ActorRequest) -> Lembar:
        """The letter of this number."""
        return Lembar.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def dilihat(self, request: ActorRequest, lembar: Lembar) -> None:
        """Reading a secret letter is kept on its trail."""
        baca.catat(surat=lembar.surat, apa=baca.HALAMAN, by=request.actor, now=lembar.now)

    def pada(self, lembar: Lembar) -> bool:
        """The letter is where this step may be thought of at all."""
        return lembar.surat.status in self.dari

    def di_luar(self, lembar: Lembar) -> str:
        """Where it stands instead."""
        status_kini = tanda(lembar.surat.status)["kata"]
        return _("Langkah ini tidak tersedia pada status surat saat ini: %(status)s.") % {"status": status_kini}

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """To the letter, or to the list when it is no longer open to him."""
        kueri = request.GET.urlencode()
        if SuratMasuk.objects.visible_to(request.actor).filter(pk=lembar.surat.pk).exists():
            return lembar.url("surat", kueri=kueri)
        return reverse("persuratan:masuk") + (f"?{kueri}" if kueri else "")

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The letter, in short."""
        return {
            "surat": lembar.surat,
            "tanda": tanda(lembar.surat.status),
            "surat_url": lembar.url("surat", kueri=request.GET.urlencode()),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: whoever works with letters. His part is asked again by the permission."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())


class Terima(LangkahSurat):
    """The official has the letter."""

    nama, judul, dari = "terima", gettext_lazy("Terima surat"), status.JAWAB.from_
    akibat = (
        gettext_lazy("Tanggal dan jam diterima pejabat dicatat dan tidak dapat diubah."),
        gettext_lazy("Jam 15 hari kerja sejak diterima pejabat mulai berjalan, di samping jam sejak diterima LKPP."),
    )
    tombol, sukses = gettext_lazy("Terima surat"), gettext_lazy("Surat tercatat diterima pejabat.")

    def pada(self, lembar: Lembar) -> bool:
        """Once only."""
        return super().pada(lembar) and lembar.surat.diterima_pejabat_pada is None

    def may(self, lembar: Lembar) -> Decision:
        """The addressee or his deputy."""
        return lembar.may_disposisi

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Receive it."""
        flow_masuk.terima_pejabat(surat=lembar.surat, by=lembar.actor, now=lembar.now)


class Mulai(LangkahSurat):
    """Whoever has it begins to work."""

    nama, judul, dari = "mulai", gettext_lazy("Mulai kerjakan"), status.PROSES.from_
    akibat = (gettext_lazy("Status surat menjadi “Dalam proses”. Pengirim melihatnya di halaman Cek Progres."),)
    tombol, sukses = gettext_lazy("Mulai kerjakan"), gettext_lazy("Surat sedang dikerjakan.")

    def may(self, lembar: Lembar) -> Decision:
        """Whoever has it by disposition."""
        return permissions.may_mulai(lembar.actor, lembar.surat)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Begin."""
        disposisi.mulai(surat=lembar.surat, by=lembar.actor, now=lembar.now)


class Tanya(LangkahSurat):
    """The sender is asked."""

    nama, judul, dari = "tanya", gettext_lazy("Tanya pengirim"), status.TANYA.from_
    akibat = (
        gettext_lazy("Pengirim membaca pertanyaan ini di halaman Cek Progres dan menjawab di sana."),
        gettext_lazy("Jam pengerjaan berhenti sampai pengirim menjawab."),
    )
    tombol, sukses = gettext_lazy("Kirim pertanyaan"), gettext_lazy("Pertanyaan sudah dikirim kepada pengirim.")
    form_class = TanyaForm

    def may(self, lembar: Lembar) -> Decision:
        """Whoever may answer."""
        return lembar.may_jawab

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Ask."""
        flow_masuk.tanya(surat=lembar.surat, pertanyaan=data["pertanyaan"], by=lembar.actor, now=lembar.now)


class Jawab(LangkahSurat):
    """The answer, or a note why there is none."""

    nama, judul, dari = "jawab", gettext_lazy("Catat jawaban"), status.JAWAB.from_
    akibat = (
        gettext_lazy("Semua jam surat ini berhenti."),
        gettext_lazy("Pengirim membaca nomor dan tanggal surat jawaban, atau catatan penutup, di halaman Cek Progres."),
    )
    tombol, sukses = gettext_lazy("Simpan jawaban"), gettext_lazy("Jawaban sudah dicatat.")
    form_class = JawabForm

    def may(self, lembar: Lembar) -> Decision:
        """The addressee, or whoever has it by disposition."""
        return lembar.may_jawab

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Addressee and subject of a secret answer are not kept in the open register."""
        s = lembar.surat
        awal = {} if s.rahasia else {"tujuan": s.asal[:255], "cara": JawabForm.SURAT}
        return {"rahasia": s.rahasia, "initial": awal}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Record and link."""
        surat, by, now = lembar.surat, lembar.actor, lembar.now
        if data["cara"] == JawabForm.CATATAN:
            flow_masuk.jawab(surat=surat, jawaban=None, penutup=data["penutup"], by=by, now=now)
            return
        kolom = ("nomor_surat", "tanggal_surat", "tujuan", "perihal")
        isi = jawaban.DataJawaban(**{k: data[k] for k in kolom if k in data})
        jawaban.jawab_dengan_surat(surat=surat, data=isi, catatan=data["penutup"], by=by, now=now)


class Selesaikan(LangkahSurat):
    """Everything is done."""

    nama, judul, dari = "selesaikan", gettext_lazy("Selesaikan surat"), status.SELESAIKAN.from_
    akibat = (gettext_lazy("Surat pindah ke TU untuk diarsipkan."),)
    tombol, sukses = gettext_lazy("Selesaikan"), gettext_lazy("Surat sudah selesai.")

    def may(self, lembar: Lembar) -> Decision:
        """Whoever may answer."""
        return lembar.may_jawab

    def kurang(self, lembar: Lembar) -> str:
        """All leaves are done."""
        terbuka = any(d.terbuka for d in lembar.surat.disposisi.all())
        return _("Masih ada disposisi yang belum selesai. Tunggu laporannya, atau tarik kembali.") if terbuka else ""

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Finish."""
        flow_masuk.selesaikan(surat=lembar.surat, by=lembar.actor, now=lembar.now)


class Arsipkan(LangkahSurat):
    """TU archives."""

    nama, judul, dari = "arsipkan", gettext_lazy("Arsipkan"), status.ARSIPKAN.from_
    akibat = (gettext_lazy("Surat disimpan sebagai arsip. Tiketnya tetap dapat dilacak pengirim."),)
    tombol, sukses = gettext_lazy("Arsipkan"), gettext_lazy("Surat sudah diarsipkan.")

    def may(self, lembar: Lembar) -> Decision:
        """TU."""
        return permissions.may_tangani_tu(lembar.actor)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Archive."""
        flow_masuk.arsipkan(surat=lembar.surat, by=lembar.actor, now=lembar.now)
