"""What a figure is: its question, its definition in words, the filters that hold for it, and the shape of its result.

Results are plain values, in the reader's language; `ke_json` and `dari_json` are each other's inverse.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from laporan.saringan import Saringan


@dataclass(frozen=True, slots=True)
class Bilangan:
    """One number, None where nothing was counted."""

    nilai: int | float | None
    satuan: str = ""


@dataclass(frozen=True, slots=True)
class Bagian:
    """`x` of `n`."""

    x: int
    n: int

    @property
    def persen(self) -> int | None:
        """Rounded down: one late case of a thousand is not 100 percent. None where there is nothing."""
        return 100 * self.x // self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of a breakdown; the code "" stands for what nobody said."""

    kode: str
    label: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class Rincian:
    """Lines, and how many cases they are of: one case may stand in several lines (roles), or in none."""

    baris: tuple[Baris, ...]
    jumlah: int


@dataclass(frozen=True)
class Deret:
    """Series over time: `deret` has a value for each label, None where the time has not come; `kode` are ISO dates."""

    label: tuple[str, ...]
    deret: Mapping[str, tuple[int | None, ...]]
    kode: tuple[str, ...] = ()
    nama: Mapping[str, str] = field(default_factory=dict)  # of each series, in words


@dataclass(frozen=True, slots=True)
class Lama:
    """How long a stage took, in days of 24 hours without its pauses."""

    kode: str
    nama: str
    n: int
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class Lamanya:
    """One line per policy."""

    baris: tuple[Lama, ...]


@dataclass(frozen=True, slots=True)
class TepatWaktu:
    """Promises of one policy that were decided: kept, and not."""

    kode: str
    nama: str
    tepat: int
    telat: int

    @property
    def jumlah(self) -> int:
        """All of them."""
        return self.tepat + self.telat

    @property
    def persen(self) -> int | None:
        """Kept, rounded down."""
        return Bagian(self.tepat, self.jumlah).persen


@dataclass(frozen=True)
class Ketepatan:
    """One line per policy."""

    baris: tuple[TepatWaktu, ...]

    @property
    def semua(self) -> Bagian:
        """All policies together."""
        return Bagian(sum(b.tepat for b in self.baris), sum(b.jumlah for b in self.baris))


@dataclass(frozen=True, slots=True)
class Beban:
    """What lies on the desks now: open, of these late, and due soon."""

    kode: str
    nama: str
    terbuka: int
    lewat: int
    segera: int


@dataclass(frozen=True)
class Muatan:
    """One line per kind of case."""

    baris: tuple[Beban, ...]


Hasil = Bilangan | Bagian | Rincian | Deret | Lamanya | Ketepatan | Muatan
BERBARIS: Mapping[type, type] = {Rincian: Baris, Lamanya: Lama, Ketepatan: TepatWaktu, Muatan: Beban}
BENTUK: Mapping[str, type] = {
    kelas.__name__: kelas for kelas in (Bilangan, Bagian, Rincian, Deret, Lamanya, Ketepatan, Muatan)
}
INSTANSI, PROVINSI, JENIS, JALUR = "instansi", "provinsi", "jenis", "jalur"
PENUH = frozenset({INSTANSI, PROVINSI, JENIS, JALUR})
"""The filters that hold for complaints."""
BERINSTANSI = frozenset({INSTANSI, PROVINSI})
"""Those that hold for letters and consultations: their ways and kinds are others."""


@dataclass(frozen=True)
class Kasus:
    """Which cases stand behind a part of a figure: a condition on FaktaKasus `f` with its values, and what it joins."""

    syarat: str
    nilai: Mapping[str, Any]
    gabung: str = ""


@dataclass(frozen=True)
class Angka:
    """One figure. `cara` counts it; `di_balik` says which cases were counted, in all or in the line of a code."""

    kode: str
    judul: Promise
    tanya: Promise
    definisi: Promise
    cara: Callable[[Saringan, datetime], Hasil]
    saringan: frozenset[str] = frozenset()
    di_balik: Callable[[Saringan, datetime, str | None], Kasus] | None = None
    sekarang: bool = False  # counts what is now, whatever the period
    naik_baik: bool | None = None  # more is better, less is better, or neither

    def hitung(self, saringan: Saringan, now: datetime) -> Hasil:
        """The figure; filters that do not hold for it narrow nothing."""
        return self.cara(saringan.hanya(self.saringan), now)

    def kasus(self, saringan: Saringan, now: datetime, bagian: str | None = None) -> Kasus | None:
        """The cases behind it, or behind one line of it."""
        return self.di_balik(saringan.hanya(self.saringan), now, bagian) if self.di_balik else None

    @property
    def telusur(self) -> Callable[[Saringan, str | None], str] | None:
        """The URL of the list of these cases, for who may see them; None for a figure without cases."""
        return self._url if self.di_balik else None

    def _url(self, saringan: Saringan, bagian: str | None = None) -> str:
        return saringan.hanya(self.saringan).url("laporan:telusur", self.kode, bagian=bagian)


def ke_json(hasil: Hasil) -> dict[str, Any]:
    """The result as JSON."""
    return {"bentuk": type(hasil).__name__, **_daftar(asdict(hasil))}


def _daftar(nilai: Any) -> Any:
    if isinstance(nilai, Mapping):
        return {kunci: _daftar(satu) for kunci, satu in nilai.items()}
    return [_daftar(satu) for satu in nilai] if isinstance(nilai, list | tuple) else nilai


def dari_json(data: Mapping[str, Any]) -> Hasil:
    """The result that `ke_json` wrote."""
    isi = dict(data)
    kelas = BENTUK[isi.pop("bentuk")]
    if kelas in BERBARIS:
        isi["baris"] = tuple(BERBARIS[kelas](**satu) for satu in isi["baris"])
    if kelas is Deret:
        isi |= {"label": tuple(isi["label"]), "kode": tuple(isi["kode"])}
        isi["deret"] = {nama: tuple(satu) for nama, satu in isi["deret"].items()}
    hasil: Hasil = kelas(**isi)
    return hasil
