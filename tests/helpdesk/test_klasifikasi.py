"""The classification page: presets, suggestions, p before saving, bad input, nothing typed lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpdesk.models import JenisGangguan, Tiket
from helpdesk.pilihan import Kelas
from helpdesk.status import Status
from tests.helpdesk.meja import Bangsal

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status


def url(t: Tiket, langkah: str = "") -> str:
    return reverse(f"helpdesk:tiket_{langkah}" if langkah else "helpdesk:tiket", args=[t.nomor])


def isian(**ganti: Any) -> dict[str, Any]:
    jenis = JenisGangguan.objects.get(kode="ubah_data")
    isi = {"jenis_gangguan": jenis.pk, "tahapan": [1, 6, 7, 9, 10], "f": "", "r": 5, "k": 1, "alasan": ""}
    return isi | ganti


def test_a_kind_presets_stages_r_and_k_without_a_script(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    page = masuk("petugas_lpse").get(f"{url(t, 'klasifikasi')}?jenis=ubah_data").content.decode()
    assert page.count("checked") == 5
    assert "Katalog: 5. Saran: 5. Menurut siapa yang terdampak." in page
    assert "Katalog: 1. Saran: 10. Belum pernah terjadi dalam 90 hari terakhir di meja ini." in page
    assert "p = (f × r) / k = (4,17 × 5) / 1 = 20,83 (tampil 21)" in page
    assert "Emergency karena p &gt; 20: paling lambat 1 hari kerja" in page


def test_filling_in_from_a_kind_and_reckoning_save_nothing_and_keep_the_reason(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    browser = masuk("petugas_lpse")
    galat = JenisGangguan.objects.get(kode="galat_panitia")
    page = browser.post(url(t, "klasifikasi"), isian(jenis_gangguan=galat.pk, isi="1", alasan="Sudah saya cek."))
    teks = page.content.decode()
    assert teks.count("checked") == 7
    assert "19,44 (tampil 19)" in teks
    assert "Sudah saya cek." in teks
    teks = browser.post(url(t, "klasifikasi"), isian(r=10, alasan="x", pratinjau="1")).content.decode()
    assert "41,67 (tampil 42)" in teks
    t.refresh_from_db()
    assert (t.kelas, t.status) == ("", S.TERCATAT)


def test_it_is_saved_with_its_class_and_can_be_changed_from_the_same_receipt(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    browser = masuk("petugas_lpse")
    assert browser.post(url(t, "klasifikasi"), isian()).status_code == 302
    t.refresh_from_db()
    diterima = t.diterima_pada
    assert (t.kelas, t.tahapan) == (Kelas.EMERGENCY, [1, 6, 7, 9, 10])
    page = browser.get(url(t)).content.decode()
    assert "20,83 (tampil 21)" in page
    browser.post(url(t, "klasifikasi"), isian(k=9, alasan="Sudah pernah dipulihkan."))
    t.refresh_from_db()
    assert (t.kelas, t.diterima_pada) == (Kelas.MINOR, diterima)
    assert "Sudah pernah dipulihkan." in browser.get(url(t)).content.decode()


SALAH: dict[str, tuple[dict[str, Any], str]] = {
    "tanpa tahapan": ({"tahapan": []}, "Centang paling sedikit satu tahapan yang terganggu"),
    "tahapan 13": ({"tahapan": [13]}, "Pilih tahapan dari daftar ini, 1 sampai 12."),
    "f 0": ({"f": "0", "alasan": "Sebab."}, "f harus dari 1 sampai 10."),
    "f 10,01": ({"f": "10,01", "alasan": "Sebab."}, "f harus dari 1 sampai 10."),
    "f bukan angka": ({"f": "banyak"}, "Tulis angka dari 1 sampai 10, misalnya 4,17."),
    "r 0": ({"r": 0}, "r harus dari 1 sampai 10."),
    "r 11": ({"r": 11}, "r harus dari 1 sampai 10."),
    "k 11": ({"k": 11}, "k harus dari 1 sampai 10."),
    "k pecahan": ({"k": "1,5"}, "Tulis bilangan bulat dari 1 sampai 10."),
    "k kosong": ({"k": ""}, "Tulis k, 1 sampai 10."),
    "tanpa jenis": ({"jenis_gangguan": ""}, "Pilih jenis gangguannya."),
    "jenis ngawur": ({"jenis_gangguan": "99999999999999999999"}, "Jenis gangguan ini baru saja dinonaktifkan."),
    "tanpa alasan": ({"r": 9}, "r berbeda dari saran. Tulis alasannya"),
    "f tanpa alasan": ({"f": "7"}, "f berbeda dari saran. Tulis alasannya"),
}


@pytest.mark.parametrize("nama", SALAH)
def test_bad_input_gets_a_sentence_and_loses_nothing(nama: str, masuk: Masuk, bangsal: Bangsal) -> None:
    ganti, kalimat = SALAH[nama]
    t = bangsal.bawa_ke(S.TERCATAT)
    browser = masuk("petugas_lpse")
    data = isian(**{"alasan": "", **ganti})
    jawaban = browser.post(url(t, "klasifikasi"), data)
    teks = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert kalimat in teks
    assert teks.count("checked") == len([n for n in data["tahapan"] if n <= 12])
    assert f'value="{data["r"]}"' in teks
    t.refresh_from_db()
    assert t.kelas == ""


def test_a_kind_switched_off_meanwhile_is_refused_with_the_rest_kept(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    JenisGangguan.objects.filter(kode="ubah_data").update(aktif=False)
    jawaban = masuk("petugas_lpse").post(url(t, "klasifikasi"), isian(alasan="Ditulis panjang."))
    teks = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "Jenis gangguan ini baru saja dinonaktifkan. Pilih jenis lain; isian Anda yang lain tetap." in teks
    assert teks.count("checked") == 5
    assert "Ditulis panjang." in teks


def test_a_ticket_that_has_the_switched_off_kind_already_may_keep_it(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.KLASIFIKASI)
    JenisGangguan.objects.filter(kode="ubah_data").update(aktif=False)
    assert masuk("petugas_lpse").post(url(t, "klasifikasi"), isian(k=2, alasan="Sering.")).status_code == 302


def test_network_incidents_take_the_stages_in_which_tenders_are_now(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(S.TERCATAT)
    browser = masuk("petugas_lpse")
    alamat = f"{url(t, 'klasifikasi')}?jenis=jaringan_lpse"
    kosong = browser.get(alamat).content.decode()
    assert kosong.count("checked") == 12
    assert "daftarnya masih kosong" in kosong
    for kode, tahap in (("1", 4), ("2", 5), ("3", 4)):
        bangsal.mamuju.tender.create(kode_tender=kode, nama="Tender", tahap=tahap, diperbarui_pada=timezone.now())
    ada = browser.get(alamat).content.decode()
    assert ada.count("checked") == 2
    assert "sekarang pada tahapan 4, 5" in ada
