"""The doors of the API: each operation with a key of its scope and with every other, with none, and with a session."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from akun.actor import Actor
from akun.door import KeyDoor
from akun.models import User
from laporan import kunci_api
from laporan.api import pintu, urls
from laporan.api.aplikasi import api
from laporan.models import PakaiKunci
from laporan.models.api import Lingkup
from laporan.permissions import PEMBACA_LINGKUP
from tests import factories
from tests.laporan.berkunci import V1, kunci, tanya

pytestmark = pytest.mark.django_db
CONTOH = {"dataset": "tidak_ada", "versi": "2026-1", "kode": "tidak_ada", "nomor": "PGD202611230001"}
LEMBAR = {"statistik", "angka", "pengaduan", "surat", "tiket", "konsultasi", "inspektorat"}
"""Operations without anything in their address: they answer 200 to whoever may."""


def operasi() -> dict[str, str]:
    """Operation -> its address, with something in it that is not there."""
    (resolver,) = [p for p in urls.urlpatterns if isinstance(p, URLResolver)]
    hasil = {}
    for pola in resolver.url_patterns:
        assert isinstance(pola, URLPattern)
        alamat = str(pola.pattern)
        for nama in pola.pattern.converters:
            alamat = alamat.replace(f"<{nama}>", CONTOH[nama])
        hasil[str(pola.name)] = alamat
    return hasil


BERKUNCI = {nama: lingkup for nama, lingkup in urls.PINTU.items() if lingkup is not None}
PUBLIK = sorted(nama for nama, lingkup in urls.PINTU.items() if lingkup is None)
PEMILIK = {
    Lingkup.ANGKA: "pimpinan",
    Lingkup.PENGADUAN: "verifikator",
    Lingkup.SURAT: "petugas_tu",
    Lingkup.TIKET: "petugas_helpdesk",
    Lingkup.KONSULTASI: "petugas_advokasi",
    Lingkup.INSPEKTORAT: "admin_sistem",
}


def test_every_operation_stands_in_the_table_with_its_door() -> None:
    assert sorted(operasi()) == sorted(urls.PINTU)
    (resolver,) = [p for p in urls.urlpatterns if isinstance(p, URLResolver)]
    for pola in resolver.url_patterns:
        lingkup, door = urls.PINTU[pola.name], pola.callback.door
        if lingkup is None:
            assert door == "public"
        else:
            assert isinstance(door, KeyDoor)
            assert door.peran == PEMBACA_LINGKUP[lingkup]


def test_the_library_asks_for_the_same_scope_as_the_door() -> None:
    for bagian in api._get_bound_routers():
        for alamat in bagian.path_operations.values():
            (satu,) = alamat.operations
            assert satu.methods == ["GET"]
            assert [a.lingkup for a in satu.auth_callbacks] == [b for b in [urls.PINTU[satu.url_name]] if b]


@pytest.mark.parametrize("nama", sorted(BERKUNCI))
def test_an_operation_opens_to_keys_of_its_scope_only(nama: str, orang: dict[str, User]) -> None:
    alamat, perlu = operasi()[nama], BERKUNCI[nama]
    for lingkup, siapa in PEMILIK.items():
        _satu, rahasia = kunci(orang[siapa], lingkup)
        harap = 403 if lingkup != perlu else 200 if nama in LEMBAR else 404
        assert tanya(alamat, rahasia).status_code == harap, lingkup


@pytest.mark.parametrize("nama", sorted(BERKUNCI))
def test_without_a_living_key_there_is_one_answer(nama: str, orang: dict[str, User]) -> None:
    alamat, lingkup = operasi()[nama], BERKUNCI[nama]
    dicabut, rahasia = kunci(orang[PEMILIK[lingkup]], lingkup)
    habis = kunci(orang[PEMILIK[lingkup]], lingkup, now=timezone.now() - timedelta(days=31))[1]
    kunci_api.cabut(kunci=dicabut, by=Actor.of(orang["admin_sistem"]), now=timezone.now())
    hidup = kunci(orang[PEMILIK[lingkup]], lingkup)[1]
    tolak = [tanya(alamat, satu) for satu in ("", rahasia, habis, hidup[:-1], "lkpp_" + "a" * 43, "x" * 5000)]
    tolak += [Client().get(V1 + alamat, headers={"authorization": a}) for a in (hidup, f"Basic {hidup}", "Bearer")]
    tolak += [Client().get(V1 + alamat, {"kunci": hidup, "access_token": hidup})]
    assert {(j.status_code, j.content) for j in tolak} == {(401, tolak[0].content)}
    assert {j["WWW-Authenticate"] for j in tolak} == {'Bearer realm="Portal LKPP"'}
    assert tolak[0].json()["galat"] == "tanpa_kunci"


@pytest.mark.parametrize("siapa", ["verifikator", "admin_sistem", "pengadu"])
def test_a_session_opens_nothing_here(siapa: str, orang: dict[str, User]) -> None:
    """So there is nothing for another site to ride on, and CSRF tokens are not asked for."""
    browser = factories.logged_in(orang[siapa])
    for nama in BERKUNCI:
        assert browser.get(V1 + operasi()[nama]).status_code == 401, nama


@pytest.mark.parametrize("cara", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(cara: str, orang: dict[str, User]) -> None:
    for nama, alamat in operasi().items():
        lingkup = urls.PINTU[nama]
        tajuk = {"authorization": f"Bearer {kunci(orang[PEMILIK[lingkup]], lingkup)[1]}"} if lingkup else {}
        browser = Client(enforce_csrf_checks=True)
        jawaban = getattr(browser, cara)(V1 + alamat, headers=tajuk)
        assert jawaban.status_code == 405, nama
        assert "POST" not in jawaban["Allow"]
        assert jawaban.json()["galat"] == "hanya_dibaca"
        if lingkup:
            kunci_api.KunciApi.objects.update(dicabut_pada=timezone.now(), dicabut_oleh=orang["admin_sistem"])


def test_head_reads_like_get(orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    jawaban = Client().head(V1 + "pengaduan", headers={"authorization": f"Bearer {rahasia}"})
    assert (jawaban.status_code, jawaban.content) == (200, b"")


def test_a_key_may_not_ask_too_often(orang: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pintu, "PER_MENIT", 3)
    monkeypatch.setattr(pintu.timezone, "now", lambda: datetime(2026, 11, 23, 2, 7, 41, tzinfo=UTC))
    satu, rahasia = kunci(orang["admin_sistem"], Lingkup.INSPEKTORAT)
    assert [tanya("inspektorat", rahasia).status_code for _ke in range(5)] == [200, 200, 200, 429, 429]
    penuh = tanya("inspektorat", rahasia)
    assert (penuh["Retry-After"], penuh.json()["galat"]) == ("19", "terlalu_sering")
    assert PakaiKunci.objects.get(kunci=satu).permintaan == 3
    assert tanya("inspektorat", kunci(orang["verifikator"], Lingkup.INSPEKTORAT)[1]).status_code == 200
    monkeypatch.setattr(pintu.timezone, "now", lambda: datetime(2026, 11, 23, 2, 8, tzinfo=UTC))
    assert tanya("inspektorat", rahasia).status_code == 200


def test_who_tries_keys_is_told_to_wait_and_locks_nobody_out(
    orang: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pintu, "BATAS_GAGAL", 3)
    assert [tanya("angka", "lkpp_salah").status_code for _ke in range(5)] == [401, 401, 401, 429, 429]
    assert tanya("inspektorat", kunci(orang["verifikator"], Lingkup.INSPEKTORAT)[1]).status_code == 200


def test_an_address_may_not_read_the_public_part_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pintu, "PER_MENIT", 2)
    jawaban = [tanya("statistik") for _ke in range(4)]
    assert jawaban[-1].status_code == 429
    assert jawaban[-1]["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("nama", PUBLIK)
def test_other_sites_read_the_public_part_and_nothing_else(nama: str, orang: dict[str, User]) -> None:
    jawaban = Client().get(V1 + operasi()[nama], headers={"origin": "https://lain.example"})
    assert jawaban["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in jawaban
    tanya_dulu = Client().options(V1 + operasi()[nama], headers={"origin": "https://lain.example"})
    assert (tanya_dulu.status_code, tanya_dulu["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_what_needs_a_key_is_for_no_other_site_and_is_kept_nowhere(orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    for jawaban in (tanya("pengaduan", rahasia), tanya("pengaduan"), tanya("pengaduan/X", rahasia)):
        assert "Access-Control-Allow-Origin" not in jawaban
        assert jawaban["Cache-Control"] == "no-store"
        assert jawaban["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "default-src 'none'" in jawaban["Content-Security-Policy"]


def test_a_public_answer_is_read_again_only_when_it_changed() -> None:
    pertama = tanya("statistik")
    assert pertama["Cache-Control"] == "public, max-age=300"
    lagi = Client().get(V1 + "statistik", headers={"if-none-match": pertama["ETag"]})
    assert (lagi.status_code, lagi.content) == (304, b"")
    assert not pertama.cookies
    assert "Cookie" not in pertama.get("Vary", "")


@pytest.mark.parametrize("alamat", ["/api/v1/tidak-ada", "/api/v2/", "/api/v1/pengaduan/", "/api/v1/a%00b"])
def test_any_other_address_says_so_in_json(alamat: str) -> None:
    jawaban = Client().get(alamat)
    assert (jawaban.status_code, jawaban.json()["galat"]) == (404, "tidak_ada")


def test_our_own_fault_is_json_with_a_reference(orang: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.INSPEKTORAT)
    monkeypatch.setattr("inspektorat.daftar.semua", lambda: 1 / 0)
    browser = Client(raise_request_exception=False)
    jawaban = browser.get(V1 + "inspektorat", headers={"authorization": f"Bearer {rahasia}"})
    assert (jawaban.status_code, jawaban.json()["galat"]) == (500, "galat_server")
    assert len(jawaban.json()["rujukan"]) == 8


SALAH: list[tuple[str, dict[str, Any], str, str]] = [
    ("pengaduan", {"staus": "telaah"}, "staus", "Parameter ini tidak dikenal."),
    ("pengaduan", {"status": "entah"}, "status", "Pilih salah satu: terkirim"),
    ("pengaduan", {"batas": "banyak"}, "batas", "Tulis bilangan bulat."),
    ("pengaduan", {"batas": 201}, "batas", "Bilangan ini terlalu besar."),
    ("pengaduan", {"batas": 0}, "batas", "Bilangan ini terlalu kecil."),
    ("pengaduan", {"sejak": "kemarin"}, "sejak", "Tulis tanggal sebagai tahun-bulan-hari"),
    ("pengaduan", {"sejak": "2026-02-30"}, "sejak", "Tulis tanggal sebagai tahun-bulan-hari"),
    ("pengaduan", {"setelah": "zz"}, "setelah", "Bentuk isian ini salah."),
    ("pengaduan", {"terbuka": "ya"}, "terbuka", "Tulis true atau false."),
    ("pengaduan", {"instansi": 2**63}, "instansi", "Bilangan ini terlalu besar."),
]


def test_a_wrong_parameter_is_named_in_indonesian(orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    for alamat, data, isian, sebab in SALAH:
        jawaban = tanya(alamat, rahasia, **data)
        assert (jawaban.status_code, jawaban.json()["galat"]) == (422, "isian_salah"), data
        (satu,) = jawaban.json()["isian"]
        assert satu["isian"] == isian
        assert satu["sebab"].startswith(sebab), satu


def test_the_language_of_a_browser_changes_nothing() -> None:
    browser = Client()
    browser.cookies["django_language"] = "en"
    assert browser.get(V1 + "statistik").content == tanya("statistik").content
    assert browser.get(V1 + "angka").content == tanya("angka").content
