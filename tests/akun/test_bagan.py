"""Charts: every figure is drawn, read out and in the table; typed text cannot become markup; the drawing is valid."""

import html
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from akun.bagan import LEBAR, WARNA, Bagan, Bentuk, Deret

SVG = "{http://www.w3.org/2000/svg}"
JAHAT = '"><script>alert(1)</script>&'


def contoh(bentuk: Bentuk = Bentuk.MENDATAR, **ubah: Any) -> Bagan:
    isi: dict[str, Any] = {
        "kunci": "kelas",
        "judul": "Gangguan per kelas",
        "label": ["Minor", "Mayor", "Emergency"],
        "deret": [Deret("Oktober", [4, 0, 10]), Deret("November", [8, None, 5])],
        "bentuk": bentuk,
        "kepala_label": "Kelas",
    }
    return Bagan(**isi | ubah)


def gambar(b: Bagan) -> ET.Element:
    return ET.fromstring(b.svg)


def kotak(b: Bagan) -> list[dict[str, str]]:
    return [dict(r.attrib) for r in gambar(b).iter(f"{SVG}rect")]


def test_lying_bars_are_as_long_as_their_values_and_zero_has_no_bar() -> None:
    rows = kotak(contoh())
    assert [r["class"] for r in rows] == ["bagan__d0", "bagan__d1", "bagan__d0", "bagan__d1"]
    lebar = [float(r["width"]) for r in rows]
    assert lebar[2] == max(lebar)
    assert [round(w / lebar[2], 2) for w in lebar] == [0.4, 0.8, 1, 0.5]


def test_standing_bars_are_as_high_as_their_values_and_stand_on_one_line() -> None:
    rows = kotak(contoh(Bentuk.TEGAK))
    assert [round(float(r["height"]) / 150, 2) for r in rows] == [0.4, 0.8, 1, 0.5]
    assert len({round(float(r["y"]) + float(r["height"]), 1) for r in rows}) == 1


def test_a_line_is_broken_where_there_is_no_value() -> None:
    garis = [e.get("class") for e in gambar(contoh(Bentuk.GARIS)).iter(f"{SVG}line")]
    assert garis.count("bagan__l0") == 2
    assert garis.count("bagan__l1") == 0
    titik = [e.get("class") for e in gambar(contoh(Bentuk.GARIS)).iter(f"{SVG}circle")]
    assert (titik.count("bagan__d0"), titik.count("bagan__d1")) == (3, 2)


@pytest.mark.parametrize("bentuk", Bentuk)
def test_everything_drawn_lies_inside_the_drawing(bentuk: Bentuk) -> None:
    akar = gambar(contoh(bentuk))
    tinggi = float(akar.attrib["height"])
    for e in akar.iter():
        for x in ("x", "x1", "x2", "cx"):
            assert 0 <= float(e.get(x, 0)) <= LEBAR
        for y in ("y", "y1", "y2", "cy"):
            assert 0 <= float(e.get(y, 0)) <= tinggi
        assert float(e.get("x", 0)) + float(e.get("width", 0)) <= LEBAR or e is akar


@pytest.mark.parametrize("bentuk", Bentuk)
def test_the_drawing_says_what_it_shows_and_holds_no_style(bentuk: Bentuk) -> None:
    b = contoh(bentuk)
    akar = gambar(b)
    assert akar.attrib["role"] == "img"
    ids = {e.get("id"): e.text for e in akar.iter() if e.get("id")}
    assert [ids[i] for i in akar.attrib["aria-labelledby"].split()] == [b.judul, b.uraian]
    assert b.uraian == "Oktober: Minor 4; Mayor 0; Emergency 10. November: Minor 8; Mayor -; Emergency 5"
    assert "style" not in b.svg


@pytest.mark.parametrize("bentuk", Bentuk)
def test_text_cannot_become_markup(bentuk: Bentuk) -> None:
    b = contoh(bentuk, judul=JAHAT, label=[JAHAT] * 3, deret=[Deret(JAHAT, [1, 2, 3])], satuan=JAHAT)
    assert "<script" not in render_to_string("komponen/bagan.html", {"bagan": b})
    assert "<script" not in b.svg


def test_the_table_beside_it_has_every_figure() -> None:
    halaman = render_to_string("komponen/bagan.html", {"bagan": contoh()})
    sel = re.findall(r"<td[^>]*>([^<]*)</td>", halaman)
    assert sel == ["4", "8", "0", "-", "10", "5"]
    assert re.findall(r'scope="col">([^<]*)<', halaman) == ["Kelas", "Oktober", "November"]
    assert halaman.count("</svg>") == 3  # the drawing, and two squares of the legend


def test_nothing_but_zeros_is_said_instead_of_drawn() -> None:
    b = contoh(deret=[Deret("November", [0, 0, None])])
    halaman = render_to_string("komponen/bagan.html", {"bagan": b})
    assert "<svg" not in halaman
    assert "Belum ada yang dapat digambar" in halaman
    assert "<table" in halaman


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    b = contoh(deret=[Deret("Jam", [1234, 2.25, 0.5])], satuan="jam")
    assert [b.tulis(n) for n in b.deret[0].nilai] == ["1.234 jam", "2,2 jam", "0,5 jam"]
    with translation.override("en"):
        assert b.tulis(1234.5) == "1,234.5 jam"
    assert contoh(satuan="%").tulis(97) == "97%"


@pytest.mark.parametrize("bentuk", Bentuk)
def test_an_empty_chart_is_a_valid_drawing(bentuk: Bentuk) -> None:
    assert gambar(contoh(bentuk, label=[], deret=[Deret("November", [])])).tag == f"{SVG}svg"


@pytest.mark.parametrize("nilai", [[-1, 0, 0], [float("nan"), 0, 0], [float("inf"), 0, 0], [1, 2]])
def test_what_cannot_be_drawn_is_refused(nilai: list[float]) -> None:
    with pytest.raises(ValueError, match=r"Values|one value"):
        contoh(deret=[Deret("November", nilai)])


def test_no_more_series_than_there_are_colours() -> None:
    with pytest.raises(ValueError, match="four"):
        contoh(deret=[Deret(str(n), [1, 2, 3]) for n in range(len(WARNA) + 1)])


def test_a_long_list_is_drawn_in_part_and_stands_in_the_table_as_a_whole() -> None:
    b = contoh(Bentuk.RAPAT, tampil=2)
    assert [t.text for t in gambar(b).iter(f"{SVG}text") if t.get("class") == "bagan__teks"] == ["Minor", "Mayor"]
    assert json.loads(b.data)["label"] == ["Minor", "Mayor"]
    assert [label for label, _url, _nilai in b.baris] == ["Minor", "Mayor", "Emergency"]


def test_a_column_may_stand_in_the_table_alone_in_a_unit_of_its_own_and_a_label_may_lead_somewhere() -> None:
    b = contoh(tambahan=[Deret("Bagian", [40, None, 60], "%")], url=["/a/", "", "/c/?x=1&y=2"])
    halaman = render_to_string("komponen/bagan.html", {"bagan": b})
    assert re.findall(r"<td[^>]*>([^<]*)</td>", halaman) == ["4", "8", "40%", "0", "-", "-", "10", "5", "60%"]
    assert re.findall(r'href="([^"]*)"', halaman) == ["/a/", "/c/?x=1&amp;y=2"]
    assert "Bagian" not in b.svg + b.data


def test_what_the_script_draws_from_are_the_same_numbers() -> None:
    halaman = render_to_string("komponen/bagan.html", {"bagan": contoh(Bentuk.GARIS, satuan="%")})
    data = re.findall(r'data-bagan="([^"]*)"', halaman)
    assert json.loads(html.unescape(data[0])) == {
        "bentuk": "garis",
        "satuan": "%",
        "label": ["Minor", "Mayor", "Emergency"],
        "deret": [["Oktober", [4, 0, 10]], ["November", [8, None, 5]]],
    }


def test_a_long_name_beside_its_bar_takes_two_lines() -> None:
    nama = "Persaingan usaha tidak sehat: persekongkolan yang panjang sekali"
    b = contoh(Bentuk.RAPAT, label=[nama], deret=[Deret("Jumlah", [3])])
    baris = [t.text or "" for t in gambar(b).iter(f"{SVG}text") if t.get("class") == "bagan__teks"]
    assert len(baris) == 2
    assert nama.startswith(baris[0])
    assert baris[1].endswith("…")


def test_shares_are_drawn_against_the_whole() -> None:
    setengah = contoh(deret=[Deret("Tepat", [50, 25, 10])], satuan="%")
    penuh = contoh(deret=[Deret("Tepat", [100, 50, 20])], satuan="%")
    assert 2 * float(kotak(setengah)[0]["width"]) > float(kotak(penuh)[0]["width"]) * 0.9
    assert float(kotak(setengah)[0]["width"]) < float(kotak(penuh)[0]["width"]) * 0.6


def test_the_scale_of_a_line_ends_with_a_round_number() -> None:
    b = contoh(Bentuk.GARIS, deret=[Deret("Masuk", [19, 3, 7])])
    assert [t.text for t in gambar(b).iter(f"{SVG}text")][:3] == ["0", "10", "20"]


def test_a_table_can_be_folded_away() -> None:
    halaman = render_to_string("komponen/bagan.html", {"bagan": contoh(), "ringkas": True})
    assert halaman.index("<details") < halaman.index("<table") < halaman.index("</details>")
