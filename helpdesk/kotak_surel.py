"""Reading the mailboxes of the desks over IMAP: in order, each mail once, and nothing is changed or deleted there.

How far a mailbox has been read moves in the transaction in which the mail is taken, so a poller that dies, a server
that is away for a day and a mailbox that was renumbered all end the same way: the next round goes on from there.
"""

import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from akun.receipt import WIB
from helpdesk import flow_surel
from helpdesk.alamat_kotak import Kotak
from helpdesk.models import KotakSurel, MejaLayanan
from helpdesk.surel_masuk import MAKS_SUREL

TASK = "helpdesk.ambil_surel"
TENGGAT = 20  # seconds that a server may take for one answer
WAKTU = 45.0  # seconds after which a round takes no further mail: the next one goes on
SEKALI = 50  # mails whose sizes are asked for at once
MUNDUR = timedelta(days=7)  # how far back a mailbox is read that is new, or was renumbered
AWAL = datetime(1970, 1, 1, tzinfo=UTC)
BULAN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GANGGUAN = (OSError, imaplib.IMAP4.error, ImapToolsError, EOFError)
log = structlog.get_logger(__name__)

Maju = Callable[[str], None]


@dataclass(frozen=True)
class Hasil:
    """What a round did with one mailbox."""

    kunci: str
    diambil: int = 0
    sisa: int = 0
    galat: str = ""  # name of the fault that ended the round
    sibuk: bool = False  # somebody else is reading it


@dataclass
class Hitungan:
    """How many mails were taken, and how many wait."""

    diambil: int = 0
    sisa: int = 0


def _diam(_: str) -> None:
    """Nobody watches."""


def sapu(*, now: datetime, maju: Maju = _diam, stopwatch: Callable[[], float] = time.monotonic) -> list[Hasil]:
    """Read the mailboxes of the setting, the one that was read longest ago first; a faulty one holds up no other.

    What there is no time for any more is the first of the next round.
    """
    akhir = stopwatch() + WAKTU
    dibaca = {kotak.kunci: kotak.diperiksa_pada or AWAL for kotak in KotakSurel.objects.all()}
    hasil = []
    for kotak in sorted(settings.KOTAK_HELPDESK, key=lambda k: dibaca.get(k.kunci, AWAL)):
        if stopwatch() >= akhir:
            break
        hasil.append(ambil(kotak, now=now, maju=maju, lanjut=lambda: stopwatch() < akhir))
    return hasil


def ambil(kotak: Kotak, *, now: datetime, maju: Maju = _diam, lanjut: Callable[[], bool] = lambda: True) -> Hasil:
    """Read one mailbox, unless somebody else does. A fault of the server is written down and ends the round."""
    with _sendirian(kotak) as dapat:
        if not dapat:
            return Hasil(kotak.kunci, sibuk=True)
        meja = MejaLayanan.objects.select_related("unit").filter(unit__kode=kotak.meja).first()
        if meja is None:
            log.error("kotak_tanpa_meja", meja=kotak.meja)
            return Hasil(kotak.kunci, galat="MejaTidakAda")
        baris, _baru = KotakSurel.objects.get_or_create(
            kunci=kotak.kunci, defaults={"meja": meja, "sejak": (now - MUNDUR).astimezone(WIB).date()}
        )
        hitung = Hitungan()
        try:
            with _sambung(kotak) as imap:
                _baca(imap, baris, now=now, maju=maju, lanjut=lanjut, hitung=hitung)
        except GANGGUAN as error:
            galat = type(error).__name__
            KotakSurel.objects.filter(pk=baris.pk, gagal_sejak=None).update(gagal_sejak=now)
            KotakSurel.objects.filter(pk=baris.pk).update(galat=galat, diperiksa_pada=now)
            log.warning("kotak_tidak_terbaca", kotak=baris.pk, galat=galat)
            return Hasil(kotak.kunci, hitung.diambil, hitung.sisa, galat=galat)
        KotakSurel.objects.filter(pk=baris.pk).update(gagal_sejak=None, galat="", diperiksa_pada=now)
        return Hasil(kotak.kunci, hitung.diambil, hitung.sisa)


@contextmanager
def _sendirian(kotak: Kotak) -> Iterator[bool]:
    """One poller per mailbox; the lock goes with the connection of whoever dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 11))", [kotak.kunci])
        (dapat,) = cursor.fetchone()
    try:
        yield dapat
    finally:
        if dapat:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 11))", [kotak.kunci])


@contextmanager
def _sambung(kotak: Kotak) -> Iterator[BaseMailBox]:
    """A connection that is logged in and has the folder open."""
    imap: BaseMailBox
    if kotak.cara == "imap":
        imap = MailBoxUnencrypted(kotak.host, kotak.port, TENGGAT)
    else:
        rahasia = ssl.create_default_context(cafile=kotak.ca or None)
        kelas = MailBox if kotak.cara == "imaps" else MailBoxStartTls
        imap = kelas(kotak.host, kotak.port, TENGGAT, ssl_context=rahasia)
    try:
        imap.login(kotak.pengguna, kotak.sandi, initial_folder=None)
        imap.folder.set(kotak.folder, readonly=True)
        yield imap
    finally:
        with suppress(*GANGGUAN):
            imap.logout()
        with suppress(OSError):
            imap.client.shutdown()


def _baca(
    imap: BaseMailBox, baris: KotakSurel, *, now: datetime, maju: Maju, lanjut: Callable[[], bool], hitung: Hitungan
) -> None:
    """Take what is new, in the order of the UIDs; `hitung`: how many were taken and how many are left."""
    uidvalidity = _uidvalidity(imap)
    if uidvalidity != baris.uidvalidity:
        dari = baris.terakhir_pada
        baris.sejak = (dari - MUNDUR).astimezone(WIB).date() if dari else baris.sejak
        baris.uidvalidity, baris.uid_terakhir = uidvalidity, 0
        baris.save(update_fields=["uidvalidity", "uid_terakhir", "sejak"])
    tanggal = f"{baris.sejak.day:02}-{BULAN[baris.sejak.month - 1]}-{baris.sejak.year}"
    ditemukan = imap.uids(f"UID {baris.uid_terakhir + 1}:* SINCE {tanggal}", charset=None)
    semua = sorted(uid for uid in map(int, ditemukan) if uid > baris.uid_terakhir)
    hitung.sisa = len(semua)
    for awal in range(0, len(semua), SEKALI):
        for uid, ukuran, pada in _ukuran(imap, semua[awal : awal + SEKALI]):
            if not lanjut():
                return
            utuh = ukuran <= MAKS_SUREL
            raw = _isi(imap, uid, "BODY.PEEK[]" if utuh else "BODY.PEEK[HEADER]")
            if raw is not None:
                kiriman = flow_surel.Kiriman(baris.pk, uidvalidity, uid, ukuran, pada, raw, utuh)
                _ambil_satu(kiriman, now)
                hitung.diambil += 1
            hitung.sisa -= 1
            maju(f"{baris.kunci}: {hitung.diambil} diambil, {hitung.sisa} lagi")


def _ambil_satu(kiriman: flow_surel.Kiriman, now: datetime) -> None:
    """Take one mail. One that cannot be read is kept as failed, so that it does not hold up those behind it."""
    try:
        flow_surel.terima(kiriman=kiriman, now=now)
    except (OperationalError, InterfaceError, OSError):
        raise  # the database or the disk, not the mail: the next round tries again
    except Exception as error:  # noqa: BLE001 - one mail's fault must not hold up the others
        log.error("surel_gagal", kotak=kiriman.kotak_id, uid=kiriman.uid, galat=type(error).__name__)
        flow_surel.gagal(kiriman=kiriman, alasan=type(error).__name__, now=now)


def _uidvalidity(imap: BaseMailBox) -> int:
    """The number under which the UIDs of the open folder hold."""
    _, data = imap.client.response("UIDVALIDITY")
    return int(data[0]) if data and data[0] else 0


def _ukuran(imap: BaseMailBox, uids: list[int]) -> list[tuple[int, int, datetime]]:
    """UID, size and arrival of mails, in the order of the UIDs; those that are gone meanwhile are missing."""
    _, data = imap.client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE INTERNALDATE)")
    hasil = []
    for satu in _baris(data):
        uid, ukuran = re.search(rb"UID (\d+)", satu), re.search(rb"RFC822\.SIZE (\d+)", satu)
        if uid and ukuran and int(uid[1]) in uids:
            pada = imaplib.Internaldate2tuple(satu)
            tiba = datetime.fromtimestamp(time.mktime(pada), UTC) if pada else AWAL
            hasil.append((int(uid[1]), int(ukuran[1]), tiba))
    return sorted(hasil)


def _baris(data: list[Any]) -> list[bytes]:
    return [satu[0] if isinstance(satu, tuple) else satu for satu in data if satu]


def _isi(imap: BaseMailBox, uid: int, apa: str) -> bytes | None:
    """The bytes of a mail; None when it is gone meanwhile."""
    _, data = imap.client.uid("FETCH", str(uid), f"({apa})")
    return next((satu[1] for satu in data if isinstance(satu, tuple)), None)
