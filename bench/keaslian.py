"""`./portal bench keaslian`: printing and signing a letter, checking one by its ticket, checking a file of 1 MB.

The last is measured from the first byte sent until the result can be read, through a real worker.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import web
from bench.parts import HASIL, environments, run
from bench.plan import PORTAL
from bench.report import percentile
from bench.sla import comma, row, table
from lkpp_portal.bootstrap import ROOT, Refusal, say, tell
from lkpp_portal.children import spawn

SASARAN = {"cetak": 400.0, "tanda_tangan": 300.0, "tiket": 50.0, "unggah": 500.0}
JUDUL = {
    "cetak": "Cetak surat 2 halaman",
    "tanda_tangan": "Tanda tangan B-LT",
    "tiket": "Cek dengan tiket dan token",
    "unggah": "Cek unggahan 1 MB, sampai hasilnya",
}
CSRF, BATAS, JEDA = "benchbenchbenchbenchbenchbench12", "batas-bench", 0.025
PEMANASAN = 3
TENGGAT = 30.0


class Peramban:
    """A browser without pictures: keeps cookies, follows nothing by itself."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._kuki = {"csrftoken": CSRF}

    def minta(self, cara: str, jalan: str, isi: bytes = b"", jenis: str = "") -> tuple[int, str, str]:
        """(status, where it leads, page)."""
        sambungan = HTTPConnection("127.0.0.1", self._port, timeout=TENGGAT)
        kepala = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self._kuki.items())}
        if jenis:
            kepala["Content-Type"] = jenis
        sambungan.request(cara, jalan, isi, kepala)
        jawaban = sambungan.getresponse()
        halaman = jawaban.read().decode(errors="replace")
        for nama, nilai in re.findall(r"^([\w-]+)=([^;]*)", "\n".join(jawaban.headers.get_all("Set-Cookie", [])), re.M):
            self._kuki[nama] = nilai
        sambungan.close()
        return jawaban.status, jawaban.headers.get("Location", ""), halaman


def tiket(port: int, kunci: Mapping[str, str]) -> None:
    """Type ticket and token, and read the page."""
    peramban = Peramban(port)
    isi = urlencode({"csrfmiddlewaretoken": CSRF, **kunci}).encode()
    status, ke, _halaman = peramban.minta("POST", "/keaslian/", isi, "application/x-www-form-urlencoded")
    if status != 302:
        raise Refusal(f"Cek tiket menjawab {status}.")
    _status, _ke, halaman = peramban.minta("GET", ke)
    if "putusan nada--baik" not in halaman:
        raise Refusal("Cek tiket tidak menampilkan suratnya.")


def unggah(port: int, pdf: bytes) -> None:
    """Upload a file and read its result as soon as there is one."""
    peramban = Peramban(port)
    kepala = f'--{BATAS}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
    kepala += f'--{BATAS}\r\nContent-Disposition: form-data; name="berkas"; filename="surat.pdf"\r\n'
    isi = kepala.encode() + b"Content-Type: application/pdf\r\n\r\n" + pdf + f"\r\n--{BATAS}--\r\n".encode()
    status, ke, _halaman = peramban.minta("POST", "/keaslian/unggah/", isi, f"multipart/form-data; boundary={BATAS}")
    akhir = time.monotonic() + TENGGAT
    while status == 302 and time.monotonic() < akhir:
        _status, _ke, halaman = peramban.minta("GET", ke)
        if 'class="alasan"' in halaman:
            if "bukan terbitan LKPP" not in halaman or "tanda--baik" not in halaman:
                raise Refusal("Hasil unggahan bukan yang diharapkan.")
            return
        time.sleep(JEDA)
    raise Refusal(f"Unggahan tidak selesai diperiksa (jawaban {status}).")


def ukur(kali: int, kerja: Callable[[int], None]) -> list[float]:
    """Milliseconds of each turn, after a few to warm up."""
    waktu = []
    for n in range(kali + PEMANASAN):
        mulai = time.perf_counter()
        kerja(n)
        if n >= PEMANASAN:
            waktu.append((time.perf_counter() - mulai) * 1000)
    return waktu


def measure(folder: Path, env: Mapping[str, str], kali: int) -> dict[str, list[float]]:
    """Web server and worker as in production, one visitor at a time."""
    kunci = json.loads((folder / "surat.json").read_text())
    celery = [sys.executable, "-m", "celery", "-A", "lkpp_portal", "worker", "-Q", "berkas", "--concurrency", "1"]
    celery += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    with ExitStack() as stack:
        child, port = web.start(PORTAL, folder, env)
        stack.callback(child.stop)
        pekerja = spawn("pekerja", celery, log=folder / "pekerja.log", env=dict(env), cwd=ROOT)
        stack.callback(pekerja.stop)
        say("Mengukur: cek dengan tiket ...")
        sebelum = web.cpu_seconds(child)
        hasil = {"tiket": ukur(kali, lambda n: tiket(port, kunci[n % len(kunci)]))}
        hasil["tiket_cpu"] = [(web.cpu_seconds(child) - sebelum) * 1000 / (kali + PEMANASAN)]
        say("Mengukur: cek unggahan ...")
        hasil["unggah"] = ukur(kali, lambda n: unggah(port, (folder / f"asing-{n}.pdf").read_bytes()))
    return hasil


def rows_of(raw: Mapping[str, list[float]]) -> list[tuple[str, str, str, str]]:
    """The table."""
    return [
        row(
            JUDUL[kunci],
            f"p50 {comma(percentile(raw[kunci], 0.5))} md; p95 {comma(percentile(raw[kunci], 0.95))} md",
            f"p95 < {sasaran:.0f} md",
            percentile(raw[kunci], 0.95) < sasaran,
        )
        for kunci, sasaran in SASARAN.items()
    ]


def main(arguments: list[str]) -> int:
    """Seed, measure, print. A missed target is said, but is no failure."""
    parser = argparse.ArgumentParser(prog="./portal bench keaslian")
    parser.add_argument("--kali", type=int, default=40, help="berapa kali tiap ukuran, paling banyak 50")
    kali = min(50, parser.parse_args(arguments).kali)  # an address may upload 60 files in an hour
    owner, env = environments()
    with tempfile.TemporaryDirectory(prefix="portal-bench-keaslian-") as name:
        folder = Path(name)
        tte = {"FOLDER_TTE": f"{name}/tte"}
        say("Mengisi basis data sekali pakai ...")
        run("bench.inside keaslian_isi seed", env=owner | tte)
        say("Mengukur: cetak dan tanda tangan ...")
        raw: dict[str, Any] = run("bench.inside keaslian_isi paper", kali, env=env | tte, read_output=True)
        say("Menyiapkan surat dan berkas ...")
        run("bench.inside keaslian_isi letters", folder, kali + PEMANASAN, env=env | tte)
        raw |= measure(folder, env | tte, kali)
    HASIL.mkdir(exist_ok=True)
    file = HASIL / f"keaslian-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(raw))
    tell(f"\nSatu pengunjung, {kali} kali:\n\n{table(rows_of(raw))}\n")
    tell(f"CPU server web tiap cek tiket: {comma(raw['tiket_cpu'][0])} md\nRincian: {file.relative_to(ROOT)}")
    return 0
