"""Step pages from the escalation on: hand over, answer, review, finish, reopen."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.decision import Decision
from pengaduan import flow, flow_pelimpahan, forms_lkpp, permissions, status
from pengaduan.views.lembar import Lembar
from pengaduan.views.step_view import StepView


class Eskalasi(StepView):
    """Hand the case to the inbox of the inspectorate concerned."""

    nama, judul, step = "eskalasi", _("Teruskan ke APIP"), status.ESKALASI
    akibat = (
        _("Inspektorat menerima berkas kasus tanpa identitas pelapor, kecuali pelapor membukanya untuk APIP."),
        _("APIP diminta menerima atau mengembalikan kasus dalam 5 hari kerja. Pelapor membaca “Diteruskan ke APIP”."),
    )
    tombol, sukses, ikon = _("Teruskan sekarang"), _("Kasus sudah diteruskan ke APIP."), "teruskan"

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_eskalasi(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """The inspectorate is known and active."""
        if lembar.pengaduan.instansi is None:
            return gettext("Instansi pemilik paket belum ditentukan.")
        if lembar.inspektorat is None or not lembar.inspektorat.aktif:
            return gettext("%(nama)s belum aktif di portal. Teruskan dengan surat.") % {"nama": lembar.nama_inspektorat}
        return ""

    def keterangan(self, lembar: Lembar) -> list[str]:
        """The name of the inspectorate first."""
        return [gettext("Tujuan: %(nama)s.") % {"nama": lembar.nama_inspektorat}, *super().keterangan(lembar)]

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Hand it over."""
        flow.eskalasi(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class KonsepPelimpahan(StepView):
    """Draft the letter that takes the case to an inspectorate outside the portal."""

    nama, judul, step = "konsep_pelimpahan", _("Teruskan dengan surat"), status.ESKALASI
    akibat = (
        _("Konsep surat pelimpahan dibuat untuk Anda: rahasia, dengan dosir tanpa identitas sebagai lampiran."),
        _("Periksa dan ajukan konsepnya di Surat keluar. Kasus berpindah ke “Dieskalasi” begitu suratnya dikirim."),
    )
    tombol, sukses, ikon = _("Buat konsep surat"), _("Konsep surat pelimpahan sudah dibuat."), "surat"

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_eskalasi(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """The inspectorate is known and not active, and no letter is under way."""
        if lembar.pengaduan.instansi is None:
            return gettext("Instansi pemilik paket belum ditentukan.")
        if lembar.inspektorat is not None and lembar.inspektorat.aktif:
            return gettext("%(nama)s aktif di portal. Teruskan lewat kotak masuknya.") % {
                "nama": lembar.inspektorat.nama
            }
        if lembar.lewat_surat is not None:
            return gettext("Surat pelimpahan kasus ini sudah dicatat.")
        if flow_pelimpahan.surat_berjalan(lembar.pengaduan) is not None:
            return gettext("Surat pelimpahan kasus ini sedang disiapkan.")
        return ""

    def keterangan(self, lembar: Lembar) -> list[str]:
        """The name of the inspectorate first."""
        return [gettext("Tujuan: %(nama)s.") % {"nama": lembar.nama_inspektorat}, *super().keterangan(lembar)]

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Draft it."""
        flow_pelimpahan.konsep_pelimpahan(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class KotakMasuk(StepView):
    """The inspectorate that got the case by letter has come onto the portal."""

    nama, judul = "ke_kotak_masuk", _("Teruskan juga ke kotak masuk APIP")
    akibat = (
        _("Inspektorat yang sudah menerima suratnya kini aktif di portal, dan menemukan kasus ini di kotak masuknya."),
    )
    tombol, sukses, ikon = _("Teruskan sekarang"), _("Kasus sudah ada di kotak masuk APIP."), "teruskan"

    def pada(self, lembar: Lembar) -> bool:
        """It went by letter, and its inspectorate is active now."""
        return flow_pelimpahan.menunggu_kotak(lembar.pengaduan, lembar.eskalasi) is not None

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_eskalasi(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Put it there."""
        flow_pelimpahan.ke_kotak_masuk(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class EskalasiSurat(StepView):
    """Record the letter that took the case to an inspectorate outside the portal."""

    nama, judul, step = "eskalasi_surat", _("Catat pelimpahan dengan surat"), status.ESKALASI
    akibat = (
        _("Kirim dahulu suratnya, lalu catat nomor dan tanggalnya di sini."),
        _("Kasus tetap pada tahap “Siap eskalasi” tanpa tenggat, sampai inspektoratnya aktif di portal."),
    )
    tombol, sukses, ikon = _("Simpan nomor surat"), _("Pelimpahan dengan surat sudah dicatat."), "surat"
    form_class = forms_lkpp.SuratForm

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_eskalasi(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """The inspectorate is not active, and no letter has been recorded yet."""
        if lembar.lewat_surat is not None and lembar.lewat_surat.surat is not None:
            return gettext("Sudah dilimpahkan dengan surat %(nomor)s.") % {
                "nomor": lembar.lewat_surat.surat.nomor_surat
            }
        if lembar.inspektorat is not None and lembar.inspektorat.aktif:
            return gettext("%(nama)s aktif di portal. Teruskan lewat kotak masuknya.") % {
                "nama": lembar.inspektorat.nama
            }
        if flow_pelimpahan.surat_berjalan(lembar.pengaduan) is not None:
            return gettext("Surat pelimpahan kasus ini sedang disiapkan.")
        return ""

    def keterangan(self, lembar: Lembar) -> list[str]:
        """The name of the inspectorate first."""
        return [gettext("Tujuan: %(nama)s.") % {"nama": lembar.nama_inspektorat}, *super().keterangan(lembar)]

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Record it."""
        flow.eskalasi_surat(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now, **data)


class Klarifikasi(StepView):
    """Answer the inspectorate's question."""

    nama, judul, step = "klarifikasi", _("Jawab pertanyaan APIP"), status.KLARIFIKASI
    akibat = (_("APIP membaca jawaban Anda, dan jam APIP berjalan lagi."),)
    tombol, sukses, ikon = _("Kirim jawaban"), _("Jawaban sudah dikirim ke APIP."), "bantuan"
    form_class = forms_lkpp.PesanApipForm

    def may(self, lembar: Lembar) -> Decision:
        """The reviewer who holds it."""
        return permissions.may_klarifikasi(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Answer."""
        flow.klarifikasi(pengaduan=lembar.pengaduan, pesan=data["isi"], by=lembar.actor, now=lembar.now)


class Reviu(StepView):
    """Take up the reported result."""

    nama, judul, step = "reviu", _("Mulai reviu hasil"), status.REVIU
    akibat = (_("Kasus masuk ke tangan Anda. Setelah direviu, pejabat menyelesaikannya atau Anda mengembalikannya."),)
    tombol, sukses, ikon = _("Mulai reviu"), _("Reviu hasil dimulai."), "daftar"

    def may(self, lembar: Lembar) -> Decision:
        """A reviewer, unless another one holds it."""
        return permissions.may_reviu(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Take it up."""
        flow.reviu(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now)


class KembalikanHasil(StepView):
    """Return an incomplete result."""

    nama, judul, step = "kembalikan_hasil", _("Kembalikan hasil ke APIP"), status.KEMBALIKAN_HASIL
    akibat = (
        _("APIP membaca catatan Anda dan melaporkan lagi. Jam APIP mulai dari awal."),
        _("Hasil dapat dikembalikan paling banyak tiga kali."),
    )
    tombol, sukses, ikon = _("Kembalikan ke APIP"), _("Hasil sudah dikembalikan ke APIP."), "kiri"
    form_class = forms_lkpp.KembalikanHasilForm

    def may(self, lembar: Lembar) -> Decision:
        """The reviewer who holds it, while there are tries left."""
        return permissions.may_kembalikan_hasil(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Return it."""
        flow.kembalikan_hasil(pengaduan=lembar.pengaduan, catatan=data["isi"], by=lembar.actor, now=lembar.now)


class Selesaikan(StepView):
    """Accept the result and tell the complainant."""

    nama, judul, step = "selesaikan", _("Selesaikan dan beri tahu pelapor"), status.SELESAIKAN
    akibat = (
        _("Kasus selesai. Pelapor membaca ringkasan ini dengan nomor dan tokennya."),
        _("Pelapor dapat menanggapi selama 10 hari kalender; sesudah itu kasus ditutup."),
    )
    tombol, sukses, ikon = _("Selesaikan kasus"), _("Kasus selesai, dan pelapor diberi kabar."), "cek-bulat"
    form_class = forms_lkpp.SelesaikanForm

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_selesaikan(lembar.actor, lembar.pengaduan)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The summary that the inspectorate proposed."""
        return {"initial": {"ringkasan": lembar.hasil[-1].ringkasan if lembar.hasil else ""}}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Finish."""
        flow.selesaikan(pengaduan=lembar.pengaduan, ringkasan=data["ringkasan"], by=lembar.actor, now=lembar.now)


class BukaKembali(StepView):
    """Reopen, once."""

    nama, judul, step = "buka_kembali", _("Buka kembali"), status.BUKA_KEMBALI
    akibat = (_("Kasus kembali ke meja telaah. Ini hanya dapat dilakukan satu kali."),)
    tombol, sukses, ikon = _("Buka kembali kasus"), _("Kasus dibuka kembali."), "kiri"
    form_class = forms_lkpp.BukaKembaliForm

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat, once."""
        return permissions.may_buka_kembali(lembar.actor, lembar.pengaduan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Reopen."""
        flow.buka_kembali(pengaduan=lembar.pengaduan, alasan=data["isi"], by=lembar.actor, now=lembar.now)
