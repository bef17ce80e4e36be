"""Finding institutions and regions by what people type: suggestions, and the region that is meant."""

from django.db.models import Q, QuerySet

from akun.models import Instansi, Wilayah
from akun.nama_instansi import DAERAH, bandingkan
from akun.prepared import prepared

SARAN = 12


def _kata(teks: str) -> str:
    return teks.replace("\x00", "").strip()[:100]


def saran_instansi(teks: str) -> list[str]:
    """Names of institutions that contain what was typed, in their name or an alias."""
    q = _kata(teks)
    rows = Instansi.objects.filter(Q(nama__icontains=q) | Q(alias__icontains=q))
    return list(rows.values_list("nama", flat=True)[:SARAN])


def saran_wilayah(teks: str) -> list[str]:
    """Names of regions that contain what was typed."""
    return list(Wilayah.objects.filter(nama__icontains=_kata(teks)).values_list("nama", flat=True)[:SARAN])


@prepared
def _wilayah_bernama(nama: str) -> "QuerySet[Wilayah]":
    return Wilayah.objects.filter(nama__iexact=nama)[:1]


def cari_wilayah(teks: str) -> Wilayah | None:
    """The region that a typed name means, or None."""
    if not teks.strip():
        return None
    for found in _wilayah_bernama(teks.strip()):
        return found
    mungkin = {bandingkan(teks), *(bandingkan(teks, jenis) for jenis in DAERAH)} - {""}
    rows = [w for w in Wilayah.objects.all() if bandingkan(w.nama, w.jenis) in mungkin]
    return rows[0] if len(rows) == 1 else None
