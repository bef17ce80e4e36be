"""The desk's list: views, filters, search and order."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict

from akun.actor import Actor
from akun.models import User, Wilayah
from pengaduan import flow, flow_usulan, tabel
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Cari = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


@pytest.fixture
def cari(actor: Callable[[str], Actor]) -> Cari:
    """The numbers that a reader finds with a query string, in order."""

    def find(kueri: str = "", siapa: str = "verifikator", now: object = SENIN) -> list[str]:
        pembaca = tabel.Pembaca(actor(siapa), now)  # type: ignore[arg-type]
        saringan = tabel.Saringan(QueryDict(kueri), pembaca=pembaca)
        return list(saringan.daftar.values_list("nomor", flat=True))

    return find


def test_the_desk_begins_with_what_is_due_first_and_ends_with_what_has_no_date(cari: Cari) -> None:
    a, b, c = (factories.ajukan(now=SENIN + timedelta(days=d)) for d in (3, 0, 1))
    Pengaduan.objects.filter(pk=c.pk).update(jatuh_tempo=None)
    assert cari() == [b.nomor, a.nomor, c.nomor]
    assert cari("urut=terbaru") == [a.nomor, c.nomor, b.nomor]


def test_the_first_view_holds_what_is_free_or_mine_and_waits_for_my_role(cari: Cari, orang: dict[str, User]) -> None:
    baru = factories.ajukan()
    milik = factories.bawa_ke(Status.VERIFIKASI, orang)
    lain = factories.ajukan()
    flow.ambil(pengaduan=lain, by=Actor.of(orang["verifikator_2"]), now=SENIN)
    telaah = factories.bawa_ke(Status.TELAAH, orang)
    factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    assert set(cari()) == {baru.nomor, milik.nomor}
    assert cari(siapa="penelaah") == [telaah.nomor]
    assert cari("pandang=milik")[:1] == [milik.nomor]
    assert telaah.nomor not in cari("pandang=milik")


def test_the_pejabat_sees_what_waits_for_his_approval_but_not_his_own_proposals(
    cari: Cari, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    siap = factories.bawa_ke(Status.SIAP_ESKALASI, orang)
    assert cari(siapa="pejabat_dpph") == [siap.nomor]
    flow_usulan.usulkan(
        pengaduan=p, langkah="tolak", alasan="spam", isi="Iklan.", by=Actor.of(orang["verifikator"]), now=SENIN
    )
    assert set(cari(siapa="pejabat_dpph")) == {p.nomor, siap.nomor}


def test_overdue_and_due_today_are_told_apart_by_the_office_clock(cari: Cari) -> None:
    p = factories.ajukan()
    tempo = p.jatuh_tempo
    assert tempo is not None
    assert (cari("pandang=lewat", now=tempo), cari("pandang=hari_ini", now=tempo)) == ([], [p.nomor])
    kemudian = tempo + timedelta(minutes=1)
    assert cari("pandang=lewat", now=kemudian) == cari("pandang=hari_ini", now=kemudian) == [p.nomor]
    assert cari("pandang=hari_ini", now=tempo + timedelta(days=1)) == []
    assert cari("pandang=semua&tenggat=tujuh_hari", now=tempo - timedelta(days=6)) == [p.nomor]
    assert cari("pandang=semua&tenggat=tujuh_hari", now=tempo - timedelta(days=8)) == []


@pytest.mark.parametrize(
    ("kueri", "ketemu"),
    [
        ("status=terkirim", True),
        ("status=telaah", False),
        ("jenis=persaingan_tidak_sehat.persekongkolan", True),
        ("jenis=tindak_pidana", False),
        ("jalur=epengaduan", True),
        ("jalur=wbs", False),
        ("hps=sd_50m", True),
        ("hps=sd_2m", False),
        ("hps=sd_200jt", False),
        ("hps=di_atas_50m", False),
        ("pemegang=belum", True),
        ("pemegang=saya", False),
        ("instansi=boven digoel", True),
        ("instansi=Pemerintah Kabupaten Boven Digoel", True),
        ("instansi=Bontang", False),
        ("wilayah=93", True),
        ("wilayah=64", False),
        ("status=karangan", False),
        ("q=puskesmas", True),
        ("q=pembangun%20distrik", True),
        ("q=ALAT%20berat", True),
        ("q=puskesmas%20orangutan", False),
        ("q=56123407", True),
        ("q=10102858000", True),
        ("q=yang%20di", False),
        ("q=puskesmas&status=terkirim&hps=sd_50m", True),
    ],
)
def test_each_filter_finds_what_fits_and_nothing_else(kueri: str, ketemu: bool, cari: Cari) -> None:
    prov = factories.WilayahFactory(kode="93", jenis="provinsi", nama="Papua Selatan", otonom=True)
    factories.WilayahFactory(kode="64", jenis="provinsi", nama="Kalimantan Timur", otonom=True)
    kab = Wilayah.objects.create(kode="93.02", induk=prov, jenis="kabupaten", nama="Kab. Boven Digoel", otonom=True)
    factories.ajukan(wilayah=kab)
    assert bool(cari(f"pandang=semua&{kueri}")) is ketemu


def test_a_number_is_found_by_its_beginning_in_any_case(cari: Cari) -> None:
    p = factories.ajukan()
    assert cari(f"pandang=semua&q={p.nomor.lower()}") == cari("pandang=semua&q=pgd2026") == [p.nomor]


def test_a_case_of_the_reader_s_own_institution_is_on_no_list(cari: Cari, orang: dict[str, User]) -> None:
    p = factories.ajukan()
    assert p.instansi is not None
    orang["verifikator"].konflik.add(p.instansi)
    assert cari("pandang=semua") == []
    assert cari("pandang=semua", siapa="verifikator_2") == [p.nomor]


def test_chips_say_in_words_what_is_filtered(actor: Callable[[str], Actor]) -> None:
    pembaca = tabel.Pembaca(actor("verifikator"), SENIN)
    saringan = tabel.Saringan(QueryDict("pandang=semua&status=telaah&q=jalan&urut=terbaru"), pembaca=pembaca)
    assert saringan.aktif == {"q": "“jalan”", "status": "Telaah"}
