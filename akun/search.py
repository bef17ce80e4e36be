"""Finding an institution while its name is being typed."""

import unicodedata

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length, Lower

from akun.models import Instansi

PALING_BANYAK = 10
KATA_TERBANYAK = 6


def cari_instansi(teks: str) -> list[str]:
    """Names of at most ten institutions that contain every word of `teks` in name or alias; one query.

    An alias or a name that begins with the words comes first; accents and case do not matter.
    """
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode().replace("\0", "")
    kata = polos.split()[:KATA_TERBANYAK]
    if not kata:
        return []
    cocok = Q()
    for k in kata:
        cocok &= Q(nama__icontains=k) | Q(alias__icontains=k)
    awal = " ".join(kata)
    urutan = Case(
        When(alias__iexact=awal, then=Value(0)),
        When(Q(nama__istartswith=awal) | Q(alias__istartswith=awal), then=Value(1)),
        When(Q(nama__icontains=f" {awal}") | Q(alias__icontains=f" {awal}"), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    rows = Instansi.objects.filter(cocok).order_by(urutan, Length("nama"), Lower("nama"))
    return list(rows.values_list("nama", flat=True)[:PALING_BANYAK])
