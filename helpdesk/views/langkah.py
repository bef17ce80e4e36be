"""The step pages of a ticket; LANGKAH is the order of the buttons: what brings the ticket on comes first."""

from helpdesk.views.klasifikasi import Klasifikasi
from helpdesk.views.langkah_akhir import (
    Batalkan,
    BukaKembali,
    Gabung,
    JawabFaq,
    Kaitkan,
    Konfirmasi,
    Selesaikan,
    SolusiSementara,
    Tutup,
)
from helpdesk.views.langkah_eskalasi import EskalasiFungsional, EskalasiLkpp, EskalasiStruktural, JawabEskalasi
from helpdesk.views.langkah_tangani import (
    Ambil,
    Balas,
    CabutPending,
    Catatan,
    Serahkan,
    TandaiPending,
    Tangani,
    Tanya,
)
from helpdesk.views.langkah_tiket import LangkahTiket

LANGKAH: tuple[type[LangkahTiket], ...] = (
    Ambil,
    JawabEskalasi,
    Tangani,
    Selesaikan,
    SolusiSementara,
    Klasifikasi,
    JawabFaq,
    Tanya,
    EskalasiFungsional,
    EskalasiStruktural,
    EskalasiLkpp,
    TandaiPending,
    CabutPending,
    Kaitkan,
    Gabung,
    Konfirmasi,
    Tutup,
    BukaKembali,
    Serahkan,
    Batalkan,
)
# Steps that have their button in the card of the thread.
DI_KARTU: tuple[type[LangkahTiket], ...] = (Balas, Catatan)
