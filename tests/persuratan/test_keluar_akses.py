"""Who sees a letter out: every person, every secrecy, before and after its number, over every address of a letter."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import Actor, Peran
from akun.models import User
from berkas import flow as berkas_flow
from jejak import trail
from persuratan import permissions, urls_keluar
from persuratan.models import LampiranKeluar, SuratKeluar
from persuratan.pilihan import Kerahasiaan
from persuratan.status_keluar import Event, Status
from persuratan.views import keluar_kertas
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN
from tests.persuratan.keluar import Meja, unit_lain

pytestmark = pytest.mark.django_db
PERIHAL = "Kenari hinggap di jembatan"
ORANG = {"penelaah", "pejabat_dpph", "plh"}  # drafter and first rung; signer; his deputy
UNIT = ORANG | {"verifikator", "verifikator_2"}
ALAMAT = [p for p in urls_keluar.urlpatterns if "pk" in p.pattern.converters]
MACAM = [
    (Status.KONSEP, "biasa"),
    (Status.KONSEP, "rahasia"),
    *((Status.TERBIT, kerahasiaan) for kerahasiaan in Kerahasiaan.values),
]
UMUM = {"keluar", "keluar_baru", "keluar_mulai", "keluar_jawab", "keluar_bersama", "keluar_buku"}


@pytest.fixture
def semua_orang(orang: dict[str, User], meja: Meja, plh: User) -> dict[str, User]:
    """Everybody, an officer of another unit, and who stands in for the signer."""
    orang["unit_lain"] = factories.UserFactory(peran=Peran.PENELAAH, unit=unit_lain())
    return orang | {"plh": plh}


@pytest.fixture(autouse=True)
def _tanpa_gambar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keluar_kertas, "gambar", lambda pdf: (b"\x89PNG", 1, 1))


def sebuah(meja: Meja, status: str, kerahasiaan: str) -> SuratKeluar:
    """A letter with an attachment; its subject says which it is."""
    surat = meja.bawa_ke(status, kerahasiaan=kerahasiaan, perihal=f"{PERIHAL} {status} {kerahasiaan}")
    berkas = berkas_flow.buat(isi=samples.pdf(), nama="kenari.pdf", now=SENIN)
    lampiran = LampiranKeluar(surat=surat, urutan=1, berkas=berkas)
    lampiran.judul = "kenari"
    lampiran.save()
    return surat


def alamat(s: SuratKeluar) -> Iterator[str]:
    lampiran = s.lampiran.get()
    for pola in ALAMAT:
        isi: dict[str, Any] = {"pk": s.pk, "lampiran_id": lampiran.pk}
        yield reverse(f"persuratan:{pola.name}", kwargs={k: isi[k] for k in pola.pattern.converters})


def test_every_address_is_of_one_letter_or_known() -> None:
    assert {str(p.name) for p in urls_keluar.urlpatterns} - {str(p.name) for p in ALAMAT} == UMUM


def melihat(s: SuratKeluar) -> set[str]:
    """Who is to see a letter."""
    if s.kerahasiaan in {Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA}:
        return ORANG
    return UNIT | ({"petugas_tu"} if s.status == Status.TERBIT else set())


def test_who_sees_a_letter(meja: Meja, semua_orang: dict[str, User]) -> None:
    """One letter of every kind, opened by everybody at every address; what goes wrong is said for all of them."""
    semua = [sebuah(meja, status, kerahasiaan) for status, kerahasiaan in MACAM]
    jalan = {s: list(alamat(s)) for s in semua}
    salah: list[object] = []
    for nama, user in semua_orang.items():
        boleh = {s for s in semua if nama in melihat(s)}
        if set(SuratKeluar.objects.visible_to(Actor.of(user))) != boleh:
            salah.append((nama, "visible_to"))
        browser = factories.logged_in(user)
        petugas = user.peran in permissions.PEMBACA
        for s in semua:
            pintu = jalan[s] if petugas else jalan[s][:1]  # the doors of others: tests/journeys/test_pintu.py
            salah += [(nama, s.perihal, *beda) for beda in terbuka(browser, pintu, s in boleh, petugas)]
        salah += [(nama, *beda) for beda in terdaftar(browser, semua, boleh)]
    assert salah == [], "\n".join(map(str, salah))


def terbuka(browser: Client, pintu: list[str], boleh: bool, petugas: bool) -> Iterator[tuple[Any, ...]]:
    """What is wrong at the addresses of one letter. Whoever may not see it learns nothing, however he asks."""
    wajar = {200, 302, 403, 409} if boleh else {404, 405} if petugas else {403}
    for jalan in pintu:
        for jawaban in (browser.get(jalan), *([] if boleh else [browser.post(jalan, {"tambah": "1"})])):
            bocor = PERIHAL in jawaban.getvalue().decode(errors="replace") and not boleh
            if bocor or jawaban.status_code not in wajar:
                yield jalan, jawaban.request["REQUEST_METHOD"], jawaban.status_code, bocor


def terdaftar(browser: Client, semua: list[SuratKeluar], boleh: set[SuratKeluar]) -> Iterator[tuple[str, ...]]:
    """What is wrong in the list, with every filter: whose letters stand there, and which subjects can be read."""
    for kueri in ("milik=semua", "milik=semua&q=kenari", "milik=perlu", "milik=tanda_tangan", "milik=konsep"):
        teks = browser.get(f"/surat/keluar/?{kueri}").content.decode()
        for s in semua:
            tampil = f"/keluar/{s.pk}/" in teks
            if tampil > (s in boleh) or (kueri == "milik=semua" and tampil != (s in boleh)):
                yield kueri, s.perihal
            if s.perihal in teks and (s not in boleh or s.rahasia):
                yield kueri, s.perihal, "perihal"


def test_the_register_shows_tu_the_envelope_of_a_secret_letter_only(meja: Meja, orang: dict[str, User]) -> None:
    s = sebuah(meja, Status.TERBIT, "rahasia")
    teks = factories.logged_in(orang["petugas_tu"]).get("/surat/keluar/nomor/").content.decode()
    assert s.nomor_surat in teks
    assert "Rahasia" in teks
    assert PERIHAL not in teks
    assert f"/keluar/{s.pk}/" not in teks


@pytest.mark.parametrize("kerahasiaan", ["biasa", "rahasia"])
def test_reading_a_secret_letter_is_on_its_trail(kerahasiaan: str, meja: Meja, orang: dict[str, User]) -> None:
    s = sebuah(meja, Status.TERBIT, kerahasiaan)
    browser = factories.logged_in(orang["pejabat_dpph"])
    lampiran = f"lampiran/{s.lampiran.get().pk}/"
    for halaman in ("", "surat.png", "surat.pdf", lampiran):
        jawaban = browser.get(f"/surat/keluar/{s.pk}/{halaman}")
        assert jawaban.status_code == 200
        assert jawaban.getvalue()
    dilihat = [j.data["apa"] for j in trail.of(s) if j.kejadian == Event.DILIHAT]
    assert dilihat == (["halaman", "gambar", "berkas", "lampiran"] if s.rahasia else [])
    teks = browser.get(f"/surat/keluar/{s.pk}/").content.decode()
    assert ("Siapa membukanya (5 kali)" in teks) == s.rahasia
    assert ("surat.png" in teks) != s.rahasia, "the picture of a secret letter is asked for"
    assert "surat.png" in browser.get(f"/surat/keluar/{s.pk}/?lembar=1").content.decode()


def test_a_refused_reader_leaves_nothing_on_the_trail(meja: Meja, orang: dict[str, User]) -> None:
    s = sebuah(meja, Status.TERBIT, "rahasia")
    sebelum = trail.of(s).count()
    assert factories.logged_in(orang["petugas_tu"]).get(f"/surat/keluar/{s.pk}/surat.pdf").status_code == 404
    assert trail.of(s).count() == sebelum
