"""The pages of figures, as the web role: `python -m bench.inside laporan_ukur prepare FOLDER` publishes the statistics
and records the pages; `... dingin PORT N` asks for the dashboard with nothing counted yet.
"""

import io
import json
import sys
import time
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import User
from akun.receipt import WIB
from bench.prepare import Preparation, logged_in

BATAS = 25.0  # seconds that a cold page is waited for; what takes longer counts as so much


def saring(now: datetime) -> list[str]:
    """Filters of the dashboard as they are used: nothing, quarters, years, one province, one way, one kind."""
    kini = now.astimezone(WIB)
    isi: list[dict[str, object]] = [{}, {"periode": kini.year}, {"periode": kini.year - 1}, {"periode": "setahun"}]
    isi += [{"periode": f"{kini.year - 1}-{ke}"} for ke in (1, 2, 3, 4)]
    isi += [{"periode": "setahun", "provinsi": "33"}, {"periode": kini.year - 2, "jalur": "epengaduan"}]
    isi += [{"periode": "setahun", "jenis": "administrasi"}, {"periode": f"{kini.year - 2}-2", "provinsi": "32"}]
    return [f"?{urlencode(i)}" if i else "" for i in isi]


def pimpinan() -> User:
    """Who reads the dashboard."""
    return User.objects.get(email="pimpinan@demo.example")


def prepare(folder: Path) -> None:
    """What is closed is published; the pages as they are when their figures have been counted a moment ago."""
    call_command("terbitkan_statistik", stdout=io.StringIO())
    ready, client, now = Preparation(), logged_in(pimpinan()), timezone.now()
    dasbor = reverse("laporan:dasbor")
    ready.pages("dasbor", "Dasbor pimpinan", [(client, dasbor + s, "<h1") for s in saring(now)[:4]])
    publik = reverse("statistik:halaman")
    ready.pages("publik", "Statistik publik", [(Client(SERVER_NAME="localhost"), publik, "<h1")])
    ready.save(folder)


def dingin(port: int, jumlah: int) -> dict[str, Any]:
    """Milliseconds of the dashboard when nothing was counted before, filter after filter."""
    cookies = "; ".join(f"{n}={m.value}" for n, m in logged_in(pimpinan()).cookies.items())
    semua, hasil = saring(timezone.now()), []
    for ke in range(jumlah):
        cache.clear()
        alamat = reverse("laporan:dasbor") + semua[ke % len(semua)]
        hasil.append(satu(port, alamat, cookies) * 1000)
    return {"ms": hasil}


def satu(port: int, alamat: str, cookies: str) -> float:
    """Seconds until the page is here."""
    begin = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=BATAS)
    try:
        connection.request("GET", alamat, headers={"Host": "localhost", "Cookie": cookies, "Connection": "close"})
        jawaban = connection.getresponse()
        if jawaban.status != 200 or b"<h1" not in jawaban.read():
            raise CommandError(f"{alamat} menjawab {jawaban.status}")
    except TimeoutError:
        return BATAS
    finally:
        connection.close()
    return time.perf_counter() - begin


def main(arguments: list[str]) -> int:
    """One part."""
    if arguments[0] == "prepare":
        prepare(Path(arguments[1]))
    else:
        sys.stdout.write(json.dumps(dingin(int(arguments[1]), int(arguments[2]))))
    return 0
