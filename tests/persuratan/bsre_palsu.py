"""A stand-in for BSrE's e-sign appliance: a real HTTP server that really signs, and that can be told to misbehave."""

import base64
import io
import json
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser

from persuratan import pades
from persuratan.ca_uji import Terbitan
from tests.factories import SENIN
from tests.persuratan.tte import BULAN_LALU, NIK, SANDI, dunia, surat

NIK_HABIS, NIK_ASING = "3174000000000002", "3174000000000009"
PENGGUNA, SANDI_PORTAL = "portal-lkpp", "sandi-portal"


class BsrePalsu(ThreadingHTTPServer):
    """Knows two signers. `tingkah` holds what it does to the next requests; when that is empty it behaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Layanan)
        self.orang: dict[str, Terbitan] = {NIK: dunia().ratna, NIK_HABIS: dunia().habis}
        self.tingkah: deque[str] = deque()
        self.permintaan: list[dict[str, str]] = []
        self.ditandatangani = 0
        self.lepas = threading.Event()
        self.skema = "http"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self.skema}://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections broken on purpose are no news."""


class _Layanan(BaseHTTPRequestHandler):
    server: BsrePalsu

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        isian, pdf = self._terima()
        self.server.permintaan.append(isian)
        tingkah = self.server.tingkah.popleft() if self.server.tingkah else ""
        if self.path != "/api/sign/pdf":
            return self._jawab(404, b"")
        if self.headers["Authorization"] != _basic():
            return self._json(401, {"error": "Unauthorized", "status": 401})
        if tingkah in LUAR_BIASA:
            return LUAR_BIASA[tingkah](self, pdf)
        tolak = _alasan_tolak(isian, pdf)
        if tolak:
            return self._json(*tolak)
        hasil = self._tanda_tangani(isian, pdf)
        if tingkah == "putus":
            return self.connection.close()
        if tingkah == "byte" or isian.get("jenis_response") != "BASE64":
            return self._jawab(200, hasil, "application/pdf")
        return self._json(200, {"base64_signed_file": base64.b64encode(hasil).decode(), "id_dokumen": "d-1"})

    def _terima(self) -> tuple[dict[str, str], bytes]:
        kepala = {"CONTENT_TYPE": self.headers["Content-Type"], "CONTENT_LENGTH": self.headers["Content-Length"]}
        badan = io.BytesIO(self.rfile.read(int(kepala["CONTENT_LENGTH"])))
        isian, berkas = MultiPartParser(kepala, badan, [MemoryFileUploadHandler()]).parse()
        return isian.dict(), berkas["file"].read()

    def _tanda_tangani(self, isian: dict[str, str], pdf: bytes) -> bytes:
        self.server.ditandatangani += 1
        return tanda_tangani(pdf, self.server.orang[isian["nik"]], alasan=isian.get("reason", ""))

    def _json(self, status: int, isi: dict[str, Any]) -> None:
        self._jawab(status, json.dumps(isi).encode())

    def _jawab(self, status: int, isi: bytes, jenis: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", jenis)
        self.send_header("Content-Length", str(len(isi)))
        self.end_headers()
        self.wfile.write(isi)

    def gantung(self, pdf: bytes) -> None:
        """Takes everything and says nothing."""
        self.server.lepas.wait(20)

    def menetes(self, pdf: bytes) -> None:
        """Begins an answer, and does not end it."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(pdf)))
        self.end_headers()
        self.wfile.write(pdf[:100])
        self.wfile.flush()
        self.server.lepas.wait(20)

    def terpotong(self, pdf: bytes) -> None:
        """Promises more than it sends."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(pdf) + 1))
        self.end_headers()
        self.wfile.write(pdf)


def _ubah(pdf: bytes) -> bytes:
    hasil = bytearray(tanda_tangani(pdf, dunia().ratna))
    hasil[-60] ^= 1
    hasil[len(pdf) + hasil[len(pdf) :].index(b"/Contents <") + 900] ^= 1
    return bytes(hasil)


LUAR_BIASA = {
    "503": lambda layanan, pdf: layanan._jawab(503, b"<html>Service Unavailable</html>", "text/html"),
    "502": lambda layanan, pdf: layanan._jawab(502, b"<html>Bad Gateway</html>", "text/html"),
    "500": lambda layanan, pdf: layanan._json(500, {"status": 500, "error": "Internal Server Error"}),
    "500_gagal": lambda layanan, pdf: layanan._json(500, {"error": "Proses signing gagal : InvalidPdfException"}),
    "2031": lambda layanan, pdf: layanan._json(500, {"error": "Proses signing gagal : Passphrase anda salah 2031"}),
    "302": lambda layanan, pdf: layanan._jawab(302, b"", "text/html"),
    "gantung": _Layanan.gantung,
    "menetes": _Layanan.menetes,
    "terpotong": _Layanan.terpotong,
    "sampah": lambda layanan, pdf: layanan._jawab(200, b"<html>OK</html>", "text/html"),
    "json_lain": lambda layanan, pdf: layanan._json(200, {"hasil": "baik"}),
    "bukan_base64": lambda layanan, pdf: layanan._json(200, {"base64_signed_file": "%%%"}),
    "tanpa_tanda_tangan": lambda layanan, pdf: layanan._jawab(200, pdf, "application/pdf"),
    "berekor": lambda layanan, pdf: layanan._jawab(200, pdf + b"\n%%EOF\n", "application/pdf"),
    "surat_lain": lambda layanan, pdf: layanan._jawab(200, tanda_tangani(surat(3), dunia().ratna), "application/pdf"),
    "rusak": lambda layanan, pdf: layanan._jawab(200, _ubah(pdf), "application/pdf"),
}


def tanda_tangani(pdf: bytes, siapa: Terbitan, *, pada: datetime = SENIN, alasan: str = "") -> bytes:
    """As the appliance does it: PAdES B-LT."""
    ca, tsa = dunia().ca, dunia().tsa
    return pades.bubuhkan(
        pdf,
        penanda=ca.penanda(siapa),
        stempel=ca.stempel(tsa, pada=pada),
        konteks=ca.konteks(pada=pada),
        alasan=alasan,
        pada=pada,
        nama="sig_bsre",
    )


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{PENGGUNA}:{SANDI_PORTAL}".encode()).decode()


def _alasan_tolak(isian: dict[str, str], pdf: bytes) -> tuple[int, dict[str, Any]] | None:
    if not pdf.startswith(b"%PDF-") or isian["tampilan"] != "invisible":
        return 400, {"status_code": 400, "error": "Parameter tidak sesuai"}
    if isian["nik"] not in (NIK, NIK_HABIS):
        return 400, {"status_code": 400, "error": "Proses signing gagal : User tidak terdaftar 2011"}
    if isian["passphrase"] != SANDI:
        return 400, {"status_code": 2031, "error": "Passphrase anda salah !!!"}
    if isian["nik"] == NIK_HABIS and BULAN_LALU < SENIN:
        return 400, {"status_code": 400, "error": "Proses signing gagal : Sertifikat sudah kadaluarsa"}
    return None


@contextmanager
def jalankan(tls: ssl.SSLContext | None = None) -> Iterator[BsrePalsu]:
    """The server, running; at the end all that it holds up is let go."""
    server = BsrePalsu()
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.skema = "https"
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    utas.start()
    try:
        yield server
    finally:
        server.lepas.set()
        server.shutdown()
        utas.join()
        server.server_close()
