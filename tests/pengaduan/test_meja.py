"""The desk in the browser: who comes in, what it costs, what stays in the address, and many cases at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from akun.models import User
from pengaduan import flow, flow_usulan
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
MEJA = "/pengaduan/meja/"
MASSAL = "/pengaduan/meja/massal/"
PINTU = {
    "verifikator": 200,
    "penelaah": 200,
    "pejabat_dpph": 200,
    "pimpinan": 200,
    "penjaga_identitas": 302,
    "petugas_tu": 302,
    "admin_apip": 403,
    "auditor_apip": 403,
    "orang_luar": 403,
    "admin_sistem": 403,
    "pengadu": 403,
}


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


@pytest.mark.parametrize(("siapa", "jawaban"), PINTU.items())
def test_the_desk_opens_to_lkpp_only(siapa: str, jawaban: int, masuk: Masuk) -> None:
    assert masuk(siapa).get(MEJA).status_code == jawaban


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get(MEJA)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("siapa", ["verifikator", "pejabat_dpph"])
def test_a_full_page_with_filters_costs_at_most_twelve_queries(
    siapa: str, masuk: Masuk, django_assert_max_num_queries: Any
) -> None:
    factories.WilayahFactory(kode="93", jenis="provinsi", nama="Papua Selatan", otonom=True)
    for _ in range(12):
        factories.ajukan()
    browser = masuk(siapa)
    browser.get(MEJA)
    with django_assert_max_num_queries(12):
        page = browser.get(MEJA, {"pandang": "semua", "instansi": "Boven", "wilayah": "93", "q": "puskesmas"})
    assert page.status_code == 200
    with django_assert_max_num_queries(12):
        page = browser.get(MEJA, {"pandang": "semua", "status": "terkirim"})
    assert page.content.count(b"tabel__utama") == 12


def test_the_filter_travels_from_the_list_to_the_case_and_back(masuk: Masuk) -> None:
    p = factories.ajukan()
    browser = masuk("verifikator")
    kueri = "pandang=semua&status=terkirim"
    page = browser.get(f"{MEJA}?{kueri}&halaman=1&hps=").content.decode()
    tautan = f"/pengaduan/kasus/{p.nomor}/?{kueri}".replace("&", "&amp;")
    assert f'href="{tautan}"' in page
    kasus = browser.get(f"/pengaduan/kasus/{p.nomor}/?{kueri}").content.decode()
    assert f'href="/pengaduan/meja/?{kueri}"'.replace("&", "&amp;") in kasus
    assert "Kasus 1 dari 1" in kasus


def test_a_chip_takes_off_its_own_filter_only(masuk: Masuk) -> None:
    page = masuk("verifikator").get(f"{MEJA}?pandang=semua&status=telaah&hps=sd_2m").content.decode()
    assert 'href="?pandang=semua&amp;hps=sd_2m">Tahap: Telaah' in page
    assert "Tidak ada kasus yang cocok" in page


def test_an_empty_desk_says_so(masuk: Masuk) -> None:
    assert "Tidak ada kasus di sini" in masuk("verifikator").get(MEJA).content.decode()


def test_only_those_who_can_act_see_checkboxes(masuk: Masuk) -> None:
    factories.ajukan()
    assert b'name="pilih"' in masuk("verifikator").get(f"{MEJA}?pandang=semua").content
    assert b'name="pilih"' not in masuk("pimpinan").get(f"{MEJA}?pandang=semua").content


def test_proposals_wait_on_the_desk_of_the_pejabat(masuk: Masuk, orang: dict[str, User]) -> None:
    browser = masuk("pejabat_dpph")
    assert "Tidak ada yang menunggu" in browser.get(MEJA).content.decode()
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    by = Actor.of(orang["verifikator"])
    flow_usulan.usulkan(pengaduan=p, langkah="tolak", alasan="spam", isi="Iklan.", by=by, now=SENIN)
    assert f"/pengaduan/kasus/{p.nomor}/putuskan/" in browser.get(MEJA).content.decode()
    assert "Menunggu persetujuan" not in masuk("verifikator").get(MEJA).content.decode()


def test_the_preview_changes_nothing_and_says_why_not(masuk: Masuk, orang: dict[str, User]) -> None:
    bisa = factories.ajukan()
    tidak = factories.ajukan()
    flow.ambil(pengaduan=tidak, by=Actor.of(orang["verifikator_2"]), now=SENIN)
    page = masuk("verifikator").post(MASSAL, {"aksi": "ambil", "pilih": [bisa.nomor, tidak.nomor]}).content.decode()
    assert "Masuk ke tangan Anda dan mulai diverifikasi." in page
    assert "Kasus ini sudah dipegang petugas lain." in page
    assert "Jalankan untuk 1 kasus" in page
    bisa.refresh_from_db()
    assert bisa.status == Status.TERKIRIM


def test_one_refused_case_does_not_stop_the_others(masuk: Masuk, orang: dict[str, User]) -> None:
    a, tidak, b = (factories.ajukan() for _ in range(3))
    flow.ambil(pengaduan=tidak, by=Actor.of(orang["verifikator_2"]), now=SENIN)
    nomor = [a.nomor, tidak.nomor, b.nomor]
    page = masuk("verifikator").post(MASSAL, {"aksi": "ambil", "pilih": nomor, "jalan": "1"}).content.decode()
    assert "2 kasus berhasil." in page
    assert "1 kasus ditolak" in page
    milik = Pengaduan.objects.filter(pemegang=orang["verifikator"], status=Status.VERIFIKASI)
    assert set(milik.values_list("nomor", flat=True)) == {a.nomor, b.nomor}


def test_many_cases_are_given_to_one_officer_and_let_go_again(masuk: Masuk, orang: dict[str, User]) -> None:
    p, telaah = factories.ajukan(), factories.bawa_ke(Status.TELAAH, orang)
    browser, kepada = masuk("pejabat_dpph"), orang["verifikator_2"]
    isi = {"aksi": "tugaskan", "pilih": [p.nomor, telaah.nomor]}
    assert "Pilih petugas" in browser.post(MASSAL, isi).content.decode()
    page = browser.post(MASSAL, isi | {"kepada": kepada.pk}).content.decode()
    assert f"Dipegang {kepada.nama}." in page
    assert "bukan petugas untuk tahap ini" in page
    browser.post(MASSAL, isi | {"kepada": kepada.pk, "jalan": "1"})
    p.refresh_from_db()
    assert p.pemegang == kepada
    browser.post(MASSAL, {"aksi": "lepas", "pilih": [p.nomor, telaah.nomor], "jalan": "1"})
    p.refresh_from_db()
    assert p.pemegang is None


def test_cases_that_one_may_not_see_are_not_touched(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.ajukan()
    orang["verifikator"].konflik.add(p.instansi)
    page = masuk("verifikator").post(MASSAL, {"aksi": "ambil", "pilih": p.nomor, "jalan": "1"})
    assert "Tidak ada kasus yang dicentang" in page.content.decode()
    p.refresh_from_db()
    assert p.pemegang is None


@pytest.mark.parametrize(
    ("siapa", "aksi"), [("pejabat_dpph", "ambil"), ("verifikator", "hapus"), ("pimpinan", "lepas")]
)
def test_actions_of_other_roles_are_refused(siapa: str, aksi: str, masuk: Masuk) -> None:
    assert masuk(siapa).post(MASSAL, {"aksi": aksi, "pilih": factories.ajukan().nomor}).status_code == 403
