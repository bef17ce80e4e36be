"""The complainant's own page: one answer for every wrong key, public words only, and a thread that goes both ways."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from akun import terbuka
from akun.actor import SYSTEM, Actor
from akun.models import User
from akun.receipt import TIDAK_COCOK, new_token
from berkas import flow as berkas_flow
from berkas.models import Berkas
from jejak import trail
from pengaduan import flow, percakapan, vault
from pengaduan.models import BuktiDukung, Pengaduan, PesanKasus
from pengaduan.status import PUBLIK, Event, Status
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN, ajukan, bawa_ke
from tests.pengaduan.peramban import unggahan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
HALAMAN, TULIS = "pengaduan:lacak_kasus", "pengaduan:lacak_tulis"
PERLU = Status.PERLU_DILENGKAPI


def buka(client: Client, pengaduan: Pengaduan, token: str) -> Any:
    return client.post(reverse("lacak"), {"nomor": pengaduan.nomor, "token": token})


def lihat(pengaduan: Pengaduan) -> tuple[Client, str]:
    """A browser in which the case is open, and what it shows."""
    client = Client()
    session = client.session
    terbuka.ingat(session, pengaduan.nomor, now=timezone.now())
    session.save()
    client.cookies["sessionid"] = session.session_key
    answer = client.get(reverse(HALAMAN))
    assert answer.status_code == 200
    return client, answer.content.decode()


def test_number_and_token_open_the_page(client: Client) -> None:
    token = new_token()
    p = ajukan(token=token)
    answer = buka(client, p, f" {token.lower().replace('-', ' ')} ")
    assert answer["Location"] == reverse(HALAMAN)
    assert p.nomor in client.get(reverse(HALAMAN)).content.decode()


@pytest.mark.parametrize(
    ("nomor", "token"),
    [("", "AAAA-AAAA-AAAA-AA"), ("PGD209901010001", "AAAA-AAAA-AAAA-AA"), ("' OR '1'='1", "x"), ("../../", "%00")],
)
def test_every_wrong_pair_gets_the_same_answer(client: Client, nomor: str, token: str) -> None:
    p = ajukan()
    answer = client.post(reverse("lacak"), {"nomor": nomor or p.nomor, "token": token})
    assert answer.status_code == 422
    assert escape(str(TIDAK_COCOK)) in answer.content.decode()
    assert client.get(reverse(HALAMAN))["Location"] == reverse("lacak")


def test_the_qr_code_fills_in_the_number(client: Client) -> None:
    assert 'value="PGD202611210017"' in client.get(reverse("lacak"), {"nomor": "PGD202611210017"}).content.decode()


def test_the_page_closes_after_half_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = lihat(ajukan())
    nanti = timezone.now() + terbuka.LAMA
    monkeypatch.setattr(timezone, "now", lambda: nanti)
    assert client.get(reverse(HALAMAN))["Location"] == reverse("lacak")


def test_text_written_after_the_page_closed_is_handed_back(client: Client) -> None:
    answer = client.post(reverse(TULIS), {"isi": "Cerita <panjang> saya"})
    assert answer.status_code == 403
    assert "Cerita &lt;panjang&gt; saya" in answer.content.decode()


def test_closing_the_page_forgets_it() -> None:
    client, _ = lihat(ajukan())
    client.post(reverse("pengaduan:lacak_tutup"))
    assert client.get(reverse(HALAMAN))["Location"] == reverse("lacak")


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_told_in_public_words_without_names_or_content(status: str, orang: dict[str, User]) -> None:
    p = bawa_ke(status, orang)
    _client, page = lihat(p)
    assert str(p.status_publik.label) in page
    dalam = (
        {str(s.label) for s in Status}
        - {str(k.label) for k in PUBLIK.values()}
        - {"Baru", "Verifikasi", "Telaah", "Ditutup"}
    )
    for rahasia in [*(u.nama for u in orang.values()), p.nama_paket, p.uraian, "PT Contoh Jaya", *dalam]:
        assert rahasia not in page, rahasia


@pytest.mark.parametrize("status", list(Status))
def test_the_page_needs_six_queries_at_most(
    status: str, orang: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    p = bawa_ke(status, orang)
    pesan = PesanKasus.objects.create(pengaduan=p, ruang="pengadu", dari="lkpp", isi="Halo", dibuat_pada=SENIN)
    berkas = berkas_flow.terima(unggahan=unggahan("a.pdf", samples.pdf()), now=SENIN)
    BuktiDukung.objects.create(pengaduan=p, pesan=pesan, berkas=berkas, dari="lkpp")
    client, _ = lihat(p)
    with django_assert_max_num_queries(6):
        assert "a.pdf" in client.get(reverse(HALAMAN)).content.decode()


@pytest.mark.parametrize(
    ("status", "sebab"),
    [
        (Status.TIDAK_DAPAT, "Alasannya: Tidak ada bukti atau petunjuk awal."),
        (Status.BUKAN_KEWENANGAN, "Yang berwenang menanganinya: Komisi Pemberantasan Korupsi (KPK)."),
    ],
)
def test_an_end_without_a_result_gives_its_reason(status: str, sebab: str, orang: dict[str, User]) -> None:
    _client, page = lihat(bawa_ke(status, orang))
    assert sebab in page


def test_the_promised_date_says_why() -> None:
    p = ajukan(now=timezone.now())
    _client, page = lihat(p)
    assert "Kami selesai memeriksa kelengkapan laporan Anda, paling lambat" in page
    assert "Batasnya 3 hari kerja sejak" in page
    assert "Dasar: Kebijakan internal" in page


def test_a_missed_promise_is_admitted() -> None:
    _client, page = lihat(ajukan(now=timezone.now() - timedelta(days=30)))
    assert "Janji ini terlewat" in page


def test_for_anonim_only_days_are_shown(orang: dict[str, User]) -> None:
    p = bawa_ke(PERLU, orang, tingkat="anonim")
    _client, page = lihat(p)
    assert "23 November 2026" in page
    assert "WIB</time>" not in page


def test_a_merged_case_speaks_with_the_other_one_without_telling_of_it(orang: dict[str, User]) -> None:
    p = bawa_ke(Status.DIGABUNG, orang)
    induk = p.induk
    _client, page = lihat(p)
    assert "Kami sedang memeriksa laporan Anda" in page
    assert induk.nomor not in page
    assert "abung" not in page
    assert "Mengapa tanggal ini?" not in page


def test_the_result_is_read_when_it_is_done(orang: dict[str, User]) -> None:
    _client, page = lihat(bawa_ke(Status.SELESAI, orang))
    for isi in ("Terbukti", "Syarat lelang akan dievaluasi ulang.", "Masa tanggapan"):
        assert isi in page


def test_a_result_that_is_not_accepted_yet_stays_inside(orang: dict[str, User]) -> None:
    _client, page = lihat(bawa_ke(Status.REVIU_HASIL, orang))
    assert "Terbukti" not in page


def test_a_message_with_a_file_reaches_the_case() -> None:
    p = ajukan()
    client, _ = lihat(p)
    berkas = [unggahan("berita acara.pdf", samples.pdf()), unggahan("x.exe", samples.exe())]
    page = client.post(reverse(TULIS), {"isi": "Ini <b>buktinya</b>", "berkas": berkas}, follow=True).content.decode()
    assert "Ini &lt;b&gt;buktinya&lt;/b&gt;" in page
    assert "berita acara.pdf" in page
    assert "x.exe: Berkas ini sebuah program" in page
    assert p.pesan.get().lampiran.get().berkas.nama_asli == "berita acara.pdf"


def test_an_empty_message_is_an_error_and_nothing_is_sent() -> None:
    p = ajukan()
    client, _ = lihat(p)
    assert client.post(reverse(TULIS), {"isi": " "}).status_code == 422
    assert not p.pesan.exists()


def test_completing_answers_the_officer_and_the_clock_goes_on(orang: dict[str, User]) -> None:
    p = bawa_ke(PERLU, orang)
    client, page = lihat(p)
    assert "Kapan" in page
    assert "Kirim kelengkapan" in page
    client.post(reverse(TULIS), {"isi": "3 Agustus malam.", "melengkapi": "1"})
    p.refresh_from_db()
    assert p.status == Status.VERIFIKASI
    assert p.pesan.last().isi == "3 Agustus malam."


def test_completing_too_late_keeps_the_text(orang: dict[str, User]) -> None:
    p = bawa_ke(PERLU, orang)
    client, _ = lihat(p)
    flow.tutup_tidak_lengkap(pengaduan=p, by=SYSTEM, now=timezone.now())
    answer = client.post(reverse(TULIS), {"isi": "Ini jawabannya.", "melengkapi": "1"})
    assert answer.status_code == 409
    assert "Ini jawabannya." in answer.content.decode()
    assert "govuk-error-summary" in answer.content.decode()


def test_the_thread_with_the_inspectorate_is_not_shown(orang: dict[str, User]) -> None:
    p = bawa_ke(Status.PERLU_KLARIFIKASI, orang)
    _client, page = lihat(p)
    assert "dokumen adendum" not in page


def test_a_file_of_the_thread_can_be_taken_once_it_was_examined() -> None:
    p = ajukan()
    client, _ = lihat(p)
    client.post(reverse(TULIS), {"isi": "Ini", "berkas": unggahan("a.pdf", samples.pdf())})
    bukti = p.bukti.get()
    alamat = reverse("pengaduan:lacak_berkas", args=[bukti.pk])
    assert client.get(alamat).status_code == 404
    Berkas.objects.update(putusan="terima", diperiksa_pada=timezone.now())
    answer = client.get(alamat)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert trail.of(p).last().kejadian == Event.BERKAS_DIUNDUH


def test_files_of_others_and_of_other_threads_do_not_exist() -> None:
    p, lain = ajukan(), ajukan()
    client, _ = lihat(p)
    for pengaduan, ruang in ((lain, "pengadu"), (p, "apip")):
        pesan = PesanKasus.objects.create(pengaduan=pengaduan, ruang=ruang, dari="lkpp", isi="x", dibuat_pada=SENIN)
        berkas = berkas_flow.terima(unggahan=unggahan("a.pdf", samples.pdf()), now=SENIN)
        Berkas.objects.update(putusan="terima", diperiksa_pada=SENIN)
        bukti = BuktiDukung.objects.create(pengaduan=pengaduan, pesan=pesan, berkas=berkas, dari="lkpp")
        assert client.get(reverse("pengaduan:lacak_berkas", args=[bukti.pk])).status_code == 404


def test_each_opening_of_the_identity_is_told_with_its_reason(orang: dict[str, User]) -> None:
    p = ajukan()
    penjaga = Actor.of(orang["penjaga_identitas"])
    vault.buka(pengaduan=p, alasan="Pelapor meminta datanya dibetulkan.", by=penjaga, now=SENIN)
    _client, page = lihat(p)
    assert "Pelapor meminta datanya dibetulkan." in page
    assert penjaga.nama not in page


def test_the_level_of_identity_is_raised_only_when_it_was_meant() -> None:
    p = ajukan()
    client, page = lihat(p)
    assert "Beri izin" in page
    client.post(reverse("pengaduan:lacak_izinkan"), {})
    assert Pengaduan.objects.get(pk=p.pk).tingkat_identitas == "rahasia"
    client.post(reverse("pengaduan:lacak_izinkan"), {"yakin": "1"})
    assert Pengaduan.objects.get(pk=p.pk).tingkat_identitas == "terbuka_untuk_apip"
    assert "Beri izin" not in client.get(reverse(HALAMAN)).content.decode()


def test_anonim_has_no_level_to_raise() -> None:
    client, page = lihat(ajukan(tingkat="anonim"))
    assert "Identitas Anda" not in page
    assert client.post(reverse("pengaduan:lacak_izinkan"), {"yakin": "1"}).status_code == 403


def test_an_officer_is_only_petugas_lkpp_in_the_thread(orang: dict[str, User]) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    verifikator = Actor.of(orang["verifikator"])
    percakapan.tulis_pelapor(pengaduan=p, isi="Kapan adendum diumumkan?", by=verifikator, now=SENIN)
    _client, page = lihat(p)
    assert "<b>Petugas LKPP</b>" in page
    assert verifikator.nama not in page


@pytest.mark.parametrize("nama", ["mulai", "baru_paket", "terkirim", "lacak_kasus", "saran_instansi"])
def test_officers_too_may_use_the_public_pages(nama: str, orang: dict[str, User]) -> None:
    assert factories.logged_in(orang["verifikator"]).get(reverse(f"pengaduan:{nama}")).status_code in {200, 302, 404}


def test_opening_a_receipt_gives_the_browser_a_new_session(client: Client) -> None:
    p = factories.ajukan(token="AAAA-AAAA-AAAA-AA")
    client.post(reverse("pengaduan:mulai"))
    lama = client.session.session_key
    assert client.post(reverse("lacak"), {"nomor": p.nomor, "token": "AAAA-AAAA-AAAA-AA"}).status_code == 302
    assert client.session.session_key not in {None, lama}
    assert not client.session.exists(lama)
