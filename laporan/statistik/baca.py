"""Reads what was published: one quarter, a year as the sum of its quarters, one row over all quarters.

Nothing here counts anything: whatever it says can be worked out by everybody from the downloads. A sum in which
something is hidden, or a quarter is missing, is a lower bound, and says so.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from laporan.models import TerbitanData
from laporan.periode import Triwulan
from laporan.statistik.daftar import SEMUA

SETAHUN = 4
DERET = ("pengaduan_masuk", "pengaduan_selesai")
"""Datasets that are shown over time."""


@dataclass(frozen=True, slots=True)
class Nilai:
    """A count: exact, or (`bawah`) at least so much; None where nothing is known."""

    n: int | None
    bawah: bool = False

    @classmethod
    def jumlah(cls, semua: Iterable["Nilai"]) -> "Nilai":
        """Several together."""
        ada = list(semua)
        tahu = [satu.n for satu in ada if satu.n is not None]
        bawah = len(tahu) < len(ada) or any(satu.bawah for satu in ada)
        return cls(sum(tahu) if tahu else None, bawah and bool(tahu))


TIDAK_TAHU = Nilai(None)


@dataclass(frozen=True, slots=True)
class Baris:
    """A row of a dataset in a period; the names of `nilai` are those of its columns."""

    kode: str
    label: str
    nilai: Mapping[str, Nilai]

    @property
    def jumlah(self) -> Nilai:
        """Its count."""
        return self.nilai["jumlah"]


@dataclass(frozen=True, slots=True)
class Lembar:
    """A dataset in a period, with the publications that it is made of."""

    dataset: str
    baris: Sequence[Baris]
    jumlah: Nilai
    terbitan: Sequence[TerbitanData]

    @property
    def tertutup(self) -> bool:
        """Whether no row says anything."""
        return all(n.n is None for b in self.baris for n in b.nilai.values())


def sidik() -> str:
    """The fingerprint of all that is published."""
    semua = StringAgg("sha256", "", order_by=("dataset", "tahun", "triwulan"))
    return hashlib.sha256((TerbitanData.objects.aggregate(semua=semua)["semua"] or "").encode()).hexdigest()


def terbit() -> list[Triwulan]:
    """The published quarters, the newest first."""
    return sorted({Triwulan(*isi) for isi in TerbitanData.objects.values_list("tahun", "triwulan").distinct()})[::-1]


def ambil(triwulan: Sequence[Triwulan], deret: Sequence[Triwulan]) -> dict[str, list[TerbitanData]]:
    """Dataset -> publications, the oldest first: all of some quarters, and those shown over time; one query."""
    syarat = Q(pk__in=())
    for satu in triwulan:
        syarat |= Q(tahun=satu.tahun, triwulan=satu.ke)
    for satu in deret:
        syarat |= Q(tahun=satu.tahun, triwulan=satu.ke, dataset__in=DERET)
    hasil: dict[str, list[TerbitanData]] = {}
    for terbitan in TerbitanData.objects.filter(syarat).order_by("tahun", "triwulan", "pk"):
        hasil.setdefault(terbitan.dataset, []).append(terbitan)
    return hasil


def lembar(dataset: str, terbitan: Sequence[TerbitanData], *, setahun: bool = False) -> Lembar:
    """A dataset in the period of these publications. A year lacks something until four quarters stand."""
    per = [{b["kode"]: b for b in t.isi["baris"]} for t in terbitan]
    label = {kode: b["label"] for isi in per for kode, b in isi.items()}
    if get_language() != "id":  # documents are Indonesian; whoever reads another language gets the words of today
        label |= {
            kode: kata for t in terbitan for kode, kata in SEMUA[dataset].kata(t.periode).items() if kode in label
        }
    kurang = [TIDAK_TAHU] * (SETAHUN - len(terbitan) if setahun else 0)
    lajur = [k.nama for k in SEMUA[dataset].lajur if k.tipe == "integer"]
    per_bulan = dataset in DERET  # each row stands in one quarter only
    baris = [
        Baris(
            kode,
            teks,
            {
                nama: Nilai.jumlah(
                    [Nilai(isi[kode].get(nama)) for isi in per if kode in isi] + ([] if per_bulan else kurang)
                )
                for nama in lajur
            },
        )
        for kode, teks in label.items()
    ]
    jumlah = Nilai.jumlah([*(Nilai(t.isi.get("jumlah")) for t in terbitan), *kurang])
    return Lembar(dataset, baris, jumlah, terbitan)


def riwayat(dataset: str) -> QuerySet[TerbitanData]:
    """All publications of a dataset, the newest first."""
    return TerbitanData.objects.filter(dataset=dataset)


def sejak(dataset: str, kode: str, awal: Triwulan) -> Nilai:
    """One row of all published quarters from one on, together: at least so many, and never more than is public."""
    semua = [t for t in riwayat(dataset) if t.periode >= awal]
    return Nilai.jumlah(Nilai(b["jumlah"]) for t in semua for b in t.isi["baris"] if b["kode"] == kode)
