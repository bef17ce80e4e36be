"""The step pages of an inspectorate, in the order of its work; LANGKAH is the order of the buttons."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akun.actor import APIP
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from berkas.putusan import BerkasDitolak
from pengaduan import flow_apip, forms_apip, lapor, percakapan, permissions, status, templat_hasil
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


class LangkahApip(HalamanLangkah[LembarApip]):
    """One step of a case, from which statuses.

    `belum` gives, for statuses in which the step is thought of but not possible, the sentence that says why.
    """

    di: ClassVar[tuple[str, ...]]
    belum: ClassVar[Mapping[str, Any]] = {}
    form_class: ClassVar[type[forms.Form]] = forms_apip.TerimaForm
    templat = "pengaduan/apip/langkah.html"

    def buka(self, request: ActorRequest) -> LembarApip:
        """The case of this number."""
        return LembarApip(self.kwargs["nomor"], request.actor, timezone.now())

    def pada(self, lembar: LembarApip) -> bool:
        """Whether it belongs on the page at all."""
        return lembar.pengaduan.status in {*self.di, *self.belum}

    def may(self, lembar: LembarApip) -> Decision:
        """Whether this reader may."""
        return permissions.may_kerjakan_apip(lembar.actor, lembar.eskalasi)

    def halangan(self, lembar: LembarApip) -> tuple[int, str] | None:
        """Who may comes before where the case stands: an auditor reads that the step is not his."""
        decision = self.may(lembar)
        if not decision:
            return 403, decision.sebab
        if lembar.pengaduan.status in self.di:
            return None
        luar = _("Langkah ini tidak tersedia pada tahap kasus saat ini.")
        return 409, str(self.belum.get(lembar.pengaduan.status, luar))

    def isian(self, lembar: LembarApip) -> dict[str, Any]:
        """Who fills it in, and which day it is."""
        return {"actor": lembar.actor, "hari_ini": lembar.now.astimezone(WIB).date()}

    def ditolak(self, form: forms.Form, error: PermissionDenied | ValidationError) -> int:
        """A file that was refused is named at its field."""
        if isinstance(error, BerkasDitolak):
            form.add_error("berkas", error.kalimat)
            return 422
        return super().ditolak(form, error)

    def sesudah(self, request: ActorRequest, lembar: LembarApip) -> str:
        """Back to the case."""
        return lembar.url("kasus")

    def bingkai(self, request: ActorRequest, lembar: LembarApip) -> dict[str, Any]:
        """The case, in short."""
        return {
            **rangka(request.actor, "kotak_kasus"),
            "nomor": lembar.pengaduan.nomor,
            "kasus_url": lembar.url("kasus"),
        }

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

    def sesudah(self, request: ActorRequest, lembar: LembarApip) -> str:
        """The case is no longer here."""
        return reverse("pengaduan:apip_kotak")


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

    def konteks(self, lembar: LembarApip) -> dict[str, Any]:
        """The texts that can be put in."""
        return {"blok": templat_hasil.blok(lembar.actor), "kelola": bool(templat_hasil.may_kelola(lembar.actor))}

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Report; or, with the other button, put a text behind what is typed already and show the form again."""
        if "sisipkan" not in request.POST or not request.POST.get("templat"):
            return super().post(request, **kunci)
        lembar = self.buka(request)
        if halangan := self.halangan(lembar):
            return self.tampil(request, lembar, None, status=halangan[0], sebab=halangan[1])
        isi = {nama: request.POST.get(nama, "") for nama in self.form_class.base_fields if nama != "berkas"}
        pilihan = {b.kunci: b for b in templat_hasil.blok(lembar.actor)}.get(request.POST["templat"])
        if pilihan:
            isi["kesimpulan"] = pilihan.kesimpulan
            for nama in ("rekomendasi", "ringkasan"):
                isi[nama] = templat_hasil.sisipkan(isi[nama].replace("\r\n", "\n"), str(getattr(pilihan, nama)))
        return self.tampil(request, lembar, self.form_class(initial=isi, **self.isian(lembar)))

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
