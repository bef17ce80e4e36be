"""Figures are kept for a minute, each under its own name, and counted by one of many."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from laporan import simpanan
from laporan.angka import borongan
from laporan.angka.bentuk import Rincian
from laporan.angka.daftar import SEMUA
from laporan.fakta import PENGADUAN
from laporan.models import FaktaKasus
from laporan.saringan import Saringan
from tests.factories import SENIN

HARI = timedelta(days=1)
S = Saringan(SENIN - HARI, SENIN + HARI)
JALUR = SEMUA["jalur"]


def tambah(ke: int) -> None:
    FaktaKasus.objects.create(tipe=PENGADUAN, objek_id=ke, masuk_pada=SENIN, status="telaah", jalur="wbs")


def jumlah(detik: int = 0, s: Saringan = S) -> int:
    (hasil,), _pada = simpanan.ambil([(JALUR, s)], now=SENIN + timedelta(seconds=detik))
    assert isinstance(hasil, Rincian)
    return hasil.jumlah


@pytest.mark.django_db
def test_a_figure_is_counted_again_after_a_minute() -> None:
    tambah(1)
    assert jumlah() == 1
    tambah(2)
    assert jumlah(59) == 1
    assert jumlah(60) == 2


@pytest.mark.django_db
def test_it_says_when_the_oldest_was_counted_and_keeps_the_order() -> None:
    simpanan.ambil([(JALUR, S)], now=SENIN)
    lagi = SENIN + timedelta(seconds=30)
    hasil, pada = simpanan.ambil([(SEMUA["hps"], S), (JALUR, S), (SEMUA["arus"], S)], now=lagi)
    assert pada == SENIN
    assert hasil == [SEMUA[k].hitung(S, lagi) for k in ("hps", "jalur", "arus")]
    assert simpanan.ambil([], now=lagi) == ([], lagi)


@pytest.mark.django_db
def test_all_that_is_fresh_is_read_in_one_query(kebijakan: None) -> None:
    diminta = [(angka, s) for angka in SEMUA.values() for s in (S, S.sebelum)]
    pertama = simpanan.ambil(diminta, now=SENIN)
    with CaptureQueriesContext(
        connection,
    ) as tanya:
        assert simpanan.ambil(diminta, now=SENIN) == pertama
    assert len(tanya) == 1


def test_another_filter_reader_or_language_has_its_own_name() -> None:
    ganti: list[dict[str, Any]] = [
        {"sampai": SENIN},
        {"instansi": 1},
        {"provinsi": "32"},
        {"jenis": "x"},
        {"jalur": "wbs"},
        {"kecuali": frozenset({1})},
    ]
    nama = {simpanan.nama(JALUR, replace(S, **isi)) for isi in [{}, *ganti]}
    with override("en"):
        nama.add(simpanan.nama(JALUR, S))
    nama.add(simpanan.nama(SEMUA["hps"], S))
    assert len(nama) == 9


def test_what_counts_the_present_is_the_same_in_every_period() -> None:
    assert simpanan.nama(SEMUA["beban"], S) == simpanan.nama(SEMUA["beban"], S.sebelum)
    assert simpanan.nama(JALUR, S) != simpanan.nama(JALUR, S.sebelum)


@pytest.fixture
def lambat(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Counting waits until it may go on; how often it was begun."""
    asli: Callable[..., Any] = borongan.hitung
    isi = {"mulai": threading.Event(), "lanjut": threading.Event(), "kali": 0}

    def hitung(*args: Any, **kwargs: Any) -> Any:
        if args[0]:
            isi["kali"] += 1
            isi["mulai"].set()
            assert isi["lanjut"].wait(20)
        return asli(*args, **kwargs)

    monkeypatch.setattr(borongan, "hitung", hitung)
    return isi


def utas(tugas: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    hasil: list[Any] = []

    def jalan() -> None:
        try:
            hasil.append(tugas())
        finally:
            connection.close()

    satu = threading.Thread(target=jalan)
    satu.start()
    return satu, hasil


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_counts(lambat: dict[str, Any]) -> None:
    tambah(1)
    pertama, hasil_1 = utas(jumlah)
    assert lambat["mulai"].wait(20)
    kedua, hasil_2 = utas(jumlah)
    lambat["lanjut"].set()
    pertama.join(20)
    kedua.join(20)
    assert hasil_1 == hasil_2 == [1]
    assert lambat["kali"] == 1


@pytest.mark.django_db(transaction=True)
def test_while_one_counts_anew_the_others_read_what_was_kept(lambat: dict[str, Any]) -> None:
    lambat["lanjut"].set()
    tambah(1)
    assert jumlah() == 1
    tambah(2)
    lambat["lanjut"].clear()
    lambat["mulai"].clear()
    pertama, hasil = utas(lambda: jumlah(120))
    assert lambat["mulai"].wait(20)
    assert jumlah(121) == 1
    lambat["lanjut"].set()
    pertama.join(20)
    assert hasil == [2]
    assert jumlah(122) == 2


@pytest.mark.django_db
def test_several_values_are_kept_and_read_in_one_go() -> None:
    assert cache.set_many({"b": [1], "a": {"x": None}}, 60) == []
    with CaptureQueriesContext(connection) as tanya:
        assert cache.get_many({"a", "b", "c"}) == {"a": {"x": None}, "b": [1]}
    assert len(tanya) == 1
