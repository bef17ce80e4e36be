"""The visiting times of a directorate, a week at a time: who comes, what is open, open more, close."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from akun.door import ActorRequest, for_roles
from akun.models import Unit
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_polos
from konsultasi import flow_temu, tabel
from konsultasi.forms.jadwal import BukaSlotForm
from konsultasi.models import Janji, PertemuanDaring, SlotTatapMuka
from konsultasi.permissions import MEJA
from konsultasi.status import Status
from konsultasi.views.lembar import url_kasus
from konsultasi.views.meja import pembaca_meja
from konsultasi.views.tanda import tanda
from sla import office
from sla.calendar import OutOfCalendar

SEMINGGU = timedelta(days=7)
PALING_JAUH = timedelta(days=366)


@for_roles(*sorted(MEJA))
@require_http_methods(["GET", "HEAD", "POST"])
def jadwal(request: ActorRequest) -> HttpResponse:
    """A week of visits, and the form that opens more of it."""
    pembaca = pembaca_meja(request.actor)
    unit = next((u for u in pembaca.unit if u.kode == request.GET.get("unit")), pembaca.unit[0])
    senin = _senin(request.GET.get("minggu", ""), pembaca.hari_ini)
    buka = [h for h in _hari(senin) if h >= pembaca.hari_ini and not _tutup(h)]
    form = BukaSlotForm(request.POST if request.method == "POST" else None, hari=buka, now=pembaca.now)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                isi = {k: form.cleaned_data[k] for k in ("mulai", "kuota")}
                flow_temu.buka_slot(unit=unit, by=request.actor, now=pembaca.now, **isi)
            except (PermissionDenied, ValidationError) as sebab:
                form.add_error(None, str(sebab) if isinstance(sebab, PermissionDenied) else sebab)
            else:
                n = len(form.cleaned_data["mulai"])
                kata = ngettext("%(n)s jam kunjungan terbuka.", "%(n)s jam kunjungan terbuka.", n)
                messages.success(request, kata % {"n": n})
                return redirect(alamat(unit, senin))
    konteks = {
        "unit": unit,
        "unit_lain": [{"nama": u.nama, "url": alamat(u, senin)} for u in pembaca.unit if u.pk != unit.pk],
        "minggu": {"dari": senin, "sampai": senin + timedelta(days=4)},
        "sebelum_url": alamat(unit, senin - SEMINGGU),
        "sesudah_url": alamat(unit, senin + SEMINGGU),
        "hari": _isi(unit, senin, pembaca),
        "form": form if buka else None,
        "meja_temu_url": reverse("konsultasi:meja") + "?pandang=temu",
    }
    return render(request, "konsultasi/meja/jadwal.html", konteks, status=status)


def alamat(unit: Unit, senin: date) -> str:
    """The page of a week."""
    return f"{reverse('konsultasi:meja_jadwal')}?{urlencode({'unit': unit.kode, 'minggu': senin.isoformat()})}"


def _senin(teks: str, hari_ini: date) -> date:
    """The Monday of the week that is asked for; of this week, or on a weekend of the next, otherwise."""
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        hari = hari_ini + timedelta(days=2 if hari_ini.weekday() > 4 else 0)
    hari = min(max(hari, hari_ini - PALING_JAUH), hari_ini + PALING_JAUH)
    return hari - timedelta(days=hari.weekday())


def _hari(senin: date) -> list[date]:
    """Monday to Friday."""
    return [senin + timedelta(days=n) for n in range(5)]


def _tutup(hari: date) -> str:
    """Why the office is closed on a day; empty when it is not, or nobody knows yet."""
    try:
        return office.kalender().why_closed(hari)
    except OutOfCalendar:
        return ""


def _isi(unit: Unit, senin: date, pembaca: tabel.Pembaca) -> list[dict[str, Any]]:
    """The days with their times and visitors, and the meetings online of the week; three queries."""
    awal = datetime.combine(senin, time.min, tzinfo=WIB)
    slot = list(SlotTatapMuka.objects.filter(unit=unit, mulai__gte=awal, mulai__lt=awal + SEMINGGU))
    janji = Janji.objects.filter(slot__in=slot).exclude(konsultasi__status=Status.DIBATALKAN)
    tamu: dict[int, list[dict[str, Any]]] = {s.pk: [] for s in slot}
    for j in janji.select_related("konsultasi__instansi").defer("konsultasi__cari").order_by("id"):
        if j.slot_id is not None:
            tamu[j.slot_id].append(_tamu(j))
    daring = PertemuanDaring.objects.filter(konsultasi__unit=unit, mulai__gte=awal, mulai__lt=awal + SEMINGGU)
    daring = daring.filter(dibatalkan_pada=None).select_related("konsultasi__instansi").defer("konsultasi__cari")
    temu = list(daring.order_by("mulai"))
    return [
        {
            "hari": hari,
            "ini": hari == pembaca.hari_ini,
            "tutup": _tutup(hari),
            "slot": [_slot(s, tamu[s.pk], pembaca) for s in slot if s.mulai.astimezone(WIB).date() == hari],
            "daring": [
                {"mulai": p.mulai, "k": p.konsultasi, "url": url_kasus(p.konsultasi.nomor)}
                for p in temu
                if p.mulai.astimezone(WIB).date() == hari
            ],
        }
        for hari in _hari(senin)
    ]


def _tamu(j: Janji) -> dict[str, Any]:
    k = j.konsultasi
    return {"k": k, "url": url_kasus(k.nomor), "tanda": tanda(k.status), "antrean": j.nomor_antrean}


def _slot(s: SlotTatapMuka, tamu: list[dict[str, Any]], pembaca: tabel.Pembaca) -> dict[str, Any]:
    lewat = s.mulai <= pembaca.now
    bisa_tutup = not lewat and not s.ditutup
    return {
        "s": s,
        "tamu": tamu,
        "sisa": max(0, s.kuota - len(tamu)),
        "lewat": lewat,
        "tutup_url": reverse("konsultasi:meja_tutup_slot", args=[s.pk]) if bisa_tutup else "",
    }


@for_roles(*sorted(MEJA))
@require_POST
def tutup_slot(request: ActorRequest, pk: int) -> HttpResponse:
    """Nobody else can book this time; whoever has booked it still comes."""
    pembaca = pembaca_meja(request.actor)
    slot = get_object_or_404(SlotTatapMuka.objects.select_related("unit"), pk=pk, unit__in=pembaca.unit_id)
    flow_temu.tutup_slot(slot=slot, by=request.actor)
    kata = _("Jam %(jam)s ditutup. Tamu yang sudah membuat janji tetap datang.")
    waktu = slot.mulai.astimezone(WIB)
    messages.success(request, kata % {"jam": f"{tanggal_polos(waktu)} {waktu:%H.%M}"})
    return redirect(alamat(slot.unit, waktu.date() - timedelta(days=waktu.weekday())))
