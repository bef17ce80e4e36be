"""Booking a visit without an account: form, free time, confirmation, cancelling; nobody gets a time that is taken."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from akun.actor import Actor, Peran
from akun.models import Unit, User
from konsultasi import draf, flow_temu
from konsultasi.flow import DataKonsultasi
from konsultasi.listeners import beri_hak
from konsultasi.models import DrafKonsultasi, Janji, Konsultasi, SlotTatapMuka, Subjek
from konsultasi.status import Status
from sla.stages import StepRefused
from tests import factories
from tests.konsultasi.pemohon import JANJI, buka_slot, kunjungan, nomor_dari

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "direktorat")]


@pytest.fixture
def slot(direktorat: dict[str, Unit], actor: Callable[[str], Actor]) -> list[SlotTatapMuka]:
    return buka_slot(direktorat["DAPD"], actor("petugas_advokasi"))


def test_a_stranger_books_a_visit(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    assert client.get(JANJI).status_code == 200
    pilih = client.post(JANJI, kunjungan(subjek)).content.decode()
    assert "Direktorat DAPD" in pilih
    assert f'value="{slot[0].pk}"' in pilih
    assert 'name="uraian" value="Jalan terputus' in pilih
    jawaban = client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk))
    k = Konsultasi.objects.get()
    assert jawaban["Location"] == f"/konsultasi/permohonan/{k.nomor}/"
    assert (k.kanal, k.status, k.pemohon, k.identitas) == ("tatap_muka", Status.DIJADWALKAN, None, "ktp")
    assert (k.surel, k.telepon) == ("siti@pemda.example", "0812-0000-1111")
    halaman = client.get(jawaban["Location"]).content.decode()
    token, _sampai = draf.token_tampil(k, now=timezone.now())
    for kata in (k.nomor, token, "Jakarta Selatan 12940", "Nomor antrean diberikan saat Anda datang", "KTP"):
        assert kata in halaman
    assert client.get("/konsultasi/progres/").status_code == 200
    assert Client().get(jawaban["Location"]).status_code == 404


def test_whoever_has_the_receipt_open_uses_its_right_and_nobody_else(
    client: Client, subjek: Subjek, slot: list[SlotTatapMuka]
) -> None:
    def pesan(browser: Client, kunci: str) -> Konsultasi:
        isi = kunjungan(subjek, pesan="1", slot=slot[1].pk) | {"kunci": kunci}
        return Konsultasi.objects.get(nomor=browser.post(JANJI, isi)["Location"].split("/")[-2])

    SlotTatapMuka.objects.update(kuota=9)
    lama = pesan(client, "satu")
    beri_hak(lama, timezone.now())
    halaman = client.get("/konsultasi/progres/").content.decode()
    assert "melekat pada tanda terima" in halaman
    assert not pesan(Client(), "dua").hak_prioritas  # the same address, typed by anybody
    kini = pesan(client, "tiga")
    assert kini.hak_prioritas
    assert "tidak kembali" in client.get(f"/konsultasi/permohonan/{kini.nomor}/batal/").content.decode()
    assert "tetap terpakai" in client.get("/konsultasi/progres/").content.decode()


def test_the_form_comes_back_with_everything(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    jawaban = client.post(JANJI, kunjungan(subjek) | {"surel": "bukan-alamat", "identitas": "", "telepon": ""})
    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    for kalimat in ("alamat e-mail yang lengkap", "Pilih tanda pengenal", "Tulis nomor telepon Anda."):
        assert kalimat in isi
    assert "Jalan terputus sejak awal bulan" in isi
    kembali = client.post(JANJI, kunjungan(subjek, ubah="1")).content.decode()
    assert "Langkah 1 dari 2" in kembali
    assert "Jalan terputus sejak awal bulan" in kembali


def test_only_the_times_of_the_directorate_are_shown(
    client: Client,
    subjek: Subjek,
    slot: list[SlotTatapMuka],
    actor: Callable[[str], Actor],
    direktorat: dict[str, Unit],
) -> None:
    (pusat, *_lain) = buka_slot(direktorat["DAPP"], actor("advokasi_pusat"))
    assert f'value="{pusat.pk}"' not in client.post(JANJI, kunjungan(subjek)).content.decode()
    jawaban = client.post(JANJI, kunjungan(subjek, pesan="1", slot=pusat.pk))
    assert jawaban.status_code == 422
    hukum = client.post(JANJI, kunjungan(subjek) | {"hukum": "ya"}).content.decode()
    assert "Belum ada jam yang kosong" in hukum
    assert not Konsultasi.objects.exists()


@pytest.mark.parametrize("sebab", ["terisi", "ditutup", "terlalu dekat"])
def test_a_time_that_is_gone_meanwhile_is_said_and_nothing_is_lost(
    client: Client, subjek: Subjek, slot: list[SlotTatapMuka], data: Callable[..., DataKonsultasi], sebab: str
) -> None:
    now = timezone.now()
    if sebab == "terisi":
        tamu = Actor("Pemohon", Peran.PENGADU)
        draf.pesan_kunjungan(kunci="lain", data=data(), slot=slot[0], alamat="10.0.0.1", by=tamu, now=now)
    else:
        ubah = {"ditutup": True} if sebab == "ditutup" else {"mulai": now + timedelta(minutes=30)}
        SlotTatapMuka.objects.filter(pk=slot[0].pk).update(**ubah)
    jawaban = client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk))
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Pilih jam lain." in isi
    assert f'id="slot-{slot[0].pk}"' not in isi
    assert f'id="slot-{slot[1].pk}"' in isi
    assert 'name="uraian" value="Jalan terputus' in isi


def test_a_time_has_to_be_chosen(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    for nilai in ("", "9" * 40, "x"):
        jawaban = client.post(JANJI, kunjungan(subjek, pesan="1", slot=nilai))
        assert jawaban.status_code == 422
        assert "Pilih satu jam kunjungan." in jawaban.content.decode()


def test_a_second_click_is_the_same_visit(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    isi = kunjungan(subjek, pesan="1", slot=slot[0].pk)
    assert client.post(JANJI, isi)["Location"] == client.post(JANJI, isi)["Location"]
    assert Konsultasi.objects.count() == 1
    assert DrafKonsultasi.objects.get().kunci != "satu-formulir"  # only its hash is kept


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_do_not_get_the_same_time(
    slot: list[SlotTatapMuka], data: Callable[..., DataKonsultasi]
) -> None:
    isi, hasil = data(), list[str]()
    tamu = Actor("Pemohon", Peran.PENGADU)

    def pesan(n: int) -> None:
        try:
            k = draf.pesan_kunjungan(
                kunci=f"f{n}", data=isi, slot=slot[0], alamat=f"10.0.0.{n}", by=tamu, now=timezone.now()
            )
            hasil.append(k.nomor)
        except StepRefused:
            hasil.append("")
        finally:
            connection.close()

    utas = [threading.Thread(target=pesan, args=(n,)) for n in range(4)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert sorted(map(bool, hasil)) == [False, False, False, True]
    assert Janji.objects.filter(slot=slot[0]).count() == 1


def test_an_address_cannot_book_all_times(
    client: Client, subjek: Subjek, slot: list[SlotTatapMuka], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draf, "BATAS_JANJI", 1)
    client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk))
    jawaban = client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[1].pk) | {"kunci": "formulir-lain"})
    assert jawaban.status_code == 409
    assert "Terlalu banyak janji" in jawaban.content.decode()


def test_with_an_account_the_visit_stands_in_the_list(
    orang: dict[str, User], subjek: Subjek, slot: list[SlotTatapMuka]
) -> None:
    browser = factories.logged_in(orang["pengadu"])
    nomor = nomor_dari(browser.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk)))
    assert Konsultasi.objects.get().pemohon == orang["pengadu"]
    assert nomor in browser.get("/konsultasi/saya/").content.decode()


def test_cancelling_asks_first_and_frees_the_time(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    nomor = nomor_dari(client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk)))
    batal = f"/konsultasi/permohonan/{nomor}/batal/"
    assert client.get(batal).status_code == 200
    assert Konsultasi.objects.get().status == Status.DIJADWALKAN
    assert Client().post(batal).status_code == 404
    assert client.post(batal)["Location"] == "/konsultasi/progres/"
    assert Konsultasi.objects.get().status == Status.DIBATALKAN
    bebas = flow_temu.slot_tersedia(slot[0].unit, now=timezone.now())
    assert slot[0] in bebas
    assert client.post(batal)["Location"] == "/konsultasi/progres/"  # again: said, not done


def test_the_calendar_file_of_a_visit(client: Client, subjek: Subjek, slot: list[SlotTatapMuka]) -> None:
    nomor = nomor_dari(client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk)))
    jalan = f"/konsultasi/permohonan/{nomor}/jadwal.ics"
    jawaban = client.get(jalan)
    assert jawaban["Content-Type"].startswith("text/calendar")
    kalender = Calendar.from_ical(jawaban.content)
    (acara,) = kalender.walk("VEVENT")
    assert (kalender["METHOD"], acara["STATUS"], acara["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    assert (acara["DTSTART"].dt, acara["DTEND"].dt) == (slot[0].mulai, slot[0].selesai)
    assert "banjir" not in jawaban.content.decode()
    client.post(f"/konsultasi/permohonan/{nomor}/batal/")
    kalender = Calendar.from_ical(client.get(jalan).content)
    (lagi,) = kalender.walk("VEVENT")
    assert (kalender["METHOD"], lagi["STATUS"], lagi["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert lagi["UID"] == acara["UID"]
    assert Client().get(jalan).status_code == 404


def test_the_queue_number_and_the_report_are_read_with_the_receipt(
    client: Client, subjek: Subjek, slot: list[SlotTatapMuka], actor: Callable[[str], Actor]
) -> None:
    client.post(JANJI, kunjungan(subjek, pesan="1", slot=slot[0].pk))
    k, by, now = Konsultasi.objects.get(), actor("petugas_advokasi"), timezone.now()
    antrean = flow_temu.datang(konsultasi=k, by=by, now=now)
    isi = client.get("/konsultasi/progres/").content.decode()
    assert f'<b class="angka">{antrean}</b>' in isi
    assert "Anda selesai dilayani, paling lambat" in isi
    flow_temu.mulai_sesi(konsultasi=k, by=by, now=now)
    flow_temu.tulis_laporan(konsultasi=k, isi="Disarankan adendum.", produk=["saran"], by=by, now=now)
    isi = client.get("/konsultasi/progres/").content.decode()
    assert "Disarankan adendum." in isi
    assert "Saran" in isi
    client.post(f"/konsultasi/permohonan/{k.nomor}/selesai/")
    k.refresh_from_db()
    assert k.status == Status.SELESAI
