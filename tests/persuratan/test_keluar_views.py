"""The pages of letters out: the list, the editor, every step."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from akun.models import Pejabat
from berkas.cetak import HurufTakTerlukis
from jejak.models import Jejak
from persuratan import flow_keluar, naskah, templat
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.signing import Kode
from persuratan.status_keluar import Status
from persuratan.views import keluar_kertas
from tests.berkas import samples
from tests.factories import SENIN
from tests.persuratan.keluar import SANDI, Meja, PenandaPalsu

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status
KELUAR = "/surat/keluar/"


@pytest.fixture(autouse=True)
def _tanpa_gambar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keluar_kertas, "gambar", lambda pdf: (b"\x89PNG", 1, 1))


def url(s: SuratKeluar, halaman: str = "") -> str:
    return f"{KELUAR}{s.pk}/{halaman}"


def isian(s: SuratKeluar, **ganti: object) -> dict[str, object]:
    """The editor's form as it would be sent."""
    kolom = ("tujuan", "tujuan_tempat", "tujuan_email", "perihal", "isi", "tembusan", "sifat", "kerahasiaan", "jenis")
    return {k: getattr(s, k) for k in kolom} | {"penandatangan": s.penandatangan_id} | ganti


def pastikan(browser: Client) -> Client:
    """The person has just shown again that it is he."""
    session = browser.session
    session["account_authentication_methods"] = [
        m | {"reauthenticated": True} for m in session["account_authentication_methods"]
    ]
    session.save()
    return browser


# -- the list ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("siapa", "status", "milik"),
    [
        ("penelaah", S.PARAF, "perlu"),
        ("penelaah", S.REVISI, "perlu"),
        ("pejabat_dpph", S.SIAP_TANDA_TANGAN, "perlu"),
        ("pejabat_dpph", S.DINOMORI, "tanda_tangan"),
        ("penelaah", S.KONSEP, "konsep"),
    ],
)
def test_what_waits_for_somebody_comes_first(siapa: str, status: str, milik: str, meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(status)
    assert url(s) in masuk(siapa).get(f"{KELUAR}?milik={milik}").content.decode()
    if milik == "perlu":
        lain = "verifikator" if siapa == "pejabat_dpph" else "pejabat_dpph"
        assert url(s) not in masuk(lain).get(KELUAR).content.decode()


def test_only_the_first_rung_is_waited_for(meja: Meja, masuk: Masuk) -> None:
    s = meja.konsep()
    flow_keluar.ajukan_paraf(surat=s, tangga=meja.tangga[:2], by=meja.by["penelaah"], now=SENIN)
    assert url(s) not in masuk("verifikator").get(KELUAR).content.decode()


def test_filters_and_search(meja: Meja, masuk: Masuk) -> None:
    s, browser = meja.bawa_ke(S.TERBIT), masuk("penelaah")
    for kueri, ketemu in (
        ("q=alkes", True),
        ("q=kenari", False),
        ("status=terbit", True),
        ("status=konsep", False),
        ("jenis=pemberitahuan", True),
        ("jenis=undangan", False),
        ("q=1/DPPH", True),
        ("q=SK2026", True),
        ("unit=0", False),
    ):
        teks = browser.get(f"{KELUAR}?milik=semua&{kueri}").content.decode()
        assert (url(s) in teks) == ketemu, kueri


def test_the_list_asks_at_most_twelve_queries(
    meja: Meja, masuk: Masuk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        meja.konsep()
    browser = masuk("penelaah")
    browser.get(KELUAR)
    with django_assert_max_num_queries(12):
        teks = browser.get(f"{KELUAR}?milik=semua").content.decode()
    assert teks.count("tabel__utama") == 5


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_letter_begins_with_its_template(meja: Meja, masuk: Masuk) -> None:
    browser = masuk("penelaah")
    jalan = browser.post(f"{KELUAR}baru/", {"templat": "undangan"})["Location"]
    assert 'value="undangan"' in browser.get(f"{KELUAR}baru/").content.decode()
    kirim = {
        "penandatangan": meja.direktur.pk,
        "tujuan": "Bupati",
        "isian_acara": "Rapat *Besar*",
        "alinea": ["daring"],
    }
    jawaban = browser.post(jalan, kirim)
    s = SuratKeluar.objects.get()
    assert jawaban["Location"] == url(s, "tulis/")
    assert (s.perihal, s.jenis, s.status) == ("Undangan Rapat *Besar*", "undangan", S.KONSEP)
    assert "secara daring" in s.isi
    assert "menugaskan" not in s.isi


def test_a_letter_in_is_answered_with_what_is_known(
    meja: Meja, masuk: Masuk, di_pejabat: Callable[..., SuratMasuk]
) -> None:
    asal, browser = di_pejabat("rahasia"), masuk("pejabat_dpph")
    halaman = browser.get(f"/surat/masuk/{asal.nomor}/").content.decode()
    assert f"{KELUAR}jawab/{asal.nomor}/" in halaman
    jalan = browser.get(f"{KELUAR}jawab/{asal.nomor}/")["Location"]
    formulir = browser.get(jalan).content.decode()
    assert asal.nomor_surat in formulir
    assert "Siti Contoh" in formulir
    browser.post(jalan, {"penandatangan": meja.direktur.pk, "tujuan": "Siti Contoh"})
    s = SuratKeluar.objects.get()
    assert (s.membalas, s.kerahasiaan, s.jenis) == (asal, "rahasia", "jawaban")
    assert masuk("verifikator").get(jalan).status_code == 404


def test_who_may_not_draft_reads_why_and_keeps_what_he_typed(meja: Meja, masuk: Masuk) -> None:
    jawaban = masuk("petugas_tu").post(
        f"{KELUAR}baru/teguran/", {"penandatangan": meja.direktur.pk, "tujuan": "Bupati X"}
    )
    assert jawaban.status_code == 403
    assert "Bupati X" in jawaban.content.decode()
    assert not SuratKeluar.objects.exists()


def test_the_editor_keeps_everything(meja: Meja, masuk: Masuk) -> None:
    s = meja.konsep()
    baru = {"perihal": "Hal baru", "isi": "Isi baru", "tujuan": "Satu\nDua", "sifat": "segera", "tujuan_email": ""}
    jawaban = masuk("penelaah").post(url(s, "tulis/"), isian(s, **baru, lanjut="1"))
    assert jawaban["Location"] == url(s, "ajukan/")
    s.refresh_from_db()
    assert (s.perihal, s.isi, s.sifat, s.tujuan_email) == ("Hal baru", "Isi baru", "segera", "")


def test_an_error_loses_nothing(meja: Meja, masuk: Masuk) -> None:
    s = meja.konsep()
    lampiran = SimpleUploadedFile("daftar.pdf", samples.pdf())
    salah = isian(s, tujuan_email="bukan", isi="Kenari <b>tetap</b>", judul_lampiran="Daftar", lampiran=lampiran)
    jawaban = masuk("penelaah").post(url(s, "tulis/"), salah)
    assert jawaban.status_code == 422
    teks = jawaban.content.decode()
    assert "Kenari &lt;b&gt;tetap&lt;/b&gt;" in teks
    assert "alamat e-mail yang lengkap" in teks
    assert s.lampiran.get().judul == "Daftar"
    s.refresh_from_db()
    assert "Kenari" not in s.isi


def test_an_attachment_is_a_pdf_and_can_be_taken_off(meja: Meja, masuk: Masuk) -> None:
    s, browser = meja.konsep(), masuk("penelaah")
    bukan = browser.post(url(s, "tulis/"), isian(s, lampiran=SimpleUploadedFile("a.jpg", samples.jpeg_gps())))
    assert bukan.status_code == 422
    assert "Lampiran harus PDF" in bukan.content.decode()
    browser.post(url(s, "tulis/"), isian(s, lampiran=SimpleUploadedFile("daftar hadir.pdf", samples.pdf())))
    satu = s.lampiran.get()
    assert satu.judul == "daftar hadir"
    browser.post(url(s, "tulis/"), isian(s, hapus=satu.pk))
    assert not s.lampiran.exists()


def test_the_preview_shows_what_is_typed_and_keeps_nothing(
    meja: Meja, masuk: Masuk, mesin_cetak: list[naskah.Isi]
) -> None:
    s = meja.konsep()
    jawaban = masuk("penelaah").post(url(s, "tulis/"), isian(s, perihal="Belum disimpan", pratinjau="1"))
    assert jawaban.status_code == 200
    assert "data:image/png;base64" in jawaban.content.decode()
    assert (mesin_cetak[-1].perihal, mesin_cetak[-1].konsep) == ("Belum disimpan", True)
    s.refresh_from_db()
    assert s.perihal != "Belum disimpan"


def test_what_the_press_cannot_do_is_said(meja: Meja, masuk: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    def cetak(isi: object, lampiran: object = ()) -> bytes:
        raise HurufTakTerlukis(frozenset("ꦏ"))

    monkeypatch.setattr(naskah, "cetak", cetak)
    s = meja.konsep()
    browser = masuk("penelaah")
    assert "ꦏ" in browser.post(url(s, "tulis/"), isian(s, pratinjau="1")).content.decode()
    assert browser.get(url(s, "surat.pdf")).status_code == 503


def test_an_optional_paragraph_is_switched_on_in_the_editor(meja: Meja, masuk: Masuk) -> None:
    satu = templat.ambil("undangan")
    s = meja.konsep(templat="undangan", isi=satu.isi_awal({}, {"wakil"}))
    data = isian(s, alinea=["wakil", "daring"], alinea_tadi="wakil")
    masuk("penelaah").post(url(s, "tulis/"), data)
    s.refresh_from_db()
    assert "secara daring" in s.isi
    assert "menugaskan" in s.isi


def test_a_letter_that_was_handed_in_is_not_written(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.PARAF)
    browser = masuk("penelaah")
    assert browser.get(url(s, "tulis/")).status_code == 409
    assert browser.post(url(s, "tulis/"), isian(s, perihal="Terlambat")).status_code == 409
    assert browser.post(url(s, "tulis/"), isian(s, pratinjau="1")).status_code == 409
    s.refresh_from_db()
    assert s.perihal != "Terlambat"


# -- steps -------------------------------------------------------------------------------------------------------------


def test_a_letter_from_draft_to_archive(meja: Meja, masuk: Masuk, tangga: list[Pejabat]) -> None:
    s = meja.konsep()
    konseptor, kepala, direktur, tu = (masuk(n) for n in ("penelaah", "verifikator", "pejabat_dpph", "petugas_tu"))
    pastikan(direktur)
    for browser, langkah, data, sampai in (
        (konseptor, "ajukan", {"paraf_1": tangga[1].pk}, S.PARAF),
        (kepala, "kembalikan", {"catatan": "Sebut pasalnya."}, S.REVISI),
        (konseptor, "ajukan", {"paraf_1": tangga[1].pk}, S.PARAF),
        (kepala, "paraf", {"catatan": "Setuju."}, S.SIAP_TANDA_TANGAN),
        (direktur, "tanda_tangan", {"sandi": SANDI}, S.TERBIT),
        (tu, "kirim", {"cara": "cetak"}, S.DIKIRIM),
        (tu, "arsipkan", {}, S.DIARSIPKAN),
        (direktur, "cabut", {"alasan": "Keliru."}, S.DICABUT),
    ):
        jawaban = browser.post(url(s, f"{langkah}/"), data)
        assert (jawaban.status_code, jawaban.headers.get("Location")) == (302, url(s)), langkah
        s.refresh_from_db()
        assert s.status == sampai
    teks = direktur.get(url(s)).content.decode()
    for kata in ("Putaran 1", "Sebut pasalnya.", "Setuju.", "Keliru.", s.nomor_surat, s.nomor, "Dicetak dan diantar"):
        assert str(kata) in teks, kata


def test_the_note_of_who_sent_it_back_stands_before_the_drafter(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.REVISI)
    for halaman in ("", "tulis/"):
        assert "Sebut pasalnya." in masuk("penelaah").get(url(s, halaman)).content.decode()


def test_a_step_out_of_turn_says_why(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.PARAF)
    jawaban = masuk("verifikator").get(url(s, "paraf/"))
    assert jawaban.status_code == 403
    assert "giliran Kepala Subdirektorat 1" in jawaban.content.decode()
    assert masuk("penelaah").get(url(s, "kirim/")).status_code == 409


def test_a_letter_that_is_not_whole_is_not_handed_in(meja: Meja, masuk: Masuk) -> None:
    s = meja.konsep(isi="Pada {{ hari_tanggal }}.")
    jawaban = masuk("penelaah").get(url(s, "ajukan/"))
    assert jawaban.status_code == 409
    assert "hari_tanggal" in jawaban.content.decode()


def test_more_rungs_without_sending(meja: Meja, masuk: Masuk, tangga: list[Pejabat]) -> None:
    s = meja.konsep()
    jawaban = masuk("penelaah").post(url(s, "ajukan/"), {"paraf_1": tangga[0].pk, "tambah": "1"})
    teks = jawaban.content.decode()
    assert "paraf_5" in teks or "paraf_8" in masuk("penelaah").get(url(s, "ajukan/")).content.decode()
    assert f'<option value="{tangga[0].pk}" selected' in teks
    s.refresh_from_db()
    assert s.status == S.KONSEP


def test_a_wrong_passphrase_is_told_and_never_comes_back(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN)
    jawaban = masuk("pejabat_dpph").post(url(s, "tanda_tangan/"), {"sandi": "sandi-yang-keliru"})
    assert jawaban.status_code == 409
    teks = jawaban.content.decode()
    assert "Kata sandi salah." in teks
    assert "sandi-yang-keliru" not in teks
    assert 'autocomplete="off"' in teks
    s.refresh_from_db()
    assert s.status == S.DINOMORI
    assert "sandi-yang-keliru" not in "".join(str(j.data) for j in Jejak.objects.all())


def test_an_unclear_signing_waits_for_a_decision(meja: Meja, masuk: Masuk, penanda: PenandaPalsu) -> None:
    s, browser = meja.bawa_ke(S.SIAP_TANDA_TANGAN), masuk("pejabat_dpph")
    penanda.kode = Kode.TIDAK_PASTI
    browser.post(url(s, "tanda_tangan/"), {"sandi": SANDI})
    halaman = browser.get(url(s)).content.decode()
    assert "Hasil tanda tangan belum pasti" in halaman
    assert browser.get(url(s, "tanda_tangan/")).status_code == 409
    penanda.kode = None
    assert browser.post(url(s, "putuskan/"), {}).status_code == 422
    assert browser.post(url(s, "putuskan/"), {"yakin": "on"}).status_code == 302
    assert browser.post(url(s, "tanda_tangan/"), {"sandi": SANDI}).status_code == 302
    s.refresh_from_db()
    assert s.status == S.TERBIT


def test_withdrawing_asks_who_it_is(meja: Meja, masuk: Masuk) -> None:
    s, browser = meja.bawa_ke(S.TERBIT), masuk("pejabat_dpph")
    assert "/akun/reauthenticate/" in browser.get(url(s, "cabut/"))["Location"]
    jawaban = browser.post(url(s, "cabut/"), {"alasan": "Keliru kenari."})
    assert jawaban.status_code == 403
    assert "Keliru kenari." in jawaban.content.decode()
    s.refresh_from_db()
    assert s.status == S.TERBIT


def test_only_the_ways_that_a_letter_can_go_are_offered(meja: Meja, masuk: Masuk) -> None:
    biasa, rahasia = meja.bawa_ke(S.TERBIT), meja.bawa_ke(S.TERBIT, kerahasiaan="sangat_rahasia")
    teks = masuk("petugas_tu").get(url(biasa, "kirim/")).content.decode()
    assert ('value="email"' in teks, 'value="halaman"' in teks, 'value="cetak"' in teks) == (True, False, True)
    teks = masuk("pejabat_dpph").get(url(rahasia, "kirim/")).content.decode()
    assert ('value="email"' in teks, 'value="cetak"' in teks) == (False, True)


def test_the_token_is_on_no_page(meja: Meja, masuk: Masuk) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    token = s.token
    assert token
    browser = masuk("pejabat_dpph")
    for halaman in ("", "tanda_tangan/", "surat.pdf"):
        assert token.encode() not in browser.get(url(s, halaman)).getvalue()
