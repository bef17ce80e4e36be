"""The registry: every ministry, agency and local government, and whether its inspectorate has come onto the portal.

Coverage is the indicator of RAN OGI 2023-2024: inspectorates that have joined, of all K/L/PD. Whoever had joined the
former system by letter (the list of May 2023) counts as joined, and is told apart from who receives cases here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from akun.models import Instansi, Wilayah
from inspektorat.flow import nama_untuk
from inspektorat.models import DasarSurat, Inspektorat, Keanggotaan
from inspektorat.status import Status

PUSAT = "pusat"
"""Stands where a province stands, for ministries and agencies."""
BERAKUN = {Inspektorat.Status.AKTIF, Inspektorat.Status.DITANGGUHKAN}
BERJALAN = (
    Status.DIAJUKAN,
    Status.DIPERIKSA,
    Status.PERLU_PERBAIKAN,
    Status.DISETUJUI,
    Status.AKUN_DIUNDANG,
)
"""Statuses of a membership on its way."""


class Keadaan(models.TextChoices):
    """Where an institution's inspectorate stands."""

    AKTIF = "aktif", _("Aktif di portal")
    DITANGGUHKAN = "ditangguhkan", _("Ditangguhkan")
    BERSURAT = "bersurat", _("Bergabung, belum aktif di portal")
    DIPROSES = "diproses", _("Diundang, sedang bergabung")
    BELUM = "belum", _("Belum bergabung")


class Golongan(models.TextChoices):
    """The three words of the overview."""

    BERGABUNG = "bergabung", _("Bergabung")
    DIUNDANG = "diundang", _("Diundang")
    BELUM = "belum", _("Belum")


GOLONGAN = {
    Keadaan.AKTIF: Golongan.BERGABUNG,
    Keadaan.DITANGGUHKAN: Golongan.BERGABUNG,
    Keadaan.BERSURAT: Golongan.BERGABUNG,
    Keadaan.DIPROSES: Golongan.DIUNDANG,
    Keadaan.BELUM: Golongan.BELUM,
}


@dataclass(frozen=True, slots=True)
class Baris:
    """One institution and its inspectorate; `inspektorat_id` is None while nobody has written that one down."""

    instansi_id: int
    instansi: str
    jenis: str
    provinsi: str
    inspektorat_id: int | None
    nama: str
    keadaan: Keadaan
    bergabung: bool

    @property
    def golongan(self) -> Golongan:
        """Joined, invited or missing."""
        return Golongan.BERGABUNG if self.bergabung else GOLONGAN[self.keadaan]


@dataclass(frozen=True, slots=True)
class Cakupan:
    """How many of how many."""

    bergabung: int = 0
    diundang: int = 0
    belum: int = 0
    aktif: int = 0

    @property
    def jumlah(self) -> int:
        """All of them."""
        return self.bergabung + self.diundang + self.belum

    @property
    def persen(self) -> float:
        """Coverage in percent, to one decimal; what is empty is covered by nothing."""
        return round(100 * self.bergabung / self.jumlah, 1) if self.jumlah else 0.0

    @property
    def tingkat(self) -> int:
        """0 none, 1 below a quarter, 2 below a half, 3 below three quarters, 4 from there on."""
        return 0 if not self.bergabung else 1 + min(3, int(self.persen // 25))


def semua() -> list[Baris]:
    """Every institution, by name, in three queries."""
    berjalan = set(Keanggotaan.objects.filter(status__in=BERJALAN).values_list("inspektorat_id", flat=True))
    bersurat = set(DasarSurat.objects.filter(keanggotaan=None).values_list("inspektorat_id", flat=True))
    kolom = ("pk", "nama", "jenis", "wilayah_id", "inspektorat__pk", "inspektorat__nama", "inspektorat__status")
    return [
        _baris(*isi, berjalan=isi[4] in berjalan, bersurat=isi[4] in bersurat)
        for isi in Instansi.objects.values_list(*kolom)
    ]


def _baris(
    pk: int,
    instansi: str,
    jenis: str,
    wilayah: str | None,
    inspektorat_id: int | None,
    nama: str | None,
    status: str | None,
    *,
    berjalan: bool,
    bersurat: bool,
) -> Baris:
    lama = bersurat and status != Inspektorat.Status.NONAKTIF
    if status in BERAKUN:
        keadaan = Keadaan(status)
    elif berjalan:
        keadaan = Keadaan.DIPROSES
    else:
        keadaan = Keadaan.BERSURAT if lama else Keadaan.BELUM
    return Baris(
        pk,
        instansi,
        jenis,
        wilayah[:2] if wilayah else PUSAT,
        inspektorat_id,
        nama or nama_untuk(Instansi(nama=instansi, jenis=jenis)),
        keadaan,
        bergabung=lama or status in BERAKUN,
    )


def cakupan(baris: Iterable[Baris]) -> Cakupan:
    """The figures of some institutions."""
    hitung = dict.fromkeys(Golongan.values, 0)
    aktif = 0
    for satu in baris:
        hitung[satu.golongan.value] += 1
        aktif += satu.keadaan == Keadaan.AKTIF
    return Cakupan(**hitung, aktif=aktif)


def per(baris: Iterable[Baris], kunci: Callable[[Baris], str]) -> dict[str, Cakupan]:
    """The figures by kind, or by province."""
    kelompok: dict[str, list[Baris]] = defaultdict(list)
    for satu in baris:
        kelompok[kunci(satu)].append(satu)
    return {nama: cakupan(isi) for nama, isi in kelompok.items()}


def provinsi() -> dict[str, str]:
    """Code -> name of the provinces, west to east as their codes go."""
    return dict(Wilayah.objects.filter(induk=None).values_list("kode", "nama"))


def saring(baris: Sequence[Baris], isi: Mapping[str, str]) -> list[Baris]:
    """Those that fit a filter: `keadaan` (of Keadaan or Golongan), `jenis`, `provinsi`, and words of the name."""
    kata = isi.get("q", "").casefold().split()
    keadaan, jenis, wilayah = isi.get("keadaan"), isi.get("jenis"), isi.get("provinsi")
    return [
        b
        for b in baris
        if (not keadaan or keadaan in (b.keadaan, f"g-{b.golongan}"))
        and (not jenis or b.jenis == jenis)
        and (not wilayah or b.provinsi == wilayah)
        and (not kata or all(k in f"{b.nama} {b.instansi}".casefold() for k in kata))
    ]


def belum_dikenal() -> list[str]:
    """Inspectorates of the list whose institution we do not know: they stand in no figure."""
    return list(Inspektorat.objects.filter(instansi=None).order_by("nama").values_list("nama", flat=True))
