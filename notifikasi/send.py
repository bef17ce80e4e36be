"""Messages: written as rows together with what they tell of, then sent, at least once, recognisably the same."""

import hashlib
import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import translation

from akun.models import User
from akun.sealing import seal_identity, unseal_identity
from jejak import wake
from jejak.models import Jejak
from notifikasi import surat
from notifikasi.models import Pesan

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
log = structlog.get_logger(__name__)


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
) -> None:
    """Write a message, once per event, recipient and channel. In the portal's inbox it has arrived with that.

    `konteks` holds number, link (`tautan`, a path) and date (`batas`, ISO): no names, no prose, no token.
    """
    pesan = Pesan(
        jejak=jejak,
        penerima=penerima,
        user=user,
        kanal=kanal,
        templat=templat,
        konteks=konteks,
        dibuat_pada=now,
    )
    if kanal == Pesan.Kanal.SUREL:
        pesan.coba_pada = now
        pesan.alamat_segel = seal_identity(alamat, context=_konteks(pesan))
        transaction.on_commit(partial(wake.wake, TASK))
    else:
        pesan.terkirim_pada = now
    Pesan.objects.bulk_create([pesan], ignore_conflicts=True)


def _konteks(pesan: Pesan) -> str:
    return f"pesan:{pesan.segel_id}"


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
            pesan = _lease(now)
            if pesan is None:
                break
            try:
                _send(pesan, connection)
            except Exception as error:  # noqa: BLE001 - one message's fault must not hold up the others
                _postpone(pesan, error, now)
                if _is_silence(error):
                    break
            else:
                sent += 1
                Pesan.objects.filter(pk=pesan.pk).update(terkirim_pada=now, coba_pada=None, galat="", alamat_segel=b"")
    finally:
        connection.close()
    return sent


@transaction.atomic
def _lease(now: datetime) -> Pesan | None:
    """Take the message that has waited longest, for SEWA."""
    waiting = Pesan.objects.select_for_update(skip_locked=True).filter(terkirim_pada__isnull=True, coba_pada__lte=now)
    pesan = waiting.order_by("coba_pada", "id").first()
    if pesan is not None:
        pesan.percobaan += 1
        pesan.coba_pada = now + SEWA
        pesan.save(update_fields=["percobaan", "coba_pada"])
    return pesan


def _send(pesan: Pesan, connection: BaseEmailBackend) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        isi = surat.tulis(pesan.templat, pesan.konteks)
        text, html = surat.surel(isi, pesan.konteks["tautan"])
    mail = EmailMultiAlternatives(
        isi.subjek,
        text,
        to=[unseal_identity(pesan.alamat_segel, context=_konteks(pesan))],
        headers={"Message-ID": message_id(pesan), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    mail.send()


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


def _postpone(pesan: Pesan, error: Exception, now: datetime) -> None:
    """Try again later, each time twice as long; give up only on a message that is refused for good, again and again."""
    lagi: datetime | None = now + min(JEDA_TERLAMA, timedelta(seconds=15 * 2 ** min(pesan.percobaan, 12)))
    if _is_refusal(error) and pesan.percobaan >= MENYERAH:
        lagi = None
    Pesan.objects.filter(pk=pesan.pk).update(coba_pada=lagi, galat=type(error).__name__)
    log.warning("surel_tertunda", pesan=pesan.pk, galat=type(error).__name__, percobaan=pesan.percobaan)
