"""Who sees a letter: every person, every secrecy, as one table over the queryset and over every address of a letter."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor, Peran
from akun.models import Pejabat, Pemangku, User
from akun.receipt import WIB
from berkas import cetak
from berkas import flow as berkas_flow
from jejak import trail
from persuratan import disposisi, permissions, urls_pejabat
from persuratan.models import Disposisi, SuratMasuk
from persuratan.pilihan import Kerahasiaan
from persuratan.status import Event
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gudang")]
PERIHAL = "Kenari hinggap di jembatan"
MEMANGKU = {"pejabat_dpph", "plh"}
UNIT = {"verifikator", "verifikator_2", "penelaah"}
MELIHAT: dict[str, set[str]] = {
    Kerahasiaan.BIASA: MEMANGKU | UNIT | {"petugas_tu", "penjaga_identitas"},
    Kerahasiaan.TERBATAS: MEMANGKU | UNIT | {"petugas_tu", "penjaga_identitas"},
    Kerahasiaan.RAHASIA: MEMANGKU | {"penjaga_identitas"},
    Kerahasiaan.SANGAT_RAHASIA: MEMANGKU | {"penjaga_identitas"},
}
TANPA_NOMOR = {"masuk", "saran_orang"}
ALAMAT = [p for p in urls_pejabat.urlpatterns if p.name not in TANPA_NOMOR]
SEMUA_ALAMAT = {Kerahasiaan.BIASA, Kerahasiaan.RAHASIA}  # of the other two, which go with these, the page and the file


def hari(selisih: int) -> date:
    return timezone.now().astimezone(WIB).date() + timedelta(days=selisih)


@pytest.fixture
def semua_orang(orang: dict[str, User], plh: User, direktur: Pejabat) -> dict[str, User]:
    """Everybody, with deputies of yesterday and of tomorrow."""
    for nama, mulai, sampai in (("plh_kemarin", -9, -1), ("plh_besok", 1, 9)):
        orang[nama] = factories.UserFactory(peran=Peran.PENELAAH)
        Pemangku.objects.create(
            pejabat=direktur, user=orang[nama], sebagai="plh", mulai=hari(mulai), sampai=hari(sampai)
        )
    return orang | {"plh": plh}


@pytest.fixture
def sebuah(
    di_pejabat: Callable[..., SuratMasuk], arahkan: Callable[..., Disposisi], direktur: Pejabat, orang: dict[str, User]
) -> Callable[[str], SuratMasuk]:
    """A letter with a file: given to a person, to a unit (even where no flow would), and taken back from another."""

    def buat(kerahasiaan: str) -> SuratMasuk:
        s = di_pejabat(kerahasiaan, perihal=f"{PERIHAL} {kerahasiaan}")
        berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("kenari.pdf", samples.pdf()), now=SENIN)
        berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
        SuratMasuk.objects.filter(pk=s.pk).update(berkas=berkas)
        arahkan(s, "penjaga_identitas")
        ditarik = arahkan(s, "pimpinan")
        disposisi.tarik(disposisi=ditarik, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
        Disposisi.objects.create(
            surat=s, dari=orang["pejabat_dpph"], kepada_unit=direktur.unit, instruksi=["telaah"], dibuat_pada=SENIN
        )
        return SuratMasuk.objects.get(pk=s.pk)

    return buat


def alamat(s: SuratMasuk) -> Iterator[str]:
    satu = s.disposisi.first()
    assert satu is not None
    for pola in ALAMAT:
        isi = {"nomor": s.nomor, "pk": satu.pk}
        yield reverse(f"persuratan:{pola.name}", kwargs={k: isi[k] for k in pola.pattern.converters})


def test_who_sees_a_letter(
    sebuah: Callable[[str], SuratMasuk], semua_orang: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One letter of every secrecy, opened by everybody at every address; what goes wrong is said for all of them."""
    monkeypatch.setattr(cetak, "pdf", lambda templat, konteks: konteks["surat"].perihal.encode())
    semua = [sebuah(kerahasiaan) for kerahasiaan in Kerahasiaan.values]
    jalan = {s: list(alamat(s))[: None if s.kerahasiaan in SEMUA_ALAMAT else 2] for s in semua}
    salah: list[object] = []
    for nama, user in semua_orang.items():
        boleh = {s for s in semua if nama in MELIHAT[s.kerahasiaan]}
        if set(SuratMasuk.objects.visible_to(Actor.of(user))) != boleh:
            salah.append((nama, "visible_to"))
        browser = factories.logged_in(user)
        petugas = user.peran in permissions.PEMBACA
        for s in semua:
            pintu = jalan[s] if petugas else jalan[s][:1]  # the doors of others: tests/journeys/test_pintu.py
            salah += [(nama, s.perihal, *beda) for beda in terbuka(browser, s, pintu, s in boleh, petugas)]
        semuanya = user.peran != Peran.PETUGAS_TU  # whose list is another: what is open to TU stands at its desk
        salah += [(nama, *beda) for beda in terdaftar(browser, semua, boleh, semuanya)]
    assert salah == [], "\n".join(map(str, salah))


def terbuka(browser: Client, s: SuratMasuk, pintu: list[str], boleh: bool, petugas: bool) -> Iterator[tuple[Any, ...]]:
    """What is wrong at the addresses of one letter. Whoever may not see it learns nothing, however he asks."""
    wajar = {200, 403, 409} if boleh else {404, 405} if petugas else {403}
    for jalan in pintu:
        for jawaban in (browser.get(jalan), *([] if boleh else [browser.post(jalan, {"tambah": "1"})])):
            teks = jawaban.getvalue().decode(errors="replace").replace(jalan, "").replace(f"/{s.nomor}/", "")
            bocor = not boleh and (PERIHAL in teks or s.nomor in teks)
            if bocor or jawaban.status_code not in wajar:
                yield jalan, jawaban.request["REQUEST_METHOD"], jawaban.status_code, bocor


def terdaftar(
    browser: Client, semua: list[SuratMasuk], boleh: set[SuratMasuk], semuanya: bool
) -> Iterator[tuple[str, ...]]:
    """What is wrong in the list, with every filter: whose letters stand there, and which subjects can be read."""
    (awal,) = {s.nomor[:6] for s in semua}
    cari = (f"milik=semua&q={awal}", "milik=semua&q=kenari")
    for kueri in ("milik=semua", *cari, "milik=perlu", "milik=kepada"):
        teks = browser.get(f"/surat/masuk/?{kueri}").content.decode()
        for s in semua:
            tampil = f"/{s.nomor}/" in teks
            if tampil > (s in boleh) or (semuanya and kueri == "milik=semua" and tampil != (s in boleh)):
                yield kueri, s.perihal
            if s.perihal in teks and (s not in boleh or s.rahasia):
                yield kueri, s.perihal, "perihal"


@pytest.mark.parametrize("kerahasiaan", Kerahasiaan.values)
def test_reading_a_secret_letter_and_every_download_is_on_the_trail(
    kerahasiaan: str, sebuah: Callable[[str], SuratMasuk], masuk: Callable[[str], Client]
) -> None:
    s = sebuah(kerahasiaan)
    browser = masuk("penjaga_identitas")
    browser.get(f"/surat/masuk/{s.nomor}/")
    berkas = browser.get(f"/surat/masuk/{s.nomor}/berkas/")
    assert berkas.getvalue().startswith(b"%PDF")
    assert ("kenari" in berkas["Content-Disposition"]) != s.rahasia
    dilihat = [(j.data["apa"], j.pelaku) for j in trail.of(s) if j.kejadian == Event.DILIHAT]
    halaman = [("halaman", "Ibu Penjaga identitas")] if s.rahasia else []
    assert dilihat == [*halaman, ("berkas", "Ibu Penjaga identitas")]


def test_a_refused_reader_leaves_nothing_on_the_trail(
    sebuah: Callable[[str], SuratMasuk], masuk: Callable[[str], Client]
) -> None:
    s = sebuah("rahasia")
    sebelum = trail.of(s).count()
    assert masuk("petugas_tu").get(f"/surat/masuk/{s.nomor}/berkas/").status_code == 404
    assert trail.of(s).count() == sebelum


def test_the_officials_page_tells_him_who_opened_a_secret_letter(
    sebuah: Callable[[str], SuratMasuk], masuk: Callable[[str], Client]
) -> None:
    s = sebuah("sangat_rahasia")
    masuk("penjaga_identitas").get(f"/surat/masuk/{s.nomor}/")
    page = masuk("pejabat_dpph").get(f"/surat/masuk/{s.nomor}/").content.decode()
    assert "Siapa membukanya (2 kali)" in page
    assert "Ibu Penjaga identitas, Penjaga identitas" in page


def test_opening_a_letter_does_not_receive_it(
    di_pejabat: Callable[..., SuratMasuk], masuk: Callable[[str], Client]
) -> None:
    s = di_pejabat()
    browser = masuk("pejabat_dpph")
    for halaman in ("", "terima/", "disposisikan/", "jawab/"):
        assert browser.get(f"/surat/masuk/{s.nomor}/{halaman}").status_code == 200
    s.refresh_from_db()
    assert s.diterima_pejabat_pada is None
    assert Event.DITERIMA_PEJABAT not in [j.kejadian for j in trail.of(s)]


@pytest.mark.parametrize("kerahasiaan", Kerahasiaan.values)
def test_an_office_that_got_a_copy_reads_the_letter_and_disposes_of_nothing(
    surat: Callable[..., SuratMasuk], orang: dict[str, User], kerahasiaan: str
) -> None:
    lain = Pejabat.objects.create(jabatan="Sekretaris Utama", unit=Pejabat.objects.get().unit)
    Pemangku.objects.create(pejabat=lain, user=orang["pimpinan"], mulai=hari(-9))
    satu, pimpinan = surat(kerahasiaan, tembusan=[lain]), Actor.of(orang["pimpinan"])
    assert SuratMasuk.objects.visible_to(pimpinan).filter(pk=satu.pk).exists()
    assert not permissions.may_disposisi(pimpinan, satu)
    Pemangku.objects.filter(pejabat=lain).update(sampai=hari(-1))
    assert not SuratMasuk.objects.visible_to(pimpinan).filter(pk=satu.pk).exists()
