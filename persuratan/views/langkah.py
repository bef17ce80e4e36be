"""A step page of a letter, declared: form, permission and step; and the steps of the letter itself, in its order."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from persuratan import baca, disposisi, flow_masuk, jawaban, permissions, status
from persuratan.forms.disposisi import JawabForm, TanpaIsianForm, TanyaForm
from persuratan.models import SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.views.lembar import Lembar, url_surat
from persuratan.views.tanda import tanda


class LangkahSurat(View):
    """One step of a letter. A subclass says what it is called, what will happen, who may, and what to call."""

    nama: ClassVar[str]
    judul: ClassVar[Any]
    akibat: ClassVar[tuple[Any, ...]] = ()
    tombol: ClassVar[Any]
    sukses: ClassVar[Any]
    dari: ClassVar[tuple[str, ...]] = ()
    form_class: ClassVar[type[forms.Form]] = TanpaIsianForm
    templat: ClassVar[str] = "persuratan/pejabat/langkah.html"
    bahaya: ClassVar[bool] = False
    http_method_names = ("get", "head", "post")

    def pada(self, lembar: Lembar) -> bool:
        """The letter is where this step may be thought of at all."""
        return lembar.surat.status in self.dari

    def may(self, lembar: Lembar) -> Decision:
        """Whether this reader may."""
        raise NotImplementedError

    def kurang(self, lembar: Lembar) -> str:
        """What the letter still lacks for this step; empty when nothing."""
        return ""

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What the form needs to be built, initial values included."""
        return {}

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Take the step: one call into a flow."""
        raise NotImplementedError

    def halangan(self, lembar: Lembar) -> tuple[int, str] | None:
        """Why the step cannot be taken now, with the HTTP status that says so; None when it can."""
        if not self.pada(lembar):
            return 409, _("Langkah ini tidak tersedia pada status surat saat ini: %(status)s.") % {
                "status": tanda(lembar.surat.status)["kata"]
            }
        decision = self.may(lembar)
        if not decision:
            return 403, decision.sebab
        kurang = self.kurang(lembar)
        return (409, kurang) if kurang else None

    def get(self, request: ActorRequest, nomor: str) -> HttpResponse:
        """Explain the step and ask for what it needs; or say why it cannot be taken."""
        lembar = Lembar.buka(nomor, request.actor, timezone.now())
        baca.catat(surat=lembar.surat, apa=baca.HALAMAN, by=request.actor, now=lembar.now)
        halangan = self.halangan(lembar)
        if halangan:
            return self._tampil(request, lembar, None, status=halangan[0], sebab=halangan[1])
        return self._tampil(request, lembar, self.form_class(**self.isian(lembar)))

    def post(self, request: ActorRequest, nomor: str) -> HttpResponse:
        """Take the step. When it is refused, everything typed stays on the page beside the reason."""
        lembar = Lembar.buka(nomor, request.actor, timezone.now())
        form = self.form_class(request.POST, **self.isian(lembar))
        if not form.is_valid():
            return self._tampil(request, lembar, form, status=422)
        try:
            self.jalankan(lembar, form.cleaned_data)
        except PermissionDenied as error:
            form.add_error(None, str(error))
            return self._tampil(request, lembar, form, status=403)
        except ValidationError as error:
            form.add_error(None, error)
            return self._tampil(request, lembar, form, status=409)
        messages.success(request, str(self.sukses))
        return HttpResponseRedirect(self.sesudah(request, lembar))

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """Where to go: to the letter, or to the list when it is no longer open to him."""
        kueri = request.GET.urlencode()
        if SuratMasuk.objects.visible_to(request.actor).filter(pk=lembar.surat.pk).exists():
            return lembar.url("surat", kueri=kueri)
        return reverse("persuratan:masuk") + (f"?{kueri}" if kueri else "")

    def _tampil(
        self, request: ActorRequest, lembar: Lembar, form: forms.Form | None, *, status: int = 200, sebab: str = ""
    ) -> HttpResponse:
        konteks = {
            "langkah": self,
            "form": form,
            "sebab": sebab,
            "surat": lembar.surat,
            "tanda": tanda(lembar.surat.status),
            "surat_url": lembar.url("surat", kueri=request.GET.urlencode()),
            **self.konteks(lembar),
        }
        return render(request, self.templat, konteks, status=status)

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


def boleh_dan_belum(
    lembar: Lembar, langkah: Iterable[type[LangkahSurat]], kueri: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that the reader may take, and those that he may not and why; same reasons stand together."""
    boleh: list[dict[str, Any]] = []
    belum: dict[str, dict[str, Any]] = {}
    for kelas in langkah:
        satu = kelas()
        if not satu.pada(lembar):
            continue
        halangan = satu.halangan(lembar)
        if halangan is None:
            url = url_surat(lembar.surat.nomor, satu.nama, kueri=kueri)
            boleh.append({"nama": satu.nama, "teks": satu.judul, "url": url, "utama": not boleh})
        elif halangan[1] in belum:
            belum[halangan[1]]["teks"] += f"; {satu.judul}"
        else:
            belum[halangan[1]] = {"teks": str(satu.judul), "alasan": halangan[1], "ikon": "kunci"}
    return boleh, list(belum.values())
