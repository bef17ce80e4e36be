"""Texts for results: an inspectorate's own, put into the report by the server, never another's."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from akun.actor import Actor, Peran
from akun.models import User
from jejak.models import Jejak
from pengaduan import templat_hasil
from pengaduan.models import HasilTindakLanjut, TemplatHasil
from pengaduan.pilihan import Kesimpulan
from pengaduan.status import Status
from tests.factories import SENIN, aktifkan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
DAFTAR = "/pengaduan/apip/templat/"
ISI = {
    "judul": "Syarat mengarah",
    "kesimpulan": "terbukti",
    "rekomendasi": "Ulangi pemilihan.",
    "ringkasan": "Syaratnya mengarah ke satu penyedia.",
}


@pytest.fixture(autouse=True)
def _aktif(orang: Orang) -> None:
    for siapa in ("admin_apip", "orang_luar"):
        instansi = orang[siapa].instansi
        assert instansi is not None
        aktifkan(instansi)


def simpan(user: User, **ganti: str) -> TemplatHasil:
    return templat_hasil.simpan(templat=None, **(ISI | ganti), by=Actor.of(user), now=SENIN)


def test_there_is_one_text_of_ours_for_each_conclusion() -> None:
    assert [b.kesimpulan for b in templat_hasil.BLOK_BAWAAN] == Kesimpulan.values


def test_the_admin_keeps_changes_and_takes_away(orang: Orang, masuk: Masuk) -> None:
    browser = masuk("admin_apip")
    assert browser.post(f"{DAFTAR}baru/", ISI)["Location"] == DAFTAR
    satu = TemplatHasil.objects.get()
    browser.post(f"{DAFTAR}{satu.pk}/", ISI | {"ringkasan": "Diubah."})
    assert "Diubah." in browser.get(DAFTAR).content.decode()
    assert "Syarat mengarah" in browser.get(f"{DAFTAR}{satu.pk}/hapus/").content.decode()
    browser.post(f"{DAFTAR}{satu.pk}/hapus/")
    assert not TemplatHasil.objects.exists()
    kejadian = list(Jejak.objects.filter(objek_tipe="pengaduan.templathasil").values_list("kejadian", flat=True))
    assert kejadian == [templat_hasil.DISIMPAN, templat_hasil.DISIMPAN, templat_hasil.DIHAPUS]


def test_the_texts_lie_sealed(orang: Orang) -> None:
    satu = simpan(orang["admin_apip"])
    assert b"Ulangi" not in bytes(satu.rekomendasi_segel)


@pytest.mark.parametrize("kosong", ["judul", "kesimpulan", "rekomendasi", "ringkasan"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(masuk: Masuk, kosong: str) -> None:
    answer = masuk("admin_apip").post(f"{DAFTAR}baru/", ISI | {kosong: ""})
    assert answer.status_code == 422
    assert all(nilai in answer.content.decode() for nama, nilai in ISI.items() if nama != kosong)


def test_a_title_stands_for_one_text(orang: Orang, masuk: Masuk) -> None:
    simpan(orang["admin_apip"])
    answer = masuk("admin_apip").post(f"{DAFTAR}baru/", ISI)
    assert answer.status_code == 422
    assert "Pakai judul lain" in answer.content.decode()
    simpan(orang["orang_luar"])


def test_there_is_a_limit(orang: Orang, monkeypatch: pytest.MonkeyPatch, masuk: Masuk) -> None:
    monkeypatch.setattr(templat_hasil, "PALING_BANYAK", 1)
    simpan(orang["admin_apip"])
    answer = masuk("admin_apip").post(f"{DAFTAR}baru/", ISI | {"judul": "Lain"})
    assert answer.status_code == 422
    assert TemplatHasil.objects.count() == 1


@pytest.mark.parametrize("jalan", ["", "hapus/"])
def test_another_inspectorates_text_does_not_exist(orang: Orang, masuk: Masuk, jalan: str) -> None:
    satu = simpan(orang["admin_apip"])
    browser = masuk("orang_luar")
    assert browser.get(f"{DAFTAR}{satu.pk}/{jalan}").status_code == 404
    assert browser.post(f"{DAFTAR}{satu.pk}/{jalan}", ISI).status_code == 404
    assert ISI["ringkasan"] not in browser.get(DAFTAR).content.decode()
    assert TemplatHasil.objects.get().pk == satu.pk


@pytest.mark.parametrize("peran", [str(p) for p in Peran if p not in {Peran.SISTEM, Peran.ADMIN_APIP}])
def test_only_the_admin_manages_them(orang: Orang, masuk: Masuk, peran: str) -> None:
    satu = simpan(orang["admin_apip"])
    for jalan in ("", "baru/", f"{satu.pk}/", f"{satu.pk}/hapus/"):
        assert masuk(peran).get(f"{DAFTAR}{jalan}").status_code == 403
    assert not templat_hasil.may_kelola(Actor.of(orang[peran]))


def test_a_copy_of_ours_can_be_changed(masuk: Masuk) -> None:
    page = masuk("admin_apip").get(f"{DAFTAR}baru/", {"dari": "bawaan-sebagian"}).content.decode()
    assert "Sebagian terbukti" in page


def test_the_report_page_offers_and_inserts_without_losing_what_is_typed(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    satu = simpan(orang["admin_apip"])
    simpan(orang["orang_luar"], judul="Milik kota lain")
    browser, alamat = masuk("admin_apip"), f"/pengaduan/apip/{p.nomor}/laporkan/"
    page = browser.get(alamat).content.decode()
    assert "Terbukti: Syarat mengarah" in page
    assert "Milik kota lain" not in page
    isi = {"nomor_lhp": "700/12", "ringkasan": "Kami memeriksa.", "sisipkan": "1", "templat": str(satu.pk)}
    answer = browser.post(alamat, isi)
    page = answer.content.decode()
    assert answer.status_code == 200
    for kata in ("700/12", "Kami memeriksa.\n\nSyaratnya mengarah ke satu penyedia.", "Ulangi pemilihan."):
        assert kata in page
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["terbukti"]
    assert not HasilTindakLanjut.objects.exists()


def test_a_text_of_another_inspectorate_is_not_inserted(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lain = simpan(orang["orang_luar"], ringkasan="Rahasia Bontang.")
    isi = {"sisipkan": "1", "templat": str(lain.pk)}
    answer = masuk("admin_apip").post(f"/pengaduan/apip/{p.nomor}/laporkan/", isi)
    assert "Rahasia Bontang." not in answer.content.decode()


def test_inserting_is_part_of_the_step_and_asks_the_same(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    isi: dict[str, Any] = {"sisipkan": "1", "templat": "bawaan-terbukti"}
    assert masuk("admin_apip").post(f"/pengaduan/apip/{p.nomor}/laporkan/", isi).status_code == 409
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    assert masuk("auditor_apip").post(f"/pengaduan/apip/{p.nomor}/laporkan/", isi).status_code == 403


@pytest.mark.parametrize(
    ("ada", "hasil"), [("", "baru"), ("lama", "lama\n\nbaru"), ("lama baru", "lama baru"), (" \n", "baru")]
)
def test_a_text_is_put_behind_what_is_there_once(ada: str, hasil: str) -> None:
    assert templat_hasil.sisipkan(ada, "baru") == hasil
