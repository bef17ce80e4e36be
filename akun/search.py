"""Finding an institution: while its name is being typed, and the one that a typed name means."""

import unicodedata

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length, Lower

from akun.models import Instansi
from akun.nama_instansi import DAERAH, bandingkan, ejaan
from akun.prepared import prepared

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


@prepared
def _bernama(nama: str) -> "QuerySet[Instansi]":
    return Instansi.objects.filter(nama__iexact=nama)[:1]


def arti_instansi(teks: str) -> list[Instansi]:
    """The institutions that a typed name can mean: none, the one, or several ("Bogor" is a kabupaten and a kota)."""
    teks = teks.strip()
    if not teks:
        return []
    if found := _bernama(teks):
        return found
    mungkin = _sebutan(teks)
    return [i for i in Instansi.objects.all() if ejaan(i) & mungkin]


def _sebutan(teks: str) -> set[str]:
    """The spellings under which a typed name may be known."""
    return {bandingkan(teks), *(bandingkan(teks, jenis) for jenis in DAERAH)} - {""}


class BukuInstansi:
    """All institutions, read once: what `arti_instansi` says, for the many names of a sheet."""

    def __init__(self) -> None:
        self._nama: dict[str, Instansi] = {}
        self._ejaan: dict[str, list[Instansi]] = {}
        for instansi in Instansi.objects.all():
            self._nama.setdefault(instansi.nama.casefold(), instansi)
            for satu in ejaan(instansi):
                self._ejaan.setdefault(satu, []).append(instansi)

    def arti(self, teks: str) -> list[Instansi]:
        """The institutions that a typed name can mean."""
        teks = teks.strip()
        if not teks:
            return []
        if tepat := self._nama.get(teks.casefold()):
            return [tepat]
        return list({i.pk: i for satu in _sebutan(teks) for i in self._ejaan.get(satu, ())}.values())
