"""A broken promise gives one right; it is used once, by the next request; the trail alone tells the same story."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akun.actor import SYSTEM, Actor
from akun.receipt import new_token
from jejak import outbox
from jejak.models import Jejak
from konsultasi import flow, kompensasi
from konsultasi.flow import DataKonsultasi
from konsultasi.kompensasi import Hak, Pemilik
from konsultasi.models import HakPrioritas, Konsultasi
from konsultasi.status import JANJI, EventHak, Status
from sla import clock, sweep
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
NANTI = SENIN + timedelta(days=30)


def lewat(k: Konsultasi, sampai: datetime = NANTI) -> None:
    """Time passes: deadlines fire and their listeners run."""
    sweep.sweep(now=sampai)
    outbox.deliver(now=sampai)


def dari_jejak() -> dict[str, Hak]:
    rows = Jejak.objects.filter(kejadian__in=EventHak.values).order_by("id")
    return kompensasi.hitung_ulang(rows.values_list("kejadian", "data"))


def dari_tabel() -> dict[str, Hak]:
    return {h.sumber_nomor: Hak(h.sumber_nomor, h.berlaku_sampai, h.dipakai_nomor) for h in HakPrioritas.objects.all()}


def test_a_missed_limit_gives_exactly_one_right_however_often_it_is_told(tanya: Callable[..., Konsultasi]) -> None:
    k = tanya(Status.DIPROSES)
    lewat(k)
    for jejak in Jejak.objects.filter(kejadian="konsultasi.terlambat"):  # told again, as after a lost answer
        kompensasi.beri(sumber=k, kode=JANJI, pemilik=Pemilik(k.pemohon_id), by=SYSTEM, now=jejak.pada)
    hak = HakPrioritas.objects.get()
    assert (hak.sumber_nomor, hak.pemilik_id, hak.kode) == (k.nomor, k.pemohon_id, JANJI)
    assert Jejak.objects.filter(kejadian=EventHak.DIBERIKAN).count() == 1


def test_a_kept_promise_gives_none(tanya: Callable[..., Konsultasi]) -> None:
    lewat(tanya(Status.DIJAWAB))
    assert not HakPrioritas.objects.exists()


def test_an_internal_limit_gives_none(tanya: Callable[..., Konsultasi]) -> None:
    lewat(tanya(Status.DIAJUKAN), SENIN + timedelta(days=3))  # to be checked within a day
    assert not HakPrioritas.objects.exists()


def test_the_next_request_uses_it_and_the_one_after_does_not(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    lewat(tanya(Status.DIPROSES))
    kini = [
        flow.ajukan_website(data=data(), token=new_token(), by=actor("pengadu"), now=NANTI + timedelta(hours=n))
        for n in (1, 2)
    ]
    assert [k.hak_prioritas for k in kini] == [True, False]
    assert HakPrioritas.objects.get().dipakai_nomor == kini[0].nomor
    assert dari_jejak() == dari_tabel()


def test_somebody_else_does_not_use_it(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    lewat(tanya(Status.DIPROSES))
    k = flow.ajukan_website(data=data(), token=new_token(), by=actor("pemohon_lain"), now=NANTI)
    assert not k.hak_prioritas


def test_it_expires_by_policy(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    lewat(tanya(Status.DIPROSES))
    akhir = HakPrioritas.objects.get().berlaku_sampai
    assert timedelta(days=364) < akhir - NANTI < timedelta(days=367)
    assert kompensasi.tersedia(Pemilik(actor("pengadu").user_id), now=akhir - timedelta(seconds=1)).exists()
    assert not kompensasi.tersedia(Pemilik(actor("pengadu").user_id), now=akhir).exists()


def test_a_right_moves_a_request_to_the_front_of_the_queue(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    lewat(tanya(Status.DIPROSES))
    lama = flow.ajukan_website(data=data(), token=new_token(), by=actor("pemohon_lain"), now=NANTI)
    berhak = flow.ajukan_website(data=data(), token=new_token(), by=actor("pengadu"), now=NANTI + timedelta(days=1))
    antrean = list(Konsultasi.objects.filter(status=Status.DIAJUKAN).antrean())
    assert antrean.index(berhak) < antrean.index(lama)


def test_without_an_account_a_right_belongs_to_the_receipt(tanya: Callable[..., Konsultasi]) -> None:
    k = tanya()
    pemilik = Pemilik.dari(user_id=None, nomor=k.nomor)
    assert k.nomor not in pemilik.sidik
    kompensasi.beri(sumber=k, kode=JANJI, pemilik=pemilik, by=SYSTEM, now=SENIN)
    assert kompensasi.tersedia(pemilik, now=SENIN).count() == 1
    assert not kompensasi.tersedia(Pemilik.dari(user_id=None, nomor="KNS-LAIN"), now=SENIN).exists()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["beri", "pakai"]), st.integers(0, 4)), max_size=25))
def test_replayed_events_give_the_same_rights_as_a_book_kept_by_hand(langkah: list[tuple[str, int]]) -> None:
    kejadian: list[tuple[str, dict[str, Any]]] = []
    buku: dict[str, str] = {}
    for nomor, (apa, n) in enumerate(langkah):
        if apa == "beri":
            kejadian.append((EventHak.DIBERIKAN, {"sumber": f"K{n}", "sampai": SENIN.isoformat()}))
            buku.setdefault(f"K{n}", "")
        elif bebas := [s for s, dipakai in buku.items() if not dipakai]:
            kejadian.append((EventHak.DIPAKAI, {"sumber": bebas[0], "untuk": f"P{nomor}"}))
            buku[bebas[0]] = f"P{nomor}"
    assert {s: h.dipakai for s, h in kompensasi.hitung_ulang(kejadian).items()} == buku


def test_a_clock_that_pauses_for_the_applicant_breaks_no_promise(
    tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]
) -> None:
    k = tanya(Status.BUTUH_DATA)
    janji = next(t for t in clock.all_of(k) if t.kode == JANJI)
    assert janji.dijeda
    lewat(k, SENIN + timedelta(days=12))
    assert not HakPrioritas.objects.exists()
