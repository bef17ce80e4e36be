"""What laporan hears: a case has changed, so its facts are read anew."""

from datetime import datetime

from helpdesk.status import Event as EventTiket
from jejak.models import Jejak
from konsultasi.status import Event as EventKonsultasi
from laporan import fakta
from pengaduan.status import Event as EventPengaduan
from persuratan.status import Event as EventMasuk
from persuratan.status_keluar import Event as EventKeluar

TANPA_FAKTA = frozenset(
    {
        *(
            e.value
            for k in (EventPengaduan, EventMasuk, EventTiket, EventKonsultasi)
            for e in (k.DIINGATKAN, k.TERLAMBAT)
        ),
        *(e.value for k in (EventPengaduan, EventMasuk, EventTiket, EventKonsultasi) for e in (k.TENGGAT_DIGESER,)),
        *(EventPengaduan.DICATAT, EventPengaduan.BERKAS_DIUNDUH, EventPengaduan.DOSIR_DIUNDUH),
        *(EventPengaduan.PESAN_PENGADU, EventPengaduan.PESAN_LKPP, EventPengaduan.PESAN_APIP, EventPengaduan.KEMAJUAN),
        *(EventPengaduan.IDENTITAS_DIBUKA, EventPengaduan.BERKAS_DIPUTUS, EventPengaduan.DIAMBIL),
        *(EventPengaduan.DITUGASKAN, EventPengaduan.DIUSULKAN, EventPengaduan.USULAN_DITOLAK),
        *(EventMasuk.DILIHAT, EventMasuk.BERKAS_DIPUTUS, EventKeluar.DILIHAT, EventKeluar.DIUBAH),
        *(EventKeluar.DILAMPIRI, EventKeluar.LAMPIRAN_DILEPAS, EventTiket.BERKAS_DIUNDUH, EventKonsultasi.PESAN),
    }
)
"""Events after which a case counts as it did before."""
PERUBAHAN: tuple[str, ...] = tuple(
    e.value
    for kumpulan in (EventPengaduan, EventMasuk, EventKeluar, EventTiket, EventKonsultasi)
    for e in kumpulan
    if e.value not in TANPA_FAKTA
)
"""Events after which a case may count otherwise."""


def perbarui_fakta(jejak: Jejak, now: datetime) -> None:
    """Read the case of an event anew."""
    if jejak.objek_tipe in fakta.SUMBER:
        fakta.perbarui(jejak.objek_tipe, [jejak.objek_id], now=now)
