"""The desk of TU: the inbox, the check, letters on paper; of secret letters the envelope and nothing more."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun import receipt
from akun.actor import Actor, Peran
from akun.models import Pejabat, User
from jejak.models import Jejak
from persuratan import flow_masuk, meja_tu
from persuratan.models import SuratMasuk
from persuratan.status import Status
from sla import office
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Buat = Callable[..., SuratMasuk]
RAHASIA = {"perihal": "Sandi operasi kenari", "nama_pengirim": "Yohana Wambrauw", "nomor_surat": "R-77/X/2026"}
HALAMAN = {"tu", "tu_ditahan", "tu_catat", "tu_tercatat", "tu_tanda_terima", "tu_impor", "tu_templat"}
PER_SURAT = {"tu_surat": "get", "tu_teruskan": "post", "tu_kembalikan": "post", "tu_arsipkan": "post"}


@pytest.fixture
def meja(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["petugas_tu"])


@pytest.fixture
def tu(orang: dict[str, User]) -> Actor:
    return Actor.of(orang["petugas_tu"])


def url(nama: str, *args: Any) -> str:
    return reverse(f"persuratan:{nama}", args=args)


def isi(jawaban: Any) -> str:
    return str(jawaban.content.decode())


def test_every_other_role_finds_these_doors_shut(surat: Buat, orang: dict[str, User]) -> None:
    s = surat()
    for siapa in (str(p) for p in Peran if p not in {Peran.SISTEM, Peran.PETUGAS_TU}):
        browser = factories.logged_in(orang[siapa])
        for nama in HALAMAN:
            args = [s.nomor] if nama == "tu_tanda_terima" else []
            assert browser.get(url(nama, *args)).status_code == 403, (siapa, nama)
        for nama, cara in PER_SURAT.items():
            jawaban = getattr(browser, cara)(url(nama, s.nomor))
            assert jawaban.status_code == 403, (siapa, nama)
            assert s.perihal not in isi(jawaban), (siapa, nama)
    s.refresh_from_db()
    assert s.status == Status.TERKIRIM


@pytest.mark.parametrize("tingkat", ["rahasia", "sangat_rahasia"])
def test_of_a_secret_letter_tu_sees_the_envelope_only(tingkat: str, meja: Client, surat: Buat) -> None:
    s = surat(tingkat, **RAHASIA)
    for jawaban in (
        meja.get(url("tu")),
        meja.get(url("tu"), {"pandang": "semua", "q": s.nomor}),
        meja.get(url("tu_surat", s.nomor)),
        meja.post(url("tu_teruskan", s.nomor), {"teruskan-penerima": "0"}),
        meja.post(url("tu_kembalikan", s.nomor), {}),
    ):
        halaman = isi(jawaban)
        assert s.nomor in halaman
        assert str(s.penerima) in halaman
        for rahasia in RAHASIA.values():
            assert rahasia not in halaman
    for kata in ("kenari", "Wambrauw", "R-77/X/2026"):
        assert s.nomor not in isi(meja.get(url("tu"), {"pandang": "semua", "q": kata}))


def test_the_envelope_loads_nothing_that_was_written(surat: Buat, tu: Actor) -> None:
    surat("rahasia", **RAHASIA)
    amplop = SuratMasuk.objects.amplop(tu).get()
    assert {f for f in amplop.get_deferred_fields() if f.endswith("_segel")} == {
        f.attname for f in SuratMasuk._meta.concrete_fields if f.attname.endswith("_segel")
    }
    assert "berkas_id" in amplop.get_deferred_fields()


def test_nobody_else_gets_an_envelope(surat: Buat, orang: dict[str, User]) -> None:
    surat("rahasia")
    for siapa, user in orang.items():
        assert SuratMasuk.objects.amplop(Actor.of(user)).exists() == (siapa == "petugas_tu"), siapa


def test_a_secret_letter_is_passed_on_and_given_back_unread(meja: Client, surat: Buat) -> None:
    satu, dua = surat("rahasia", **RAHASIA), surat("sangat_rahasia", **RAHASIA)
    meja.post(url("tu_teruskan", satu.nomor), {"teruskan-penerima": satu.penerima_id})
    meja.post(url("tu_kembalikan", dua.nomor), {"kembali-sebab": "tanpa_pengirim"})
    satu, dua = SuratMasuk.objects.get(pk=satu.pk), SuratMasuk.objects.get(pk=dua.pk)
    assert (satu.status, satu.nomor_agenda) == (Status.DIPERIKSA_TU, f"0001/{timezone.localdate().year}")
    assert (dua.status, dua.alasan) == (Status.DIKEMBALIKAN, "Pengirim atau tanda tangannya tidak jelas.")
    assert satu.perihal == RAHASIA["perihal"]


@pytest.mark.parametrize("tingkat", ["biasa", "rahasia", "sangat_rahasia"])
def test_a_finished_letter_is_archived_by_its_number(
    tingkat: str, meja: Client, surat: Buat, tu: Actor, orang: dict[str, User]
) -> None:
    s, direktur = surat(tingkat, **RAHASIA), Actor.of(orang["pejabat_dpph"])
    flow_masuk.teruskan(surat=s, nomor_agenda="", penerima=None, by=tu, now=SENIN)
    flow_masuk.jawab(surat=s, jawaban=None, penutup="Sandi kenari dijawab.", by=direktur, now=SENIN)
    meja.post(url("tu_arsipkan", s.nomor))
    assert SuratMasuk.objects.get(pk=s.pk).status == Status.DIJAWAB
    flow_masuk.selesaikan(surat=s, by=direktur, now=SENIN)
    assert s.nomor in isi(meja.get(url("tu"), {"pandang": "arsip"}))
    if tingkat != "biasa":
        amplop = isi(meja.get(url("tu_surat", s.nomor)))
        assert url("tu_arsipkan", s.nomor) in amplop
        assert "kenari" not in amplop
    jawaban = meja.post(url("tu_arsipkan", s.nomor), follow=True)
    assert f"{s.nomor} sudah diarsipkan" in isi(jawaban)
    assert SuratMasuk.objects.get(pk=s.pk).status == Status.DIARSIPKAN
    assert Jejak.objects.filter(objek_id=s.pk, kejadian="persuratan.diarsipkan", peran=Peran.PETUGAS_TU).count() == 1


def test_a_checked_letter_goes_on_with_everything_looked_at(meja: Client, surat: Buat) -> None:
    s = surat()
    lain = Pejabat.objects.create(jabatan="Sekretaris Utama", unit=s.penerima.unit)
    kurang = meja.post(url("tu_teruskan", s.nomor), {"teruskan-periksa": ["terbaca"], "teruskan-penerima": lain.pk})
    assert kurang.status_code == 422
    assert "Surat dan lampirannya lengkap" in isi(kurang)
    data = {"teruskan-periksa": ["terbaca", "pejabat", "lengkap"], "teruskan-penerima": lain.pk}
    hasil = meja.post(url("tu_teruskan", s.nomor), data | {"teruskan-nomor_agenda": "A/7"}, follow=True)
    assert "nomor agenda A/7" in isi(hasil)
    s.refresh_from_db()
    assert (s.status, s.penerima, s.nomor_agenda) == (Status.DIPERIKSA_TU, lain, "A/7")
    assert s.nomor in isi(meja.get(url("tu"), {"pandang": "disposisi", "q": "sekretaris"}))
    dua = surat(nomor_surat="2")
    jawaban = meja.post(url("tu_teruskan", dua.nomor), data | {"teruskan-nomor_agenda": "A/7"})
    assert f"sudah dipakai surat {s.nomor}" in isi(jawaban)


def test_a_return_needs_a_reason_that_the_sender_reads(meja: Client, surat: Buat) -> None:
    s = surat()
    assert meja.post(url("tu_kembalikan", s.nomor), {"kembali-penjelasan": " "}).status_code == 422
    data = {"kembali-sebab": ["tidak_terbaca"], "kembali-penjelasan": "Halaman 3 gelap."}
    meja.post(url("tu_kembalikan", s.nomor), data)
    s = SuratMasuk.objects.get(pk=s.pk)
    assert (s.status, s.alasan) == (Status.DIKEMBALIKAN, "Surat tidak dapat dibaca.\nHalaman 3 gelap.")


def test_whoever_was_slower_is_told_and_nothing_changes(meja: Client, surat: Buat, tu: Actor) -> None:
    s = surat()
    flow_masuk.kembalikan(surat=s, alasan="Tidak terbaca.", by=tu, now=SENIN)
    data = {"teruskan-periksa": ["terbaca", "pejabat", "lengkap"], "teruskan-penerima": s.penerima_id}
    assert meja.post(url("tu_teruskan", s.nomor), data).status_code == 409
    assert meja.post(url("tu_kembalikan", s.nomor), {"kembali-sebab": ["bukan_lkpp"]}).status_code == 409
    assert meja.get(url("tu_surat", s.nomor)).status_code == 302


def test_quick_views_filters_and_search(meja: Client, surat: Buat, tu: Actor) -> None:
    baru, maju, balik = surat(nomor_surat="1"), surat(nomor_surat="2"), surat("terbatas", nomor_surat="3")
    flow_masuk.teruskan(surat=maju, nomor_agenda="", penerima=None, by=tu, now=SENIN)
    flow_masuk.kembalikan(surat=balik, alasan="x", by=tu, now=SENIN)

    def tampil(**data: Any) -> list[str]:
        return re.findall(r'tabel__utama" href="/surat/(?:tu|masuk)/(SM\d+)/"', isi(meja.get(url("tu"), data)))

    assert tampil() == [baru.nomor]
    assert tampil(pandang="disposisi") == [maju.nomor]
    assert tampil(pandang="kembali") == [balik.nomor]
    assert tampil(pandang="semua") == [baru.nomor, balik.nomor, maju.nomor]
    assert tampil(pandang="semua", status="dikembalikan") == [balik.nomor]
    assert tampil(pandang="semua", kerahasiaan="terbatas") == [balik.nomor]
    assert tampil(pandang="semua", kanal="faks") == []
    assert tampil(pandang="semua", penerima=baru.penerima_id, q="penjelasan alkes") == [
        baru.nomor, balik.nomor, maju.nomor,
    ]  # fmt: skip
    assert tampil(pandang="semua", dari="2026-11-24") == []
    assert len(tampil(pandang="semua", sampai="2026-11-23")) == 3
    assert tampil(pandang="semua", status="apa saja") == []


def test_late_ones_are_those_that_somebody_still_has(surat: Buat, tu: Actor) -> None:
    lewat, selesai = surat(nomor_surat="1"), surat(nomor_surat="2")
    flow_masuk.kembalikan(surat=selesai, alasan="x", by=tu, now=SENIN)
    for hari, harap in ((0, []), (30, [lewat.pk])):
        kotak = meja_tu.Kotak({"pandang": "semua", "lewat": "ya"}, actor=tu, now=SENIN + timedelta(days=hari))
        assert kotak.baca()[1] == harap


def test_the_inbox_asks_as_often_for_500_letters_as_for_5(
    meja: Client, surat: Buat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "UMUR", 600)  # the calendar is read every few seconds, not by this page

    def banyaknya() -> int:
        with CaptureQueriesContext(connection) as kueri:
            assert meja.get(url("tu"), {"pandang": "semua"}).status_code == 200
        return len(kueri)

    contoh = surat()
    salin(contoh, 4)
    banyaknya()
    lima = banyaknya()
    salin(contoh, 495)
    assert banyaknya() == lima
    assert lima <= 12


def salin(contoh: SuratMasuk, banyak: int) -> None:
    """More rows like this one."""
    ada = SuratMasuk.objects.count()
    rows = []
    for n in range(ada, ada + banyak):
        s = SuratMasuk.objects.get(pk=contoh.pk)
        s.pk, s._state.adding, s.nomor = None, True, f"SM20261123{n + 1:04d}"
        rows.append(s)
    SuratMasuk.objects.bulk_create(rows)


KERTAS = {
    "kanal": "faks", "tanggal_terima": "2026-11-02", "jam_terima": "09:30", "kerahasiaan": "biasa",
    "nomor_surat": "12/A & (B)", "tanggal_surat": "2026-10-30", "perihal": "Aduan", "jenis_pengirim": "perorangan",
    "nama_pengirim": "Siti Contoh",
}  # fmt: skip


@pytest.mark.usefixtures("kebijakan")
class TestCatat:
    """One letter on paper."""

    @pytest.fixture
    def data(self, direktur: Pejabat) -> dict[str, Any]:
        return KERTAS | {"penerima": direktur.pk}

    def test_number_and_token_are_shown_once_and_open_the_door(self, meja: Client, data: dict[str, Any]) -> None:
        halaman = meja.post(url("tu_catat"), data, follow=True)
        s = SuratMasuk.objects.get()
        token = halaman.context["satu"].token
        assert s.nomor in isi(halaman)
        assert token in isi(halaman)
        assert receipt.open(nomor=s.nomor, token=token, alamat="10.0.0.1", now=timezone.now()).objek_id == s.pk
        assert (s.kanal, s.nomor_surat) == ("faks", "12/A & (B)")
        assert s.diterima_pada.isoformat() == "2026-11-02T02:30:00+00:00"
        kertas = meja.get(url("tu_tanda_terima", s.nomor))
        assert kertas["Content-Type"] == "application/pdf"
        assert token not in str(meja.session.items())
        meja.post(url("tu_tercatat"))
        assert token not in isi(meja.get(url("tu_tercatat")))
        assert meja.get(url("tu_tanda_terima", s.nomor)).status_code == 404

    def test_save_and_next_keeps_what_a_pile_has_in_common(self, meja: Client, data: dict[str, Any]) -> None:
        halaman = meja.post(url("tu_catat"), data | {"lagi": "1"}, follow=True)
        assert f"{SuratMasuk.objects.get().nomor} tercatat" in isi(halaman)
        form = halaman.context["form"]
        assert form["kanal"].value() == "faks"
        assert str(form["penerima"].value()) == str(data["penerima"])
        assert not form["perihal"].value()

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"tanggal_terima": "2126-01-01"}, "belum tiba"),
            ({"tanggal_terima": "2026-10-01"}, "sebelum tanggal suratnya"),
            ({"perihal": "dua\nbaris"}, "satu baris"),
            ({"perihal": ""}, "Tulis perihal"),
            ({"nama_pengirim": ""}, "Tulis nama pengirim"),
            ({"kanal": "portal"}, "Kertas, Faks, E-mail"),
            ({"penerima": ""}, "Pilih pejabat"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, ganti: dict[str, str], kata: str, meja: Client, data: dict[str, Any]
    ) -> None:
        jawaban = meja.post(url("tu_catat"), data | ganti)
        assert jawaban.status_code == 422
        assert kata in isi(jawaban)
        assert "12/A &amp; (B)" in isi(jawaban)
        assert not SuratMasuk.objects.exists()

    def test_the_same_letter_again_is_asked_about(self, meja: Client, data: dict[str, Any]) -> None:
        meja.post(url("tu_catat"), data)
        nomor = SuratMasuk.objects.get().nomor
        jawaban = meja.post(url("tu_catat"), data | {"nama_pengirim": "siti contoh"})
        assert (jawaban.status_code, nomor in isi(jawaban)) == (422, True)
        assert meja.post(url("tu_catat"), data | {"tetap": "on"}).status_code == 302
        assert SuratMasuk.objects.count() == 2

    def test_a_scan_is_kept_and_another_file_is_not(self, meja: Client, data: dict[str, Any]) -> None:
        gambar = SimpleUploadedFile("surat.pdf", samples.jpeg_gps())
        jawaban = meja.post(url("tu_catat"), data | {"berkas": gambar})
        assert (jawaban.status_code, "bukan PDF" in isi(jawaban)) == (422, True)
        assert not SuratMasuk.objects.exists()
        meja.post(url("tu_catat"), data | {"berkas": SimpleUploadedFile("surat.pdf", samples.pdf())})
        s = SuratMasuk.objects.get()
        assert s.berkas is not None
        assert s.berkas.nama_asli == "surat.pdf"

    def test_a_letter_of_long_ago_is_entered_and_late_at_once(self, meja: Client, data: dict[str, Any]) -> None:
        meja.post(url("tu_catat"), data | {"tanggal_terima": "2023-05-02", "tanggal_surat": "2023-05-01"})
        s = SuratMasuk.objects.get()
        assert s.jatuh_tempo is not None
        assert s.jatuh_tempo < timezone.now()

    def test_the_trail_knows_who_entered_it(self, meja: Client, data: dict[str, Any], tu: Actor) -> None:
        meja.post(url("tu_catat"), data)
        row = Jejak.objects.get(kejadian="persuratan.dicatat_masuk")
        assert row.data == {"kanal": "faks"}
