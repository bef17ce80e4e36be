"""Who sees which ticket and may do what with it, role by role."""

from collections.abc import Callable

import pytest

from akun.actor import SYSTEM, Actor, Peran
from helpdesk import flow_eskalasi, permissions
from helpdesk.models import Masalah, MejaLayanan, Tiket
from tests import factories
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

Pelaku = Callable[[str], Actor]


@pytest.fixture
def tiket(buat: BuatTiket, klasifikasikan: Klasifikasikan, pelaku: Pelaku) -> dict[str, Tiket]:
    """One of each kind of place: at Mamuju, at Bontang, at LKPP, at Mamuju but escalated, and answered from LKPP."""
    naik, turun = klasifikasikan(buat(oleh="mamuju")), klasifikasikan(buat(oleh="mamuju"))
    for satu in (naik, turun):
        flow_eskalasi.eskalasi_lkpp(tiket=satu, lingkup="bug", alasan="Galat", by=pelaku("mamuju"), now=SENIN)
    flow_eskalasi.jawab_eskalasi(tiket=turun, jawaban="Sudah", by=pelaku("helpdesk"), now=SENIN)
    return {
        "mamuju": buat(),
        "bontang": buat(di="bontang", oleh="bontang"),
        "lkpp": buat(di="lkpp", oleh="helpdesk"),
        "naik": naik,
        "turun": turun,
    }


MAMUJU = {"mamuju", "naik", "turun"}
LKPP = {"lkpp", "naik", "turun"}


@pytest.mark.parametrize(
    ("nama", "terlihat"),
    [
        ("mamuju", MAMUJU),
        ("kepala", MAMUJU),
        ("bontang", {"bontang"}),
        ("helpdesk", LKPP),
        ("pimpinan", LKPP),
        ("admin", set()),
        ("pelapor", {"mamuju"}),
    ],
)
def test_each_sees_what_is_his(tiket: dict[str, Tiket], pelaku: Pelaku, nama: str, terlihat: set[str]) -> None:
    nampak = set(Tiket.objects.visible_to(pelaku(nama)).values_list("pk", flat=True))
    assert {n for n, t in tiket.items() if t.pk in nampak} == terlihat


def test_other_roles_see_their_own_reports_only(tiket: dict[str, Tiket], buat: BuatTiket) -> None:
    for peran in set(Peran) - {
        Peran.SISTEM,
        Peran.PETUGAS_HELPDESK,
        Peran.PIMPINAN,
        Peran.ADMIN_SISTEM,
        Peran.PETUGAS_LPSE,
        Peran.KEPALA_LPSE,
    }:
        by = Actor.of(factories.UserFactory(peran=peran))
        assert not Tiket.objects.visible_to(by).exists(), peran
    tanpa_unit = Actor.of(factories.UserFactory(peran=Peran.PETUGAS_LPSE))
    assert not Tiket.objects.visible_to(tanpa_unit).exists()


def test_a_receipt_opens_its_own_ticket_and_the_portal_sees_all(tiket: dict[str, Tiket]) -> None:
    nomor = tiket["lkpp"].nomor
    assert [t.nomor for t in Tiket.objects.visible_to(Actor.pengadu(nomor))] == [nomor]
    assert not Tiket.objects.visible_to(Actor.pengadu("")).exists()
    assert Tiket.objects.visible_to(SYSTEM).count() == len(tiket)


@pytest.mark.parametrize(
    ("nama", "boleh"),
    [
        ("mamuju", {"mamuju", "turun"}),
        ("kepala", {"mamuju", "turun"}),
        ("bontang", {"bontang"}),
        ("helpdesk", {"lkpp", "naik"}),
        ("pimpinan", set()),
        ("admin", set()),
        ("pelapor", set()),
    ],
)
def test_a_ticket_is_worked_on_where_it_lies(
    tiket: dict[str, Tiket], pelaku: Pelaku, nama: str, boleh: set[str]
) -> None:
    assert {n for n, t in tiket.items() if permissions.may_tangani(pelaku(nama), t)} == boleh


@pytest.mark.parametrize(
    ("nama", "boleh"),
    [("mamuju", MAMUJU), ("bontang", {"bontang"}), ("helpdesk", LKPP), ("pimpinan", set()), ("admin", set())],
)
def test_a_message_is_written_by_both_desks_of_an_escalation(
    tiket: dict[str, Tiket], pelaku: Pelaku, nama: str, boleh: set[str]
) -> None:
    assert {n for n, t in tiket.items() if permissions.may_tulis(pelaku(nama), t)} == boleh


def test_a_refusal_says_why(tiket: dict[str, Tiket], pelaku: Pelaku) -> None:
    assert "LKPP" in permissions.may_tangani(pelaku("mamuju"), tiket["naik"]).sebab
    assert permissions.may_eskalasi_lkpp(pelaku("helpdesk"), tiket["lkpp"]).sebab
    assert permissions.may_nilai(pelaku("pelapor"), tiket["mamuju"]).sebab


def test_a_structural_escalation_at_lkpp_is_answered_by_its_leadership(tiket: dict[str, Tiket], pelaku: Pelaku) -> None:
    flow_eskalasi.eskalasi_struktural(tiket=tiket["naik"], alasan="Koordinasi", by=pelaku("helpdesk"), now=SENIN)
    assert permissions.may_jawab_eskalasi(pelaku("pimpinan"), tiket["naik"])
    assert not permissions.may_jawab_eskalasi(pelaku("kepala"), tiket["naik"])
    assert not permissions.may_jawab_eskalasi(pelaku("bontang"), tiket["naik"])


def test_the_desk_of_somebody_and_problem_records(meja: dict[str, MejaLayanan], pelaku: Pelaku) -> None:
    assert MejaLayanan.objects.milik(pelaku("kepala")) == meja["mamuju"]
    assert MejaLayanan.objects.milik(pelaku("helpdesk")) == meja["lkpp"]
    assert MejaLayanan.objects.milik(pelaku("pelapor")) is None
    masalah = Masalah.objects.create(
        judul="x", meja=meja["mamuju"], dibuat_oleh_id=pelaku("mamuju").petugas_id, dibuat_pada=SENIN
    )
    assert Masalah.objects.visible_to(pelaku("kepala")).get() == masalah
    assert not Masalah.objects.visible_to(pelaku("bontang")).exists()
    assert not Masalah.objects.visible_to(pelaku("helpdesk")).exists()
