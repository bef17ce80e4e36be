"""Steps towards the end of a ticket: solutions, closing, reopening; duplicates and problem records."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.decision import Decision
from akun.templatetags.rupa import tanggal
from helpdesk import faq, flow, flow_kelompok, permissions, status
from helpdesk.flow import batas_buka_kembali
from helpdesk.forms import meja as formulir
from helpdesk.models import Masalah, MejaLayanan, Tiket
from helpdesk.models.faq import Faq
from helpdesk.pilihan import StatusMasalah
from helpdesk.status import TERBUKA
from helpdesk.views.langkah_tangani import perlu_kelas
from helpdesk.views.langkah_tiket import LangkahTiket
from helpdesk.views.lembar import Lembar

MASALAH_TAMPIL = 20


class SolusiSementara(LangkahTiket):
    """Tell a way round while the cause is worked on."""

    nama, judul, ikon = "solusi_sementara", _("Beri solusi sementara"), "cek"
    dari = status.SEMENTARA.from_
    akibat = (_("Pelapor menerima jalan keluar untuk sekarang. Tiket tetap terbuka sampai penyebabnya hilang."),)
    tombol, sukses = _("Kirim solusi sementara"), _("Solusi sementara sudah dikirim ke pelapor.")
    form_class = formulir.SolusiForm
    izin, flow = permissions.may_tangani, flow.solusi_sementara

    def kurang(self, lembar: Lembar) -> str:
        """An incident has its class first."""
        return perlu_kelas(lembar)


class Selesaikan(LangkahTiket):
    """Say that it is solved; the reporter confirms."""

    nama, judul, ikon = "selesaikan", _("Selesaikan"), "cek-bulat"
    dari = status.SELESAIKAN.from_
    akibat = (
        _("Jam penyelesaian berhenti. Pelapor diminta menjawab “selesai” atau “belum”."),
        _("Pelapor dapat membuka kembali tiket dalam 3 hari kerja."),
    )
    tombol, sukses = _("Selesaikan tiket"), _("Tiket selesai; pelapor diminta menegaskan.")
    form_class = formulir.SelesaikanForm
    izin, flow = permissions.may_tangani, flow.selesaikan

    def kurang(self, lembar: Lembar) -> str:
        """An incident has its class first."""
        return perlu_kelas(lembar)


class JawabFaq(LangkahTiket):
    """Answer from what is published already; the ticket ends with that, and the entry is counted."""

    nama, judul, ikon, dari = "jawab_faq", _("Jawab dari tanya jawab"), "bantuan", status.JAWAB_FAQ.from_
    akibat = (_("Pelapor menerima jawaban yang Anda pilih, dan tiket berakhir."),)
    tombol, sukses = _("Kirim jawaban ini"), _("Tiket sudah dijawab dari tanya jawab.")
    form_class = formulir.JawabFaqForm
    izin = permissions.may_tangani

    def kurang(self, lembar: Lembar) -> str:
        """Something fits."""
        return "" if lembar.faq else gettext("Tidak ada tanya jawab yang cocok dengan laporan ini.")

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What fits best first."""
        return {"faq": [(f.kode, f.pertanyaan, f.ringkasan) for f in lembar.faq]}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Send it, and count it."""
        dipilih = next(f for f in lembar.faq if f.kode == data["faq"])
        with transaction.atomic():
            flow.jawab_faq(
                tiket=lembar.tiket,
                kode=dipilih.kode,
                isi=dipilih.jawaban.replace("**", ""),
                by=lembar.actor,
                now=lembar.now,
            )
            faq.terjawab(Faq.objects.get(pk=dipilih.pk), by=lembar.actor, now=lembar.now)


class Gabung(LangkahTiket):
    """Merge into the ticket that goes on for both."""

    nama, judul, ikon, dari = "gabung", _("Gabung sebagai duplikat"), "gabung", status.GABUNG.from_
    akibat = (
        _("Tiket ini berhenti dan mengikuti tiket utama; pelapor membaca tahap tiket utama itu."),
        _("Kedua pelapor tidak saling mengetahui."),
    )
    tombol, sukses, bahaya = _("Gabung"), _("Tiket sudah digabung."), True
    form_class = formulir.NomorTiketForm
    izin, flow = permissions.may_tangani, flow_kelompok.gabung

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """The other ticket, if the reader may see it."""
        nomor = data["utama"].strip().upper()
        utama = Tiket.objects.visible_to(lembar.actor).filter(nomor=nomor).first()
        if utama is None:
            raise ValidationError(gettext("Tidak ada tiket %(nomor)s yang terbuka bagi Anda.") % {"nomor": nomor})
        return {"utama": utama}


class Kaitkan(LangkahTiket):
    """Put the ticket under a problem: the common cause of several."""

    nama, judul, ikon, dari = "masalah", _("Kaitkan dengan masalah"), "gabung", TERBUKA
    akibat = (_("Masalah menghimpun tiket yang penyebabnya sama: diselesaikan sekali, semua pelapor diberi tahu."),)
    tombol, sukses = _("Kaitkan"), _("Tiket sudah dikaitkan dengan masalah.")
    form_class = formulir.MasalahForm

    def may(self, lembar: Lembar) -> Decision:
        """Staff of the reader's own desk."""
        meja = self._meja(lembar)
        return permissions.may_masalah(lembar.actor, meja or lembar.tiket.meja)

    def pada(self, lembar: Lembar) -> bool:
        """It belongs to no problem yet."""
        return super().pada(lembar) and lembar.tiket.masalah_id is None

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The open problems of the desk."""
        return {"masalah": [(m.pk, m.judul) for m in self._terbuka(lembar)], "judul": lembar.tiket.judul[:200]}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Make it where it is new, and link."""
        if data["masalah"] == formulir.MasalahForm.BARU:
            flow_kelompok.buat_masalah(
                judul=data["judul"],
                uraian=data["uraian"],
                meja=self._meja(lembar) or lembar.tiket.meja,
                tiket=[lembar.tiket],
                by=lembar.actor,
                now=lembar.now,
            )
            return
        masalah = next(m for m in self._terbuka(lembar) if str(m.pk) == data["masalah"])
        flow_kelompok.kaitkan(tiket=lembar.tiket, masalah=masalah, by=lembar.actor, now=lembar.now)

    def _meja(self, lembar: Lembar) -> MejaLayanan | None:
        return MejaLayanan.objects.milik(lembar.actor)

    def _terbuka(self, lembar: Lembar) -> list[Masalah]:
        rows = Masalah.objects.visible_to(lembar.actor).exclude(keadaan=StatusMasalah.SELESAI)
        return list(rows.select_related("meja").order_by("-pk")[:MASALAH_TAMPIL])


class Konfirmasi(LangkahTiket):
    """Write down what the reporter said on the telephone or at the counter: solved, or not yet."""

    nama, judul, ikon = "konfirmasi", _("Catat tanggapan pelapor"), "orang"
    dari = status.KONFIRMASI.from_
    akibat = (_("Isi bila pelapor menjawab lewat telepon atau datang; yang lain menjawab sendiri di portal."),)
    tombol, sukses = _("Simpan tanggapan"), _("Tanggapan pelapor sudah dicatat.")
    form_class = formulir.KonfirmasiForm
    izin, flow = permissions.may_konfirmasi, flow.konfirmasi

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """Solved or not, and his words."""
        return {"selesai": data["tanggapan"] == formulir.KonfirmasiForm.SELESAI, "isi": data["isi"]}


class Tutup(LangkahTiket):
    """Close what the reporter has confirmed."""

    nama, judul, ikon = "tutup", _("Tutup tiket"), "berkas"
    dari = status.TUTUP.from_
    akibat = (_("Tiket berakhir. Setelah 3 hari kerja sejak penyelesaian, tiket juga menutup sendiri."),)
    tombol, sukses = _("Tutup tiket"), _("Tiket sudah ditutup.")
    izin, flow = permissions.may_tangani, flow.tutup


class BukaKembali(LangkahTiket):
    """Take up again what was not solved after all."""

    nama, judul, ikon = "buka_kembali", _("Buka kembali"), "kiri"
    dari = status.BUKA_KEMBALI.from_
    akibat = (_("Tiket kembali ditangani, dan jam penyelesaian berjalan lagi."),)
    tombol, sukses = _("Buka kembali"), _("Tiket sudah dibuka kembali.")
    form_class = formulir.AlasanForm
    izin, flow = permissions.may_konfirmasi, flow.buka_kembali

    def kurang(self, lembar: Lembar) -> str:
        """It is not too late."""
        batas = batas_buka_kembali(lembar.tiket)
        if batas is None or lembar.now <= batas:
            return ""
        isi = {"hari": tanggal(batas)}
        return gettext("Masa membuka kembali berakhir %(hari)s. Catat tiket baru dan sebut nomor ini.") % isi


class Batalkan(LangkahTiket):
    """End a ticket that should not be one."""

    nama, judul, ikon = "batalkan", _("Batalkan tiket"), "batal"
    dari = status.BATALKAN.from_
    akibat = (_("Tiket berakhir tanpa penyelesaian; pelapor membaca alasan Anda."),)
    tombol, sukses, bahaya = _("Batalkan tiket"), _("Tiket sudah dibatalkan."), True
    form_class = formulir.AlasanPelaporForm
    izin, flow = permissions.may_konfirmasi, flow.batalkan
