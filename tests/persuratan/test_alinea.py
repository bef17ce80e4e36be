"""The optional paragraphs of every template: found when filled in, switched on and off, left alone when rewritten."""

import pytest

from persuratan import alinea, templat
from persuratan.templat import Templat

SEMUA = templat.semua()


def isi(satu: Templat, bagian: set[str] | frozenset[str]) -> str:
    return satu.isi_awal({i.kode: i.contoh for i in satu.isian}, set(bagian))


@pytest.mark.parametrize("satu", SEMUA, ids=lambda t: t.kode)
def test_paragraphs_are_switched_on_and_off(satu: Templat) -> None:
    semua, awal = {b.kode for b in satu.bagian}, isi(satu, satu.bagian_awal)
    assert alinea.ada(satu, awal) == satu.bagian_awal
    penuh, sisa = alinea.setel(satu, awal, mau=semua, tadi=satu.bagian_awal)
    assert (alinea.ada(satu, penuh), sisa) == (semua, [])
    kosong, sisa = alinea.setel(satu, penuh, mau=set(), tadi=semua)
    assert (alinea.ada(satu, kosong), sisa) == (set(), [])
    assert penuh.rstrip().endswith(awal.rstrip().rpartition("\n\n")[2]), "the closing sentence stays the last one"


def test_nothing_changes_where_nothing_was_switched() -> None:
    satu = templat.ambil("undangan")
    teks = isi(satu, satu.bagian_awal) + "\n\nTulisan saya sendiri.\n"
    assert alinea.setel(satu, teks, mau=satu.bagian_awal, tadi=satu.bagian_awal) == (teks.replace("\n\n\n", "\n\n"), [])


def test_a_paragraph_taken_out_by_hand_does_not_come_back() -> None:
    satu = templat.ambil("undangan")
    teks = isi(satu, satu.bagian_awal - {"wakil"})
    baru, sisa = alinea.setel(satu, teks, mau=satu.bagian_awal, tadi=satu.bagian_awal)
    assert "wakil" not in alinea.ada(satu, baru)
    assert sisa == []


def test_a_rewritten_paragraph_is_left_to_its_writer() -> None:
    satu = templat.ambil("undangan")
    teks = isi(satu, {"wakil"}).replace("Apabila berhalangan", "Bila berhalangan hadir")
    baru, sisa = alinea.setel(satu, teks, mau=set(), tadi={"wakil"})
    assert "Bila berhalangan hadir" in baru
    assert sisa == ["Boleh diwakilkan"]


def test_line_breaks_of_a_browser_do_not_hide_a_paragraph() -> None:
    satu = templat.ambil("undangan")
    teks = isi(satu, satu.bagian_awal).replace("\n", "\r\n")
    assert alinea.ada(satu, teks) == satu.bagian_awal
