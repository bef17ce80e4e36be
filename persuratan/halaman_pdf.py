"""The parent's side of lihat_pdf: pages as pictures, numbers in a file, and where two files differ.

An answer that an honest child cannot give is no answer; nor is, in production, that of one that was not locked up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings

from berkas import sandbox
from berkas.hangat import Hangat
from persuratan.lihat_pdf import BANDING, DIBANDING, HALAMAN, KLAIM, LENGTH

WALL = 15.0
"""Seconds after which nothing more is awaited."""
PELIHAT = Hangat("persuratan.lihat_pdf")


@dataclass(frozen=True)
class Klaim:
    """Tickets, tokens and numbers that stand in the text of a file."""

    tiket: tuple[str, ...] = ()
    token: tuple[str, ...] = ()
    nomor: tuple[str, ...] = ()


def klaim(source: BinaryIO) -> Klaim:
    """What the file says it is; nothing for a scan, and when it cannot be read."""
    with sandbox.private_file() as kosong:
        jawaban = _tanya(source, KLAIM, kosong)
    return Klaim(*(tuple(str(satu) for satu in jawaban.get(jenis, ())) for jenis in ("tiket", "token", "nomor")))


def jumlah(pdf: Iterable[bytes]) -> int:
    """How many pages; 0 when nobody can tell."""
    return _halaman(pdf, 0)[1]


def gambar(pdf: Iterable[bytes], ke: int) -> bytes:
    """A page as PNG; empty when it cannot be drawn."""
    return _halaman(pdf, ke)[0]


def _halaman(pdf: Iterable[bytes], ke: int) -> tuple[bytes, int]:
    with sandbox.private_file() as polos, sandbox.private_file() as hasil:
        polos.writelines(pdf)
        polos.flush()
        banyak = _tanya(polos, f"{HALAMAN}:{ke}", hasil).get("jumlah", 0)
        hasil.seek(0)
        return (hasil.read(), banyak) if isinstance(banyak, int) else (b"", 0)


def banding(resmi: Iterable[bytes], unggahan: BinaryIO, gambar: BinaryIO) -> dict[str, Any]:
    """Where two files differ, pictures written to `gambar`; empty when they cannot be compared.

    `jumlah`: pages of each; `dibanding`: pages compared; `beda`: per differing page its number `halaman`, on which
    side it is there (`ada`), `ukuran` of the pictures, whether there are pictures (`bergambar`), and what stands at
    each mark (`bunyi`). Ours comes first everywhere.
    """
    with sandbox.private_file() as polos:
        polos.write(bytes(LENGTH))
        polos.writelines(resmi)
        panjang = polos.tell() - LENGTH
        unggahan.seek(0)
        while potong := unggahan.read(1 << 20):
            polos.write(potong)
        polos.seek(0)
        polos.write(panjang.to_bytes(LENGTH, "big"))
        polos.flush()
        jawaban = _tanya(polos, BANDING, gambar)
    try:
        return {
            "jumlah": [int(n) for n in jawaban["jumlah"]],
            "dibanding": int(jawaban["dibanding"]),
            "beda": [_beda(satu) for satu in jawaban["beda"][:DIBANDING]],
        }
    except (KeyError, TypeError, ValueError):
        return {}


def _beda(isi: dict[str, Any]) -> dict[str, Any]:
    kita, mereka = (isi["ada"][0] is True, isi["ada"][1] is True)
    return {
        "halaman": int(isi["halaman"]),
        "ada": [kita, mereka],
        "bergambar": isi["bergambar"] is True,
        "ukuran": [[int(n) for n in sisi] for sisi in isi["ukuran"]],
        "bunyi": [[str(resmi), str(unggahan)] for resmi, unggahan in isi["bunyi"]],
    }


def potong(kemasan: bytes, ke: int) -> bytes:
    """Picture number `ke` (from 0) of those that `banding` has written; empty when there is none."""
    di = 0
    for _lewat in range(ke):
        di += LENGTH + int.from_bytes(kemasan[di : di + LENGTH], "big")
    return kemasan[di + LENGTH : di + LENGTH + int.from_bytes(kemasan[di : di + LENGTH], "big")]


def _tanya(source: BinaryIO, apa: str, out: BinaryIO) -> dict[str, Any]:
    jawaban = PELIHAT.run(source, apa, out, WALL).answer or {}
    terkurung = jawaban.get("terkurung") is True or not settings.PRODUKSI
    return jawaban if terkurung and jawaban.get("dilihat") is True else {}
