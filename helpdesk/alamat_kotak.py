"""Where the mailboxes of the desks are: `imaps://user:password@host/INBOX?meja=KODE`, one per desk.

`imap+tls://` switches to TLS after the greeting; `imap://` stays plain and is for this machine only. The password
may lie in a file (`&sandi_file=/run/secrets/kotak`); `&ca=/path.pem` names the authority of a server nobody else knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORT = {"imaps": 993, "imap+tls": 143, "imap": 143}
SETEMPAT = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Kotak:
    """A mailbox, and the code of the unit whose desk it belongs to."""

    cara: str
    host: str
    port: int
    pengguna: str
    sandi: str = field(repr=False)
    folder: str
    meja: str
    ca: str = ""

    @property
    def kunci(self) -> str:
        """What the mailbox is known by: everything but the password."""
        return f"{self.pengguna}@{self.host}:{self.port}/{self.folder}"


def baca_alamat(semua: Iterable[str]) -> list[Kotak]:
    """The mailboxes of the setting. Raises ImproperlyConfigured, without showing a password."""
    kotak = [_satu(alamat.strip(), ke) for ke, alamat in enumerate(semua, start=1) if alamat.strip()]
    for nama, nilai in (("kotak", [k.kunci for k in kotak]), ("meja", [k.meja for k in kotak])):
        if len(set(nilai)) < len(nilai):
            raise ImproperlyConfigured(
                f"KOTAK_HELPDESK menyebut satu {nama} dua kali. Tulis satu kotak untuk satu meja."
            )
    return kotak


def _satu(alamat: str, ke: int) -> Kotak:
    salah = f"KOTAK_HELPDESK, alamat ke-{ke}: "
    bagian = urlsplit(alamat)
    pilihan = {nama: nilai[-1] for nama, nilai in parse_qs(bagian.query).items()}
    if bagian.scheme not in PORT or not bagian.hostname or not bagian.username or not pilihan.get("meja"):
        raise ImproperlyConfigured(f"{salah}tulis imaps://pengguna:sandi@server/INBOX?meja=KODE_UNIT.")
    if bagian.scheme == "imap" and bagian.hostname not in SETEMPAT:
        raise ImproperlyConfigured(
            f"{salah}sandi tidak boleh lewat jaringan tanpa TLS. Pakai imaps:// atau imap+tls://."
        )
    sandi = unquote(bagian.password or "")
    if letak := pilihan.get("sandi_file"):
        try:
            sandi = Path(letak).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{salah}berkas sandi {letak!r} tidak dapat dibaca.") from error
    if not sandi:
        raise ImproperlyConfigured(f"{salah}sandinya belum ada. Tulis di alamat atau pakai sandi_file=.")
    ca = pilihan.get("ca", "")
    if ca and not Path(ca).is_file():
        raise ImproperlyConfigured(f"{salah}ca={ca!r} tidak ada. Tulis letak berkas PEM yang dapat dibaca.")
    try:
        port = bagian.port or PORT[bagian.scheme]
    except ValueError as error:
        raise ImproperlyConfigured(f"{salah}nomor portnya salah.") from error
    return Kotak(
        cara=bagian.scheme,
        host=bagian.hostname,
        port=port,
        pengguna=unquote(bagian.username),
        sandi=sandi,
        folder=unquote(bagian.path.lstrip("/")) or "INBOX",
        meja=pilihan["meja"],
        ca=ca,
    )
