"""What the portal suggests for stages, r and k of a ticket, each with its reason in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk import prioritas
from helpdesk.models import JenisGangguan, MejaLayanan, TenderBerjalan, Tiket

SELAMA = timedelta(days=90)


@dataclass(frozen=True)
class Saran:
    """Suggested values; `sebab_*` say why."""

    tahapan: tuple[int, ...]
    f: Fraction
    r: int
    k: int
    sebab_f: str
    sebab_r: str
    sebab_k: str


def jumlah_per_jenis(meja: MejaLayanan, *, now: datetime, kecuali: int | None = None) -> dict[str, int]:
    """How often each kind of incident occurred at a desk in the last 90 days; the ticket in hand does not count."""
    rows = Tiket.objects.filter(meja=meja, diterima_pada__gt=now - SELAMA, jenis_gangguan__isnull=False, kelas__gt="")
    if kecuali is not None:
        rows = rows.exclude(pk=kecuali)
    return dict(rows.order_by().values_list("jenis_gangguan__kode").annotate(n=Count("pk")))


def tahapan_bawaan(jenis: JenisGangguan, meja: MejaLayanan) -> tuple[int, ...]:
    """The stages of a kind; for mail and network those in which the desk's tenders are now, if it has any."""
    kini = TenderBerjalan.objects.tahapan(meja) if jenis.jaringan else []
    return tuple(kini or sorted(jenis.tahapan))


def untuk(
    jenis: JenisGangguan,
    *,
    meja: MejaLayanan,
    pengguna: str,
    now: datetime,
    tahapan: Sequence[int] = (),
    tiket: Tiket | None = None,
) -> Saran:
    """Suggest; with `tahapan` f follows what was ticked."""
    bawaan = tahapan_bawaan(jenis, meja)
    dipakai = tuple(sorted(set(tahapan))) or bawaan
    jumlah = jumlah_per_jenis(meja, now=now, kecuali=tiket.pk if tiket else None)
    kali = jumlah.get(jenis.kode, 0)
    r = prioritas.saran_r(pengguna, jenis.galat_aplikasi)
    return Saran(
        dipakai,
        prioritas.f_dari_tahapan(dipakai),
        r,
        prioritas.saran_k(jenis.kode, jumlah),
        _sebab_f(jenis, dipakai, bawaan),
        _sebab_r(jenis),
        ngettext(
            "Terjadi %(kali)s kali dalam 90 hari terakhir di meja ini.",
            "Terjadi %(kali)s kali dalam 90 hari terakhir di meja ini.",
            kali,
        )
        % {"kali": kali}
        if kali
        else _("Belum pernah terjadi dalam 90 hari terakhir di meja ini."),
    )


def _sebab_f(jenis: JenisGangguan, dipakai: Sequence[int], bawaan: Sequence[int]) -> str:
    """Why these stages."""
    if jenis.jaringan and tuple(dipakai) == tuple(bawaan) and tuple(bawaan) != tuple(sorted(jenis.tahapan)):
        return _("Tahapan tender yang sedang berjalan di meja ini: %(n)s dari 12.") % {"n": len(dipakai)}
    return _("%(n)s dari 12 tahapan terdampak.") % {"n": len(dipakai)}


def _sebab_r(jenis: JenisGangguan) -> str:
    """Why this r."""
    if jenis.galat_aplikasi:
        return _("Aplikasinya sendiri yang gagal.")
    return _("Menurut siapa yang terdampak.")
