"""The thread of a ticket: messages and files. What looks like a credential is masked before it is written."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from berkas.models import Berkas
from helpdesk.models import LampiranTiket, PesanTiket, Tiket
from helpdesk.pilihan import Dari, Kanal
from helpdesk.rahasia import samarkan
from helpdesk.status import Event
from jejak.trail import record
from sla.stages import StepRefused


def wajib(teks: str) -> str:
    """A text that has to be there, with credentials masked. Raises StepRefused for an empty one."""
    bersih = teks.strip()
    if not bersih:
        raise StepRefused(_("Tuliskan isinya dahulu."))
    return samarkan(bersih).teks


def tulis(
    tiket: Tiket,
    *,
    isi: str,
    dari: str,
    by: Actor,
    now: datetime,
    hanya_petugas: bool = False,
    berkas: Sequence[Berkas] = (),
    kanal: str = Kanal.WEB,
    surel_lain: str = "",
) -> PesanTiket:
    """Add a message with its files. Raises StepRefused when there is neither text nor file."""
    teks = samarkan(isi.strip()).teks if berkas else wajib(isi)
    pesan = PesanTiket.objects.create(
        tiket=tiket,
        dari=dari,
        hanya_petugas=hanya_petugas,
        isi=teks,
        oleh_id=by.user_id,
        pada=now,
        kanal=kanal,
        surel_lain=surel_lain,
    )
    lampirkan(tiket, berkas, pesan=pesan)
    return pesan


def lampirkan(tiket: Tiket, berkas: Sequence[Berkas], *, pesan: PesanTiket | None = None) -> None:
    """Keep files with a ticket, or with a message of it."""
    LampiranTiket.objects.bulk_create(LampiranTiket(tiket=tiket, pesan=pesan, berkas=b) for b in berkas)


@transaction.atomic
def catat_unduhan(*, lampiran: LampiranTiket, by: Actor, now: datetime) -> None:
    """Somebody takes a file of a ticket: kept on its trail."""
    data = {"lampiran": lampiran.pk}
    record(kejadian=Event.BERKAS_DIUNDUH, objek=lampiran.tiket, by=by, now=now, data=data)


def sebagai(by: Actor, tiket: Tiket) -> str:
    """As whom somebody writes: the reporter, the portal, else an officer."""
    if by.nomor or (by.user_id is not None and by.user_id == tiket.pelapor_id):
        return Dari.PELAPOR
    return Dari.PETUGAS if by.user_id is not None else Dari.SISTEM


def samar(teks: str) -> str:
    """A text that may be empty, with credentials masked."""
    return samarkan(teks.strip()).teks
