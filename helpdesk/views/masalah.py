"""Problem records: the common cause of several tickets, solved once for all of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from akun.templatetags.rupa import tanggal_jam
from akun.terbatas import BATAS, PaginatorTerbatas
from helpdesk import flow_kelompok, permissions
from helpdesk.forms.meja import SolusiMasalahForm
from helpdesk.models import Masalah, Tiket
from helpdesk.pilihan import StatusMasalah
from helpdesk.views.lembar import PEMBACA, url_tiket
from helpdesk.views.tanda import tanda

TANDA = {
    StatusMasalah.TERBUKA: ("awas", "jam"),
    StatusMasalah.SOLUSI_SEMENTARA: ("info", "cek"),
    StatusMasalah.SELESAI: ("baik", "cek-bulat"),
}
TIKET_TAMPIL = 100


def tanda_masalah(keadaan: str) -> dict[str, str]:
    """Word, tone and icon."""
    nada, ikon = TANDA[StatusMasalah(keadaan)]
    return {"kata": str(StatusMasalah(keadaan).label), "nada": nada, "ikon": ikon}


def _buka(request: ActorRequest, pk: int) -> Masalah:
    rows = Masalah.objects.visible_to(request.actor).select_related("meja__unit", "dibuat_oleh")
    return get_object_or_404(rows, pk=pk)


@for_roles(*sorted(PEMBACA))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The problems of one's desk, the newest first."""
    rows = Masalah.objects.visible_to(request.actor).order_by("-pk").values_list("pk", flat=True)
    halaman = PaginatorTerbatas(list(rows[: BATAS + 1]))
    page = halaman.get_page(request.GET.get("halaman"))
    ada = {m.pk: m for m in Masalah.objects.filter(pk__in=list(page.object_list))}
    konteks = {
        "page": page,
        "baris": [
            {"m": ada[pk], "tanda": tanda_masalah(ada[pk].keadaan), "url": reverse("helpdesk:masalah", args=[pk])}
            for pk in page.object_list
            if pk in ada
        ],
        "kepala": [{"teks": t} for t in (gettext("Masalah"), gettext("Keadaan"), gettext("Dicatat"))],
    }
    return render(request, "helpdesk/meja/masalah_daftar.html", konteks)


@for_roles(*sorted(PEMBACA))
@require_GET
def masalah(request: ActorRequest, pk: int) -> HttpResponse:
    """One problem with its tickets."""
    satu = _buka(request, pk)
    tiket = Tiket.objects.dibaca_petugas(request.actor).filter(masalah=satu).select_related("meja__unit").order_by("pk")
    decision = permissions.may_masalah(request.actor, satu.meja)
    konteks = {
        "m": satu,
        "tanda": tanda_masalah(satu.keadaan),
        "butir_kepala": [satu.meja.nama, satu.dibuat_oleh.nama, tanggal_jam(satu.dibuat_pada)],
        "daftar_url": reverse("helpdesk:masalah_daftar"),
        "tiket": [{"t": t, "tanda": tanda(t.status), "url": url_tiket(t.nomor)} for t in tiket[:TIKET_TAMPIL]],
        "boleh": [
            {"teks": SolusiMasalah.judul, "url": reverse("helpdesk:masalah_solusi", args=[pk]), "utama": True},
        ]
        if decision and satu.keadaan != StatusMasalah.SELESAI
        else [],
        "belum": []
        if decision or satu.keadaan == StatusMasalah.SELESAI
        else [{"teks": SolusiMasalah.judul, "alasan": decision.sebab}],
    }
    return render(request, "helpdesk/meja/masalah.html", konteks)


class LembarMasalah:
    """One problem as one reader sees it now."""

    def __init__(self, masalah: Masalah, request: ActorRequest) -> None:
        self.masalah = masalah
        self.actor = request.actor
        self.now = timezone.now()


class SolusiMasalah(HalamanLangkah[LembarMasalah]):
    """Solve once, tell all."""

    nama, judul = "solusi", _("Beri solusi untuk semua tiket")
    akibat = (
        _("Setiap pelapor dari tiket yang masih terbuka menerima solusi ini."),
        _("Dengan solusi permanen, tiket di meja ini yang sudah diklasifikasi ikut selesai, dan masalah ini selesai."),
    )
    tombol, sukses = _("Kirim solusi"), _("Solusi sudah dikirim ke semua pelapor.")
    form_class = SolusiMasalahForm
    templat = "helpdesk/meja/langkah_masalah.html"

    def buka(self, request: ActorRequest) -> LembarMasalah:
        """The problem."""
        return LembarMasalah(_buka(request, self.kwargs["pk"]), request)

    def pada(self, lembar: LembarMasalah) -> bool:
        """It is not solved yet."""
        return lembar.masalah.keadaan != StatusMasalah.SELESAI

    def di_luar(self, lembar: LembarMasalah) -> str:
        """It is."""
        return gettext("Masalah ini sudah selesai.")

    def may(self, lembar: LembarMasalah) -> Decision:
        """Staff of its desk."""
        return permissions.may_masalah(lembar.actor, lembar.masalah.meja)

    def jalankan(self, lembar: LembarMasalah, data: dict[str, Any]) -> None:
        """Tell all."""
        flow_kelompok.solusi_masalah(
            masalah=lembar.masalah, solusi=data["isi"], jenis=data["solusi"], by=lembar.actor, now=lembar.now
        )

    def sesudah(self, request: ActorRequest, lembar: LembarMasalah) -> str:
        """Back to the problem."""
        return reverse("helpdesk:masalah", args=[lembar.masalah.pk])

    def bingkai(self, request: ActorRequest, lembar: LembarMasalah) -> dict[str, Any]:
        """The problem, in short."""
        return {
            "m": lembar.masalah,
            "tanda": tanda_masalah(lembar.masalah.keadaan),
            "masalah_url": self.sesudah(request, lembar),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())
