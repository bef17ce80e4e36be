"""Booking a visit: the form, then a free time at the directorate that the question belongs to. No account is needed.

What was typed travels with the form from page to page; we keep nothing before the visit is booked.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun import terbuka
from akun.adapter import client_address
from akun.door import public
from akun.models import Unit
from akun.receipt import WIB
from konsultasi import draf, kanal
from konsultasi.flow_temu import slot_tersedia
from konsultasi.forms.pemohon import FormKunjungan, stempel
from konsultasi.models import SlotTatapMuka
from konsultasi.pilihan import Kanal
from konsultasi.routing import unit_untuk
from konsultasi.views.pemohon import akun, pelaku
from persuratan.views.kirim import ANGKA
from sla.stages import StepRefused

SLOT_TERBANYAK = 80


@public
@require_http_methods(["GET", "HEAD", "POST"])
def janji(request: HttpRequest) -> HttpResponse:
    """Form, times, booking: each button carries everything that was typed."""
    now = timezone.now()
    if request.method != "POST":
        return _formulir(request, FormKunjungan(initial=_awal(request, now), now=now))
    form = FormKunjungan(request.POST, now=now)
    if not form.is_valid():
        return _formulir(request, form, status=422)
    if "ubah" in request.POST:
        return _formulir(request, form)
    unit = Unit.objects.get(kode=unit_untuk(form.instansi_cocok, hukum=form.hukum_ya))
    if "pesan" not in request.POST:
        return _pilih(request, form, unit, now)
    slot = _slot(request, unit)
    if slot is None:
        return _pilih(request, form, unit, now, galat=_("Pilih satu jam kunjungan."), status=422)
    return _pesan(request, form, unit, slot, now)


def _pesan(request: HttpRequest, form: FormKunjungan, unit: Unit, slot: SlotTatapMuka, now: datetime) -> HttpResponse:
    by = pelaku(request)
    try:
        k = draf.pesan_kunjungan(
            kunci=form.cleaned_data["kunci"] or secrets.token_urlsafe(24),
            data=form.konsultasi(surel=form.cleaned_data["surel"]),
            slot=slot,
            alamat=client_address(request),
            tanda_terima=terbuka.nomor_terbuka(request.session, now=now),
            by=by,
            now=now,
        )
    except StepRefused as sebab:
        return _pilih(request, form, unit, now, galat=sebab.messages[0], status=409)
    if by.user_id is None:
        terbuka.ingat(request.session, k.nomor, now=now)
    return redirect("konsultasi:terkirim", nomor=k.nomor)


def _awal(request: HttpRequest, now: datetime) -> dict[str, Any]:
    user = akun(request)
    awal = {"nama": user.nama, "surel": user.email} if user else {}
    return awal | {"dibuka": stempel(now), "kunci": secrets.token_urlsafe(24)}


def _slot(request: HttpRequest, unit: Unit) -> SlotTatapMuka | None:
    """The time that was chosen. That it is still free is found out as it is booked."""
    nomor = request.POST.get("slot", "")
    rows = SlotTatapMuka.objects.filter(unit=unit)
    return rows.filter(pk=int(nomor)).first() if ANGKA.fullmatch(nomor) else None


def _formulir(request: HttpRequest, form: FormKunjungan, *, status: int = 200) -> HttpResponse:
    isi = {"form": form, "info": kanal.info(Kanal.TATAP_MUKA, now=timezone.now())}
    return render(request, "konsultasi/publik/janji.html", isi, status=status)


def _pilih(
    request: HttpRequest, form: FormKunjungan, unit: Unit, now: datetime, *, galat: str = "", status: int = 200
) -> HttpResponse:
    """The free times by day, as they are at this moment."""
    isi = {
        "form": form,
        "unit": unit,
        "hari": _per_hari(slot_tersedia(unit, now=now)[:SLOT_TERBANYAK]),
        "galat": galat,
        "dipilih": request.POST.get("slot", ""),
        "bawaan": [(n, form.data.get(n, "")) for n in form.fields if n != "situs"],
    }
    return render(request, "konsultasi/publik/pilih_jam.html", isi, status=status)


def _per_hari(rows: Iterable[Any]) -> list[tuple[date, list[dict[str, Any]]]]:
    def tanggal(s: Any) -> date:
        hari: date = s.mulai.astimezone(WIB).date()
        return hari

    return [
        (hari, [{"id": s.pk, "mulai": s.mulai, "selesai": s.selesai, "sisa": s.kuota - s.terisi} for s in satu])
        for hari, satu in groupby(rows, key=tanggal)
    ]
