"""LKPP's list of memberships: what waits for LKPP first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.terbatas import PER_HALAMAN
from inspektorat.forms import SaringForm
from inspektorat.models import PEMBACA, Keanggotaan, KeanggotaanQuerySet
from inspektorat.permissions import may_kelola
from inspektorat.status import MENUNGGU_LKPP, TERBUKA, Status
from inspektorat.views.perjalanan import tanda, tempo

PANDANG = ("perlu", "berjalan", "semua")


@for_roles(*sorted(PEMBACA))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The list, with its quick views and filters in the URL."""
    now = timezone.now()
    semua = Keanggotaan.objects.visible_to(request.actor)
    pandang, saring, dipakai = baca_saringan(request.GET)
    page = Paginator(terpilih(semua, pandang, dipakai), PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "pandangan": [
            {
                "teks": teks,
                "url": f"?pandang={kunci}",
                "aktif": kunci == pandang,
                "jumlah": _pandang(semua, kunci).count() if kunci == "perlu" else None,
            }
            for kunci, teks in (("perlu", _("Menunggu LKPP")), ("berjalan", _("Berjalan")), ("semua", _("Semua")))
        ],
        "saring": saring,
        "keping": _keping(dipakai, saring, pandang),
        "lepas_semua": f"?pandang={pandang}",
        "page": page,
        "baris": [_baris(row, now) for row in page.object_list],
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Inspektorat"), _("Status"), _("Petugas"), _("Masuk"))],
        "boleh_catat": may_kelola(request.actor),
    }
    return render(request, "inspektorat/bergabung/daftar.html", konteks)


def baca_saringan(data: QueryDict) -> tuple[str, SaringForm, dict[str, str]]:
    """The quick view of the URL, the form of the filters, and those in use."""
    saring = SaringForm(data)
    saring.is_valid()
    dipakai = {k: v for k, v in saring.cleaned_data.items() if v}
    pandang = data.get("pandang", "semua" if dipakai else "perlu")
    return pandang if pandang in PANDANG else "perlu", saring, dipakai


def terpilih(rows: KeanggotaanQuerySet, pandang: str, dipakai: dict[str, str]) -> KeanggotaanQuerySet:
    """The filtered list in its order."""
    return _urut(_cari(_pandang(rows, pandang), dipakai))


def _pandang(rows: KeanggotaanQuerySet, pandang: str) -> KeanggotaanQuerySet:
    match pandang:
        case "perlu":
            return rows.filter(status__in=MENUNGGU_LKPP)
        case "berjalan":
            return rows.filter(status__in=TERBUKA)
        case _:
            return rows


def _cari(rows: KeanggotaanQuerySet, dipakai: dict[str, str]) -> KeanggotaanQuerySet:
    if "status" in dipakai:
        rows = rows.filter(status=dipakai["status"])
    if "q" in dipakai:
        q = dipakai["q"].replace("\0", "").strip()
        rows = rows.filter(Q(inspektorat__nama__icontains=q) | Q(nomor__icontains=q))
    return rows


def _urut(rows: KeanggotaanQuerySet) -> KeanggotaanQuerySet:
    """What waits for LKPP before the rest, each by its date."""
    dahulu = Case(When(status__in=MENUNGGU_LKPP, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.select_related("inspektorat").prefetch_related("petugas")
    return rows.order_by(dahulu, "jatuh_tempo", "-id")


def _baris(row: Keanggotaan, now: datetime) -> dict[str, Any]:
    petugas = [c for c in row.petugas.all() if c.berakhir_pada is None]
    return {
        "row": row,
        "url": reverse("inspektorat:keanggotaan", args=[row.nomor]),
        "tanda": tanda(row.status),
        "petugas": _("%(ada)s dari %(semua)s berakun")
        % {"ada": sum(c.user_id is not None for c in petugas), "semua": len(petugas)},
        **tempo(None if row.status == Status.AKTIF else row.jatuh_tempo, now),
    }


def _keping(dipakai: dict[str, str], saring: SaringForm, pandang: str) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    return [
        {
            "teks": str(Status(nilai).label) if nama == "status" else nilai,
            "url": f"?pandang={pandang}" + "".join(f"&{urlencode({n: v})}" for n, v in dipakai.items() if n != nama),
        }
        for nama, nilai in dipakai.items()
    ]
