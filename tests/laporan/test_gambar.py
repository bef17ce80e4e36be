"""Results of figures as charts, as numbers beside what they were, and as rows of a file."""

from datetime import datetime

import pytest
from django.utils.translation import gettext_lazy as _

from akun.bagan import Bentuk
from akun.receipt import WIB
from laporan.angka.bentuk import (
    Angka,
    Bagian,
    Baris,
    Beban,
    Bilangan,
    Deret,
    Hasil,
    Kasus,
    Ketepatan,
    Lama,
    Lamanya,
    Muatan,
    Rincian,
    TepatWaktu,
)
from laporan.gambar import BANYAK, RAPAT, Lukisan, Pokok, banding, baris_berkas, pokok, semua_pokok
from laporan.saringan import Saringan

SARINGAN = Saringan(datetime(2026, 1, 1, tzinfo=WIB), datetime(2026, 4, 1, tzinfo=WIB))
RINCI = Rincian((Baris("a", "Satu", 3), Baris("b", "Dua", 0), Baris("", "Tanpa", 1)), 4)


def angka(hasil: Hasil) -> Angka:
    return Angka(
        "uji",
        _("Angka uji"),
        _("Berapa?"),
        _("Semuanya."),
        lambda *_apa: hasil,
        di_balik=lambda *_apa: Kasus("true", {}),
    )


def lukis(hasil: Hasil, lalu: Hasil | None = None, **lain: bool) -> Lukisan:
    return Lukisan(angka(hasil), hasil, SARINGAN, lalu, **lain)


def tabel(satu: Lukisan) -> list[tuple[str, list[str]]]:
    bagan = satu.bagan()
    assert bagan is not None
    return [(label, [n for _nama, n in nilai]) for label, _url, nilai in bagan.baris]


def test_a_breakdown_has_shares_and_what_it_was_before() -> None:
    lalu = Rincian((Baris("a", "Satu", 1), Baris("b", "Dua", 7)), 8)
    assert tabel(lukis(RINCI, lalu)) == [
        ("Satu", ["3", "75%", "1"]),
        ("Dua", ["0", "0%", "7"]),
        ("Tanpa", ["1", "25%", "0"]),
    ]


def test_each_line_leads_to_its_cases_unless_it_travels() -> None:
    bagan = lukis(RINCI).bagan()
    assert bagan is not None
    assert [u.partition("?")[0] for u in bagan.url] == ["/laporan/angka/uji/kasus/"] * 3
    assert "bagian=a" in bagan.url[0]
    tanpa = lukis(RINCI, tautan=False).bagan()
    assert tanpa is not None
    assert tanpa.url == ()


@pytest.mark.parametrize(("rapat", "batas"), [(False, BANYAK), (True, RAPAT)])
def test_of_many_lines_the_largest_are_drawn(rapat: bool, batas: int) -> None:
    banyak = Rincian(tuple(Baris(str(n), f"Baris {n}", n) for n in range(40)), 780)
    bagan = lukis(banyak, rapat=rapat).bagan()
    assert bagan is not None
    assert bagan.digambar.label == [f"Baris {n}" for n in range(39, 39 - batas, -1)]
    assert len(bagan.label) == (39 if rapat else 40)  # a page that shows much leaves out what is not there


def test_lines_that_count_nothing_are_not_drawn_among_many() -> None:
    banyak = Rincian(tuple(Baris(str(n), f"Baris {n}", int(n == 30)) for n in range(40)), 1)
    bagan = lukis(banyak).bagan()
    assert bagan is not None
    assert bagan.digambar.label == ["Baris 30"]


def test_promises_are_shares_the_worst_first_where_much_is_shown() -> None:
    isi = Ketepatan((TepatWaktu("a", "Telaah", 9, 1), TepatWaktu("b", "Reviu", 1, 1), TepatWaktu("c", "Kosong", 0, 0)))
    lalu = Ketepatan((TepatWaktu("a", "Telaah", 1, 1),))
    assert tabel(lukis(isi, lalu)) == [("Telaah", ["90%", "9", "1", "50%"]), ("Reviu", ["50%", "1", "1", "-"])]
    assert [label for label, _nilai in tabel(lukis(isi, rapat=True))] == ["Reviu", "Telaah"]


def test_stages_and_loads_and_flows() -> None:
    lama = Lamanya((Lama("a", "Telaah", 5, 2.26, 9), Lama("b", "Kosong", 0, None, None)))
    assert tabel(lukis(lama)) == [("Telaah", ["2,3 hari", "9 hari", "5"])]
    assert tabel(lukis(Muatan((Beban("p", "Pengaduan", 5, 2, 1),)))) == [("Pengaduan", ["5", "2", "1"])]
    arus = Deret(("Jan", "Feb"), {"masuk": (3, 4), "selesai": (1, None)}, nama={"masuk": "Masuk", "selesai": "Selesai"})
    bagan = lukis(arus, rapat=True).bagan()
    assert bagan is not None
    assert bagan.bentuk == Bentuk.GARIS
    assert tabel(lukis(arus)) == [("Jan", ["3", "1"]), ("Feb", ["4", "-"])]
    assert [(nama, p.nilai) for nama, p in semua_pokok(arus, None, naik_baik=None)] == [
        ("Masuk", "7"),
        ("Selesai", "1"),
    ]


@pytest.mark.parametrize(
    ("kini", "dulu", "satuan", "naik_baik", "hasil"),
    [
        (12, 10, "", None, Pokok("12", "", "naik", "", "naik 2 dari 10")),
        (80, 85, "%", True, Pokok("80%", "", "turun", "awas", "turun 5 poin dari 85%")),
        (2.5, 4, "hari", False, Pokok("2,5 hari", "", "turun", "baik", "turun 1,5 hari dari 4 hari")),
        (7, 7, "", True, Pokok("7", beda="sama seperti sebelumnya")),
        (7, None, "", True, Pokok("7")),
        (None, 7, "", True, Pokok("–")),
        (1234567, None, "", None, Pokok("1.234.567")),
    ],
)
def test_a_number_beside_what_it_was(
    kini: float | None, dulu: float | None, satuan: str, naik_baik: bool | None, hasil: Pokok
) -> None:
    assert banding(kini, dulu, satuan=satuan, naik_baik=naik_baik) == hasil


def test_a_share_says_what_it_is_of() -> None:
    assert pokok(Bagian(24, 60), Bagian(1, 2), naik_baik=True) == Pokok(
        "40%", "24 dari 60", "turun", "awas", "turun 10 poin dari 50%"
    )
    assert pokok(Bagian(0, 0), None, naik_baik=True) == Pokok("–", "belum ada")


@pytest.mark.parametrize(
    ("hasil", "baris"),
    [
        (Bagian(24, 60), [["Jumlah", "Seluruhnya", "Persen"], [24, 60, 40]]),
        (Bilangan(3, "hari"), [["Nilai", "Satuan"], [3, "hari"]]),
        (RINCI, [["Rincian", "Jumlah", "Bagian"], ["Satu", 3, 75], ["Dua", 0, 0], ["Tanpa", 1, 25]]),
    ],
)
def test_the_rows_of_a_file_hold_numbers(hasil: Hasil, baris: list[list[object]]) -> None:
    assert baris_berkas(lukis(hasil, tautan=False)) == baris
