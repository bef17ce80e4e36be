"""The figures for programs: the same as on the dashboard, for the same readers, with the same exclusions."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from laporan import saringan
from laporan.angka.bentuk import ke_json
from laporan.angka.daftar import SEMUA
from laporan.fakta import bangun_ulang
from laporan.models.api import Lingkup
from pengaduan.status import Status
from tests import factories
from tests.laporan.berkunci import kunci, tanya

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
TAHUN = {"dari": "2026-01-01", "sampai": "2026-12-31"}


@pytest.fixture
def fakta(kebijakan: None, orang: dict[str, User]) -> None:
    """Two cases and what is counted of them."""
    factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    factories.ajukan(instansi=factories.InstansiFactory(nama="Pemerintah Kota Bontang", jenis="kota"))
    bangun_ulang(now=timezone.now(), say=lambda *_kata: None)


@pytest.mark.usefixtures("fakta")
def test_each_figure_is_that_of_the_page(orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.ANGKA)
    by, now = Actor.of(orang["verifikator"]), timezone.now()
    dari, sampai = (saringan.awal_hari(date.fromisoformat(h)) for h in ("2026-01-01", "2027-01-01"))
    harap = saringan.untuk(by, dari=dari, sampai=sampai)
    for kode, angka in SEMUA.items():
        jawaban = tanya(f"angka/{kode}", rahasia, **TAHUN)
        assert jawaban.status_code == 200, jawaban.content
        isi = jawaban.json()
        assert isi["hasil"] == ke_json(angka.hitung(harap, now)), kode
        assert (isi["judul"], isi["definisi"]) == (str(angka.judul), str(angka.definisi))
        assert (isi["dari"], isi["sampai"]) == ("2026-01-01", "2026-12-31")


@pytest.mark.usefixtures("fakta")
def test_the_list_tells_what_each_counts(orang: dict[str, User]) -> None:
    isi = tanya("angka", kunci(orang["pimpinan"], Lingkup.ANGKA)[1]).json()["data"]
    assert [satu["kode"] for satu in isi] == list(SEMUA)
    assert all(satu["tanya"] and satu["definisi"] for satu in isi)


@pytest.mark.usefixtures("fakta")
@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pejabat_dpph"])
def test_nothing_of_an_institution_that_one_is_bound_to_is_counted(siapa: str, orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang[siapa], Lingkup.ANGKA)
    assert tanya("angka/jalur", rahasia, **TAHUN).json()["hasil"]["jumlah"] == 2
    orang[siapa].konflik.add(orang["admin_apip"].instansi)
    assert tanya("angka/jalur", rahasia, **TAHUN).json()["hasil"]["jumlah"] == 1


@pytest.mark.usefixtures("fakta")
def test_a_filter_narrows_or_is_refused(orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["pimpinan"], Lingkup.ANGKA)
    instansi = orang["admin_apip"].instansi_id
    assert tanya("angka/jalur", rahasia, instansi=instansi, **TAHUN).json()["hasil"]["jumlah"] == 1
    tidak_berlaku = tanya("angka/cakupan", rahasia, jalur="wbs")
    assert (tidak_berlaku.status_code, tidak_berlaku.json()["isian"][0]["isian"]) == (422, "jalur")


SALAH: list[dict[str, Any]] = [
    {"dari": "2026-01-01"},
    {"sampai": "2026-01-01"},
    {"dari": "2026-02-01", "sampai": "2026-01-01"},
    {"dari": "2001-01-01", "sampai": "2026-01-01"},
    {"dari": "1999-01-01", "sampai": "2001-01-01"},
    {"dari": "9999-01-01", "sampai": "9999-12-31"},
    {"provinsi": "Papua"},
    {"jenis": "apa saja"},
]


@pytest.mark.parametrize("saring", SALAH)
def test_a_period_that_is_none_is_refused(saring: dict[str, Any], orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["pimpinan"], Lingkup.ANGKA)
    assert tanya("angka/jalur", rahasia, **saring).status_code == 422


def test_a_figure_that_is_none_is_not_there(orang: dict[str, User]) -> None:
    assert tanya("angka/entah", kunci(orang["pimpinan"], Lingkup.ANGKA)[1]).status_code == 404
