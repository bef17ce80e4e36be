import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.actor import Actor
from akun.models import User
from jejak.models import Jejak
from laporan import lembar_renaksi, reference, renaksi, renaksi_angka
from laporan.forms_renaksi import baca_tautan
from laporan.models import CatatanRenaksi, FaktaKasus, Renaksi
from laporan.periode import Triwulan
from laporan.permissions import PEMBACA_PAPAN, PENULIS_RENAKSI
from laporan.renaksi import IsiCatatan
from laporan.statistik import terbit
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.test_terbitan import segar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ukuran")]
ISI = IsiCatatan(date(2026, 11, 20), "Rapat dengan OMS", "", [("https://www.lkpp.go.id/a", "Siaran pers")])
PUBLIK = reverse("statistik:ran_ogi")


@pytest.fixture
def ukuran(db: None) -> Renaksi:
    reference.load_renaksi()
    return Renaksi.objects.get(nomor=3)


@pytest.fixture
def pejabat(actor: Callable[[str], Actor]) -> Actor:
    return actor("pejabat_dpph")


def isi_dari(renaksi_: Renaksi) -> list[str]:
    return [c.isi for c in CatatanRenaksi.objects.berlaku().filter(renaksi=renaksi_)]


def test_the_six_measures_come_with_the_portal_and_stay_as_the_officers_made_them(ukuran: Renaksi) -> None:
    assert list(Renaksi.objects.values_list("nomor", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert all(r.aksi and r.catatan.exists() for r in Renaksi.objects.all())
    assert ukuran.angka == list(renaksi_angka.ANGKA)
    Renaksi.objects.filter(pk=ukuran.pk).update(ukuran="Lain")
    assert (reference.load_renaksi().baru, Renaksi.objects.get(nomor=3).ukuran) == (0, "Lain")


def test_a_note_is_mended_and_withdrawn_without_being_lost(ukuran: Renaksi, pejabat: Actor) -> None:
    awal = isi_dari(ukuran)
    satu = renaksi.catat(renaksi=ukuran, isi=ISI, by=pejabat, now=SENIN)
    dua = renaksi.perbaiki(
        catatan=satu, isi=IsiCatatan(ISI.tanggal, "Rapat dengan ICW"), alasan="Salah nama", by=pejabat, now=SENIN
    )
    assert isi_dari(ukuran) == [*awal, "Rapat dengan ICW"]
    renaksi.cabut(catatan=dua, alasan="Batal", by=pejabat, now=SENIN)
    assert isi_dari(ukuran) == awal
    assert [c.isi for c in renaksi.riwayat(ukuran)][:3] == ["", "Rapat dengan ICW", "Rapat dengan OMS"]
    kejadian = Jejak.objects.filter(objek_tipe="laporan.renaksi").order_by("id").values_list("kejadian", flat=True)
    assert list(kejadian) == [renaksi.DICATAT, renaksi.DIPERBAIKI, renaksi.DICABUT]


def test_a_note_is_changed_once_only(ukuran: Renaksi, pejabat: Actor) -> None:
    satu = renaksi.catat(renaksi=ukuran, isi=ISI, by=pejabat, now=SENIN)
    renaksi.cabut(catatan=satu, alasan="Batal", by=pejabat, now=SENIN)
    with pytest.raises(StepRefused):
        renaksi.cabut(catatan=satu, alasan="Batal", by=pejabat, now=SENIN)
    with pytest.raises(StepRefused):
        renaksi.perbaiki(catatan=satu, isi=ISI, alasan="x", by=pejabat, now=SENIN)
    with pytest.raises(IntegrityError), transaction.atomic():
        CatatanRenaksi.objects.create(renaksi=ukuran, tanggal=ISI.tanggal, isi="x", pada=SENIN, dicabut=True)


def test_what_has_not_happened_is_no_note(ukuran: Renaksi, pejabat: Actor) -> None:
    besok = IsiCatatan(SENIN.date() + timedelta(days=1), "x")
    with pytest.raises(StepRefused):
        renaksi.catat(renaksi=ukuran, isi=besok, by=pejabat, now=SENIN)


def test_who_may(ukuran: Renaksi, actor: Callable[[str], Actor], orang: dict[str, User]) -> None:
    catatan = ukuran.catatan.order_by("pk")[0]
    for nama, user in orang.items():
        by = actor(nama)
        if user.peran not in PENULIS_RENAKSI:
            with pytest.raises(PermissionDenied):
                renaksi.catat(renaksi=ukuran, isi=ISI, by=by, now=SENIN)
            with pytest.raises(PermissionDenied):
                renaksi.perbaiki(catatan=catatan, isi=ISI, alasan="x", by=by, now=SENIN)
            with pytest.raises(PermissionDenied):
                renaksi.cabut(catatan=catatan, alasan="x", by=by, now=SENIN)
        if user.peran != "pejabat_dpph":
            with pytest.raises(PermissionDenied):
                renaksi.terbitkan(alasan="x", by=by, now=SENIN)
            with pytest.raises(PermissionDenied):
                renaksi.tarik(alasan="x", by=by, now=SENIN)


def fakta(ke: int, **lain: Any) -> None:
    isi = {"tipe": "pengaduan.pengaduan", "objek_id": ke, "masuk_pada": SENIN, "status": "telaah", "jalur": "surat"}
    FaktaKasus.objects.create(**(isi | lain))


def test_the_portal_counts_complaints_by_letter_since_the_former_system_stood_still() -> None:
    lalu = SENIN - timedelta(days=200)
    for ke, jalur in enumerate(["surat"] * 12 + ["epengaduan"] * 30 + ["wbs"] * 9 + ["lapor"] * 8):
        fakta(ke, masuk_pada=lalu, jalur=jalur)
    fakta(121, tipe="persuratan.suratmasuk")
    fakta(122, masuk_pada=renaksi_angka.SEJAK - timedelta(seconds=1))
    dalam = renaksi_angka.terisi(["surat"], now=SENIN)["surat"]
    (dulu,) = renaksi_angka.untuk_publik(["surat"], now=SENIN)
    terbit.terbitkan(Triwulan.dari(lalu), now=SENIN)
    (luar,) = renaksi_angka.untuk_publik(["surat"], now=SENIN)
    assert (dalam.nilai, dulu.nilai, luar.nilai) == ("12", "belum cukup", "12")


def test_nobody_counts_the_institution_that_he_is_bound_to(pejabat: Actor) -> None:
    terikat, lain = isian.inspektorat(1).instansi, isian.inspektorat(2).instansi
    for ke, instansi in enumerate((terikat, lain, lain, None)):
        fakta(ke, instansi=instansi, masuk_pada=SENIN)
    assert terikat is not None
    terlarang = frozenset({terikat.pk})
    satu = renaksi_angka.terisi(["surat"], now=SENIN + timedelta(days=1), kecuali=terlarang)["surat"]
    assert satu.nilai == "3"


def test_what_happened_in_an_open_quarter_is_not_published() -> None:
    sebelum = renaksi_angka.untuk_publik(list(renaksi_angka.ANGKA), now=SENIN)
    for ke in range(200):
        fakta(ke, masuk_pada=SENIN - timedelta(days=1))
    assert renaksi_angka.untuk_publik(list(renaksi_angka.ANGKA), now=SENIN) == sebelum


def test_one_case_more_or_less_cannot_be_told_from_what_is_published() -> None:
    terbaca = set()
    for ke in range(9):
        fakta(ke, masuk_pada=SENIN - timedelta(days=200))
        terbaca.add(tuple(a.nilai for a in renaksi_angka.untuk_publik(["surat", "efektivitas"], now=SENIN)))
    assert terbaca == {("belum cukup", "belum cukup")}


def test_the_public_reads_the_frozen_copy_until_it_is_taken_back(ukuran: Renaksi, pejabat: Actor) -> None:
    assert Client().get(PUBLIK).status_code == 404
    renaksi.catat(renaksi=ukuran, isi=ISI, by=pejabat, now=SENIN)
    renaksi.terbitkan(alasan="Nota dinas 1", by=pejabat, now=SENIN)
    renaksi.catat(renaksi=ukuran, isi=IsiCatatan(ISI.tanggal, "Sesudah terbit"), by=pejabat, now=SENIN)
    isi = Client().get(PUBLIK).content.decode()
    assert "Rapat dengan OMS" in isi
    assert 'href="https://www.lkpp.go.id/a"' in isi
    assert "Sesudah terbit" not in isi
    assert pejabat.nama not in isi
    renaksi.tarik(alasan="Ditinjau", by=pejabat, now=SENIN)
    assert Client().get(PUBLIK).status_code == 404
    with pytest.raises(StepRefused):
        renaksi.tarik(alasan="Lagi", by=pejabat, now=SENIN)


@pytest.mark.parametrize(
    "teks", ["javascript:alert(1)", "ftp://lkpp.go.id", "Siaran pers https://lkpp.go.id", "https://"]
)
def test_evidence_is_an_address_of_the_web(teks: str) -> None:
    with pytest.raises(ValidationError):
        baca_tautan(teks)


def test_links_are_read_line_by_line() -> None:
    teks = "https://lkpp.go.id/a Siaran pers\r\n\r\n  http://icw.or.id  \n"
    assert baca_tautan(teks) == [("https://lkpp.go.id/a", "Siaran pers"), ("http://icw.or.id", "")]
    with pytest.raises(ValidationError):
        baca_tautan("https://lkpp.go.id/a\n" * 11)


def test_the_workbook_takes_nothing_for_a_formula(ukuran: Renaksi, pejabat: Actor) -> None:
    jahat = IsiCatatan(ISI.tanggal, "=cmd|' /C calc'!A0", '=HYPERLINK("x")', [("https://a.example", "=1+1")])
    renaksi.catat(renaksi=ukuran, isi=jahat, by=pejabat, now=SENIN)
    isi = lembar_renaksi.xlsx(renaksi.matriks(by=pejabat, now=SENIN), now=SENIN)
    sel = [s for baris in openpyxl.load_workbook(io.BytesIO(isi)).active.iter_rows() for s in baris]
    assert any("=cmd|" in str(s.value) for s in sel)
    assert "f" not in {s.data_type for s in sel}


def test_the_pages_and_their_papers(ukuran: Renaksi, orang: dict[str, User], masuk: Callable[[str], Client]) -> None:
    alamat = [reverse(f"laporan:renaksi{n}") for n in ("", "_pdf", "_xlsx")]
    alamat += [reverse("laporan:renaksi_satu", args=[n]) for n in (3, 5)]
    for nama, user in orang.items():
        browser = masuk(nama)
        for satu in alamat:
            assert browser.get(satu).status_code == (200 if user.peran in PEMBACA_PAPAN else 403), (satu, nama)
        catat = browser.get(reverse("laporan:renaksi_catat", args=[3]))
        assert (catat.status_code == 200) == (user.peran in PENULIS_RENAKSI), nama
    assert masuk("pimpinan").get(reverse("laporan:renaksi_satu", args=[9])).status_code == 404


def test_a_note_is_written_mended_and_withdrawn_on_the_pages(ukuran: Renaksi, masuk: Callable[[str], Client]) -> None:
    browser = masuk("pimpinan")
    catat = reverse("laporan:renaksi_catat", args=[3])
    data = {"tanggal": "2026-11-20", "isi": "Rapat", "tautan": "https://lkpp.go.id Siaran pers"}
    assert browser.post(catat, data | {"tautan": "bukan alamat"}).status_code == 422
    assert browser.post(catat, data | {"tanggal": "2999-01-01"}).status_code == 409
    assert browser.post(catat, data).status_code == 302
    satu = CatatanRenaksi.objects.berlaku().get(isi="Rapat")
    perbaiki, cabut = (reverse(f"laporan:renaksi_{n}", args=[3, satu.pk]) for n in ("perbaiki", "cabut"))
    assert "https://lkpp.go.id Siaran pers" in browser.get(perbaiki).content.decode()
    assert browser.post(perbaiki, data | {"isi": "Rapat kedua"}).status_code == 422
    assert browser.post(perbaiki, data | {"isi": "Rapat kedua", "alasan": "Keliru"}).status_code == 302
    assert browser.get(cabut).status_code == 409
    assert browser.post(cabut, {"alasan": "Keliru"}).status_code == 409
    assert browser.get(reverse("laporan:renaksi_cabut", args=[2, satu.pk])).status_code == 404
    isi = browser.get(reverse("laporan:renaksi_satu", args=[3])).content.decode()
    assert "Alasan: Keliru" in isi
    assert "Sebelumnya: Rapat" in isi


def test_publishing_asks_first_who_it_is(masuk: Callable[[str], Client]) -> None:
    browser, terbit, tarik = (
        masuk("pejabat_dpph"),
        reverse("laporan:renaksi_terbitkan"),
        reverse("laporan:renaksi_tarik"),
    )
    assert browser.get(terbit).status_code == 302
    lama = browser.post(terbit, {"alasan": "Nota dinas"})
    assert lama.status_code == 403
    assert "Pastikan ini Anda" in lama.content.decode()
    assert 'value="Nota dinas"' in lama.content.decode()
    segar(browser)
    assert browser.get(tarik).status_code == 409
    assert "belum cukup" in browser.get(terbit).content.decode()
    assert browser.post(terbit, {"alasan": "Nota dinas"}).status_code == 302
    assert Client().get(PUBLIK).status_code == 200
    assert browser.post(tarik, {"alasan": "Ditinjau"}).status_code == 302
    assert Client().get(PUBLIK).status_code == 404


def test_the_frozen_figures_speak_the_language_of_who_reads(pejabat: Actor) -> None:
    with translation.override("en"):
        satu = renaksi.terbitkan(alasan="Nota dinas", by=pejabat, now=SENIN)
    assert satu.isi is not None
    angka = satu.isi["matriks"][2]["angka"]
    assert [a["judul"] for a in angka["id"]] == [str(a.judul) for a in renaksi_angka.ANGKA.values()]
    assert set(angka) == {"id", "en"}
