"""Signs at BSrE's e-sign appliance ("esign client service"), which holds the signers' keys, over HTTP.

Confirmed by several public clients of the appliance:
  POST /api/sign/pdf, HTTP Basic, multipart: `file`, `nik`, `passphrase`, `tampilan=invisible`, and for a seal that is
  not seen optionally `reason`. Answer: the PDF itself (id in the header `id_dokumen`), or with
  `jenis_response=BASE64` JSON {"base64_signed_file": ..., "id_dokumen": ...}.
  Refusals: HTTP 400, seldom 500, with {"status_code": 2031, "error": "Passphrase anda salah"} or
  {"status_code": 400, "error": "Proses signing gagal : User tidak terdaftar 2011"}.
Assumed, to be tried on a real appliance:
  that an expired certificate is told in words (kedaluwarsa, expired), because no code of it was found; that the answer
  is our file with something appended, and not a rewritten one; that 503 comes before anything is signed.
"""

import base64
import binascii
import http.client
import io
import json
import re
import secrets
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from persuratan.signing import Kode, Penandatangan, SigningRefused

JALUR = "/api/sign/pdf"
NIK = re.compile(r"\d{16}")
SAMBUNG = 5.0  # seconds to wait for a connection
JEDA = (0.3, 1.0)  # seconds before the second and the third try
TERBESAR = 64 * 1024 * 1024  # bytes of an answer
POTONG = 64 * 1024
SANDI_SALAH, TAK_TERDAFTAR = "2031", "2011"
HABIS = re.compile(r"k[ae]dal[uaw]+rsa|expired|masa berlaku")
KODE_DI_AKHIR = re.compile(r"\b(\d{4})\W*$")
GAGAL = "signing gagal"  # what an answer says that has surely not signed


class BelumSampai(Exception):
    """Surely nothing was signed: no connection, or turned away at the door."""


@dataclass(frozen=True)
class Jawaban:
    """What the appliance said."""

    status: int
    isi: bytes


@dataclass(frozen=True)
class PenandaBsre:
    """A Signer (persuratan.signing) on the appliance. `tenggat`: seconds for everything, further tries included."""

    url: str
    pengguna: str
    sandi: str
    tenggat: float
    tls: ssl.SSLContext | None = None
    jeda: tuple[float, ...] = JEDA

    @classmethod
    def dari_settings(cls) -> "PenandaBsre":
        """On the appliance named in the settings."""
        tls = None
        if settings.BSRE_URL.startswith("https://"):
            tls = ssl.create_default_context(cafile=settings.BSRE_CA or None)
        return cls(settings.BSRE_URL, settings.BSRE_PENGGUNA, settings.BSRE_SANDI, settings.BSRE_TENGGAT, tls)

    def sign(self, pdf: bytes, *, siapa: Penandatangan, sandi: str, alasan: str, now: datetime) -> bytes:
        """The PDF as BSrE signed it, examined. Raises SigningRefused."""
        if not NIK.fullmatch(siapa.id):
            raise SigningRefused(
                Kode.TIDAK_DIKENAL,
                _("NIK %(nama)s belum diisi dengan benar (16 angka). Minta admin sistem melengkapinya.")
                % {"nama": siapa.nama},
            )
        isian = {"nik": siapa.id, "passphrase": sandi, "tampilan": "invisible", "jenis_response": "BASE64"}
        jenis, badan = _multipart(isian | {"reason": alasan}, pdf)
        hasil = _berkas(self._kirim(jenis, badan), siapa)
        if not _sah(pdf, hasil):
            raise SigningRefused(
                Kode.DITOLAK,
                _("Berkas dari BSrE bukan surat ini dengan satu tanda tangan yang utuh. Hubungi admin sistem."),
            )
        return hasil

    def _kirim(self, jenis: str, badan: bytes) -> Jawaban:
        """Send, and again only what surely signed nothing."""
        batas = time.monotonic() + self.tenggat
        for jeda in (*self.jeda, None):
            try:
                return self._sekali(jenis, badan, batas)
            except BelumSampai as error:
                if jeda is None or time.monotonic() + jeda >= batas:
                    raise SigningRefused(
                        Kode.TIDAK_TERJANGKAU,
                        _("Server BSrE tidak dapat dihubungi. Surat belum ditandatangani; coba lagi nanti."),
                    ) from error
                time.sleep(jeda)
        raise AssertionError

    def _sekali(self, jenis: str, badan: bytes, batas: float) -> Jawaban:
        hubungan = self._hubungi(min(SAMBUNG, batas - time.monotonic()))
        terkirim = False
        try:
            kepala = {"Authorization": f"Basic {self._basic()}", "Content-Type": jenis, "Accept": "*/*"}
            sambungan: socket.socket = hubungan.sock
            _beri_waktu(sambungan, batas)
            hubungan.request("POST", urlsplit(self.url).path.rstrip("/") + JALUR, badan, kepala)
            terkirim = True
            _beri_waktu(sambungan, batas)
            with hubungan.getresponse() as jawaban:
                if jawaban.status == HTTPStatus.SERVICE_UNAVAILABLE:
                    raise BelumSampai
                return Jawaban(jawaban.status, _baca(sambungan, jawaban, batas))
        except (OSError, http.client.HTTPException) as error:
            if not terkirim:
                raise BelumSampai from error
            raise SigningRefused(
                Kode.TIDAK_PASTI,
                _(
                    "BSrE tidak menjawab sampai selesai, sehingga belum pasti surat ini sudah ditandatangani di sana."
                    " Portal tidak mengulanginya sendiri: periksa di BSrE, lalu putuskan."
                ),
            ) from error
        finally:
            hubungan.close()

    def _hubungi(self, detik: float) -> http.client.HTTPConnection:
        alamat = urlsplit(self.url)
        nama = alamat.hostname or ""
        hubungan = (
            http.client.HTTPSConnection(nama, alamat.port, timeout=max(detik, 0.1), context=self.tls)
            if alamat.scheme == "https"
            else http.client.HTTPConnection(nama, alamat.port, timeout=max(detik, 0.1))
        )
        try:
            hubungan.connect()
        except (OSError, http.client.HTTPException) as error:
            hubungan.close()
            raise BelumSampai from error
        return hubungan

    def _basic(self) -> str:
        return base64.b64encode(f"{self.pengguna}:{self.sandi}".encode()).decode("ascii")


def _multipart(isian: dict[str, str], pdf: bytes) -> tuple[str, bytes]:
    batas = f"surat-{secrets.token_hex(16)}"
    bagian = [
        f'--{batas}\r\nContent-Disposition: form-data; name="{nama}"\r\n'
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{teks}\r\n".encode()
        for nama, teks in isian.items()
    ]
    kepala = (
        f'--{batas}\r\nContent-Disposition: form-data; name="file"; filename="surat.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return f"multipart/form-data; boundary={batas}", b"".join(
        [*bagian, kepala.encode(), pdf, f"\r\n--{batas}--\r\n".encode()]
    )


def _beri_waktu(sambungan: socket.socket, batas: float) -> None:
    sisa = batas - time.monotonic()
    if sisa <= 0:
        raise TimeoutError
    sambungan.settimeout(sisa)


def _baca(sambungan: socket.socket, jawaban: http.client.HTTPResponse, batas: float) -> bytes:
    isi = bytearray()
    while potong := jawaban.read1(POTONG):
        isi += potong
        if len(isi) > TERBESAR:
            raise http.client.HTTPException("answer too large")
        _beri_waktu(sambungan, batas)
    if jawaban.length:
        raise http.client.IncompleteRead(bytes(isi), jawaban.length)
    return bytes(isi)


def _urai(isi: bytes) -> dict[str, Any]:
    try:
        data = json.loads(isi)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _berkas(jawaban: Jawaban, siapa: Penandatangan) -> bytes:
    """The file in an answer, plain or in base64; else the refusal that it is."""
    data = {} if jawaban.isi.startswith(b"%PDF-") else _urai(jawaban.isi)
    if jawaban.status != HTTPStatus.OK or "error" in data:
        raise _penolakan(jawaban.status, data, siapa)
    if not data:
        return jawaban.isi
    try:
        return base64.b64decode(str(data.get("base64_signed_file", "")), validate=True)
    except binascii.Error:
        return b""


def _penolakan(status: int, data: dict[str, Any], siapa: Penandatangan) -> SigningRefused:
    pesan = " ".join(str(data.get("error") or data.get("message") or "").split())
    rendah = pesan.lower()
    kode = {str(data.get("status_code", "")), *KODE_DI_AKHIR.findall(pesan)}
    if SANDI_SALAH in kode or "passphrase anda salah" in rendah:
        return SigningRefused(
            Kode.SANDI_SALAH,
            _("Passphrase BSrE salah. Coba lagi; bila lupa, atur ulang di portal BSrE dengan akun sendiri."),
        )
    if HABIS.search(rendah):
        return SigningRefused(
            Kode.SERTIFIKAT_KEDALUWARSA,
            _("Sertifikat elektronik %(nama)s di BSrE sudah habis masa berlakunya. Perpanjang di portal BSrE.")
            % {"nama": siapa.nama},
        )
    if TAK_TERDAFTAR in kode or "tidak terdaftar" in rendah or "belum terdaftar" in rendah:
        return SigningRefused(
            Kode.TIDAK_DIKENAL,
            _(
                "BSrE tidak mengenal NIK %(nama)s, atau sertifikatnya sudah habis masa berlakunya."
                " Minta koordinator TTE memeriksanya."
            )
            % {"nama": siapa.nama},
        )
    return _penolakan_lain(status, pesan)


def _penolakan_lain(status: int, pesan: str) -> SigningRefused:
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        kalimat = _(
            "BSrE menolak nama atau sandi portal ini. Minta admin sistem memeriksa BSRE_PENGGUNA dan BSRE_SANDI."
        )
    elif status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED} or 300 <= status < 400:
        kalimat = _("Layanan tanda tangan tidak ada di alamat BSrE yang diatur. Minta admin sistem memeriksa BSRE_URL.")
    elif status >= 500 and GAGAL not in pesan.lower():
        kalimat = _(
            "Server BSrE bermasalah (HTTP %(status)d), sehingga belum pasti surat ini sudah ditandatangani di sana."
            " Portal tidak mengulanginya sendiri: periksa di BSrE, lalu putuskan."
        ) % {"status": status}
        return SigningRefused(Kode.TIDAK_PASTI, kalimat)
    else:
        kalimat = _("BSrE tidak menandatangani surat ini: %(pesan)s") % {
            "pesan": NIK.sub("...", pesan)[:200] or f"HTTP {status}"
        }
    return SigningRefused(Kode.DITOLAK, kalimat)


def _sah(pdf: bytes, hasil: bytes) -> bool:
    """Whether this is our file with one more signature appended, which is intact. Whom it trusts is not asked here."""
    if len(hasil) <= len(pdf) or not hasil.startswith(pdf):
        return False
    try:
        lama = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        tanda = PdfFileReader(io.BytesIO(hasil)).embedded_signatures
        if len(tanda) != len(lama) + 1 or tanda[-1].byte_range[1] < len(pdf):
            return False
        tanpa_akar = ValidationContext(trust_roots=[], allow_fetching=False)
        putusan = validate_pdf_signature(tanda[-1], tanpa_akar, skip_diff=True)
    except Exception:  # noqa: BLE001 - whatever pyHanko stumbles over in it, it is not our letter with a signature
        return False
    return bool(putusan.intact and putusan.valid)
