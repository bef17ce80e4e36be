"""The timeline of a letter: newest first, readings apart, and how many older lines are left out."""

from typing import Any

import pytest
from django.db import transaction

from akun.actor import SYSTEM, Actor, Peran
from jejak.models import Jejak
from jejak.trail import record
from persuratan.views import linimasa
from tests.factories import SENIN, SuratKeluarFactory


@pytest.mark.django_db
@pytest.mark.parametrize(("maks", "kabar", "dibaca", "sisa"), [(9, [4, 2, 1], [3], 0), (2, [4], [3], 2)])
def test_the_timeline_counts_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch, maks: int, kabar: list[int], dibaca: list[int], sisa: int
) -> None:
    monkeypatch.setattr(linimasa, "MAKS", maks)
    surat: Any = SuratKeluarFactory()
    with transaction.atomic():
        for kejadian in ("a.satu", "a.dua", "a.dilihat", "a.empat"):
            record(kejadian=kejadian, objek=surat, by=SYSTEM, now=SENIN)
    isi, baca, kurang = linimasa.linimasa(surat, lambda j: {"ke": j.urut}, dilihat="a.dilihat")
    assert ([b["ke"] for b in isi], [b["ke"] for b in baca], kurang) == (kabar, dibaca, sisa)


def test_a_reader_reads_you_where_he_did_it_himself() -> None:
    j = Jejak(pelaku="Ibu TU", peran=Peran.PETUGAS_TU, pelaku_id=7)
    assert linimasa.oleh(Actor("Ibu TU", Peran.PETUGAS_TU, 7), j) == "Anda"
    assert linimasa.oleh(Actor("Lain", Peran.PETUGAS_TU, 8), j) == "Ibu TU, Petugas TU"
    assert linimasa.oleh(SYSTEM, Jejak(pelaku="Sistem", peran=Peran.SISTEM)) == "Sistem"
