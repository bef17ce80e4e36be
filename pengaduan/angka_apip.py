"""An inspectorate's own figures, over its own cases only: what came, is open, was in time, and how long it took."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import ExtractYear

from akun.actor import Actor, Peran
from pengaduan.models import Eskalasi, HasilTindakLanjut
from pengaduan.ruang_apip import BERJALAN
from sla.calendar import WIB
from sla.models import Tenggat

HARI = timedelta(days=1)
TIPE = "pengaduan.pengaduan"
TERIMA, APIP = "pengaduan.terima_apip", "pengaduan.apip"


@dataclass(frozen=True)
class Tepat:
    """Of `jumlah` clocks that were decided, `tepat` were in time."""

    tepat: int
    jumlah: int

    @property
    def persen(self) -> int | None:
        """Rounded down: one late case of a thousand is not 100 percent. None without any."""
        return 100 * self.tepat // self.jumlah if self.jumlah else None


@dataclass(frozen=True)
class Angka:
    """The figures of one year of receipt, or of all."""

    diterima: int
    terbuka: int
    ditolak: int
    hasil: int
    hasil_kembali: int
    terima: Tepat
    selesai: Tepat
    median_hari: int | None


def kasus(actor: Actor, tahun: int | None) -> "QuerySet[Eskalasi]":
    """What LKPP sent to the actor's inspectorate through the portal; an auditor's own; by the year of receipt."""
    if actor.instansi_id is None:
        return Eskalasi.objects.none()
    rows = Eskalasi.objects.filter(
        inspektorat__instansi_id=actor.instansi_id,
        jalur=Eskalasi.Jalur.PORTAL,
    )
    if actor.peran == Peran.AUDITOR_APIP:
        rows = rows.filter(auditor_id=actor.user_id)
    if tahun is None:
        return rows
    awal, akhir = (datetime(t, 1, 1, tzinfo=WIB) for t in (tahun, tahun + 1))
    return rows.filter(diteruskan_pada__gte=awal, diteruskan_pada__lt=akhir)


def tahun_ada(actor: Actor) -> list[int]:
    """The years in which cases came, the latest first."""
    rows = kasus(actor, None).annotate(tahun=ExtractYear("diteruskan_pada", tzinfo=WIB)).order_by()
    return sorted(set(rows.values_list("tahun", flat=True)), reverse=True)


def hitung(actor: Actor, tahun: int | None, *, now: datetime) -> Angka:
    """All figures, in four queries."""
    rows = kasus(actor, tahun)
    kembali = HasilTindakLanjut.objects.filter(eskalasi=OuterRef("pk"), dikembalikan_pada__isnull=False)
    di_sini = Q(dikembalikan_pada__isnull=True)
    jumlah = rows.annotate(
        pertama=Subquery(_hasil().annotate(n=Min("dilaporkan_pada")).values("n")), kembali=Exists(kembali)
    ).aggregate(
        diterima=Count("pk"),
        terbuka=Count("pk", filter=di_sini & Q(pengaduan__status__in=BERJALAN)),
        ditolak=Count("pk", filter=~di_sini),
        hasil=Count("pk", filter=Q(pertama__isnull=False)),
        hasil_kembali=Count("pk", filter=Q(kembali=True)),
    )
    return Angka(
        **jumlah,
        terima=_tepat(rows, TERIMA, now=now),
        selesai=_tepat(rows, APIP, now=now),
        median_hari=_median(rows),
    )


def _hasil() -> "QuerySet[HasilTindakLanjut, Any]":
    return HasilTindakLanjut.objects.filter(eskalasi=OuterRef("pk")).order_by().values("eskalasi")


def _tepat(rows: "QuerySet[Eskalasi]", kode: str, *, now: datetime) -> Tepat:
    """Clocks of these cases, begun while the case was here, that stopped or ran out; late when after the due time."""
    berikut = Eskalasi.objects.filter(
        pengaduan=OuterRef("pengaduan_id"), diteruskan_pada__gt=OuterRef("diteruskan_pada")
    ).order_by()
    batas = rows.annotate(berikut=Subquery(berikut.values("pengaduan").annotate(n=Min("diteruskan_pada")).values("n")))
    punya = batas.filter(
        Q(berikut__isnull=True) | Q(berikut__gt=OuterRef("mulai_pada")),
        pengaduan=OuterRef("objek_id"),
        diteruskan_pada__lte=OuterRef("mulai_pada"),
    )
    lewat = Q(berhenti_pada__isnull=True, dijeda=False, jatuh_tempo__lt=now)
    jam = Tenggat.objects.filter(Q(berhenti_pada__isnull=False) | lewat, Exists(punya), kode=kode, objek_tipe=TIPE)
    tepat = Q(berhenti_pada__isnull=False, berhenti_pada__lte=F("jatuh_tempo"))
    return Tepat(**jam.aggregate(tepat=Count("pk", filter=tepat), jumlah=Count("pk")))


def _median(rows: "QuerySet[Eskalasi]") -> int | None:
    """Calendar days from receipt to the result that stands, the middle one of all cases with a result."""
    lama = ExpressionWrapper(F("terakhir") - F("diteruskan_pada"), output_field=DurationField())
    akhir = _hasil().annotate(n=Max("dilaporkan_pada")).values("n")
    semua = rows.annotate(terakhir=Subquery(akhir)).filter(terakhir__isnull=False).annotate(lama=lama)
    urut = sorted(semua.values_list("lama", flat=True))
    return urut[len(urut) // 2] // HARI if urut else None
