"""The calendar has moved deadlines: whoever has to keep them hears of it once, not case by case."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from akun.actor import Peran
from akun.models import User
from jejak.models import Jejak
from notifikasi.send import queue_for
from pengaduan.listeners import JANJI_APIP, KELENGKAPAN, TANGGAPAN, jam_kantor
from pengaduan.models import Eskalasi, Pengaduan
from sla.models import Tenggat

TEMPLAT = "tenggat_bergeser"


def kabari_pergeseran(event: Jejak, now: datetime) -> None:
    """One message per officer who holds such cases, and per admin of an inspectorate that has them."""
    bergeser = Tenggat.objects.filter(
        perubahan_id=event.objek_id, berhenti_pada__isnull=True, objek_tipe=Pengaduan._meta.label_lower
    )
    for user, jumlah in _petugas(bergeser.exclude(kode__in={KELENGKAPAN, TANGGAPAN, *JANJI_APIP})):
        _kabari(event, user, jumlah, reverse("pengaduan:meja"), now)
    for user, jumlah in _admin_apip(bergeser.filter(kode__in=JANJI_APIP)):
        _kabari(event, user, jumlah, reverse("pengaduan:apip_kotak"), now)


def _petugas(rows: QuerySet[Tenggat]) -> Iterator[tuple[User, int]]:
    """The holders of the cases, each with the number of his clocks."""
    jam = Counter(rows.values_list("objek_id", flat=True))
    jumlah = Counter[int]()
    kasus = Pengaduan.objects.filter(pk__in=rows.values("objek_id"), pemegang__is_active=True)
    for pk, pemegang in kasus.values_list("pk", "pemegang_id"):
        jumlah[pemegang] += jam[pk]
    return ((user, jumlah[user.pk]) for user in User.objects.filter(pk__in=jumlah).order_by("pk"))


def _admin_apip(rows: QuerySet[Tenggat]) -> Iterator[tuple[User, int]]:
    """The admins of the inspectorates, each with the number of clocks of his office."""
    jam = Counter(rows.values_list("objek_id", flat=True))
    jumlah = Counter[int]()
    eskalasi = Eskalasi.objects.filter(
        pengaduan__in=rows.values("objek_id"), jalur=Eskalasi.Jalur.PORTAL, dikembalikan_pada__isnull=True
    ).exclude(inspektorat__instansi=None)
    for pengaduan, instansi in eskalasi.values_list("pengaduan_id", "inspektorat__instansi_id"):
        jumlah[instansi] += jam[pengaduan]
    admin = User.objects.filter(peran=Peran.ADMIN_APIP, is_active=True, instansi_id__in=jumlah).order_by("pk")
    return ((user, jumlah[user.instansi_id or 0]) for user in admin)


def _kabari(event: Jejak, user: User, jumlah: int, tautan: str, now: datetime) -> None:
    konteks = {"jumlah": jumlah, "tautan": tautan}
    queue_for(user, jejak=event, templat=TEMPLAT, konteks=konteks, now=now, mulai=jam_kantor(now))
