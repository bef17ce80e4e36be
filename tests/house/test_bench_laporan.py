"""The benchmark of figures: how much of a list it takes, which filters it asks by, and what its table says."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from bench import laporan, laporan_kerja, laporan_ukur
from laporan.ekspor.bentuk import Isi
from laporan.saringan import dari_url


class Panjang(Isi):
    """A list of ten thousand rows, three thousand at a time."""

    saring = {}

    def hitung(self, batas: int | None = None) -> int:
        return 10_000 if batas is None else min(10_000, batas)

    def potongan(self) -> Iterator[Sequence[Any]]:
        for awal in range(0, 10_000, 3000):
            yield list(range(awal, min(awal + 3000, 10_000)))


@pytest.mark.parametrize("jumlah", [1, 3000, 4500, 10_000, 20_000])
def test_as_many_rows_are_taken_as_asked_for(jumlah: int) -> None:
    isi = laporan_kerja.Sebanyak(Panjang(), jumlah)
    ada = min(jumlah, 10_000)
    assert [n for potong in isi.potongan() for n in potong] == list(range(ada))
    assert (isi.hitung(), isi.hitung(2)) == (ada, min(2, ada))


def test_each_filter_of_the_dashboard_is_understood_and_asks_for_something_else(orang: dict[str, User]) -> None:
    now, by, diminta = timezone.now(), Actor.of(orang["pimpinan"]), set()
    for kueri in laporan_ukur.saring(now):
        form, satu = dari_url(QueryDict(kueri.removeprefix("?")), by, now)
        assert kueri == "" or form.errors == {} or "provinsi" in form.errors, kueri  # no provinces are loaded here
        diminta.add((satu.dari, satu.sampai, satu.jalur, satu.jenis, "provinsi" in kueri))
    assert len(diminta) == len(laporan_ukur.saring(now))


def test_the_table_says_what_was_missed() -> None:
    def satu(p95: float) -> dict[str, Any]:
        sisi = {"p50": 10.0, "p95": p95, "kueri": 5, "cpu_ms": 3.0}
        return {"judul": "Halaman", "portal": sisi, "lantai": sisi}

    def kerja(detik: float, mb: float) -> dict[str, float]:
        return {"detik": detik, "cpu": 1.0, "mb": mb, "baris": 100_000}

    raw = {"dasbor": satu(299), "publik": satu(101), "dingin": {"ms": [1500.0] * 18 + [2500.0] * 2}}
    assert [b[3] for b in laporan.page_rows(raw)] == ["ya", "TIDAK", "TIDAK"]
    raw = {"ekspor": {"csv": kerja(19, 149), "xlsx": kerja(19, 151)}, "laporan": {"pdf": kerja(31, 300)}}
    raw["periksa"] = {"sama": False, "detik": 3.0, "kata": []}
    assert [b[3] for b in laporan.work_rows(raw)] == ["ya", "TIDAK", "TIDAK", "TIDAK"]
