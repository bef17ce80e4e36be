"""Sheets to test with: 84 complaints on paper, and ways to spoil them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from persuratan.impor import KOLOM

JUDUL = [k.judul for k in KOLOM]
DPPH = "Direktur Penanganan Permasalahan Hukum"


def baris(ke: int = 1, **ganti: Any) -> dict[str, Any]:
    """A good row; change what matters by heading."""
    return {
        "Jalur masuk": "Kertas",
        "Tanggal terima": "02/11/2026",
        "Jam terima": "09.30",
        "Nomor surat": f"{ke:03d}/LSM/X/2026",
        "Tanggal surat": "30/10/2026",
        "Perihal": f"Pengaduan pengadaan ruang kelas {ke} (Obat) & alkes",
        "Jenis pengirim": "Perorangan",
        "Instansi": "",
        "Nama pengirim": "Siti Contoh",
        "Alamat": "Jl. Contoh 1, Ambon",
        "Pejabat tujuan": DPPH,
        "Kerahasiaan": "Biasa",
        "Catatan": "",
    } | ganti


def xlsx(rows: Sequence[dict[str, Any]], judul: Sequence[str] = JUDUL) -> bytes:
    """A workbook with these rows."""
    buku = openpyxl.Workbook()
    buku.active.append(list(judul))
    for row in rows:
        buku.active.append([row.get(j) for j in judul])
    tujuan = io.BytesIO()
    buku.save(tujuan)
    return tujuan.getvalue()


def csv_(rows: Sequence[dict[str, Any]], *, pemisah: str = ";", sandi: str = "utf-8-sig") -> bytes:
    """The same as CSV."""
    tujuan = io.StringIO()
    penulis = csv.writer(tujuan, delimiter=pemisah)
    penulis.writerow(JUDUL)
    penulis.writerows([row.get(j, "") for j in JUDUL] for row in rows)
    return tujuan.getvalue().encode(sandi)
