"""A publication as a document: JSON to the letter, CSV of its rows, and the schema that both keep to."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import translation

from akun.receipt import WIB
from laporan.models import TerbitanData
from laporan.periode import Triwulan
from laporan.statistik import sembunyi
from laporan.statistik.bentuk import DISEMBUNYIKAN, Dataset, Jenis
from laporan.statistik.daftar import PEMBEKUAN
from laporan.statistik.hitung import Isi

SKEMA = 1
"""Version of the schema that is written now. A change of the fields makes a new one; the old ones stay readable."""
PENERBIT = "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah (LKPP)"
LISENSI, LISENSI_URL = "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.id"
BAHAYA = ("=", "+", "-", "@", "\t", "\r")
JANJI = ("diputus", "persen_terendah", "persen_tertinggi", "keterangan")
Baris = dict[str, Any]


def susun(dataset: Dataset, triwulan: Triwulan, isi: Isi, *, now: datetime) -> dict[str, Any]:
    """The document of a dataset: what may be said of the counts, in Bahasa Indonesia."""
    with translation.override("id"):
        kata = dataset.kata(triwulan)
        return {
            "dataset": dataset.kode,
            "versi": str(triwulan),
            "skema": SKEMA,
            "judul": str(dataset.judul),
            "uraian": f"{dataset.uraian} {PEMBEKUAN}",
            "periode": {
                "dari": triwulan.awal.date().isoformat(),
                "sampai": (triwulan.akhir - timedelta(days=1)).date().isoformat(),
            },
            "dibekukan": now.astimezone(WIB).date().isoformat(),
            "penerbit": PENERBIT,
            "lisensi": LISENSI,
            "k": sembunyi.K,
            **BENTUK[dataset.jenis](dataset, kata, isi),
        }


def _cacah(dataset: Dataset, kata: Mapping[str, str], isi: Isi) -> dict[str, Any]:
    tabel = {kode: isi.get(kode, (0,))[0] or 0 for kode in kata}
    hilang = sembunyi.pilih(tabel, dataset.tertutup)
    seluruhnya = sum(tabel.values())

    def baris() -> Iterator[Baris]:
        for kode, label in kata.items():
            tutup = kode in hilang
            if not (kode or tutup or tabel[kode]):
                continue  # nothing is missing: there is no such row
            jumlah = None if tutup else tabel[kode]
            yield {"kode": kode, "label": label, "jumlah": jumlah, "keterangan": DISEMBUNYIKAN if tutup else ""}

    return {"jumlah": seluruhnya if seluruhnya >= sembunyi.K else None, "baris": list(baris())}


def _janji(_dataset: Dataset, kata: Mapping[str, str], isi: Isi) -> dict[str, Any]:
    def baris() -> Iterator[Baris]:
        for kode, label in kata.items():
            tepat, telat = isi[kode]
            angka = zip(JANJI, sembunyi.janji(tepat or 0, telat or 0), strict=True)
            yield {"kode": kode, "label": label, **dict(angka)}

    return {"baris": list(baris())}


def _bagian(_dataset: Dataset, kata: Mapping[str, str], isi: Isi) -> dict[str, Any]:
    def baris() -> Iterator[Baris]:
        for kode, label in kata.items():
            persen = isi[kode][0]
            sebab = DISEMBUNYIKAN if persen is None else ""
            yield {"kode": kode, "label": label, "persen": persen, "keterangan": sebab}

    return {"baris": list(baris())}


def _cakupan(_dataset: Dataset, kata: Mapping[str, str], isi: Isi) -> dict[str, Any]:
    def baris() -> Iterator[Baris]:
        for kode, label in kata.items():
            bergabung, seluruhnya = isi.get(kode, (0, 0))
            yield {"kode": kode, "label": label, "bergabung": bergabung, "seluruhnya": seluruhnya}

    return {"baris": list(baris())}


BENTUK: Mapping[Jenis, Callable[[Dataset, Mapping[str, str], Isi], dict[str, Any]]] = {
    Jenis.CACAH: _cacah,
    Jenis.JANJI: _janji,
    Jenis.BAGIAN: _bagian,
    Jenis.CAKUPAN: _cakupan,
}


def tulis(dokumen: Mapping[str, Any]) -> str:
    """The document as text: these bytes are kept, hashed and downloaded."""
    return json.dumps(dokumen, ensure_ascii=False, indent=1) + "\n"


def csv_dari(terbitan: TerbitanData) -> str:
    """The rows as CSV (RFC 4180, UTF-8): the quarter first, so that files of several quarters can be put together."""
    baris: list[Baris] = terbitan.isi["baris"]
    lajur = list(baris[0])
    isi = io.StringIO()
    penulis = csv.writer(isi)
    penulis.writerow(["triwulan", *lajur])
    for satu in baris:
        penulis.writerow([terbitan.versi, *(_sel(satu[nama]) for nama in lajur)])
    return isi.getvalue()


def _sel(nilai: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{nilai}" if isinstance(nilai, str) and nilai.startswith(BAHAYA) else nilai


def skema(dataset: Dataset, versi: int) -> dict[str, Any]:
    """The JSON Schema of a dataset's documents."""
    teks: dict[str, Any] = {"type": "string"}
    hari = {"type": "string", "format": "date"}
    kepala = ("dataset", "versi", "skema", "judul", "uraian", "periode", "dibekukan", "penerbit", "lisensi", "k")
    properti: dict[str, Any] = {
        **dict.fromkeys(kepala, teks),
        "dataset": {"const": dataset.kode},
        "versi": {"type": "string", "pattern": "^[0-9]{4}-[1-4]$"},
        "skema": {"const": versi},
        "periode": {"type": "object", "properties": {"dari": hari, "sampai": hari}, "required": ["dari", "sampai"]},
        "dibekukan": hari,
        "k": {"type": "integer"},
        "baris": {"type": "array", "items": _skema_baris(dataset)},
    }
    if dataset.jenis == Jenis.CACAH:
        properti["jumlah"] = {"type": ["integer", "null"], "minimum": sembunyi.K}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": str(dataset.judul),
        "description": str(dataset.uraian),
        "type": "object",
        "properties": properti,
        "required": list(properti),
        "additionalProperties": False,
    }


def _skema_baris(dataset: Dataset) -> dict[str, Any]:
    properti: dict[str, dict[str, Any]] = {}
    for k in dataset.lajur:
        properti[k.nama] = {"type": [k.tipe, "null"] if k.boleh_kosong else k.tipe, "description": str(k.arti)}
        if k.nilai:
            properti[k.nama]["enum"] = list(k.nilai)
        if k.tipe == "integer":
            properti[k.nama]["minimum"] = 0
    return {"type": "object", "properties": properti, "required": list(properti), "additionalProperties": False}
