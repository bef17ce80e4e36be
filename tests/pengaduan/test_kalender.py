"""A changed calendar is told once to each owner, with the number of his deadlines, and to nobody else."""

from datetime import date, timedelta

import pytest

from akun.actor import SYSTEM
from akun.models import User
from jejak import outbox
from jejak.models import Outbox
from notifikasi import surat
from notifikasi.models import Pesan
from pengaduan.kalender import TEMPLAT
from pengaduan.status import Status
from sla import move
from sla.models import HariLibur
from tests.factories import SENIN, ajukan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
NANTI = SENIN + timedelta(hours=3)


def geser(tanggal: date = date(2026, 11, 24)) -> None:
    """A holiday more; the worker has run, and everybody has heard."""
    libur = HariLibur(tanggal=tanggal, jenis="khusus", nama="Libur khusus")
    move.apply(libur.save, uraian={"apa": "uji"}, by=SYSTEM, now=NANTI)
    move.run(now=NANTI)
    outbox.deliver(now=NANTI)
    assert not Outbox.objects.filter(diantar_pada__isnull=True).exists()


def kabar() -> dict[tuple[User, str], int]:
    """Who was told, over which channel, of how many."""
    rows = Pesan.objects.filter(templat=TEMPLAT).select_related("user")
    assert len(rows) == len({(p.user, p.kanal) for p in rows})
    return {(p.user, p.kanal): p.konteks["jumlah"] for p in rows if p.user}


def test_an_officer_hears_once_of_all_his_deadlines(orang: Orang) -> None:
    for _ in range(3):
        bawa_ke(Status.VERIFIKASI, orang)
    ajukan()  # in nobody's hands
    geser()
    petugas = orang["verifikator"]
    assert kabar() == {(petugas, Pesan.Kanal.PORTAL): 3, (petugas, Pesan.Kanal.SUREL): 3}
    pesan = Pesan.objects.filter(templat=TEMPLAT, kanal=Pesan.Kanal.PORTAL).get()
    ditulis = surat.tulis(pesan.templat, pesan.konteks)
    assert ditulis.subjek == "3 tenggat Anda bergeser karena kalender kerja berubah"
    assert pesan.konteks["tautan"] == "/pengaduan/meja/"


def test_the_inspectorate_hears_of_its_own(orang: Orang) -> None:
    bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    bawa_ke(Status.DIESKALASI, orang)
    geser()
    admin = orang["admin_apip"]
    assert kabar() == {(admin, Pesan.Kanal.PORTAL): 2, (admin, Pesan.Kanal.SUREL): 2}


def test_the_time_of_the_complainant_is_not_the_officers(orang: Orang) -> None:
    """While the complainant completes his data only the paused clock of verification is the officer's."""
    bawa_ke(Status.PERLU_DILENGKAPI, orang)
    geser()
    assert set(kabar().values()) == {1}


def test_a_change_that_moves_nothing_is_told_to_nobody(orang: Orang) -> None:
    bawa_ke(Status.VERIFIKASI, orang)
    geser(date(2026, 12, 5))
    assert kabar() == {}


def test_each_change_is_told(orang: Orang) -> None:
    bawa_ke(Status.VERIFIKASI, orang)
    geser()
    Pesan.objects.all().delete()
    geser(date(2026, 11, 25))
    assert set(kabar().values()) == {1}
