"""Steps up and down the ladder: to a team, to an official, to LKPP, and the answer from there."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk import flow_eskalasi, permissions, status
from helpdesk.forms import meja as formulir
from helpdesk.models import Regu
from helpdesk.pilihan import LingkupLkpp
from helpdesk.views.langkah_tangani import perlu_kelas
from helpdesk.views.langkah_tiket import LangkahTiket
from helpdesk.views.lembar import Lembar


class EskalasiFungsional(LangkahTiket):
    """Ask a technical team."""

    nama, judul, ikon = "eskalasi_fungsional", _("Eskalasi fungsional ke regu teknis"), "teruskan"
    dari = status.KE_TEKNIS.from_
    akibat = (
        _("Regu yang Anda pilih menerima tiket ini beserta alasan Anda."),
        _("Tiket kembali ke meja ini setelah regu menjawab. Jam eskalasi berjalan sendiri."),
    )
    tombol, sukses = _("Eskalasi ke regu"), _("Tiket sudah dieskalasi ke regu teknis.")
    form_class = formulir.EskalasiFungsionalForm
    izin, flow = permissions.may_tangani, flow_eskalasi.eskalasi_fungsional

    def kurang(self, lembar: Lembar) -> str:
        """The class is known, and there is a team."""
        if sebab := perlu_kelas(lembar):
            return sebab
        return "" if self._regu(lembar) else gettext("Meja ini belum punya regu teknis. Admin dapat menambahkannya.")

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The teams of the desk that has the ticket."""
        return {"regu": [(r.pk, r.nama, "") for r in self._regu(lembar)]}

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """The team."""
        return data | {"regu": next(r for r in self._regu(lembar) if r.pk == data["regu"])}

    def _regu(self, lembar: Lembar) -> list[Regu]:
        return list(Regu.objects.filter(meja=lembar.meja_kini).order_by("nama"))


class EskalasiStruktural(LangkahTiket):
    """Ask the head for more people or for coordination."""

    nama, judul, ikon = "eskalasi_struktural", _("Eskalasi struktural ke pimpinan"), "naik"
    dari = status.KE_PEJABAT.from_
    akibat = (
        _("Pimpinan meja ini diminta memutuskan: tambahan petugas, koordinasi, atau prioritas."),
        _("Tiket kembali ke tangan petugas setelah pimpinan menjawab."),
    )
    tombol, sukses = _("Eskalasi ke pimpinan"), _("Tiket sudah dieskalasi ke pimpinan.")
    form_class = formulir.AlasanForm
    izin, flow = permissions.may_tangani, flow_eskalasi.eskalasi_struktural

    def kurang(self, lembar: Lembar) -> str:
        """The class is known."""
        return perlu_kelas(lembar)


class EskalasiLkpp(LangkahTiket):
    """Hand on what only LKPP can mend."""

    nama, judul, ikon = "eskalasi_lkpp", _("Eskalasi ke LKPP"), "perisai"
    dari = status.KE_LKPP.from_
    akibat = (
        _("Helpdesk LKPP membaca seluruh tiket ini, catatan internal juga, dan mengerjakannya."),
        _("Jawaban LKPP kembali ke meja Anda; Anda tetap yang menyelesaikan tiket dengan pelapor."),
    )
    tombol, sukses = _("Kirim ke LKPP"), _("Tiket sudah dieskalasi ke LKPP.")
    form_class = formulir.EskalasiLkppForm
    izin, flow = permissions.may_eskalasi_lkpp, flow_eskalasi.eskalasi_lkpp

    def kurang(self, lembar: Lembar) -> str:
        """The class is known."""
        return perlu_kelas(lembar)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What belongs to LKPP."""
        return {"lingkup": LingkupLkpp.choices}


class JawabEskalasi(LangkahTiket):
    """Answer an escalation; the ticket goes back to its desk."""

    nama, judul, ikon = "jawab_eskalasi", _("Jawab eskalasi"), "kiri"
    dari = status.JAWAB_ESKALASI.from_
    akibat = (_("Jawaban Anda masuk ke tangga eskalasi, dan tiket kembali ke petugas mejanya."),)
    tombol, sukses = _("Kirim jawaban"), _("Eskalasi sudah dijawab; tiket kembali ke mejanya.")
    form_class = formulir.JawabEskalasiForm
    izin, flow = permissions.may_jawab_eskalasi, flow_eskalasi.jawab_eskalasi

    def keterangan(self, lembar: Lembar) -> list[str]:
        """What was asked, first."""
        satu = lembar.eskalasi_terbuka
        tanya = [gettext("Yang diminta: %(alasan)s") % {"alasan": satu.alasan}] if satu else []
        return [*tanya, *super().keterangan(lembar)]
