"""The table of a letter out is whole, and each function takes its step from where it starts and nowhere else."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from akun.models import Pejabat
from persuratan import flow_keluar, konsep_keluar
from persuratan.models import Paraf, SuratKeluar
from persuratan.status_keluar import BERNOMOR, KONSEP, SAMPAI, STAGES, Status
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.persuratan.keluar import JALAN, SANDI, TU, Meja, data

Langkah = Callable[[SuratKeluar, Meja], object]
SEMUA = "pejabat_dpph"
"""Signer, and so allowed most: permission is not what is tested here."""


def f(nama: str, **isi: object) -> Langkah:
    def jalankan(s: SuratKeluar, m: Meja) -> object:
        oleh = m.by[TU if nama in {"kirim", "arsipkan"} else SEMUA]
        return getattr(flow_keluar, nama)(surat=s, by=oleh, now=SENIN, **isi)

    return jalankan


def ajukan(s: SuratKeluar, m: Meja, tangga: list[Pejabat]) -> None:
    flow_keluar.ajukan_paraf(surat=s, tangga=tangga, by=m.konseptor(s), now=SENIN)


def paraf(s: SuratKeluar, m: Meja, *, lagi: bool) -> None:
    """Initial the only rung, or one that another follows."""
    with transaction.atomic():  # a refused step leaves no rung behind
        if lagi:
            Paraf.objects.create(surat=s, putaran=s.putaran, urutan=9, pejabat=m.tangga[1])
        flow_keluar.paraf(surat=s, by=m.by["penelaah"], now=SENIN)


def kembalikan(s: SuratKeluar, m: Meja) -> None:
    oleh = m.by["penelaah" if s.status == Status.PARAF else SEMUA]
    flow_keluar.kembalikan(surat=s, catatan="Ubah.", by=oleh, now=SENIN)


LANGKAH: dict[str, Langkah] = {
    "ajukan_paraf": lambda s, m: ajukan(s, m, m.tangga[:1]),
    "ajukan_langsung": lambda s, m: ajukan(s, m, []),
    "paraf": lambda s, m: paraf(s, m, lagi=True),
    "paraf_terakhir": lambda s, m: paraf(s, m, lagi=False),
    "kembalikan": kembalikan,
    "nomori": f("nomori"),
    "tanda_tangani": f("tanda_tangani", sandi=SANDI),
    "kirim": f("kirim", cara="cetak"),
    "arsipkan": f("arsipkan"),
    "cabut": f("cabut", alasan="Keliru."),
    "batalkan": f("batalkan", alasan="Tidak jadi."),
}
# Beyond the table: signing numbers first where that is missing, and a letter that has gone goes a second way.
JUGA = {
    Status.SIAP_TANDA_TANGAN: {"tanda_tangani"},
    Status.DIKIRIM: {"kirim"},
    Status.DIARSIPKAN: {"kirim"},
}


def test_the_table_is_whole() -> None:
    assert set(STAGES.limits) == set(Status.values) == set(JALAN)
    assert {STAGES.initial, *(s.to for s in STAGES.steps)} == set(Status.values)
    assert set(LANGKAH) == {s.nama for s in STAGES.steps}
    assert STAGES.ends() == {Status.DICABUT, Status.BATAL}
    assert not set(KONSEP) & set(BERNOMOR)
    assert set(SAMPAI) < set(BERNOMOR)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", Status.values)
def test_every_step_from_every_status(status: Status, meja: Meja) -> None:
    """A step that is refused leaves the letter as it was: the next one is tried on the same."""
    mungkin = {step.nama for step in STAGES.possible(status)} | JUGA.get(status, set())
    bisa = set()
    s = meja.bawa_ke(status)
    for nama, langkah in LANGKAH.items():
        try:
            langkah(SuratKeluar.objects.get(pk=s.pk), meja)
        except (StepRefused, PermissionDenied):  # denied: there is no rung whose turn it is
            s.refresh_from_db()
            assert s.status == status
        else:
            bisa.add(nama)
            s = meja.bawa_ke(status)
    assert bisa == mungkin


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status.values)
def test_the_text_changes_only_while_it_is_a_draft(status: Status, meja: Meja) -> None:
    s = meja.bawa_ke(status)
    with transaction.atomic():
        try:
            konsep_keluar.ubah(surat=s, data=data(meja.direktur, perihal="Lain"), by=meja.by["penelaah"], now=SENIN)
        except StepRefused:
            assert status not in KONSEP
        else:
            assert status in KONSEP
