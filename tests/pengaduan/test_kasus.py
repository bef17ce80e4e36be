"""The case page: who reads it, what it costs, what stands on it, and what never does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akun.actor import Actor
from akun.models import User
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.putusan import Putusan
from jejak import trail
from pengaduan import flow_usulan, percakapan
from pengaduan.models import BuktiDukung, Pengaduan
from pengaduan.status import Event, Status
from tests import factories
from tests.factories import IDENTITAS, SENIN

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
PEMBACA = ("verifikator", "verifikator_2", "penelaah", "pejabat_dpph", "pimpinan")
BUKAN = ("penjaga_identitas", "petugas_tu", "admin_apip", "auditor_apip", "orang_luar", "admin_sistem", "pengadu")


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def url(p: Pengaduan, halaman: str = "") -> str:
    return f"/pengaduan/kasus/{p.nomor}/{halaman}"


def bukti(p: Pengaduan, putusan: str = Putusan.TERIMA, nama: str = "adendum.txt") -> BuktiDukung:
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile(nama, b"isi bukti\n" * 20), now=SENIN)
    Berkas.objects.filter(pk=berkas.pk).update(
        putusan=putusan, diperiksa_pada=SENIN, alasan="" if putusan == Putusan.TERIMA else "skrip"
    )
    return BuktiDukung.objects.create(pengaduan=p, berkas=berkas, dari="pengadu", catatan="halaman 12")


@pytest.mark.parametrize("halaman", ["", "cetak/"])
def test_officers_read_the_case_and_others_do_not(halaman: str, masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    assert {s: masuk(s).get(url(p, halaman)).status_code for s in PEMBACA} == dict.fromkeys(PEMBACA, 200)
    assert {s: masuk(s).get(url(p, halaman)).status_code for s in BUKAN} == dict.fromkeys(BUKAN, 403)


@pytest.mark.parametrize("halaman", ["", "cetak/", "catat/", "ambil/", "bukti/1/", "bukti/1/karantina/", "tugaskan/"])
def test_with_a_conflict_of_interest_the_case_does_not_exist(
    halaman: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.ajukan()
    for siapa in ("verifikator", "penelaah", "pejabat_dpph"):
        orang[siapa].konflik.add(p.instansi)
        assert masuk(siapa).get(url(p, halaman)).status_code == 404


def test_a_number_that_does_not_exist_is_answered_the_same_way(masuk: Masuk) -> None:
    assert masuk("verifikator").get("/pengaduan/kasus/PGD209901010001/").status_code == 404


@pytest.mark.parametrize("status", Status.values)
def test_a_case_page_costs_at_most_25_queries_and_names_no_complainant(
    status: str, masuk: Masuk, orang: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    p = factories.bawa_ke(status, orang)
    bukti(p)
    for siapa in ("verifikator", "penelaah", "pejabat_dpph", "pimpinan"):
        browser = masuk(siapa)
        meja = browser.get("/pengaduan/meja/?pandang=semua")
        with django_assert_max_num_queries(25):
            layar = browser.get(url(p), {"pandang": "semua", "q": "puskesmas"})
        for page in (meja, layar, browser.get(url(p, "cetak/"))):
            teks = page.content.decode()
            assert page.status_code == 200
            assert not [x for x in vars(IDENTITAS).values() if x in teks]


def test_the_page_tells_the_story(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(
        Status.VERIFIKASI, orang, kode_rup=(), kode_tender="", tidak_tahu={"kode_rup": "papan proyek tidak ada"}
    )
    teks = masuk("verifikator").get(url(p)).content.decode()
    for kata in (
        "Syarat alat berat ditambahkan dua hari",
        "Pelapor tidak tahu: papan proyek tidak ada",
        "Penyedia atau pelaku usaha: PT Contoh Jaya",
        "Rp8.312.775.000",
        "Identitas hanya di penjaga identitas",
        "9 dari 10 terpenuhi",
        "Verifikasi dimulai",
        "Mengapa tanggal ini?",
        "Dipegang Anda",
    ):
        assert kata in teks


def test_of_an_anonymous_complainant_only_the_day_is_told(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, tingkat="anonim")
    kini = SENIN + timedelta(days=1)
    percakapan.tulis_pelapor(pengaduan=p, isi="Tambahan.", by=Actor.pengadu(p.nomor), now=kini)
    teks = masuk("verifikator").get(url(p)).content.decode()
    assert "Tidak ada identitas yang disimpan" in teks
    assert "pukul 12.00 WIB" not in teks
    assert "24 November 2026 · Pelapor" in teks


def test_proposals_stand_on_the_page_with_what_became_of_them(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    by = Actor.of(orang["verifikator"])
    usulan = flow_usulan.usulkan(pengaduan=p, langkah="tolak", alasan="spam", isi="Ini iklan.", by=by, now=SENIN)
    assert "Menunggu putusan" in masuk("penelaah").get(url(p)).content.decode()
    flow_usulan.tolak_usulan(usulan=usulan, putusan="Ada buktinya.", by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    teks = masuk("penelaah").get(url(p)).content.decode()
    assert "Tidak disetujui" in teks
    assert "Ada buktinya." in teks


def test_only_an_accepted_file_can_be_opened_and_that_leaves_a_trail(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    semua = {s: bukti(p, s, f"{s}.txt") for s in Putusan.values}
    browser = masuk("verifikator")
    teks = browser.get(url(p)).content.decode()
    assert {s for s, b in semua.items() if url(p, f"bukti/{b.pk}/") in teks} == {Putusan.TERIMA}
    jawaban = {s: browser.get(url(p, f"bukti/{b.pk}/")) for s, b in semua.items()}
    assert {s for s, j in jawaban.items() if j.getvalue()[:9] == b"isi bukti"} == {Putusan.TERIMA}
    assert {j.status_code for s, j in jawaban.items() if s != Putusan.TERIMA} == {404}
    row = trail.of(p).get(kejadian=Event.BERKAS_DIUNDUH)
    assert (row.pelaku_id, row.data["bukti"]) == (orang["verifikator"].pk, semua[Putusan.TERIMA].pk)


def test_a_downloaded_file_is_the_one_that_was_sent(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    jawaban = masuk("penelaah").get(url(p, f"bukti/{bukti(p).pk}/"))
    assert jawaban.getvalue() == b"isi bukti\n" * 20
    assert jawaban["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_case_is_not_here(masuk: Masuk, orang: dict[str, User]) -> None:
    p, lain = factories.bawa_ke(Status.VERIFIKASI, orang), factories.ajukan()
    assert masuk("verifikator").get(url(p, f"bukti/{bukti(lain).pk}/")).status_code == 404


def test_those_who_only_read_get_no_files(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    b = bukti(p)
    assert url(p, f"bukti/{b.pk}/") not in masuk("pimpinan").get(url(p)).content.decode()
    assert masuk("pimpinan").get(url(p, f"bukti/{b.pk}/")).status_code == 403


@pytest.mark.parametrize(("putusan", "jadi"), [("lepas", Putusan.TERIMA), ("tolak", Putusan.TOLAK)])
def test_the_pejabat_decides_about_a_held_file_once(
    putusan: str, jadi: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    alamat = url(p, f"bukti/{bukti(p, Putusan.KARANTINA).pk}/karantina/")
    isi = {"putusan": putusan, "catatan": "Sudah dilihat di mesin terpisah."}
    assert alamat not in masuk("verifikator").get(url(p)).content.decode()
    assert masuk("verifikator").post(alamat, isi).status_code == 403
    browser = masuk("pejabat_dpph")
    assert alamat in browser.get(url(p)).content.decode()
    assert browser.post(alamat, {"putusan": putusan}).status_code == 422
    assert browser.post(alamat, isi).status_code == 302
    assert Berkas.objects.get().putusan == jadi
    assert trail.of(p).filter(kejadian=Event.BERKAS_DIPUTUS).count() == 1
    assert browser.post(alamat, isi).status_code == 409


def test_prev_and_next_lead_through_the_list_of_the_desk(masuk: Masuk) -> None:
    a, b, c = (factories.ajukan(now=SENIN + timedelta(days=d)) for d in range(3))
    teks = masuk("verifikator").get(url(b), {"pandang": "semua"}).content.decode()
    assert "Kasus 2 dari 3" in teks
    assert f'href="{url(a)}?pandang=semua" data-tik="k"' in teks
    assert f'href="{url(c)}?pandang=semua" data-tik="j"' in teks


def test_while_others_have_the_case_the_page_says_whom_it_waits_for(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    assert "Menunggu pelapor." in masuk("verifikator").get(url(p)).content.decode()
    p = factories.bawa_ke(Status.DIESKALASI, orang)
    assert "Menunggu APIP." in masuk("penelaah").get(url(p)).content.decode()


def test_nothing_on_the_page_is_written_into_it_unescaped(masuk: Masuk, orang: dict[str, User]) -> None:
    jahat = "<script>alert(1)</script>"
    p = factories.bawa_ke(
        Status.VERIFIKASI,
        orang,
        nama_paket=jahat,
        uraian=jahat * 3,
        lokasi=jahat,
        sumber_lain=jahat,
        waktu_kejadian=jahat,
        teradu=(("pokja", jahat),),
    )
    for alamat in (url(p), url(p, "cetak/"), "/pengaduan/meja/?pandang=semua", url(p, "alihkan/")):
        assert jahat not in masuk("verifikator").get(alamat).content.decode()
