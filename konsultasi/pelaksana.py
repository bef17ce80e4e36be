"""Who has served a consultation, now or earlier: the trail knows it, also after it was given to somebody else."""

from django.db.models import Exists, OuterRef, Q

from jejak.models import Jejak
from konsultasi.status import Event

TIPE = "konsultasi.konsultasi"
MELAYANI = (
    Event.DITANYAKAN,
    Event.DIPROSES,
    Event.JAWABAN_DITULIS,
    Event.JAWABAN_DIKEMBALIKAN,
    Event.DIJAWAB,
    Event.DIJADWALKAN,
    Event.JADWAL_DIUBAH,
    Event.BERLANGSUNG,
    Event.DILAPORKAN,
    Event.DITOLAK,
    Event.DIBATALKAN,
)
"""What is service to the applicant; checking, giving away and receiving a letter are not."""


def dilayani(user_id: int, *, kolom: str) -> Exists:
    """Whether this person served the consultation whose key stands in a column."""
    saya = Q(kejadian__in=MELAYANI, pelaku_id=user_id) | Q(kejadian=Event.DITUGASKAN, data__kepada=user_id)
    return Exists(Jejak.objects.filter(saya, objek_tipe=TIPE, objek_id=OuterRef(kolom)))


def semua(konsultasi_id: int) -> set[int]:
    """The accounts that ever served it; the applicant's own steps count as well, and do no harm there."""
    apa = Q(kejadian__in=MELAYANI) | Q(kejadian=Event.DITUGASKAN)
    rows = Jejak.objects.filter(apa, objek_tipe=TIPE, objek_id=konsultasi_id)
    isi = rows.values_list("kejadian", "pelaku_id", "data__kepada")
    orang = (kepada if kejadian == Event.DITUGASKAN else pelaku for kejadian, pelaku, kepada in isi)
    return {int(satu) for satu in orang if satu is not None}


def menulis(user_id: int | None, konsultasi_id: int) -> bool:
    """Whether this person wrote any version of its answer."""
    rows = Jejak.objects.filter(objek_tipe=TIPE, objek_id=konsultasi_id, kejadian=Event.JAWABAN_DITULIS)
    return user_id is not None and rows.filter(pelaku_id=user_id).exists()
