"""Receipts: number and token. One way to issue them, one door through which they open."""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from akun.models import Percobaan, Receipt
from akun.prepared import prepared
from jejak.keys import KeyRing

WIB = ZoneInfo("Asia/Jakarta")
ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: nothing that is mistaken for another
PANJANG_TOKEN = 14  # 70 random bits
BATAS_NOMOR = 10  # failures per number and hour
BATAS_ALAMAT = 30  # failures per address and hour
PENDEK = 6  # signs; tokens of letters from before the portal have three, which can be tried out
BATAS_PENDEK = 5  # failures with so short a token per number and day
SEJAM, SEHARI = timedelta(hours=2), timedelta(hours=26)  # how long counters of an hour and of a day are kept
TIDAK_COCOK = _(
    "Nomor dan token ini tidak cocok. Periksa lagi keduanya, atau coba satu jam lagi bila sudah sering mencoba."
)


@dataclass(frozen=True)
class Issued:
    """What the holder is shown once."""

    nomor: str
    token: str


class ReceiptRefused(Exception):
    """The door stays shut. There is one sentence for every reason."""

    kalimat = TIDAK_COCOK


@lru_cache(maxsize=4)
def _ring(text: str) -> KeyRing:
    return KeyRing.parse(text)


def _mac(*parts: str) -> str:
    key = _ring(settings.KUNCI_TANDA_TERIMA).current
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def _matches(nomor: str, token: str, stored: str) -> bool:
    """Compare with every key of the ring in the same time."""
    found = False
    for key in _ring(settings.KUNCI_TANDA_TERIMA).keys.values():
        mac = hmac.new(key, f"token\x1f{nomor}\x1f{token}".encode(), hashlib.sha256).hexdigest()
        found |= hmac.compare_digest(mac, stored)
    return found


def new_token() -> str:
    """70 random bits in an alphabet that survives handwriting, grouped for the eye: XXXX-XXXX-XXXX-XX."""
    raw = "".join(secrets.choice(ALFABET) for _ in range(PANJANG_TOKEN))
    return "-".join(raw[i : i + 4] for i in range(0, PANJANG_TOKEN, 4))


def next_number(awalan: str, *, now: datetime) -> str:
    """The next number of the day in WIB, such as PGD202611210017.

    The row lock lasts until the caller's commit: no number is given twice and none is lost by a rollback.
    """
    tanggal = now.astimezone(WIB).date()
    return f"{awalan}{tanggal:%Y%m%d}{next_in(awalan, tanggal):04d}"


def next_in(awalan: str, tanggal: date) -> int:
    """Count one on in a series that began on a day; the row lock lasts until the caller's commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO akun_nomorurut (awalan, tanggal, terakhir) VALUES (%s, %s, 1) ON CONFLICT (awalan, tanggal) "
            "DO UPDATE SET terakhir = akun_nomorurut.terakhir + 1 RETURNING terakhir",
            [awalan, tanggal],
        )
        (urut,) = cursor.fetchone()
    return int(urut)


def issue(*, objek: models.Model, nomor: str, token: str) -> Receipt:
    """Write the receipt of `objek`: the token itself is not kept."""
    return Receipt.objects.create(
        nomor=nomor,
        token_hash=_mac("token", nomor, _token_form(token)),
        objek_tipe=objek._meta.label_lower,
        objek_id=objek.pk,
    )


def normalise(text: str) -> str:
    """What people type for a number or token: any case, spaces, dashes, full-width digits, O for 0, I or L for 1."""
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in text if c.isascii() and c.isalnum())


def _token_form(token: str) -> str:
    return normalise(token).translate(str.maketrans("OIL", "011"))


def open(*, nomor: str, token: str, alamat: str, now: datetime) -> Receipt:
    """Return the receipt that number and token open, or raise ReceiptRefused: one answer, one path for all failures.

    `alamat` is the caller's network address; only its keyed hash is kept, for an hour.
    """
    nomor, token = normalise(nomor)[:20], _token_form(token)[:64]
    jam = now.astimezone(WIB).strftime("%Y%m%d%H")
    dari = _mac("alamat", alamat, jam)
    kunci = {_mac("nomor", nomor, jam): BATAS_NOMOR, dari: BATAS_ALAMAT}
    pendek = _mac("pendek", nomor, jam[:-2])
    if 0 < len(token) <= PENDEK:
        kunci[pendek] = BATAS_PENDEK
    gagal = dict(Percobaan.objects.filter(pk__in=kunci).values_list("kunci", "gagal"))
    found = Receipt.objects.filter(nomor=nomor).first()
    cocok = _matches(nomor, token, found.token_hash if found else "0" * 64)
    penuh = any(gagal.get(k, 0) >= batas for k, batas in kunci.items())
    if found is not None and cocok and not penuh:
        return found
    # An address that is shut out counts for itself only: numbers can be guessed, and nobody may lock their owners out.
    terkunci = gagal.get(dari, 0) >= BATAS_ALAMAT
    for k in [dari] if terkunci else sorted(kunci):
        hitung(k, kunci[k], now=now, selama=SEHARI if k == pendek else SEJAM)
    raise ReceiptRefused


def kunci_alamat(untuk: str, alamat: str, *, now: datetime) -> str:
    """The counter of an address for one purpose and hour; the address cannot be read from it."""
    return _mac("hitung", untuk, alamat, now.astimezone(WIB).strftime("%Y%m%d%H"))


@prepared
def _counter(kunci: str) -> "QuerySet[Percobaan, int]":
    return Percobaan.objects.filter(pk=kunci).values_list("gagal", flat=True)


def terhitung(kunci: str) -> int:
    """How many a counter of this hour holds."""
    return sum(_counter(kunci))


def hitung(kunci: str, batas: int, *, now: datetime, banyak: int = 1, selama: timedelta = SEJAM) -> bool:
    """Count `banyak` more in a counter of this hour; False, and nothing is counted, when that passes `batas`.

    `selama`: how long a counter of more than an hour is kept."""
    if banyak > batas:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO akun_percobaan (kunci, gagal, kedaluwarsa_pada) VALUES (%s, %s, %s) ON CONFLICT (kunci) "
            "DO UPDATE SET gagal = akun_percobaan.gagal + EXCLUDED.gagal "
            "WHERE akun_percobaan.gagal + EXCLUDED.gagal <= %s",
            [kunci, banyak, now + selama, batas],
        )
        return bool(cursor.rowcount)


def forget_failures(*, now: datetime) -> int:
    """Delete counters whose hour has passed; return how many."""
    return Percobaan.objects.filter(kedaluwarsa_pada__lt=now).delete()[0]
