"""Steps that move no status: who holds a case, notes, messages, the checklist."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from akun.actor import Peran
from akun.decision import Decision
from pengaduan import flow, forms_lkpp, percakapan, permissions
from pengaduan.status import Status
from pengaduan.views.lembar import Lembar
from pengaduan.views.step_view import StepView

PETUGAS = (Peran.VERIFIKATOR, Peran.PENELAAH)


class Ambil(StepView):
    """Take a case that nobody holds."""

    nama, judul, ikon = "ambil", _("Ambil kasus ini"), "orang"
    akibat = (
        _("Kasus ini masuk ke tangan Anda, dan nama Anda tercatat di linimasa."),
        _("Kasus baru langsung mulai diverifikasi; hasil APIP yang baru masuk langsung mulai direviu."),
    )
    tombol, sukses = _("Ambil"), _("Kasus ini sekarang di tangan Anda.")

    def pada(self, lembar: Lembar) -> bool:
        """Somebody at LKPP has to hold it, and it is not the reader yet; the pejabat holds no cases."""
        bisa = lembar.actor.peran in PETUGAS and not lembar.di_tangan_saya
        return bisa and permissions.role_for(lembar.pengaduan.status) is not None

    def may(self, lembar: Lembar) -> Decision:
        """Nobody holds it, and it lies on a desk of the reader's kind."""
        return permissions.may_ambil(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Take it."""
        flow.ambil(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class Tugaskan(StepView):
    """Give a case to an officer."""

    nama, judul, ikon = "tugaskan", _("Tugaskan ke petugas lain"), "teruskan"
    akibat = (_("Petugas yang Anda pilih memegang kasus ini. Petugas yang terkait instansi terlapor ditolak."),)
    tombol, sukses = _("Tugaskan"), _("Kasus sudah ditugaskan.")
    form_class = forms_lkpp.TugaskanForm

    def pada(self, lembar: Lembar) -> bool:
        """While somebody at LKPP has to hold it."""
        return permissions.role_for(lembar.pengaduan.status) is not None

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat, or whoever holds it."""
        return permissions.may_tugaskan(lembar.actor, lembar.pengaduan)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Officers of the kind that this stage asks for."""
        peran = permissions.role_for(lembar.pengaduan.status)
        return {"peran": [peran] if peran else []}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Give it."""
        flow.tugaskan(pengaduan=lembar.pengaduan, kepada=data["kepada"], by=lembar.actor, now=lembar.now)


class Lepas(StepView):
    """Put a case back on the common desk."""

    nama, judul, ikon = "lepas", _("Lepas kasus ini"), "orang"
    akibat = (_("Kasus kembali ke meja bersama dan dapat diambil petugas lain. Tahap dan tenggatnya tetap."),)
    tombol, sukses = _("Lepas"), _("Kasus sudah dilepas.")

    def pada(self, lembar: Lembar) -> bool:
        """Somebody holds it, and the case has not ended."""
        return permissions.role_for(lembar.pengaduan.status) is not None and lembar.pengaduan.pemegang_id is not None

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat, or whoever holds it."""
        return permissions.may_tugaskan(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Let it go."""
        flow.lepas(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class Periksa(StepView):
    """Mark the checklist."""

    nama, judul = "periksa", _("Daftar periksa")
    akibat = (
        _("Centang yang sudah jelas dari laporan, bukti, atau pengecekan Anda, dan tulis dari mana Anda tahu."),
        _("Kasus dapat diteruskan ke telaah setelah semua butir terpenuhi, kecuali kode dan sumber."),
    )
    tombol, sukses = _("Simpan daftar periksa"), _("Daftar periksa sudah disimpan.")
    form_class = forms_lkpp.PeriksaForm
    templat = "pengaduan/lkpp/periksa.html"

    def pada(self, lembar: Lembar) -> bool:
        """While LKPP still examines the complaint."""
        return lembar.pengaduan.status in {Status.VERIFIKASI, Status.PERLU_DILENGKAPI, Status.TELAAH}

    def may(self, lembar: Lembar) -> Decision:
        """Whoever holds it."""
        return permissions.may_periksa(lembar.actor, lembar.pengaduan)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The items as they stand."""
        return {"butir": lembar.periksa}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write the items."""
        butir = {b.butir: (data[f"ada_{b.butir}"], data[f"ket_{b.butir}"]) for b in lembar.periksa}
        flow.periksa(pengaduan=lembar.pengaduan, butir=butir, by=lembar.actor, now=lembar.now)


class Catat(StepView):
    """Write an internal note."""

    nama, judul = "catat", _("Catatan internal")
    akibat = (_("Catatan tersimpan di kasus. Pelapor dan APIP tidak membacanya."),)
    tombol, sukses = _("Simpan catatan"), _("Catatan sudah disimpan.")
    form_class = forms_lkpp.CatatForm

    def pada(self, lembar: Lembar) -> bool:
        """At any time."""
        return True

    def may(self, lembar: Lembar) -> Decision:
        """Handling officers."""
        return permissions.may_catat(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Write it."""
        flow.catat(pengaduan=lembar.pengaduan, isi=data["isi"], by=lembar.actor, now=lembar.now)


class TulisPelapor(StepView):
    """Write to the complainant."""

    nama, judul = "tulis_pelapor", _("Tulis ke pelapor")
    akibat = (_("Pelapor menerima kabar bahwa ada pesan, lalu membacanya dengan nomor dan tokennya."),)
    tombol, sukses = _("Kirim pesan"), _("Pesan sudah dikirim ke pelapor.")
    form_class = forms_lkpp.PesanPelaporForm

    def pada(self, lembar: Lembar) -> bool:
        """At any time."""
        return True

    def may(self, lembar: Lembar) -> Decision:
        """Whoever holds the case."""
        return permissions.may_tulis_pelapor(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Send it."""
        percakapan.tulis_pelapor(pengaduan=lembar.pengaduan, isi=data["isi"], by=lembar.actor, now=lembar.now)


class TulisKeApip(StepView):
    """Write to the inspectorate."""

    nama, judul = "tulis_ke_apip", _("Tulis ke APIP")
    akibat = (_("Inspektorat yang menangani kasus ini menerima kabar dan membaca pesan Anda."),)
    tombol, sukses = _("Kirim pesan"), _("Pesan sudah dikirim ke APIP.")
    form_class = forms_lkpp.PesanApipForm

    def pada(self, lembar: Lembar) -> bool:
        """While an inspectorate has the case."""
        return lembar.berjalan is not None

    def may(self, lembar: Lembar) -> Decision:
        """The reviewer who holds it."""
        return permissions.may_tulis_apip(lembar.actor, lembar.pengaduan, lembar.berjalan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Send it."""
        percakapan.tulis_apip(
            pengaduan=lembar.pengaduan, eskalasi=lembar.berjalan, isi=data["isi"], by=lembar.actor, now=lembar.now
        )
