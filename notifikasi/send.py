"""Messages: written as rows together with what they tell of, then sent, at least once, recognisably the same.

Mails of one kind to one person that wait for the same moment leave as one. A bundle is closed when it is first taken:
what arrives afterwards goes into the next one, so that a mail sent again says what it said before.
"""

import hashlib
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from akun.models import User
from akun.sealing import seal_identity, unseal_identity
from berkas import store
from berkas.models import Berkas
from jejak import wake
from jejak.models import Jejak
from notifikasi import surat
from notifikasi.models import Pesan
from notifikasi.sisipan import Sisipan

TASK = "notifikasi.kirim"
SEWA = timedelta(minutes=10)  # a message taken by a worker that died is taken again after this
JEDA_TERLAMA = timedelta(hours=1)
MENYERAH = 8  # refusals for good ("no such mailbox") after which a message is not tried again
SENYAP = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
)
KUMPUL = timedelta(minutes=5)  # how long a bundle gathers, at the least
log = structlog.get_logger(__name__)

_hours: list[Callable[[datetime], datetime]] = []


def office_hours(next_open: Callable[[datetime], datetime]) -> None:
    """Bundles leave in working hours only, also when they are tried again; the wiring page says whose hours."""
    _hours[:] = [next_open]


def _opening(now: datetime) -> datetime:
    """Now, or when the office opens next."""
    return max([now, *(next_open(now) for next_open in _hours)])


def departure(now: datetime) -> datetime:
    """When a mail about a deadline leaves: in office hours, and gathered with others before that."""
    mulai = gathered(_opening(now))
    buka = _opening(mulai)
    return mulai if buka == mulai else gathered(buka)


def gathered(mulai: datetime) -> datetime:
    """When a bundle that gathers from `mulai` on leaves: the same moment for all that begin within KUMPUL."""
    lewat = timedelta(seconds=mulai.timestamp() % KUMPUL.total_seconds())
    return mulai + KUMPUL + ((KUMPUL - lewat) if lewat else timedelta())


def queue(
    *,
    jejak: Jejak,
    penerima: str,
    user: User | None,
    kanal: str,
    alamat: str = "",
    templat: str,
    konteks: dict[str, Any],
    now: datetime,
    mulai: datetime | None = None,
    bundel: str = "",
    lampiran: Berkas | None = None,
    sisipan: Sisipan | None = None,
) -> None:
    """Write a message, once per event, recipient and channel. In the portal's inbox it has arrived with that.

    `konteks` holds number, link (`tautan`, a path) and date (`batas`, ISO): no names, no prose, no token.
    A mail leaves at once, or not before `mulai`; those with the same `bundel` (a text in surel/bundel/) as one.
    `lampiran` is a file that we made, such as a letter; it travels under the number.
    `sisipan`, for a mail that belongs to a thread: prose and headers, sealed until the mail has left.
    """
    pesan = Pesan(
        jejak=jejak,
        penerima=penerima,
        user=user,
        kanal=kanal,
        templat=templat,
        konteks=konteks,
        lampiran=lampiran,
        dibuat_pada=now,
    )
    if kanal == Pesan.Kanal.SUREL:
        pesan.coba_pada = mulai or now
        pesan.bundel = bundel
        pesan.alamat_segel = seal_identity(alamat, context=_konteks(pesan))
        if sisipan is not None:
            pesan.sisipan_segel = seal_identity(sisipan.ditulis(), context=_konteks_sisipan(pesan))
        transaction.on_commit(partial(wake.wake, TASK))
    else:
        pesan.terkirim_pada = now
    Pesan.objects.bulk_create([pesan], ignore_conflicts=True)


def queue_for(
    user: User,
    *,
    jejak: Jejak,
    templat: str,
    konteks: dict[str, Any],
    now: datetime,
    mulai: datetime | None = None,
    bundel: str = "",
    surel: bool = True,
) -> None:
    """Write to somebody with an account: to his inbox in the portal, and unless `surel` is off by mail as well."""
    for kanal in (Pesan.Kanal.PORTAL, Pesan.Kanal.SUREL) if surel else (Pesan.Kanal.PORTAL,):
        queue(
            jejak=jejak,
            penerima=f"user:{user.pk}",
            user=user,
            kanal=kanal,
            alamat=user.email,
            templat=templat,
            konteks=konteks,
            now=now,
            mulai=mulai,
            bundel=bundel,
        )


def _konteks(pesan: Pesan) -> str:
    return f"pesan:{pesan.segel_id}"


def _konteks_sisipan(pesan: Pesan) -> str:
    return f"pesan:{pesan.segel_id}:sisipan"


def _sisipan(pesan: Pesan) -> Sisipan:
    """What goes with this mail alone."""
    segel = pesan.sisipan_segel
    return Sisipan.dibaca(unseal_identity(segel, context=_konteks_sisipan(pesan)) if segel else "")


def message_id(pesan: Pesan) -> str:
    """The same for every try of one message, also after a restore: made from what makes the row unique."""
    kunci = hashlib.sha256(f"{pesan.jejak_id}\x1f{pesan.penerima}\x1f{pesan.kanal}".encode()).hexdigest()[:32]
    return f"<{kunci}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def deliver(*, now: datetime, limit: int = 200) -> int:
    """Send mails that are due; return how many left. Never inside a request.

    A mail server that does not answer ends the round: the next one begins with another message.
    """
    connection: BaseEmailBackend = get_connection()
    sent = 0
    try:
        for _ in range(limit):
            bundel = _lease(now)
            if not bundel:
                break
            rows = Pesan.objects.filter(pk__in=[p.pk for p in bundel])
            try:
                _send(bundel, connection, now)
            except Exception as error:  # noqa: BLE001 - one message's fault must not hold up the others
                _postpone(rows, bundel[0], error, now)
                if _is_silence(error):
                    break
            else:
                sent += 1
                rows.update(terkirim_pada=now, coba_pada=None, galat="", alamat_segel=b"", sisipan_segel=b"")
    finally:
        connection.close()
    return sent


@transaction.atomic
def _lease(now: datetime) -> list[Pesan]:
    """Take the message that has waited longest, or the bundle that it belongs to, for SEWA."""
    due = Pesan.objects.filter(terkirim_pada__isnull=True, coba_pada__lte=now)
    # Only the first of a bundle is taken hold of: two workers never take parts of the same one.
    first_of = due.filter(penerima=OuterRef("penerima"), bundel=OuterRef("bundel"), pk__lt=OuterRef("pk"))
    waiting = due.exclude(~Q(bundel="") & Exists(first_of)).order_by("coba_pada", "id")
    while (pesan := waiting.select_for_update(skip_locked=True).first()) is not None:
        if not pesan.bundel:
            _take([pesan], now)
            return [pesan]
        bundel = due.filter(penerima=pesan.penerima, bundel=pesan.bundel)
        found = list(bundel.select_for_update(skip_locked=True).order_by("id"))
        mulai = _opening(now)
        if mulai == now:
            _take(found, now, closed=pesan.bundel if ":" in pesan.bundel else f"{pesan.bundel}:{found[0].pk}")
            return found
        Pesan.objects.filter(pk__in=[p.pk for p in found]).update(coba_pada=gathered(mulai))
    return []


def _take(found: Sequence[Pesan], now: datetime, *, closed: str = "") -> None:
    """Nobody else sends these during SEWA; a bundle is closed by the name of its first the first time."""
    for pesan in found:
        pesan.percobaan, pesan.coba_pada, pesan.bundel = pesan.percobaan + 1, now + SEWA, closed
    Pesan.objects.filter(pk__in=[p.pk for p in found]).update(
        percobaan=found[0].percobaan, coba_pada=now + SEWA, bundel=closed
    )


def _send(bundel: Sequence[Pesan], connection: BaseEmailBackend, now: datetime) -> None:
    """One mail, by the address that was known last; its Message-ID is that of the first."""
    pertama, terakhir = bundel[0], bundel[-1]
    sisipan = _sisipan(pertama)
    with translation.override(settings.LANGUAGE_CODE):
        if len(bundel) > 1:
            jenis = pertama.bundel.partition(":")[0]
            subjek, text, html = surat.tulis_bundel(jenis, [p.konteks for p in bundel], now=now)
        else:
            isi = surat.tulis(pertama.templat, pertama.konteks | sisipan.konteks)
            subjek, (text, html) = isi.subjek, surat.surel(isi, pertama.konteks["tautan"])
    mail = EmailMultiAlternatives(
        subjek,
        text,
        _pengirim(sisipan),
        to=[unseal_identity(terakhir.alamat_segel, context=_konteks(terakhir))],
        reply_to=[sisipan.balas_ke] if sisipan.balas_ke else None,
        headers={"Message-ID": message_id(pertama), "Auto-Submitted": "auto-generated"} | sisipan.kepala,
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    if pertama.lampiran is not None and len(bundel) == 1:
        mail.attach(f"{pertama.konteks['nomor']}.pdf", b"".join(store.read(pertama.lampiran.pk)), pertama.lampiran.mime)
    mail.send()


def _pengirim(sisipan: Sisipan) -> str:
    """From whom a mail is: the portal, unless it says otherwise."""
    nama, alamat = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((sisipan.nama or nama, sisipan.dari or alamat))


def _is_silence(error: Exception) -> bool:
    """The server is not there or does not let us in, as opposed to a server that refuses this one message."""
    return isinstance(error, SENYAP) or (isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException))


def _is_refusal(error: Exception) -> bool:
    """Refused for good (5xx), or a message that cannot be written."""
    if _is_silence(error):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _postpone(rows: QuerySet[Pesan], pesan: Pesan, error: Exception, now: datetime) -> None:
    """Try again later, each time twice as long; give up only on a message that is refused for good, again and again."""
    lagi: datetime | None = now + min(JEDA_TERLAMA, timedelta(seconds=15 * 2 ** min(pesan.percobaan, 12)))
    if _is_refusal(error) and pesan.percobaan >= MENYERAH:
        lagi = None
    rows.update(coba_pada=lagi, galat=type(error).__name__)
    log.warning("surel_tertunda", pesan=pesan.pk, galat=type(error).__name__, percobaan=pesan.percobaan)
