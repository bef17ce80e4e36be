"""Who hears of a membership: the applicant, LKPP, the officers; and what the clock's alarms lead to."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from akun.actor import Actor, Peran
from akun.models import User
from inspektorat import flow_keanggotaan as flow
from inspektorat.flow_keanggotaan import pemohon
from inspektorat.models import Inspektorat, Keanggotaan
from inspektorat.status import DIAM, Status
from jejak import outbox
from notifikasi import surat
from notifikasi.models import Pesan
from sla import clock, sweep
from tests.factories import SENIN
from tests.inspektorat.conftest import ADMIN

pytestmark = pytest.mark.django_db
Buat = Callable[..., Keanggotaan]


def kabar(siapa: str) -> set[str]:
    """What somebody was told."""
    return set(Pesan.objects.filter(penerima=siapa).values_list("templat", flat=True))


def antar(now: object = SENIN) -> None:
    outbox.deliver(now=now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "teks"),
    [
        (Status.DIAJUKAN, "inspektorat_diterima"),
        (Status.PERLU_PERBAIKAN, "inspektorat_perbaikan"),
        (Status.DITOLAK, "inspektorat_ditolak"),
        (Status.DISETUJUI, "inspektorat_disetujui"),
        (Status.NONAKTIF, "inspektorat_berakhir"),
    ],
)
def test_whoever_applied_hears_of_what_concerns_him(keanggotaan: Buat, status: str, teks: str) -> None:
    row = keanggotaan(status)
    antar()
    assert teks in kabar(f"tiket:{row.nomor}")


def test_lkpp_hears_of_what_waits_for_it_and_officers_of_their_inbox(keanggotaan: Buat, orang: dict[str, User]) -> None:
    row = keanggotaan(Status.DITANGGUHKAN)
    antar()
    pejabat, admin = orang["pejabat_dpph_2"], User.objects.get(email=ADMIN.surel)
    assert kabar(f"user:{pejabat.pk}") == {
        *("inspektorat_baru", "inspektorat_undangan_diterima", "inspektorat_ditangguhkan_lkpp")
    }
    assert kabar(f"user:{admin.pk}") == {"inspektorat_aktif", "inspektorat_ditangguhkan"}
    assert not Pesan.objects.filter(user=orang["penelaah"]).exists()
    for pesan in Pesan.objects.all():
        ditulis = surat.tulis(pesan.templat, pesan.konteks)
        assert row.nomor in ditulis.subjek + ditulis.isi
        assert ADMIN.nama not in ditulis.subjek + ditulis.isi


def test_a_mended_application_is_told_to_lkpp(keanggotaan: Buat, orang: dict[str, User]) -> None:
    row = keanggotaan(Status.PERLU_PERBAIKAN)
    flow.perbaiki(keanggotaan=row, semua=[ADMIN], dasar=None, by=pemohon(row.nomor), now=SENIN)
    antar()
    assert "inspektorat_diperbaiki" in kabar(f"user:{orang['pejabat_dpph'].pk}")


def test_silence_is_announced_then_suspends_and_nobody_in_particular_is_blamed(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    jam = clock.running(row).get(kode=DIAM)
    admin = User.objects.get(email=ADMIN.surel)
    for pada in (jam.jatuh_tempo - timedelta(days=1), jam.jatuh_tempo):
        sweep.sweep(now=pada)
        antar(pada)
    assert {"inspektorat_diam", "inspektorat_ditangguhkan"} <= kabar(f"user:{admin.pk}")
    assert Inspektorat.objects.get(pk=row.inspektorat_id).status == "ditangguhkan"


def test_who_has_been_here_is_not_reminded(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    jam = clock.running(row).get(kode=DIAM)
    admin = User.objects.get(email=ADMIN.surel)
    User.objects.filter(pk=admin.pk).update(last_login=SENIN + timedelta(days=3))
    pada = jam.jatuh_tempo - timedelta(days=1)
    sweep.sweep(now=pada)
    antar(pada)
    assert "inspektorat_diam" not in kabar(f"user:{admin.pk}")
    assert clock.running(row).get(kode=DIAM).mulai_pada == SENIN + timedelta(days=3)


def test_lkpp_that_is_late_hears_and_then_the_pimpinan(
    keanggotaan: Buat, orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    row = keanggotaan()
    batas = clock.running(row).get().jatuh_tempo
    sweep.sweep(now=batas - timedelta(hours=1))
    antar(batas - timedelta(hours=1))
    assert "inspektorat_ingat" in kabar(f"user:{orang['pejabat_dpph'].pk}")
    nanti = batas + timedelta(days=10)
    for _ in range(3):
        sweep.sweep(now=nanti)
    antar(nanti)
    assert "inspektorat_terlambat" in kabar(f"user:{orang['pejabat_dpph'].pk}")
    assert "inspektorat_terlambat" in kabar(f"user:{orang[Peran.PIMPINAN].pk}")
    assert not Pesan.objects.filter(penerima=f"tiket:{row.nomor}", templat="inspektorat_terlambat").exists()
