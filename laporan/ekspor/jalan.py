"""Taking a list along: a short one at once, a long one as an order; both on the trail of who takes it.

The trail tells who took which list in which form, by which filters and how many rows; of words that were searched for
only that there were some.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from akun.models import User
from akun.receipt import WIB
from jejak.trail import record
from laporan import pekerjaan, permissions
from laporan.ekspor import lembar
from laporan.ekspor.bentuk import Ekspor, Isi, Sel
from laporan.ekspor.daftar import SEMUA
from laporan.models import Pekerjaan
from laporan.pekerjaan import Lapor

DIEKSPOR = "laporan.diekspor"
JENIS = "ekspor"
SEKETIKA = 2000  # rows that are written while one waits
TERBANYAK = 1_000_000
CSV, XLSX = "csv", "xlsx"
KODE = re.compile(r"[\w.:-]{1,40}")
KATA_BEBAS = frozenset({"q", "instansi"})


def buka(ekspor: Ekspor, data: QueryDict, *, by: Actor, now: datetime) -> Isi:
    """The list as its page shows it with these filters. Raises PermissionDenied."""
    require(permissions.may_ekspor(by, ekspor.peran))
    return ekspor.buka(data, by, now)


def nama_berkas(ekspor: Ekspor, bentuk: str, now: datetime) -> str:
    """ "kasus-2026-11-21.xlsx"."""
    return f"{ekspor.kode}-{now.astimezone(WIB):%Y-%m-%d}.{bentuk}"


def unduh(ekspor: Ekspor, bentuk: str, data: QueryDict, *, by: Actor, now: datetime) -> bytes:
    """A list of at most SEKETIKA rows, written at once and recorded. Raises PermissionDenied."""
    isi, tujuan = buka(ekspor, data, by=by, now=now), BytesIO()
    jumlah = tulis(ekspor, isi, bentuk, tujuan, lambda sudah, semua: None)
    catat(ekspor, bentuk, data, jumlah, by=by, now=now)
    return tujuan.getvalue()


def pesan(ekspor: Ekspor, bentuk: str, data: QueryDict, *, by: Actor, now: datetime) -> Pekerjaan:
    """A list of any length, as an order. Raises PermissionDenied, and StepRefused for too many orders."""
    require(permissions.may_ekspor(by, ekspor.peran))
    menit = now.replace(second=0, microsecond=0)
    parameter = {"daftar": ekspor.kode, "bentuk": bentuk, "kueri": data.urlencode(), "pada": menit.isoformat()}
    return pekerjaan.pesan(JENIS, parameter, nama_berkas(ekspor, bentuk, now), by, now)


@pekerjaan.pelaksana(JENIS, judul=gettext_lazy("Ekspor daftar"))
def kerjakan(parameter: dict[str, Any], actor: Actor, tujuan: BinaryIO, lapor: Lapor) -> None:
    """Write an ordered list, and record it when it is whole."""
    ekspor, pada = SEMUA[parameter["daftar"]], cast(datetime, parse_datetime(parameter["pada"]))
    data, bentuk = QueryDict(parameter["kueri"]), parameter["bentuk"]
    jumlah = tulis(ekspor, buka(ekspor, data, by=actor, now=pada), bentuk, tujuan, lapor)
    catat(ekspor, bentuk, data, jumlah, by=actor, now=pada)


def tulis(ekspor: Ekspor, isi: Isi, bentuk: str, tujuan: BinaryIO, lapor: Lapor) -> int:
    """Write the rows; how many. Raises ValidationError for more than a file is for."""
    semua = isi.hitung(TERBANYAK + 1)
    if semua > TERBANYAK:
        raise ValidationError(_("Daftar ini lebih dari satu juta baris. Persempit saringannya."))
    kepala = [str(k.judul) for k in ekspor.kolom]
    penulis: lembar.Penulis
    if bentuk == XLSX:
        penulis = lembar.PenulisXlsx(tujuan, kepala, nama=str(ekspor.judul))
    else:
        penulis = lembar.PenulisCsv(tujuan, kepala)
    sudah = 0
    lapor(sudah, semua)
    for potong in isi.potongan():
        penulis.tulis(_nilai(ekspor, potong))
        sudah += len(potong)
        lapor(sudah, max(semua, sudah))
    penulis.selesai()
    return sudah


def _nilai(ekspor: Ekspor, rows: Sequence[Any]) -> Iterator[list[Sel]]:
    ambil = [k.pengambil() for k in ekspor.kolom]
    return ([satu(row) for satu in ambil] for row in rows)


@transaction.atomic
def catat(ekspor: Ekspor, bentuk: str, data: QueryDict, jumlah: int, *, by: Actor, now: datetime) -> None:
    """Write it on the trail of the person."""
    isi = {"daftar": ekspor.kode, "bentuk": bentuk, "baris": jumlah, "saring": saring_tercatat(data)}
    record(kejadian=DIEKSPOR, objek=User(pk=by.petugas_id), by=by, now=now, data=isi)


def saring_tercatat(data: QueryDict) -> dict[str, str | bool]:
    """The filters as the trail may hold them: choices as they are, of free words only that there were some."""
    dipakai = {nama: str(nilai) for nama, nilai in data.items() if nilai and nama != "halaman" and KODE.fullmatch(nama)}
    return {
        nama: nilai if nama not in KATA_BEBAS and KODE.fullmatch(nilai) else True
        for nama, nilai in sorted(dipakai.items())
    }
