"""The step pages of LKPP's officers, in the order of a complaint's life; LANGKAH is the order of the buttons."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.decision import Decision, no
from pengaduan import flow, flow_usulan, forms_lkpp, kelengkapan, permissions, status
from pengaduan.models import Usulan
from pengaduan.pilihan import AlasanTolak
from pengaduan.views.langkah_hasil import (
    BukaKembali,
    Eskalasi,
    EskalasiSurat,
    KembalikanHasil,
    Klarifikasi,
    KonsepPelimpahan,
    KotakMasuk,
    Reviu,
    Selesaikan,
)
from pengaduan.views.langkah_meja import Ambil, Catat, Lepas, Periksa, Tugaskan, TulisKeApip, TulisPelapor
from pengaduan.views.lembar import Lembar
from pengaduan.views.step_view import StepView
from sla.stages import StepRefused


def _menunggu_putusan(lembar: Lembar) -> str:
    if lembar.usulan_terbuka is None:
        return ""
    return gettext("Usulan “%(usulan)s” menunggu keputusan pejabat.") % {
        "usulan": Usulan.Langkah(lembar.usulan_terbuka.langkah).label
    }


class MintaLengkapi(StepView):
    """Ask the complainant for what is missing."""

    nama, judul, step = "minta_lengkapi", _("Minta pelapor melengkapi"), status.MINTA_LENGKAPI
    akibat = (
        _("Pelapor menerima pesan Anda dan diminta melengkapi dalam 10 hari kerja."),
        _("Jam verifikasi berhenti selama itu, dan berjalan lagi ketika pelapor menjawab."),
    )
    tombol, sukses, ikon = _("Kirim permintaan"), _("Permintaan sudah dikirim ke pelapor."), "jeda"
    form_class = forms_lkpp.MintaLengkapiForm

    def may(self, lembar: Lembar) -> Decision:
        """The verifikator who holds it."""
        return permissions.may_minta_lengkapi(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """Nothing waits for the pejabat."""
        return _menunggu_putusan(lembar)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The open items are ticked already."""
        return {"initial": {"kurang": [b.butir for b in lembar.periksa if not b.terpenuhi]}}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Ask."""
        flow.minta_lengkapi(
            pengaduan=lembar.pengaduan, kurang=data["kurang"], pesan=data["pesan"], by=lembar.actor, now=lembar.now
        )


class Telaah(StepView):
    """Pass a verified case on to the review."""

    nama, judul, step = "telaah", _("Teruskan ke telaah"), status.TELAAH
    akibat = (
        _("Verifikasi selesai. Kasus masuk ke meja penelaah dan lepas dari tangan Anda."),
        _("Jam telaah mulai: 5 hari kerja."),
    )
    tombol, sukses, ikon = _("Teruskan ke telaah"), _("Kasus sudah diteruskan ke telaah."), "teruskan"
    form_class = forms_lkpp.TelaahForm

    def may(self, lembar: Lembar) -> Decision:
        """The verifikator who holds it."""
        return permissions.may_telaah(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """The checklist is complete, and nothing waits for the pejabat."""
        belum = kelengkapan.belum_untuk_telaah(lembar.pengaduan)
        if belum:
            return gettext(
                "Butir %(butir)s di daftar periksa masih kosong. Isi bila Anda tahu, atau minta pelapor melengkapi."
            ) % {"butir": ", ".join(f"“{b}”" for b in belum)}
        return _menunggu_putusan(lembar)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What the complainant said."""
        p = lembar.pengaduan
        awal = {"jenis_pelanggaran": p.jenis_pelanggaran, "instansi": p.nama_instansi}
        return {"initial": awal, "saran_url": reverse("pengaduan:saran_instansi")}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Pass it on."""
        flow.telaah(pengaduan=lembar.pengaduan, by=lembar.actor, now=lembar.now, **data)


class Alihkan(StepView):
    """Say that the matter belongs to another body."""

    nama, judul, step = "alihkan", _("Bukan kewenangan LKPP"), status.ALIHKAN
    akibat = (
        _("Kasus ditutup, dan pelapor membaca lembaga yang berwenang beserta penjelasan Anda."),
        _("Kasus tidak dapat dibuka lagi; pelapor dapat mengadu kembali."),
    )
    tombol, sukses, ikon = _("Tutup dan beri tahu pelapor"), _("Kasus sudah dialihkan."), "teruskan"
    form_class = forms_lkpp.AlihkanForm
    bahaya = True

    def may(self, lembar: Lembar) -> Decision:
        """The verifikator who holds it."""
        return permissions.may_alihkan(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """Nothing waits for the pejabat."""
        return _menunggu_putusan(lembar)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Close it with the words to the complainant."""
        flow.alihkan(
            pengaduan=lembar.pengaduan, lembaga=data["lembaga"], pesan=data["pesan"], by=lembar.actor, now=lembar.now
        )


class Gabungkan(StepView):
    """Merge into an open case about the same package."""

    nama, judul, step = "gabungkan", _("Gabungkan dengan kasus lain"), status.GABUNGKAN
    akibat = (
        _("Kasus ini berhenti di sini dan mengikuti kasus yang Anda pilih. Pelapor membaca tahap kasus itu."),
        _("Kedua pelapor tidak saling mengetahui."),
    )
    tombol, sukses, ikon = _("Gabungkan"), _("Kasus sudah digabung."), "gabung"
    form_class = forms_lkpp.GabungkanForm
    bahaya = True

    def may(self, lembar: Lembar) -> Decision:
        """The verifikator who holds it."""
        return permissions.may_gabungkan(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """There is another open case about the same package."""
        if not lembar.calon_induk:
            return gettext("Tidak ada kasus terbuka lain dengan paket yang sama.")
        return _menunggu_putusan(lembar)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The cases to choose from."""
        return {"calon": lembar.calon_induk}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Merge."""
        induk = next(p for p in lembar.calon_induk if p.nomor == data["induk"])
        flow.gabungkan(pengaduan=lembar.pengaduan, induk=induk, by=lembar.actor, now=lembar.now)


class _Usulkan(StepView):
    """Propose a step that the pejabat decides on."""

    langkah: str
    tombol, sukses = _("Kirim usulan"), _("Usulan sudah dikirim ke pejabat.")

    def may(self, lembar: Lembar) -> Decision:
        """Whoever holds it, of the role that this step asks for."""
        return permissions.may_usulkan(lembar.actor, lembar.pengaduan, self.langkah)

    def kurang(self, lembar: Lembar) -> str:
        """One proposal at a time."""
        return _menunggu_putusan(lembar)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Propose."""
        flow_usulan.usulkan(
            pengaduan=lembar.pengaduan,
            langkah=self.langkah,
            alasan=data.get("alasan", ""),
            isi=data["isi"],
            by=lembar.actor,
            now=lembar.now,
        )


class UsulkanTolak(_Usulkan):
    """Propose to refuse."""

    nama, judul, step = "usulkan_tolak", _("Tidak dapat ditindaklanjuti"), status.TOLAK
    langkah, ikon = Usulan.Langkah.TOLAK, "batal"
    akibat = (
        _("Usulan Anda menunggu persetujuan pejabat DPPH. Kasus belum berubah."),
        _("Setelah disetujui, kasus ditutup dan pelapor membaca pemberitahuan di bawah ini."),
    )
    form_class = forms_lkpp.UsulTolakForm


class UsulkanSiapkan(_Usulkan):
    """Propose to escalate."""

    nama, judul, step = "usulkan_siapkan", _("Usulkan diteruskan ke APIP"), status.SIAPKAN
    langkah, ikon = Usulan.Langkah.SIAPKAN, "teruskan"
    akibat = (
        _("Usulan Anda menunggu persetujuan pejabat DPPH. Kasus belum berubah."),
        _("Setelah disetujui, kasus siap diteruskan ke inspektorat tanpa identitas pelapor."),
    )
    form_class = forms_lkpp.UsulSiapkanForm

    def kurang(self, lembar: Lembar) -> str:
        """The institution decides the inspectorate."""
        if lembar.pengaduan.instansi is None:
            return gettext("Tentukan dahulu instansi pemilik paket, supaya inspektoratnya diketahui.")
        return super().kurang(lembar)


class UsulkanJawab(_Usulkan):
    """Propose to answer without the inspectorate."""

    nama, judul, step = "usulkan_jawab", _("Usulkan dijawab LKPP tanpa APIP"), status.JAWAB
    langkah, ikon = Usulan.Langkah.JAWAB, "bantuan"
    akibat = (
        _("Usulan Anda menunggu persetujuan pejabat DPPH. Kasus belum berubah."),
        _("Setelah disetujui, kasus selesai dan pelapor membaca jawaban di bawah ini."),
    )
    form_class = forms_lkpp.UsulJawabForm


class Putuskan(StepView):
    """Decide on the proposal that waits."""

    nama, judul, ikon = "putuskan", _("Putuskan usulan"), "cek-bulat"
    akibat = (
        _("Bila Anda menyetujui, langkah yang diusulkan langsung dijalankan. Bila tidak, kasus tetap di tempatnya."),
    )
    tombol, sukses = _("Simpan putusan"), _("Putusan Anda sudah dicatat.")
    form_class = forms_lkpp.PutuskanForm
    templat, pakai_usulan = "pengaduan/lkpp/putuskan.html", True

    def pada(self, lembar: Lembar) -> bool:
        """A proposal waits."""
        return lembar.usulan_terbuka is not None

    def may(self, lembar: Lembar) -> Decision:
        """A pejabat who did not propose it."""
        usulan = lembar.usulan_terbuka
        return (
            permissions.may_putuskan(lembar.actor, usulan) if usulan else no(gettext("Tidak ada usulan yang menunggu."))
        )

    def keterangan(self, lembar: Lembar) -> list[str]:
        """The ground of a refusal first."""
        usulan = lembar.usulan_terbuka
        alasan = dict(AlasanTolak.choices).get(usulan.alasan) if usulan else None
        pembuka = [gettext("Alasan yang diusulkan: %(alasan)s.") % {"alasan": alasan}] if alasan else []
        return [*pembuka, *super().keterangan(lembar)]

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Which proposal is decided on: another one may come in between."""
        return {"initial": {"usulan": lembar.usulan_terbuka.pk if lembar.usulan_terbuka else None}}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Approve, or refuse with the reason."""
        usulan = lembar.usulan_terbuka
        if usulan is None or usulan.pk != data["usulan"]:
            raise StepRefused(gettext("Usulan yang Anda baca sudah diputus. Muat ulang halaman."))
        if data["putusan"] == forms_lkpp.PutuskanForm.SETUJU:
            flow_usulan.setujui(usulan=usulan, by=lembar.actor, now=lembar.now)
        else:
            flow_usulan.tolak_usulan(usulan=usulan, putusan=data["alasan"], by=lembar.actor, now=lembar.now)


# The order of the buttons on the case page: what brings the case on comes first.
LANGKAH: tuple[type[StepView], ...] = (
    Ambil,
    Putuskan,
    Telaah,
    MintaLengkapi,
    UsulkanSiapkan,
    Eskalasi,
    KonsepPelimpahan,
    EskalasiSurat,
    KotakMasuk,
    Klarifikasi,
    Reviu,
    Selesaikan,
    UsulkanJawab,
    KembalikanHasil,
    BukaKembali,
    Alihkan,
    UsulkanTolak,
    Gabungkan,
    Tugaskan,
    Lepas,
)
# Steps that have their button in a card of their own.
DI_KARTU: tuple[type[StepView], ...] = (Periksa, Catat, TulisPelapor, TulisKeApip)
