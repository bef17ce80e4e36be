"""The parent's side of the check: hand the file to a limited child, and believe only a complete answer."""

import json
import os
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings

from berkas import sandbox
from berkas.alasan import Alasan
from berkas.hangat import Hangat
from berkas.limits import MAKS_UKURAN
from persuratan.keaslian import amplop, kalimat
from persuratan.keaslian.bentuk import NAMA_BARIS, Baris, Kepercayaan, Kode, Putusan, TandaTangan, Warna

PDF = "application/pdf"
WALL = 10.0
"""Seconds after which a check ends without a verdict."""
PEMERIKSA = Hangat("persuratan.keaslian.pembuka")


def periksa(source: BinaryIO, *, kepercayaan: Kepercayaan, now: datetime) -> Putusan:
    """Judge a PDF (a real file): is it what was signed, by whom, and when? Whatever goes wrong is told as grey."""
    if os.fstat(source.fileno()).st_size > MAKS_UKURAN:
        return tidak_diperiksa(Kode.TERLALU_BESAR)
    kepala = json.dumps(amplop.kepala(kepercayaan, now)).encode()
    with sandbox.private_file() as polos, sandbox.private_file() as kosong:
        polos.write(len(kepala).to_bytes(amplop.LENGTH, "big") + kepala)
        source.seek(0)
        while potong := source.read(1 << 20):
            polos.write(potong)
        polos.flush()
        hasil = PEMERIKSA.run(polos, PDF, kosong, WALL)
    putusan = _percaya(hasil.answer)
    return replace(putusan, detik=round(hasil.detik, 3), memori_kib=hasil.memori_kib)


def _percaya(jawaban: dict[str, Any] | None) -> Putusan:
    """Turn the child's answer into a verdict; an answer that an honest child cannot give is no answer.

    Nor is, in production, that of a child that was not locked up: a file may have made it say so.
    """
    if jawaban is None:
        return tidak_diperiksa(Kode.BATAS)
    if jawaban.get("terkurung") is not True and settings.PRODUKSI:
        return tidak_diperiksa(Kode.TIDAK_DIPERIKSA)
    if jawaban.get("alasan") == Alasan.MALWARE.value:
        return tidak_diperiksa(Kode.MALWARE)
    if jawaban.get("tidak_diperiksa") in list(Kode):
        return tidak_diperiksa(Kode(jawaban["tidak_diperiksa"]))
    try:
        return _berkalimat(amplop.baca(jawaban.get("putusan")))
    except amplop.TidakLengkap:
        return tidak_diperiksa(Kode.TIDAK_DIPERIKSA)


def tidak_diperiksa(kode: Kode) -> Putusan:
    """Grey, in every line, for this reason."""
    baris = tuple(Baris(nama, Warna.ABU, Kode.TIDAK_DIPERIKSA.value) for nama in NAMA_BARIS)
    return _berkalimat(Putusan(Warna.ABU, Warna.ABU, kode.value, "", baris, (), 0.0, 0))


def _berkalimat(putusan: Putusan) -> Putusan:
    return replace(
        putusan,
        kalimat=kalimat.ringkasan(putusan.alasan),
        baris=_baris(putusan.baris),
        tanda_tangan=tuple(_tanda(satu) for satu in putusan.tanda_tangan),
    )


def _tanda(satu: TandaTangan) -> TandaTangan:
    return replace(satu, baris=_baris(satu.baris))


def _baris(baris: tuple[Baris, ...]) -> tuple[Baris, ...]:
    return tuple(replace(satu, kalimat=kalimat.satu(satu.kode)) for satu in baris)
