"""Agenda numbers: one series per desk and year, never the same twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from akun.actor import Actor
from akun.models import NomorUrut, Unit, User
from persuratan import agenda, flow_masuk
from persuratan.models import SuratMasuk
from tests.factories import SENIN


@pytest.fixture
def tu(orang: dict[str, User]) -> Actor:
    return Actor.of(orang["petugas_tu"])


def test_the_suggestion_is_what_the_next_letter_gets(tu: Actor) -> None:
    assert agenda.berikut(by=tu, now=SENIN) == "0001/2026"
    assert agenda.ambil(by=tu, now=SENIN) == "0001/2026"
    assert agenda.berikut(by=tu, now=SENIN) == "0002/2026"


def test_a_new_year_begins_at_one_in_jakarta(tu: Actor) -> None:
    agenda.ambil(by=tu, now=SENIN)
    malam = SENIN.replace(month=12, day=31, hour=23, minute=59)
    assert agenda.ambil(by=tu, now=malam) == "0002/2026"
    assert agenda.ambil(by=tu, now=malam + timedelta(minutes=1)) == "0001/2027"


def test_each_desk_counts_for_itself(tu: Actor, orang: dict[str, User]) -> None:
    orang["petugas_tu"].unit = Unit.objects.create(kode="DAPP", nama="Direktorat Advokasi Pemerintah Pusat")
    lain = Actor.of(orang["petugas_tu"])
    assert agenda.ambil(by=tu, now=SENIN) == "0001/2026"
    assert agenda.ambil(by=lain, now=SENIN) == "0001/DAPP/2026"
    assert agenda.ambil(by=lain, now=SENIN) == "0002/DAPP/2026"


def test_a_number_that_somebody_typed_is_passed_over(tu: Actor, surat: object) -> None:
    s: SuratMasuk = surat()  # type: ignore[operator]
    flow_masuk.teruskan(surat=s, nomor_agenda="0001/2026", penerima=None, by=tu, now=SENIN)
    assert agenda.dipakai("0001/2026") == s.nomor
    assert agenda.ambil(by=tu, now=SENIN) == "0002/2026"


def test_a_step_that_is_refused_takes_no_number(tu: Actor, surat: object) -> None:
    s: SuratMasuk = surat()  # type: ignore[operator]
    flow_masuk.kembalikan(surat=s, alasan="Tidak terbaca.", by=tu, now=SENIN)
    with pytest.raises(flow_masuk.StepRefused):
        flow_masuk.teruskan(surat=s, nomor_agenda="", penerima=None, by=tu, now=SENIN)
    assert agenda.berikut(by=tu, now=SENIN) == "0001/2026"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers(tu: Actor) -> None:
    mulai = Barrier(20)

    def ambil(_n: int) -> str:
        try:
            mulai.wait()
            with transaction.atomic():
                return agenda.ambil(by=tu, now=SENIN)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as orang_banyak:
        nomor = sorted(orang_banyak.map(ambil, range(20)))
    assert nomor == [f"{n:04d}/2026" for n in range(1, 21)]
    assert NomorUrut.objects.get(awalan="A").terakhir == 20
