"""An inspectorate is found or put on the list, and becomes active by the right people."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import SYSTEM, Actor, Peran
from akun.models import Instansi
from inspektorat.flow import aktifkan, for_instansi
from inspektorat.models import Inspektorat
from inspektorat.permissions import may_aktifkan
from jejak import trail
from sla.stages import StepRefused
from tests.conftest import SENIN_PAGI
from tests.factories import InstansiFactory


@pytest.fixture
def inspektorat(boven_digoel: Instansi) -> Inspektorat:
    return for_instansi(boven_digoel)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jenis", "nama", "inspektorat"),
    [
        ("kabupaten", "Pemerintah Kabupaten Mappi", "Inspektorat Kabupaten Mappi"),
        ("provinsi", "Pemerintah Provinsi Bali", "Inspektorat Provinsi Bali"),
        ("kementerian", "Kementerian Agama", "Inspektorat Jenderal Kementerian Agama"),
        ("lembaga", "Komisi Yudisial", "Inspektorat Komisi Yudisial"),
    ],
)
def test_every_institution_has_an_inspectorate_with_its_usual_name(jenis: str, nama: str, inspektorat: str) -> None:
    instansi = InstansiFactory(nama=nama, jenis=jenis)
    dibuat = for_instansi(instansi)
    assert (dibuat.nama, dibuat.jenis_instansi, dibuat.status) == (inspektorat, jenis, "terdaftar")
    assert for_instansi(instansi) == dibuat


def test_activation_leaves_a_trail(inspektorat: Inspektorat, actor: Callable[[str], Actor]) -> None:
    aktifkan(inspektorat=inspektorat, by=actor(Peran.PEJABAT_DPPH), now=SENIN_PAGI)
    inspektorat.refresh_from_db()
    assert inspektorat.aktif
    (jejak,) = trail.of(inspektorat)
    assert (jejak.kejadian, jejak.data) == ("inspektorat.diaktifkan", {"dari": "terdaftar"})


def test_an_active_one_is_not_activated_again(inspektorat: Inspektorat, actor: Callable[[str], Actor]) -> None:
    aktifkan(inspektorat=inspektorat, by=actor(Peran.ADMIN_SISTEM), now=SENIN_PAGI)
    with pytest.raises(StepRefused):
        aktifkan(inspektorat=Inspektorat.objects.get(), by=actor(Peran.ADMIN_SISTEM), now=SENIN_PAGI)
    assert len(trail.of(inspektorat)) == 1


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.SISTEM}))
def test_only_the_administrator_and_the_head_may_activate(
    inspektorat: Inspektorat, actor: Callable[[str], Actor], peran: Peran
) -> None:
    boleh = peran in {Peran.ADMIN_SISTEM, Peran.PEJABAT_DPPH}
    assert bool(may_aktifkan(actor(peran))) is boleh
    if not boleh:
        with pytest.raises(PermissionDenied, match="admin sistem atau pejabat DPPH"):
            aktifkan(inspektorat=inspektorat, by=actor(peran), now=SENIN_PAGI)


def test_nor_may_the_machine(inspektorat: Inspektorat) -> None:
    assert not may_aktifkan(SYSTEM)
