"""The command of the operators: one line of JSON for each file, with or without a database."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from persuratan import kepercayaan
from tests.persuratan.keaslian import berkas_uji
from tests.persuratan.keaslian.berkas_uji import Lembaga


@pytest.fixture
def berkas(tmp_path: Path, asli: bytes) -> list[str]:
    """A signed letter, a changed one, one without a signature, and one that is not there."""
    isi = {"asli.pdf": asli, "diubah.pdf": asli + b"x", "polos.pdf": berkas_uji.surat()}
    for nama, byte in isi.items():
        (tmp_path / nama).write_bytes(byte)
    return [str(tmp_path / nama) for nama in (*isi, "tidak-ada.pdf")]


def jalan(berkas: list[str], capsys) -> tuple[list[dict[str, Any]], str]:
    """What it says on its two channels."""
    call_command("cek_pdf", *berkas, "--json")
    keluar = capsys.readouterr()
    return [json.loads(baris) for baris in keluar.out.splitlines()], keluar.err


@pytest.mark.django_db
def test_each_file_has_its_line(berkas: list[str], capsys) -> None:
    hasil, kemajuan = jalan(berkas, capsys)
    assert [satu["warna"] for satu in hasil] == ["hijau", "merah", "tanpa_tanda_tangan", "abu"]
    assert [satu["berkas"] for satu in hasil] == berkas
    for satu in hasil:
        assert [baris["nama"] for baris in satu["baris"]] == ["integritas", "cakupan", "rantai", "waktu"]
        assert satu["kalimat"]
        assert satu["alasan"]
    assert hasil[0]["detik"] > 0
    assert hasil[0]["memori_mb"] > 10
    assert "[4/4] abu" in kemajuan
    assert "masih kosong" in kemajuan


def test_without_a_database_it_says_that_nobody_is_trusted(berkas: list[str], capsys, monkeypatch) -> None:
    def mati() -> None:
        raise DatabaseError

    monkeypatch.setattr(kepercayaan, "daftar", mati)
    hasil, kata = jalan(berkas[:1], capsys)
    assert (hasil[0]["warna"], hasil[0]["ringkasan"], hasil[0]["alasan"]) == ("hijau", "abu", "tanpa_akar")
    assert "Basis data tidak terjangkau" in kata


def test_a_person_reads_sentences(berkas: list[str], capsys, monkeypatch, lembaga: Lembaga) -> None:
    monkeypatch.setattr(kepercayaan, "daftar", lambda: lembaga.percaya)
    call_command("cek_pdf", berkas[0])
    kata = capsys.readouterr().out
    assert "HIJAU (berkas hijau)" in kata
    assert "ditandatangani Sri Uji (penerbit CA Uji G1)" in kata
