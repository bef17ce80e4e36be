"""Long work of figures as a worker does it, each part in a process of its own as the web role; prints one line of JSON:
`python -m bench.inside laporan_kerja ekspor ROWS`, `... laporan`, `... periksa`.
"""

import contextlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from akun.receipt import WIB
from bench import ringan  # noqa: F401
from laporan import cetak_layanan, pekerjaan, saringan
from laporan.ekspor import jalan
from laporan.ekspor.bentuk import Isi
from laporan.ekspor.daftar import SEMUA
from laporan.models import Pekerjaan


class Sebanyak(Isi):
    """The first rows of a list."""

    def __init__(self, isi: Isi, jumlah: int) -> None:
        self.isi, self.jumlah, self.saring = isi, jumlah, isi.saring

    def hitung(self, batas: int | None = None) -> int:
        """At most so many."""
        return self.isi.hitung(self.jumlah if batas is None else min(batas, self.jumlah))

    def potongan(self) -> Iterator[Sequence[Any]]:
        """A piece at a time, as the list gives them."""
        sisa = self.jumlah
        for potong in self.isi.potongan():
            yield potong[:sisa]
            sisa -= len(potong[:sisa])
            if sisa <= 0:
                return


def ekspor(jumlah: int) -> dict[str, Any]:
    """The newest of the desk's list with all columns, ordered and done as a worker does it, in both forms."""
    by, buka = Actor.of(User.objects.get(email="verifikator@demo.example")), jalan.buka

    def sebagian(*args: Any, **kwargs: Any) -> Isi:
        return Sebanyak(buka(*args, **kwargs), jumlah)

    hasil = {}
    with mock.patch.object(jalan, "buka", sebagian):
        for bentuk in (jalan.CSV, jalan.XLSX):
            data, now = QueryDict("pandang=semua&urut=terbaru"), timezone.now()
            hasil[bentuk] = dikerjakan(partial(jalan.pesan, SEMUA["kasus"], bentuk, data, by=by, now=now))
    return {bentuk: satu | {"baris": jumlah} for bentuk, satu in hasil.items()}


def dikerjakan(pesan: Callable[[], Pekerjaan]) -> dict[str, Any]:
    """Order, and do; how long that took. Raises CommandError unless it was done at the first try."""
    begin, cpu = time.perf_counter(), time.process_time()
    pesanan = pesan()
    pekerjaan.kerjakan(jam=timezone.now)
    waktu = {"detik": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "mb": puncak()}
    pesanan.refresh_from_db()
    if pesanan.keadaan != Pekerjaan.Keadaan.SELESAI:
        raise CommandError(f"{pesanan.nama_berkas}: {pesanan.keadaan} {pesanan.sebab}")
    return waktu | {"ukuran": pesanan.ukuran}


def laporan() -> dict[str, Any]:
    """The report of a whole year, ordered and done in the same way: on paper, and as a workbook."""
    by, now, hasil = Actor.of(User.objects.get(email="pimpinan@demo.example")), timezone.now(), {}
    tahun = now.astimezone(WIB).year - 1
    _form, satu = saringan.dari_url(QueryDict(f"periode={tahun}"), by, now)
    isi = cetak_layanan.parameter(satu, now=now)
    for bentuk, jenis in (("pdf", cetak_layanan.PDF), ("xlsx", cetak_layanan.XLSX)):
        cache.clear()
        hasil[bentuk] = dikerjakan(partial(pekerjaan.pesan, jenis, isi, f"laporan.{bentuk}", by, now))
    return hasil


def periksa() -> dict[str, Any]:
    """Every figure against plain SQL over the tables of its owner."""
    begin, kata = time.perf_counter(), io.StringIO()
    sama = True
    try:
        call_command("periksa_angka", stdout=kata, stderr=kata)
    except CommandError as error:
        sama = False
        kata.write(str(error))
    return {"detik": time.perf_counter() - begin, "sama": sama, "kata": list(islice(reversed(_baris(kata)), 20))}


def _baris(kata: io.StringIO) -> list[str]:
    return kata.getvalue().splitlines()


def puncak() -> float:
    """The most memory that this process ever had, in MB; nothing of whoever started it. nan where nobody tells."""
    with contextlib.suppress(OSError, StopIteration):
        baris = Path("/proc/self/status").read_text().splitlines()
        return int(next(b for b in baris if b.startswith("VmHWM")).split()[1]) * 1024 / 1e6
    return float("nan")


def main(arguments: list[str]) -> int:
    """One part."""
    nama, *lain = arguments
    bagian: dict[str, Callable[..., dict[str, Any]]] = {"ekspor": ekspor, "laporan": laporan, "periksa": periksa}
    sys.stdout.write(json.dumps(bagian[nama](*map(int, lain))))
    return 0
