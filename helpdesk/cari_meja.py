"""Finding the desk of an LPSE: while its name is being typed, and the one that a typed name means."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from helpdesk.models import MejaLayanan

PALING_BANYAK = 10
SEKALIGUS = 50
"""So many names at most go into the form itself, for whoever has no script."""
KATA_TERBANYAK = 6
LPSE = "lpse"


def lpse() -> "QuerySet[MejaLayanan]":
    """The desks of LPSEs that take reports."""
    return MejaLayanan.objects.filter(jenis=LPSE, aktif=True).select_related("unit")


def cari(teks: str) -> "QuerySet[MejaLayanan]":
    """Desks whose name contains every word; a name that begins with them, or is just that, comes first."""
    kata = teks.split()[:KATA_TERBANYAK]
    cocok = Q()
    for k in kata:
        cocok &= Q(unit__nama__icontains=k)
    urutan = Case(
        When(unit__nama__istartswith=" ".join(kata), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return lpse().filter(cocok).order_by(urutan, Length("unit__nama"), "unit__nama")


def saran(teks: str) -> list[str]:
    """At most ten names."""
    teks = teks.replace("\0", "").strip()
    return list(cari(teks).values_list("unit__nama", flat=True)[:PALING_BANYAK]) if teks else []


def beberapa() -> list[str]:
    """All names while there are few of them; none otherwise."""
    nama = list(lpse().order_by("unit__nama").values_list("unit__nama", flat=True)[: SEKALIGUS + 1])
    return nama if len(nama) <= SEKALIGUS else []


def arti(teks: str) -> list[MejaLayanan]:
    """The desks that a typed name can mean: none, the one, or several."""
    teks = " ".join(teks.replace("\0", "").split())
    if not teks:
        return []
    tepat = list(lpse().filter(unit__nama__iexact=teks)[:1])
    return tepat or list(cari(teks)[: PALING_BANYAK + 1])
