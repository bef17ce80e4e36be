"""What the reporter of a ticket reads by mail in his thread: what officers write to him, and how the ticket stands.

Only who reported by mail, or left an address without having an account; the others hear as everybody does.
"""

from datetime import datetime

from akun.actor import Peran
from helpdesk import surel_keluar
from helpdesk.models import PesanTiket, Tiket
from helpdesk.pilihan import Kanal
from helpdesk.status import PUBLIK, Event
from jejak.models import Jejak

# event -> what the reporter is asked to do with the text that came with it
BERISI: dict[str, str] = {
    Event.DIBALAS: "",
    Event.DITANYAKAN: "tanya",
    Event.SOLUSI_SEMENTARA: "sementara",
    Event.DISELESAIKAN: "selesai",
    Event.DIJAWAB_FAQ: "selesai",
}
BERSTATUS = (
    Event.DIKLASIFIKASI,
    Event.DITANGANI,
    Event.DITUTUP,
    Event.DIBATALKAN,
    Event.DIGABUNG,
    Event.DIBUKA_KEMBALI,
)
KABAR_SUREL: tuple[str, ...] = (*BERISI, *BERSTATUS, Event.DIPENDING)


def bersurel(tiket: Tiket) -> bool:
    """Whether the reporter is written to in a thread of mails."""
    return bool(tiket.surel_segel) and (tiket.kanal == Kanal.SUREL or tiket.pelapor_id is None)


def kabari_lewat_surel(event: Jejak, now: datetime) -> None:
    """Send what an officer wrote, or that the word which the reporter reads has changed."""
    tiket = Tiket.objects.select_related("meja__unit").get(pk=event.objek_id)
    if not bersurel(tiket):
        return
    if event.kejadian in BERISI:
        pesan = PesanTiket.objects.filter(pk=event.data.get("pesan"), hanya_petugas=False).first()
        if pesan is not None:
            langkah = BERISI[event.kejadian]
            surel_keluar.kabari(tiket, event, "tiket_surel_balasan", isi=pesan.isi, langkah=langkah, now=now)
    elif event.kejadian == Event.DIPENDING:
        surel_keluar.kabari(tiket, event, "tiket_surel_pending", now=now)
    else:
        dari, ke = event.data.get("dari"), event.data.get("ke")
        if dari and ke and PUBLIK[dari] != PUBLIK[ke] and event.peran != Peran.PENGADU:
            surel_keluar.kabari(tiket, event, "tiket_surel_kabar", now=now)
