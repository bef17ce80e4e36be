"""The step pages of an inspectorate, in the order of its work; LANGKAH is the order of the buttons."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from akun.actor import APIP
from akun.decision import YES, Decision, no
from akun.door import ActorRequest, for_roles
from berkas.putusan import BerkasDitolak
from pengaduan import flow_apip, forms_apip, lapor, percakapan, permissions, status
from pengaduan.status import Status
from pengaduan.views.apip_lembar import LembarApip
from pengaduan.views.menu import rangka
from sla.calendar import WIB

S = Status
BERJALAN = (S.DIESKALASI, S.DITERIMA_APIP, S.TINDAK_LANJUT_APIP, S.PERLU_KLARIFIKASI, S.HASIL_DILAPORKAN, S.REVIU_HASIL)
DITANGANI = (S.DITERIMA_APIP, S.TINDAK_LANJUT_APIP, S.PERLU_KLARIFIKASI)
TERIMA_DAHULU = _("Terima kasus ini dahulu.")
TUGASKAN_DAHULU = _("Tugaskan auditor dahulu.")
MENUNGGU_LKPP = _("Pertanyaan Anda menunggu jawaban LKPP, dan jam tindak lanjut berhenti. Lanjutkan sesudah dijawab.")
SEDANG_DIREVIU = _("Hasil sedang direviu LKPP.")


class LangkahApip(View):
    """One step of a case: what it is called, what will happen, from which statuses, who may, and what to call.

    `belum` gives, for statuses in which the step is thought of but not possible, the sentence that says why.
    """

    nama: ClassVar[str]
    judul: ClassVar[Any]
    akibat: ClassVar[tuple[Any, ...]] = ()
    tombol: ClassVar[Any]
    sukses: ClassVar[Any]
    di: ClassVar[tuple[str, ...]]
    belum: ClassVar[Mapping[str, Any]] = {}
    form_class: ClassVar[type[forms_apip.FormApip]] = forms_apip.TerimaForm
    ikon: ClassVar[str] = "kunci"
    bahaya: ClassVar[bool] = False
    http_method_names = ["get", "head", "post"]

    def may(self, lembar: LembarApip) -> Decision:
        """Whether this reader may."""
        return permissions.may_kerjakan_apip(lembar.actor, lembar.eskalasi)

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Take the step: one call into a flow."""
        raise NotImplementedError

    def keputusan(self, lembar: LembarApip) -> Decision:
        """Whether it can be taken now by this reader, or why not."""
        decision = self.may(lembar)
        if not decision:
            return decision
        if lembar.pengaduan.status in self.di:
            return YES
        return no(self.belum.get(lembar.pengaduan.status, _("Langkah ini tidak tersedia pada tahap kasus saat ini.")))

    def terpikir(self, lembar: LembarApip) -> bool:
        """Whether it belongs on the page at all."""
        return lembar.pengaduan.status in {*self.di, *self.belum}

    def get(self, request: ActorRequest, nomor: str) -> HttpResponse:
        """Explain the step and ask for what it needs; or say why it cannot be taken."""
        lembar = LembarApip(nomor, request.actor, timezone.now())
        keputusan = self.keputusan(lembar)
        if not keputusan:
            return self._tampil(request, lembar, None, status=409 if self.may(lembar) else 403, sebab=keputusan.sebab)
        return self._tampil(request, lembar, self._form(lembar))

    def post(self, request: ActorRequest, nomor: str) -> HttpResponseBase:
        """Take the step. When it is refused, everything typed stays on the page beside the reason."""
        lembar = LembarApip(nomor, request.actor, timezone.now())
        form = self._form(lembar, request.POST, request.FILES)
        if not form.is_valid():
            return self._tampil(request, lembar, form, status=422)
        try:
            self.jalankan(lembar, form.cleaned_data)
        except BerkasDitolak as error:
            form.add_error("berkas", error.kalimat)
            return self._tampil(request, lembar, form, status=422)
        except PermissionDenied as error:
            form.add_error(None, str(error))
            return self._tampil(request, lembar, form, status=403)
        except ValidationError as error:
            form.add_error(None, error)
            return self._tampil(request, lembar, form, status=409)
        messages.success(request, str(self.sukses))
        return self.sesudah(lembar)

    def sesudah(self, lembar: LembarApip) -> HttpResponseRedirect:
        """Where to go when it is done."""
        return HttpResponseRedirect(lembar.url("kasus"))

    def _form(self, lembar: LembarApip, *data: Any) -> forms_apip.FormApip:
        return self.form_class(*data, actor=lembar.actor, hari_ini=lembar.now.astimezone(WIB).date())

    def _tampil(
        self,
        request: ActorRequest,
        lembar: LembarApip,
        form: forms_apip.FormApip | None,
        *,
        status: int = 200,
        sebab: str = "",
    ) -> HttpResponse:
        konteks = {
            **rangka(request.actor, "kotak_kasus"),
            "langkah": self,
            "form": form,
            "sebab": sebab,
            "nomor": lembar.pengaduan.nomor,
            "kasus_url": lembar.url("kasus"),
        }
        return render(request, "pengaduan/apip/langkah.html", konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door: inspectors. Their role is asked again by the permission."""
        return for_roles(*sorted(APIP))(cls.as_view())


class Terima(LangkahApip):
    """Accept the case."""

    nama, judul, di = "terima", _("Terima kasus"), status.TERIMA_APIP.from_
    akibat = (
        _("Kasus menjadi tanggung jawab inspektorat Anda. Jam tindak lanjut 60 hari kerja mulai."),
        _("Langkah berikutnya: tugaskan auditor."),
    )
    tombol, sukses = _("Terima kasus"), _("Kasus diterima. Tugaskan auditor sebagai langkah berikutnya.")

    def may(self, lembar: LembarApip) -> Decision:
        """The admin."""
        return permissions.may_terima_apip(lembar.actor, lembar.eskalasi)

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Accept."""
        flow_apip.terima_apip(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class Kembalikan(LangkahApip):
    """Give the case back."""

    nama, judul, di = "kembalikan", _("Kembalikan ke LKPP"), status.KEMBALIKAN.from_
    belum = dict.fromkeys(
        (S.DITERIMA_APIP, S.TINDAK_LANJUT_APIP),
        _("Kasus sudah diterima. Tulis kepada LKPP bila ternyata bukan wewenang inspektorat Anda."),
    )
    akibat = (_("Kasus ditelaah lagi oleh LKPP dan hilang dari kotak masuk Anda."),)
    tombol, sukses = _("Kembalikan kasus"), _("Kasus dikembalikan ke LKPP.")
    form_class, bahaya, ikon = forms_apip.KembalikanForm, True, "kiri"

    def may(self, lembar: LembarApip) -> Decision:
        """The admin."""
        return permissions.may_terima_apip(lembar.actor, lembar.eskalasi)

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Give back."""
        flow_apip.kembalikan(pengaduan=lembar.pengaduan, alasan=data["alasan"], by=lembar.actor, now=lembar.now)

    def sesudah(self, lembar: LembarApip) -> HttpResponseRedirect:
        """The case is no longer here."""
        return redirect("pengaduan:apip_kotak")


class Tugaskan(LangkahApip):
    """Assign an auditor."""

    nama, judul, di = "tugaskan", _("Tugaskan auditor"), status.TUGASKAN_APIP.from_
    belum: ClassVar[Mapping[str, Any]] = {S.DIESKALASI: TERIMA_DAHULU}
    akibat = (_("Auditor melihat kasus ini di kotak masuknya dan menerima pemberitahuan."),)
    tombol, sukses = _("Tugaskan"), _("Auditor sudah ditugaskan.")
    form_class, ikon = forms_apip.TugaskanForm, "orang"

    def may(self, lembar: LembarApip) -> Decision:
        """The admin."""
        return permissions.may_tugaskan_apip(lembar.actor, lembar.eskalasi)

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Assign."""
        flow_apip.tugaskan_apip(
            pengaduan=lembar.pengaduan,
            auditor=data["auditor"],
            nomor_surat_tugas=data["nomor_surat_tugas"],
            by=lembar.actor,
            now=lembar.now,
        )


class Kemajuan(LangkahApip):
    """Note the progress."""

    nama, judul, di = "kemajuan", _("Catat kemajuan"), DITANGANI
    belum: ClassVar[Mapping[str, Any]] = {S.DIESKALASI: TERIMA_DAHULU}
    tombol, sukses = _("Simpan catatan"), _("Catatan kemajuan tersimpan.")
    form_class, ikon = forms_apip.KemajuanForm, "daftar"

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Note."""
        flow_apip.catat_kemajuan(pengaduan=lembar.pengaduan, isi=data["isi"], by=lembar.actor, now=lembar.now)


class MintaKlarifikasi(LangkahApip):
    """Ask LKPP."""

    nama, judul, di = "minta_klarifikasi", _("Minta klarifikasi LKPP"), status.MINTA_KLARIFIKASI.from_
    belum: ClassVar[Mapping[str, Any]] = {
        S.DIESKALASI: TERIMA_DAHULU,
        S.DITERIMA_APIP: TUGASKAN_DAHULU,
        S.PERLU_KLARIFIKASI: MENUNGGU_LKPP,
    }
    akibat = (
        _("LKPP diminta menjawab dalam 5 hari kerja."),
        _("Jam tindak lanjut berhenti selama itu, dan berjalan lagi ketika LKPP menjawab."),
    )
    tombol, sukses = _("Kirim pertanyaan"), _("Pertanyaan sudah dikirim ke LKPP.")
    form_class, ikon = forms_apip.KlarifikasiForm, "bantuan"

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Ask."""
        flow_apip.minta_klarifikasi(
            pengaduan=lembar.pengaduan, pertanyaan=data["pertanyaan"], by=lembar.actor, now=lembar.now
        )


class Laporkan(LangkahApip):
    """Report the result."""

    nama, judul, di = "laporkan", _("Laporkan hasil"), status.LAPORKAN_HASIL.from_
    belum: ClassVar[Mapping[str, Any]] = {
        S.DIESKALASI: TERIMA_DAHULU,
        S.DITERIMA_APIP: TUGASKAN_DAHULU,
        S.PERLU_KLARIFIKASI: MENUNGGU_LKPP,
        S.HASIL_DILAPORKAN: SEDANG_DIREVIU,
        S.REVIU_HASIL: SEDANG_DIREVIU,
    }
    akibat = (
        _("Jam tindak lanjut berhenti. LKPP mereviu hasil ini, dan dapat mengembalikannya dengan catatan."),
        _("Sesudah diterima LKPP, pelapor membaca ringkasannya."),
    )
    tombol, sukses = _("Laporkan hasil"), _("Hasil sudah dilaporkan ke LKPP.")
    form_class, ikon = forms_apip.LaporkanForm, "berkas"

    def may(self, lembar: LembarApip) -> Decision:
        """The admin."""
        return permissions.may_laporkan_hasil(lembar.actor, lembar.eskalasi)

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Report."""
        unggahan = data.pop("berkas")
        lapor.laporkan(
            pengaduan=lembar.pengaduan,
            laporan=lapor.Laporan(**data),
            unggahan=unggahan,
            by=lembar.actor,
            now=lembar.now,
        )


class Tulis(LangkahApip):
    """Write to LKPP."""

    nama, judul, di = "tulis", _("Tulis ke LKPP"), BERJALAN
    tombol, sukses = _("Kirim pesan"), _("Pesan sudah dikirim ke LKPP.")
    form_class, ikon = forms_apip.PesanForm, "surat"

    def jalankan(self, lembar: LembarApip, data: dict[str, Any]) -> None:
        """Write."""
        percakapan.tulis_apip(
            pengaduan=lembar.pengaduan, eskalasi=lembar.eskalasi, isi=data["isi"], by=lembar.actor, now=lembar.now
        )


LANGKAH: tuple[type[LangkahApip], ...] = (Terima, Tugaskan, Laporkan, MintaKlarifikasi, Kemajuan, Tulis, Kembalikan)


def boleh_dan_belum(lembar: LembarApip) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps that the reader may take, and those that he may not yet with the reason; same reasons together."""
    boleh: list[dict[str, Any]] = []
    belum: dict[str, dict[str, Any]] = {}
    for langkah in (kelas() for kelas in LANGKAH):
        if not langkah.terpikir(lembar):
            continue
        keputusan = langkah.keputusan(lembar)
        if keputusan:
            url = lembar.url(langkah.nama)
            boleh.append({"teks": langkah.judul, "url": url, "utama": not boleh, "bahaya": False})
        elif keputusan.sebab in belum:
            belum[keputusan.sebab]["teks"] += gettext("; %(langkah)s") % {"langkah": langkah.judul}
        else:
            belum[keputusan.sebab] = {"teks": str(langkah.judul), "alasan": keputusan.sebab, "ikon": langkah.ikon}
    return boleh, list(belum.values())
