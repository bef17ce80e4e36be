"""The side menu of the working pages, and what their frame needs: the same for LKPP's desks and the inspectorates'."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from akun.actor import APIP, LKPP, PENANGAN, PETUGAS, Actor, Peran
from akun.prepared import prepared
from notifikasi.models import Pesan
from sla.permissions import PEMBACA


@dataclass(frozen=True)
class Butir:
    """One line of the menu: its key, the URL it leads to (name and query), and whose menu it stands in."""

    kunci: str
    url: str
    label: Any
    ikon: str
    peran: frozenset[Peran]
    query: str = ""


MEJA = PENANGAN | {Peran.PIMPINAN}
BUTIR = (
    Butir("hari_ini", "pengaduan:meja", _("Hari ini"), "hari", MEJA),
    Butir("semua", "pengaduan:meja", _("Semua kasus"), "daftar", MEJA, "?pandang=semua"),
    Butir("penjaga", "pengaduan:penjaga", _("Identitas pelapor"), "kunci", frozenset({Peran.PENJAGA_IDENTITAS})),
    Butir("kotak_kasus", "pengaduan:apip_kotak", _("Kotak masuk kasus"), "daftar", APIP),
    Butir("surat_tu", "persuratan:tu", _("Meja TU"), "surat", frozenset({Peran.PETUGAS_TU})),
    Butir("surat_masuk", "persuratan:masuk", _("Surat masuk"), "surat", LKPP - {Peran.ADMIN_SISTEM}),
    Butir("surat_keluar", "persuratan:keluar", _("Surat keluar"), "teruskan", LKPP - {Peran.ADMIN_SISTEM}),
    Butir("tenggat", "sla:ringkas", _("Tenggat dan kalender"), "kalender", PEMBACA),
    Butir("acuan", "admin:index", _("Akun dan data acuan"), "orang", frozenset({Peran.ADMIN_SISTEM})),
    Butir("pesan", "notifikasi:kotak", _("Pemberitahuan"), "bantuan", PETUGAS - {Peran.ADMIN_SISTEM}),
)


alamat = cache(reverse)  # of pages without a number in their address: the same for everybody


@prepared
def _belum_dibaca(user_id: int) -> "QuerySet[Pesan, tuple[int]]":
    """How many messages somebody has not read; no row when there are none."""
    rows = Pesan.objects.kotak(user_id).filter(dibaca_pada__isnull=True).order_by()
    return rows.values("user_id").annotate(n=Count("pk")).values_list("n")


def menu(actor: Actor, aktif: str = "") -> list[dict[str, Any]]:
    """The lines for a role, in the shape of `rangka/kerja.html`; `aktif` is the key of the page one is on."""
    baru = sum(n for (n,) in _belum_dibaca(actor.user_id or 0))
    return [
        {
            "url": alamat(b.url) + b.query,
            "label": b.label,
            "ikon": b.ikon,
            "active": b.kunci == aktif,
            "count": baru if b.kunci == "pesan" else 0,
        }
        for b in BUTIR
        if actor.peran in b.peran
    ]


def rangka(actor: Actor, aktif: str = "") -> dict[str, Any]:
    """Everything that `rangka/kerja.html` asks for: spread it into the context of a working page."""
    return {
        "menu": menu(actor, aktif),
        "meja_url": alamat("meja"),
        "cari_url": f"{alamat('pengaduan:meja')}?pandang=semua#id_q" if actor.peran in MEJA else "",
        "pengguna": {"nama": actor.nama, "peran": actor.peran.label},
    }
