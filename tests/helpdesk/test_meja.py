"""The queue: order, quick views, filters, search, what it costs, what stays in the address."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from helpdesk import tabel
from helpdesk.models import MejaLayanan, Tiket
from helpdesk.pilihan import Kelas
from helpdesk.status import TERBUKA, Status
from tests.factories import SENIN
from tests.helpdesk.meja import Bangsal

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status
MEJA = "/helpdesk/meja/"


def daftar(bangsal: Bangsal, siapa: str = "petugas_lpse", **data: str) -> list[str]:
    """The numbers of a list as its reader finds them."""
    by = bangsal.actor(siapa)
    pembaca = tabel.Pembaca(by, SENIN + timedelta(hours=2), MejaLayanan.objects.milik(by))
    _jumlah, kunci = tabel.baca(tabel.Daftar({"pandang": "semua", **data}, pembaca))
    return [b.nomor for b in tabel.baris(kunci)]


def jumlah(bangsal: Bangsal, siapa: str = "petugas_lpse") -> dict[str, int]:
    by = bangsal.actor(siapa)
    pembaca = tabel.Pembaca(by, SENIN + timedelta(hours=2), MejaLayanan.objects.milik(by))
    return tabel.baca(tabel.Daftar({}, pembaca))[0]


def test_unclassified_first_then_by_class_then_due_then_the_right_of_compensation(bangsal: Bangsal) -> None:
    def satu(kelas: str, urut: int, jam: int, **kolom: Any) -> str:
        t = bangsal.bawa_ke(S.PENANGANAN)
        tempo = SENIN + timedelta(hours=jam)
        Tiket.objects.filter(pk=t.pk).update(kelas=kelas, kelas_urut=urut, jatuh_tempo=tempo, **kolom)
        return t.nomor

    minor = satu(Kelas.MINOR, 3, 1)
    mayor_kemudian = satu(Kelas.MAYOR, 2, 9)
    mayor_biasa = satu(Kelas.MAYOR, 2, 5)
    mayor_berhak = satu(Kelas.MAYOR, 2, 5, hak_prioritas=True)
    darurat = satu(Kelas.EMERGENCY, 1, 30)
    baru = bangsal.bawa_ke(S.TERCATAT).nomor
    urutan = [baru, darurat, mayor_berhak, mayor_biasa, mayor_kemudian, minor]
    assert daftar(bangsal, pandang="terbuka") == urutan
    assert daftar(bangsal, pandang="semua") == sorted(urutan, reverse=True)


def test_a_question_does_not_stand_above_an_emergency(bangsal: Bangsal) -> None:
    tanya = bangsal.catat(jenis="pertanyaan").nomor
    darurat = bangsal.bawa_ke(S.KLASIFIKASI).nomor
    assert daftar(bangsal, pandang="terbuka") == [darurat, tanya]
    assert daftar(bangsal, pandang="belum") == []


def test_the_quick_views_of_an_lpse(bangsal: Bangsal) -> None:
    t = {s: bangsal.bawa_ke(s).nomor for s in (*TERBUKA, S.PENYELESAIAN)}
    bebas = bangsal.catat()
    Tiket.objects.filter(pk=bebas.pk).update(pemegang=None)
    bangsal.bawa_ke(S.PENANGANAN, bangsal.bontang)
    lain = bangsal.bawa_ke(S.PENANGANAN)
    bangsal.pegang(lain, "petugas_lpse_2")
    Tiket.objects.filter(nomor=t[S.PENANGANAN]).update(pending=True, jatuh_tempo=SENIN)
    di_tangan = {t[S.TERCATAT], t[S.KLASIFIKASI], t[S.PENANGANAN], t[S.SOLUSI_SEMENTARA]}
    assert set(daftar(bangsal, pandang="perlu")) == di_tangan | {bebas.nomor}
    assert daftar(bangsal, pandang="bebas") == [bebas.nomor]
    assert daftar(bangsal, pandang="lewat") == [t[S.PENANGANAN]]
    assert daftar(bangsal, pandang="pending") == [t[S.PENANGANAN]]
    assert set(daftar(bangsal, pandang="belum")) == {t[S.TERCATAT], bebas.nomor}
    naik = {t[S.ESKALASI_FUNGSIONAL], t[S.ESKALASI_STRUKTURAL], t[S.ESKALASI_LKPP]}
    assert set(daftar(bangsal, pandang="eskalasi")) == naik
    assert set(daftar(bangsal, pandang="milik")) == {*di_tangan, t[S.MENUNGGU_PENGGUNA]}
    assert len(daftar(bangsal, pandang="terbuka")) == len(TERBUKA) + 2
    hitung = jumlah(bangsal)
    assert (hitung["perlu"], hitung["lewat"], hitung["eskalasi"]) == (5, 1, 3)


def test_a_head_finds_the_escalations_to_him_and_lkpp_what_came_to_it(bangsal: Bangsal) -> None:
    struktural = bangsal.bawa_ke(S.ESKALASI_STRUKTURAL).nomor
    lkpp = bangsal.bawa_ke(S.ESKALASI_LKPP)
    bangsal.pegang(lkpp, "petugas_helpdesk")
    sendiri = bangsal.bawa_ke(S.PENANGANAN, bangsal.lkpp).nomor
    assert daftar(bangsal, "kepala_lpse", pandang="perlu") == [struktural]
    assert "milik" not in jumlah(bangsal, "kepala_lpse")
    assert set(daftar(bangsal, "petugas_helpdesk", pandang="perlu")) == {lkpp.nomor, sendiri}
    assert daftar(bangsal, "lpse_lain") == []


def test_filters_narrow_the_list(bangsal: Bangsal) -> None:
    gangguan = bangsal.bawa_ke(S.PENANGANAN)
    tanya = bangsal.catat(jenis="pertanyaan")
    regu = bangsal.bawa_ke(S.ESKALASI_FUNGSIONAL)
    assert daftar(bangsal, jenis="pertanyaan") == [tanya.nomor]
    assert daftar(bangsal, status=S.PENANGANAN) == [gangguan.nomor]
    assert set(daftar(bangsal, kelas=Kelas.EMERGENCY)) == {gangguan.nomor, regu.nomor}
    assert daftar(bangsal, kelas="belum") == [tanya.nomor]
    assert daftar(bangsal, regu=str(bangsal.mamuju.regu.get().pk)) == [regu.nomor]
    assert set(daftar(bangsal, gangguan="ubah_data")) == {gangguan.nomor, regu.nomor}
    assert daftar(bangsal, gangguan="mail_server") == []
    assert daftar(bangsal, status="ngawur") == [], "unreadable: nothing rather than everything"


@pytest.mark.parametrize(
    "kata", ["berita acara", "mengunggah", "unggahan acara", "Kenari", "berita acra", "0812-7777-0042"]
)
def test_search_finds_by_stems_by_the_reporter_and_in_spite_of_a_slip(kata: str, bangsal: Bangsal) -> None:
    t = bangsal.catat(judul="Gagal mengunggah berita acara", uraian="Muncul galat.")
    bangsal.catat(judul="Jaringan putus", uraian="Sejak pagi.", nama="Ratna", telepon="021-555", surel="r@x.example")
    assert daftar(bangsal, q=kata) == [t.nomor]


def test_search_by_number_and_of_nothing(bangsal: Bangsal) -> None:
    t, lain = bangsal.catat(), bangsal.catat()
    assert daftar(bangsal, q=t.nomor.lower()) == [t.nomor]
    assert set(daftar(bangsal, q=t.nomor[:9])) == {t.nomor, lain.nomor}
    assert daftar(bangsal, q="zebra") == []
    assert daftar(bangsal, q="'); DROP TABLE --") == []
    asing = bangsal.catat(bangsal.bontang)
    assert daftar(bangsal, q=asing.nomor) == []


@pytest.mark.parametrize("siapa", ["petugas_lpse", "petugas_helpdesk", "kepala_lpse"])
def test_a_full_page_with_filters_costs_at_most_twelve_queries(
    siapa: str, masuk: Masuk, bangsal: Bangsal, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        bangsal.catat(bangsal.lkpp if siapa == "petugas_helpdesk" else None)
    browser = masuk(siapa)
    browser.get(MEJA)
    with django_assert_max_num_queries(12):
        page = browser.get(MEJA, {"pandang": "semua", "jenis": "gangguan", "q": "zebra"})
    assert "Tidak ada tiket yang cocok" in page.content.decode()
    with django_assert_max_num_queries(12):
        page = browser.get(MEJA, {"pandang": "semua"})
    assert page.content.count(b"tabel__utama") == 12


def test_the_filter_travels_from_the_list_to_the_ticket_and_back(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.catat()
    browser = masuk("petugas_lpse")
    page = browser.get(f"{MEJA}?pandang=semua&jenis=gangguan&halaman=1&q=").content.decode()
    assert f'href="/helpdesk/meja/{t.nomor}/?pandang=semua&amp;jenis=gangguan"' in page
    assert "Jenis tiket: Gangguan" in page
    tiket = browser.get(f"/helpdesk/meja/{t.nomor}/?pandang=semua&jenis=gangguan").content.decode()
    assert f'href="{reverse("helpdesk:meja")}?pandang=semua&amp;jenis=gangguan"' in tiket


def test_what_reporters_type_is_escaped(masuk: Masuk, bangsal: Bangsal) -> None:
    bangsal.catat(judul="<script>alert(1)</script> & 'x'")
    page = masuk("petugas_lpse").get(MEJA, {"pandang": "semua"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_account_without_a_desk_reads_why_the_list_is_empty(masuk: Masuk, bangsal: Bangsal) -> None:
    orang = bangsal.orang["petugas_lpse"]
    orang.unit = None
    orang.save(update_fields=["unit"])
    bangsal.catat()
    page = masuk("petugas_lpse").get(MEJA).content.decode()
    assert "belum terhubung dengan sebuah meja helpdesk" in page
    assert "tabel__utama" not in page


def test_late_is_marked_and_a_pause_is_not_late(masuk: Masuk, bangsal: Bangsal) -> None:
    telat, jeda = bangsal.bawa_ke(S.PENANGANAN), bangsal.bawa_ke(S.MENUNGGU_PENGGUNA)
    Tiket.objects.filter(pk__in=[telat.pk, jeda.pk]).update(jatuh_tempo=SENIN - timedelta(days=30))
    page = masuk("petugas_lpse").get(MEJA, {"pandang": "semua"}).content.decode()
    assert page.count("tabel__baris--lewat") == 1
    assert "Menunggu pelapor" in page


def test_lkpp_reads_its_own_and_what_was_escalated_as_one_queue(bangsal: Bangsal) -> None:
    naik = [bangsal.bawa_ke(S.ESKALASI_LKPP) for _ in range(2)]
    sendiri = bangsal.catat(meja=MejaLayanan.objects.lkpp())
    for jam, tiket in enumerate((naik[1], sendiri, naik[0])):
        Tiket.objects.filter(pk=tiket.pk).update(kelas_urut=3, jatuh_tempo=SENIN + timedelta(hours=jam))
    assert daftar(bangsal, "petugas_helpdesk", pandang="terbuka") == [naik[1].nomor, sendiri.nomor, naik[0].nomor]
    assert daftar(bangsal, "petugas_helpdesk") == [sendiri.nomor, naik[1].nomor, naik[0].nomor]
    assert jumlah(bangsal, "petugas_helpdesk")["terbuka"] == 3
