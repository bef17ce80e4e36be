"""Asking on the website: answers are offered first, nothing typed is lost, and one click is one question."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from akun import receipt
from akun.actor import Actor
from akun.models import Unit, User
from berkas.models import Berkas
from jejak import outbox
from konsultasi import draf
from konsultasi.flow import DataKonsultasi
from konsultasi.forms.pemohon import stempel
from konsultasi.models import BerkasDrafKonsultasi, DrafKonsultasi, Konsultasi, Subjek, TanyaJawab
from konsultasi.tasks import sapu_draf
from notifikasi import send
from tests import factories
from tests.berkas import samples
from tests.konsultasi.pemohon import TANYA, ketikan, nomor_dari, pdf, terbitkan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "direktorat")]


@pytest.fixture
def browser(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["pengadu"])


@pytest.fixture
def entri(subjek: Subjek, orang: dict[str, User], direktorat: dict[str, Unit]) -> TanyaJawab:
    tanya = "Apakah waktu diperpanjang karena banjir?"
    return terbitkan(subjek, orang["petugas_advokasi"], orang["advokasi_2"], tanya, "Ya, bila dibuktikan.")


def test_a_question_is_asked_with_all_that_was_typed(browser: Client, orang: dict[str, User], subjek: Subjek) -> None:
    simbol = 'Bolehkah <b>& "ini"</b> é 信 🙂?'
    jawaban = browser.post(TANYA, ketikan(subjek, pokok=simbol, berkas=[pdf(), pdf("adendum.pdf", samples.pdf(2))]))
    k = Konsultasi.objects.get()
    assert jawaban["Location"] == f"/konsultasi/permohonan/{k.nomor}/"
    assert (k.pokok, k.nama, k.surel) == (simbol, "Siti Rahmawati", orang["pengadu"].email)
    assert (k.pemohon, k.unit.kode, k.subjek) == (orang["pengadu"], "DAPD", subjek)
    assert [b.berkas.nama_asli for b in k.lampiran.select_related("berkas")] == ["kontrak.pdf", "adendum.pdf"]
    halaman = browser.get(jawaban["Location"]).content.decode()
    assert k.nomor in halaman
    assert "Paling lambat" in halaman
    isi = browser.get(f"/konsultasi/saya/{k.nomor}/").content.decode()
    assert "<b>&" not in isi
    assert "Bolehkah &lt;b&gt;&amp; &quot;ini&quot;&lt;/b&gt; é 信 🙂?" in isi


def test_the_receipt_opens_the_consultation_without_the_account(browser: Client, subjek: Subjek) -> None:
    jawaban = browser.post(TANYA, ketikan(subjek))
    nomor = nomor_dari(jawaban)
    k = Konsultasi.objects.get(nomor=nomor)
    token, _sampai = draf.token_tampil(k, now=timezone.now())
    assert token in browser.get(jawaban["Location"]).content.decode()
    tamu = Client()
    assert tamu.get(f"/konsultasi/permohonan/{nomor}/").status_code == 404
    assert tamu.post("/lacak/", {"nomor": nomor, "token": token})["Location"] == "/konsultasi/progres/"
    assert k.pokok in tamu.get("/konsultasi/progres/").content.decode()
    browser.post(f"/konsultasi/permohonan/{nomor}/tersimpan/")
    assert token not in browser.get(jawaban["Location"]).content.decode()
    assert receipt.open(nomor=nomor, token=token, alamat="127.0.0.1", now=timezone.now()).nomor == nomor


def test_the_number_comes_by_mail_without_token_and_without_the_question(browser: Client, subjek: Subjek) -> None:
    browser.post(TANYA, ketikan(subjek))
    k = Konsultasi.objects.get()
    token, _sampai = draf.token_tampil(k, now=timezone.now())
    now = timezone.now() + timedelta(seconds=1)
    while outbox.deliver(now=now):
        pass
    send.deliver(now=now)
    surat = [m for m in mail.outbox if k.surel in m.to]
    assert [k.nomor in m.subject for m in surat] == [True]
    teks = str(surat[0].message())
    assert token not in teks
    assert k.pokok not in teks


SALAH: list[tuple[dict[str, Any], str]] = [
    ({"pokok": ""}, "Tulis pertanyaan Anda dalam satu kalimat."),
    ({"pokok": "x" * 301}, "paling banyak 300 huruf"),
    ({"pokok": "a\x00b"}, "NUL"),
    ({"uraian": ""}, "Jelaskan keadaannya"),
    ({"subjek": "9999999"}, "Pilih subjek dari daftar."),
    ({"hukum": ""}, "permasalahan hukum"),
    ({"jenis_pemohon": ""}, "Pilih sebagai siapa Anda bertanya."),
    ({"instansi": ""}, "Tulis nama instansi atau perusahaan Anda."),
    ({"instansi": "Kabupaten Antah Berantah"}, "tidak ada di daftar"),
    ({"situs": "http://iklan.example"}, "terlalu cepat"),
    ({"dibuka": ""}, "terlalu cepat"),
]


@pytest.mark.parametrize(("data", "kalimat"), SALAH, ids=lambda x: str(x)[:30])
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    browser: Client, orang: dict[str, User], subjek: Subjek, data: dict[str, Any], kalimat: str
) -> None:
    jawaban = browser.post(TANYA, ketikan(subjek) | {"telepon": "0812-jangan-hilang", "berkas": pdf()} | data)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.content.decode()
    assert not Konsultasi.objects.exists()
    kembali = browser.get(TANYA).content.decode()
    assert "0812-jangan-hilang" in kembali
    assert "kontrak.pdf" in kembali


def test_an_institution_of_no_list_and_a_person_may_ask_as_well(browser: Client, subjek: Subjek) -> None:
    browser.post(TANYA, ketikan(subjek, instansi="Badan Baru", lainnya="on"))
    browser.post(TANYA, ketikan(subjek, jenis_pemohon="perorangan", instansi="tidak dipakai"))
    browser.post(TANYA, ketikan(subjek, hukum="ya"))
    rows = list(Konsultasi.objects.order_by("pk"))
    assert [(k.instansi_teks, k.unit.kode) for k in rows] == [("Badan Baru", "DAPP"), ("", "DAPP"), ("", "DPPH")]


def test_answers_are_offered_before_it_is_sent(browser: Client, subjek: Subjek, entri: TanyaJawab) -> None:
    jawaban = browser.post(TANYA, ketikan(subjek, berkas=pdf()))
    assert jawaban.status_code == 200
    assert entri.jawaban in jawaban.content.decode()
    assert not Konsultasi.objects.exists()
    row = DrafKonsultasi.objects.get()
    dibuka = stempel(timezone.now() - timedelta(minutes=2))
    jawaban = browser.post(TANYA, {"draf": row.pk, "dibuka": dibuka, "tetap_kirim": "1"})
    k = Konsultasi.objects.get()
    assert jawaban["Location"] == f"/konsultasi/permohonan/{k.nomor}/"
    assert (k.uraian, k.lampiran.count()) == ("Jalan terputus sejak awal bulan; bukti ada.", 1)


def test_who_has_seen_the_answers_while_typing_is_not_asked_again(
    browser: Client, subjek: Subjek, entri: TanyaJawab
) -> None:
    sepotong = browser.post(TANYA, {"pokok": "perpanjangan banjir", "pratinjau": "1"}).content.decode()
    assert entri.pertanyaan in sepotong
    assert f'name="ditawari" value="{entri.pk}"' in sepotong
    assert draf.isi(DrafKonsultasi.objects.get())["pokok"] == "perpanjangan banjir"
    browser.post(TANYA, ketikan(subjek, ditawari=[entri.pk]))
    assert Konsultasi.objects.count() == 1


def test_this_answers_me_is_counted_once_and_keeps_the_draft(
    browser: Client, subjek: Subjek, entri: TanyaJawab
) -> None:
    for _kali in range(2):
        jawaban = browser.post(TANYA, ketikan(subjek, menjawab=str(entri.pk)))
        assert jawaban["Location"] == f"/konsultasi/tanya-jawab/{entri.pk}/"
    entri.refresh_from_db()
    assert entri.terjawab == 1
    assert not Konsultasi.objects.exists()
    assert "Jalan terputus" in browser.get(TANYA).content.decode()


def test_a_second_click_leads_to_the_same_consultation(browser: Client, subjek: Subjek) -> None:
    browser.get(TANYA)
    row = DrafKonsultasi.objects.get()
    pertama = browser.post(TANYA, ketikan(subjek, draf=row.pk))
    kedua = browser.post(TANYA, ketikan(subjek, draf=row.pk))
    assert pertama["Location"] == kedua["Location"]
    assert Konsultasi.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_question(
    orang: dict[str, User], data: Callable[..., DataKonsultasi], subjek: Subjek
) -> None:
    by, now = Actor.of(orang["pengadu"]), timezone.now()
    row, isi = draf.buka(by=by, now=now), data()
    hasil: list[str] = []

    def klik() -> None:
        try:
            hasil.append(draf.kirim(draf=row, data=isi, by=by, now=now).nomor)
        finally:
            connection.close()

    utas = [threading.Thread(target=klik) for _n in range(4)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert len(hasil) == 4
    assert len(set(hasil)) == 1
    assert Konsultasi.objects.count() == 1


def test_files_are_taken_refused_and_put_away(browser: Client, subjek: Subjek) -> None:
    buruk = pdf("program.pdf", samples.exe())
    jawaban = browser.post(TANYA, ketikan(subjek, berkas=[pdf(), pdf(), buruk], unggah="1"), follow=True)
    isi = jawaban.content.decode()
    assert "program.pdf:" in isi
    satu = BerkasDrafKonsultasi.objects.get()  # the same file twice is one
    browser.post(TANYA, ketikan(subjek, hapus=str(satu.pk)))
    assert not BerkasDrafKonsultasi.objects.exists()
    assert not Berkas.objects.exists()
    assert browser.post(TANYA, ketikan(subjek, berkas=[buruk])).status_code == 422


def test_the_draft_of_another_is_not_touched(browser: Client, orang: dict[str, User], subjek: Subjek) -> None:
    lain = draf.buka(by=Actor.of(orang["pemohon_lain"]), now=timezone.now())
    draf.simpan(draf=lain, data={"pokok": "milik orang lain"}, now=timezone.now())
    browser.post(TANYA, ketikan(subjek, draf=str(lain.pk), simpan="1"))
    lain.refresh_from_db()
    assert draf.isi(lain) == {"pokok": "milik orang lain"}


def test_without_an_account_one_is_led_to_the_login(client: Client) -> None:
    assert client.get(TANYA)["Location"].startswith("/akun/login/")


def test_one_account_asks_so_often_in_an_hour_and_no_more(
    browser: Client, subjek: Subjek, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draf, "BATAS_TANYA", 1)
    browser.post(TANYA, ketikan(subjek))
    jawaban = browser.post(TANYA, ketikan(subjek))
    assert jawaban.status_code == 422
    assert "Isian Anda tersimpan" in jawaban.content.decode()
    assert Konsultasi.objects.count() == 1


def test_old_drafts_and_shown_tokens_are_forgotten(browser: Client, orang: dict[str, User], subjek: Subjek) -> None:
    browser.post(TANYA, ketikan(subjek))
    browser.post(TANYA, ketikan(subjek, berkas=pdf(isi=samples.pdf(3)), simpan="1"))
    k = Konsultasi.objects.get()
    assert sapu_draf() == 0
    DrafKonsultasi.objects.filter(konsultasi=k).update(diubah_pada=timezone.now() - draf.TOKEN_TAMPIL * 2)
    assert sapu_draf() == 1
    assert draf.token_tampil(k, now=timezone.now()) == ("", None)
    DrafKonsultasi.objects.update(diubah_pada=timezone.now() - draf.UMUR * 2)
    assert sapu_draf() == 3
    assert not BerkasDrafKonsultasi.objects.exists()
