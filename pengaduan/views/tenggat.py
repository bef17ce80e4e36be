"""A clock in full for officers and inspectors: policy, versions, events, the proof day by day; and its move by the
pejabat to another version of its policy."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from akun.actor import APIP, PENANGAN, Peran
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import tanggal, tanggal_jam, tanggal_polos
from jejak import trail
from pengaduan import flow_tenggat, forms_lkpp, hitungan, permissions
from pengaduan.views import apip_lembar, jam_rinci
from pengaduan.views.lembar import Lembar
from pengaduan.views.menu import rangka
from pengaduan.views.step_view import StepView, url_kasus
from sla import clock, office
from sla.calendar import WIB
from sla.due import due
from sla.models import Kebijakan, Tenggat

PEMBACA = sorted(PENANGAN | {Peran.PIMPINAN})


@for_roles(*PEMBACA)
@require_GET
def halaman(request: ActorRequest, nomor: str, ke: int) -> HttpResponse:
    """A clock of a case, by its place among all clocks that the case ever had."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    tenggat = _jam(lembar, ke)
    rows = list(trail.of(lembar.pengaduan).filter(kejadian__in=hitungan.DIGESER))
    alasan = {c.pk: c.isi for c in lembar.catatan} if any("catatan" in r.data for r in rows) else {}
    konteks = {
        **rangka(request.actor, "hari_ini"),
        **jam_rinci.rinci(lembar.pengaduan, tenggat, rows, now=lembar.now, alasan=alasan),
        "kembali_url": url_kasus(nomor, request.GET.urlencode()),
    }
    if permissions.may_pindah_kebijakan(lembar.actor, lembar.pengaduan) and _lain(tenggat, lembar.now):
        konteks["pindah_url"] = reverse("pengaduan:tenggat_pindah", args=[nomor, ke])
    return render(request, "pengaduan/tenggat.html", konteks)


@for_roles(*sorted(APIP))
@require_GET
def halaman_apip(request: ActorRequest, nomor: str, ke: int) -> HttpResponse:
    """A clock of the inspectorate's own, by its place among those of the running escalation."""
    lembar = apip_lembar.LembarApip(nomor, request.actor, timezone.now())
    tenggat = _ke(apip_lembar.jam_apip(lembar), ke)
    rows = list(trail.of(lembar.pengaduan).filter(kejadian__in=hitungan.DIGESER))
    konteks = {
        **rangka(request.actor, "kotak_kasus"),
        **jam_rinci.rinci(lembar.pengaduan, tenggat, rows, now=lembar.now),
        "kembali_url": lembar.url("kasus"),
    }
    return render(request, "pengaduan/tenggat.html", konteks)


def _jam(lembar: Lembar, ke: int) -> Tenggat:
    return _ke(sorted(clock.all_of(lembar.pengaduan), key=lambda t: t.pk), ke)


def _ke(rows: list[Tenggat], ke: int) -> Tenggat:
    """The n-th clock. Http404 when there is none."""
    if not 1 <= ke <= len(rows):
        raise Http404
    return rows[ke - 1]


def _lain(tenggat: Tenggat, now: datetime) -> list[Kebijakan]:
    """The versions to which a running clock may be moved, the newest first."""
    if tenggat.berhenti_pada is not None:
        return []
    hari_ini = now.astimezone(WIB).date()
    versi = office.versions(tenggat.kebijakan.kode)
    return [v for v in versi if v.pk != tenggat.kebijakan_id and v.berlaku_sejak <= hari_ini]


class Pindah(StepView):
    """Put a clock under another version of its policy."""

    nama, judul, ikon = "tenggat_pindah", _("Pindahkan tenggat ke versi kebijakan lain"), "kalender"
    akibat = (
        _("Hari mulai dan jeda tetap; batasnya dihitung ulang menurut versi yang Anda pilih."),
        _("Perpindahan ini tercatat di linimasa dengan nama Anda. Pelapor membaca tanggal yang baru."),
    )
    tombol, sukses = _("Pindahkan tenggat"), _("Tenggat sudah dipindah. Batas yang baru ada di bagian Jam.")
    form_class = forms_lkpp.PindahForm

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Keep the place of the clock; the rest of a step page knows the case only."""
        self.ke = kwargs.pop("ke")
        super().setup(request, *args, **kwargs)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The clock is named by the address, not by the form."""
        kwargs.pop("ke", None)
        return super().dispatch(request, *args, **kwargs)

    def pada(self, lembar: Lembar) -> bool:
        """In every status: what counts is that the clock runs."""
        return True

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_pindah_kebijakan(lembar.actor, lembar.pengaduan)

    def kurang(self, lembar: Lembar) -> str:
        """The clock runs, and there is somewhere to move it."""
        tenggat = _jam(lembar, self.ke)
        if tenggat.berhenti_pada is not None:
            return gettext("Jam ini sudah berhenti, jadi tenggatnya tidak dapat dipindah lagi.")
        if not _lain(tenggat, lembar.now):
            return gettext("Kebijakan ini belum punya versi lain yang sudah berlaku.")
        return ""

    def keterangan(self, lembar: Lembar) -> list[str]:
        """Where the clock stands now."""
        t = _jam(lembar, self.ke)
        isi = {"nama": t.kebijakan.sebutan, "versi": t.kebijakan.versi, "batas": _batas(t.jatuh_tempo)}
        return [gettext("%(nama)s, sekarang versi %(versi)s: batasnya %(batas)s.") % isi, *super().keterangan(lembar)]

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The versions, each with the date that it would give."""
        tenggat = _jam(lembar, self.ke)
        return {"versi": [(str(v.versi), _kata(v), _akibat(tenggat, v)) for v in _lain(tenggat, lembar.now)]}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Move it."""
        tenggat = _jam(lembar, self.ke)
        flow_tenggat.pindah_kebijakan(
            pengaduan=lembar.pengaduan,
            tenggat=tenggat,
            kebijakan=next(v for v in _lain(tenggat, lembar.now) if v.versi == data["versi"]),
            alasan=data["alasan"],
            by=lembar.actor,
            now=lembar.now,
        )


def _batas(pada: datetime) -> str:
    return f"{tanggal(pada).partition(',')[0]}, {tanggal_jam(pada)}"


def _kata(versi: Kebijakan) -> str:
    isi = {"versi": versi.versi, "jumlah": versi.jumlah, "satuan": versi.get_satuan_display()}
    return gettext("Versi %(versi)s: %(jumlah)s %(satuan)s") % isi


def _akibat(tenggat: Tenggat, versi: Kebijakan) -> str:
    """What a version would make of the clock's date."""
    sejak = gettext("Berlaku sejak %(hari)s.") % {"hari": tanggal_polos(versi.berlaku_sejak)}
    try:
        baru = due(tenggat.mulai_pada, clock.limit_of(versi), clock.calendar_of(tenggat), clock.pauses(tenggat))
    except ValidationError as sebab:
        return f"{sejak} {sebab.messages[0]}"
    isi = {"lama": _batas(tenggat.jatuh_tempo), "baru": _batas(baru)}
    return f"{sejak} " + gettext("Batasnya menjadi %(baru)s (sekarang %(lama)s).") % isi
