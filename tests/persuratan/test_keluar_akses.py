"""Who sees a letter out: every person, every secrecy, before and after its number, over every address of a letter."""

from collections.abc import Iterator
from typing import Any

import pytest
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
    """A letter with an attachment."""
    surat = meja.bawa_ke(status, kerahasiaan=kerahasiaan, perihal=PERIHAL)
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


@pytest.mark.parametrize(
    ("status", "kerahasiaan"),
    [(Status.KONSEP, "biasa"), (Status.KONSEP, "rahasia"), *((Status.TERBIT, k) for k in Kerahasiaan.values)],
)
def test_who_sees_a_letter(status: str, kerahasiaan: str, meja: Meja, semua_orang: dict[str, User]) -> None:
    s = sebuah(meja, status, kerahasiaan)
    perorangan = kerahasiaan in {Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA}
    melihat = ORANG if perorangan else UNIT | ({"petugas_tu"} if status == Status.TERBIT else set())
    boleh = {n for n, u in semua_orang.items() if SuratKeluar.objects.visible_to(Actor.of(u)).filter(pk=s.pk)}
    assert boleh == melihat
    for nama, user in semua_orang.items():
        periksa(s, user, boleh=nama in boleh)


def periksa(s: SuratKeluar, user: User, *, boleh: bool) -> None:
    """Every address of the letter, and the list with every filter, as one person."""
    browser = factories.logged_in(user)
    petugas = user.peran in permissions.PEMBACA
    for jalan in list(alamat(s))[: None if petugas else 1]:  # the doors of others: tests/journeys/test_pintu.py
        for jawaban in (browser.get(jalan), *([] if boleh else [browser.post(jalan, {"tambah": "1"})])):
            teks = jawaban.getvalue().decode(errors="replace")
            if boleh:
                assert jawaban.status_code in {200, 302, 403, 409}, (jalan, user)
            else:
                assert jawaban.status_code in ({404, 405} if petugas else {403}), (jalan, user)
                assert PERIHAL not in teks
    for kueri in ("milik=semua", "milik=semua&q=kenari", "milik=perlu", "milik=tanda_tangan", "milik=konsep"):
        teks = browser.get(f"/surat/keluar/?{kueri}").content.decode()
        assert (PERIHAL in teks) <= (boleh and not s.rahasia), (kueri, user)
        assert (f"/keluar/{s.pk}/" in teks) <= boleh, (kueri, user)
    if boleh:
        assert f"/keluar/{s.pk}/" in browser.get("/surat/keluar/?milik=semua").content.decode(), user


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
