"""Letter templates: only what is listed is filled in, and Markdown becomes nothing but a letter."""

import json
from html import unescape
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from persuratan import templat
from persuratan.templat import TemplatSalah

SULIT = [e["value"] for e in json.loads((Path(__file__).parents[1] / "data" / "nama_sulit.json").read_text())]
KEPALA = '+++\nkode = "uji"\njenis = "{jenis}"\nnama = "Uji"\nhal = "Hal"\n{lain}+++\n'
SATU_ISIAN = '[isian]\nnama = { judul = "Nama", contoh = "Suharti" }\n'


def uji(naskah: str, *, lain: str = "", jenis: str = "jawaban") -> templat.Templat:
    return templat.baca(KEPALA.replace("{jenis}", jenis).replace("{lain}", lain) + naskah)


@pytest.mark.parametrize("satu", templat.semua(), ids=lambda satu: satu.kode)
def test_every_template_becomes_a_letter_with_and_without_its_parts(satu: templat.Templat) -> None:
    konteks = {isian.kode: isian.contoh for isian in satu.isian}
    for bagian in (frozenset(), satu.bagian_awal, frozenset(b.kode for b in satu.bagian)):
        naskah = satu.isi_awal(konteks, bagian)
        assert not templat.belum_diisi(naskah)
        assert ":::" not in naskah
        assert templat.html(naskah).endswith("</p>\n")  # the last paragraph stays with the signature
    assert "{{" not in satu.hal_awal(konteks)


def test_there_is_a_template_for_every_kind_of_letter() -> None:
    assert {satu.jenis for satu in templat.semua()} == set(templat.JENIS)
    assert templat.ambil("undangan").jenis == "undangan"


def test_a_part_that_is_switched_off_leaves_no_trace() -> None:
    satu = templat.ambil("pelimpahan")
    assert "Identitas pelapor dilindungi" in satu.isi_awal({}, {"identitas"})
    tanpa = satu.isi_awal({}, set())
    assert "Identitas pelapor" not in tanpa
    assert "\n\n\n" not in tanpa


def test_what_is_not_yet_known_stays_visible() -> None:
    satu = templat.ambil("pelimpahan")
    naskah = satu.isi_awal({"instansi": "Kab. Maju"}, set())
    assert "Kab. Maju" in naskah
    assert templat.belum_diisi(naskah) == ["tanggal_pengaduan", "nomor_pengaduan", "batas_waktu"]


def test_an_unknown_placeholder_part_or_template_is_named() -> None:
    satu = templat.ambil("jawaban")
    with pytest.raises(TemplatSalah, match="gaji"):
        satu.isi_awal({"gaji": "1"}, set())
    with pytest.raises(TemplatSalah, match="penutup"):
        satu.isi_awal({}, {"penutup"})
    with pytest.raises(TemplatSalah, match="lain"):
        templat.ambil("lain")


@pytest.mark.parametrize(
    ("naskah", "lain", "jenis", "sebab"),
    [
        ("Yth. {{ rahasia }}\n", "", "jawaban", "rahasia"),
        ("Yth.\n", SATU_ISIAN, "jawaban", "nama tidak dipakai"),
        ("::: dasar\nx\n:::\n", "", "jawaban", "dasar"),
        ("::: dasar\nx\n", "", "jawaban", "ditutup"),
        ("Yth.\n", "", "puisi", "puisi"),
        ("Yth.\n", "x = \n", "jawaban", "kepala templat"),
    ],
)
def test_a_template_that_does_not_agree_with_itself_is_refused(naskah: str, lain: str, jenis: str, sebab: str) -> None:
    with pytest.raises(TemplatSalah, match=sebab):
        uji(naskah, lain=lain, jenis=jenis)


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(TemplatSalah):
        templat.baca("Yth.\n")


@pytest.mark.parametrize("naskah", ["{{ nama }}\n", "Yth. {{ nama }} di tempat\n", "- {{ nama }}\n", "1. {{ nama }}\n"])
def test_what_is_filled_in_is_shown_as_it_is_and_never_becomes_markdown(naskah: str) -> None:
    satu = uji(naskah, lain=SATU_ISIAN)
    bingkai = strip_tags(templat.html(naskah)).strip()
    for nilai in [*SULIT, "# judul", "1. satu", "12) dua", "> kutip", "| a | b |", "**tebal**", "__x__", "\\*"]:
        bersih = " ".join(nilai.replace("\0", "").split())
        hasil = unescape(templat.html(satu.isi_awal({"nama": nilai}, set())))
        for tanda in ("<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>"):
            hasil = hasil.replace(tanda, "")
        assert " ".join(hasil.split()) == bingkai.replace("{{ nama }}", bersih), nilai[:40]


@pytest.mark.parametrize(
    "jahat",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://contoh.id/a.png)",
        "<http://contoh.id>",
        "[x]: http://contoh.id\n\n[x]",
        "```html\n<b>x</b>\n```",
        "&lt;script&gt;",
    ],
)
def test_html_links_pictures_and_code_stay_text(jahat: str) -> None:
    hasil = templat.html(jahat)
    assert not any(tanda in hasil for tanda in ("<script", "<img", "<a ", "<code", "<pre", "<b>", "href", 'src="'))
    assert unescape(strip_tags(hasil)).split() == jahat.split()


def test_a_letter_has_paragraphs_lists_tables_quotes_and_small_headings() -> None:
    hasil = templat.html(
        "# A\n\n### B\n\n1. satu\n   1. dua\n\n> kutip\n\n*a* **b**\n\n| No | Rp |\n|---|---:|\n| 1 | 2 |\n"
    )
    for tanda in ("<h2>A</h2>", "<h3>B</h3>", "<ol>", "<blockquote>", "<em>a</em>", "<strong>b</strong>"):
        assert tanda in hasil
    assert '<th class="kanan">Rp</th>' in hasil
    assert "style=" not in hasil


def test_a_table_without_headings_is_a_list_of_particulars() -> None:
    hasil = templat.html("| | |\n|---|---|\n| Hari | Senin |\n")
    assert hasil.startswith('<table class="rincian">\n<tbody>')
    assert "<thead" not in hasil
    assert "<td>Hari</td>" in hasil


def test_a_very_long_word_may_break_in_a_table() -> None:
    assert f'<td class="patah">{"x" * 26}</td>' in templat.html(f"| a | b |\n|---|---|\n| {'x' * 26} | y |\n")
