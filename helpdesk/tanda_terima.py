"""The receipt of a ticket: number, token while it may be shown, the promised date, a QR code."""

from datetime import datetime
from typing import Any

from akun.kode_qr import alamat_lacak, kode_qr
from berkas import cetak
from helpdesk import perjalanan
from helpdesk.models import Tiket
from sla import clock


def isi(tiket: Tiket, *, token: str, now: datetime) -> dict[str, Any]:
    """What page, print and PDF say. Nothing of what was reported: paper lies about."""
    return {
        "tiket": tiket,
        "nomor": tiket.nomor,
        "token": token,
        "meja": tiket.meja,
        "dikirim": tiket.diterima_pada,
        "janji": perjalanan.janji_tiket(clock.running(tiket), now=now),
        "alamat_lacak": alamat_lacak(tiket.nomor),
        "qr": kode_qr(tiket.nomor),
    }


def pdf(context: dict[str, Any]) -> bytes:
    """The receipt as a PDF. Raises berkas.cetak.PdfTidakTersedia; the page to print works all the same."""
    return cetak.pdf("helpdesk/publik/tanda_terima_pdf.html", context, gaya="tanda-terima.css")
