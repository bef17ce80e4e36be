"""The applicant's side of the four channels in a real browser: website, visit, letter, meeting online. The officers'
side is taken through the flow. Looked at with axe, narrow and wide, light and dark; the forms also without script."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from akun import reference as akun_reference
from akun.actor import Actor, Peran
from akun.models import Instansi, Pejabat, Unit, User
from jejak import outbox
from konsultasi import flow, flow_keluhan, flow_temu, kompensasi, reference
from konsultasi.flow import DataKonsultasi
from konsultasi.forms import pemohon as forms
from konsultasi.kompensasi import Pemilik
from konsultasi.models import Keluhan, Konsultasi, Subjek, TanyaJawab
from konsultasi.pilihan import Kanal
from konsultasi.status import JANJI, Status
from persuratan.forms import kirim
from persuratan.models import SuratMasuk
from tests import factories
from tests.berkas import samples
from tests.journeys.test_halaman import Buka, periksa
from tests.konsultasi.pemohon import buka_slot, terbitkan
from tests.peramban import PERLU_CHROMIUM, Layar
from tests.persuratan.pengirim import berdata

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
BONTANG = "Pemerintah Kota Bontang"


@pytest.fixture
def kantor(orang: dict[str, User]) -> dict[str, User]:
    """Units, posts and subjects as LKPP has them; two officers and the director for local governments."""
    akun_reference.load_unit()
    akun_reference.load_pejabat()
    reference.load_subjek()
    dapd = Unit.objects.get(kode="DAPD")
    User.objects.filter(pk=orang["petugas_advokasi"].pk).update(unit=dapd)
    orang["petugas_advokasi"].refresh_from_db()
    orang["advokasi_2"] = factories.UserFactory(peran=Peran.PETUGAS_ADVOKASI, unit=dapd)
    orang["direktur"] = factories.UserFactory(peran=Peran.PIMPINAN, unit=dapd)
    orang["direktur"].jabatan.create(pejabat=Pejabat.objects.get(unit=dapd), mulai="2020-01-01")
    return orang


@pytest.fixture(autouse=True)
def _secepat_mesin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test may be quicker than people are."""
    monkeypatch.setattr(forms, "CEPAT", 0)
    monkeypatch.setattr(kirim, "CEPAT", 0)


@pytest.fixture
def entri(kantor: dict[str, User]) -> TanyaJawab:
    tanya = "Apakah keterlambatan karena banjir selalu dikenai denda?"
    subjek = Subjek.objects.get(kode="kontrak")
    return terbitkan(subjek, kantor["petugas_advokasi"], kantor["advokasi_2"], tanya, "Tidak selalu.")


def isi_diri(page: Page) -> None:
    page.get_by_label("Instansi pemerintah").check()
    page.get_by_label("Nama Anda").fill("Siti Rahmawati")
    page.get_by_label("Nama instansi atau perusahaan").fill(BONTANG)


def isi_tanya(page: Page, pokok: str) -> None:
    page.get_by_label("Pertanyaan Anda dalam satu kalimat").fill(pokok)
    page.get_by_label("Tentang apa").select_option(label="Kontrak dan perubahan kontrak")
    page.get_by_label("Tidak, tentang aturan").check()
    page.get_by_label("Penjelasan").fill("Jalan terputus sejak awal bulan.")


def judul(page: Page) -> Any:
    return expect(page.get_by_role("heading", level=1))


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_the_website_from_the_collection_to_the_answer(
    buka: Buka, kantor: dict[str, User], entri: TanyaJawab, skrip: bool
) -> None:
    layar = buka(kantor["pengadu"], lebar=360, java_script_enabled=skrip)
    lihat: Callable[[Layar], None] = periksa if skrip else lambda _layar: None
    page = layar.page
    page.goto("/konsultasi/")
    lihat(layar)
    page.get_by_label("Pertanyaan Anda").fill("denda karena banjir")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("link", name=entri.pertanyaan)).to_be_visible()
    lihat(layar)
    page.get_by_role("link", name=entri.pertanyaan).click()
    judul(page).to_have_text(entri.pertanyaan)
    lihat(layar)
    page.get_by_role("link", name="Belum menjawab, tanyakan").click()
    page.get_by_role("link", name="Ajukan pertanyaan").click()
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis pertanyaan Anda dalam satu kalimat.")
    lihat(layar)
    isi_tanya(page, "Apakah banjir membebaskan dari denda keterlambatan?")
    if skrip:  # offered while typing
        expect(page.locator("#saran")).to_contain_text(entri.pertanyaan)
        lihat(layar)
    isi_diri(page)
    page.set_input_files("#id_berkas", {"name": "k.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()})
    page.get_by_role("button", name="Kirim pertanyaan").click()
    if not skrip:  # offered as a step of its own
        judul(page).to_have_text("Sebelum dikirim: apakah ini sudah menjawab?")
        page.get_by_role("button", name="Belum menjawab, kirim pertanyaan saya").click()
    judul(page).to_have_text("Permohonan Anda sudah kami terima")
    lihat(layar)
    k = Konsultasi.objects.get()
    expect(page.locator("#kunci-nomor")).to_have_text(k.nomor)
    assert (k.kanal, k.unit.kode, k.lampiran.count()) == (Kanal.WEBSITE, "DAPD", 1)
    petugas, now = Actor.of(kantor["petugas_advokasi"]), timezone.now()
    flow.verifikasi(konsultasi=k, by=petugas, now=now)
    flow.tugaskan(konsultasi=k, kepada=kantor["petugas_advokasi"], by=petugas, now=now)
    flow.minta_data(konsultasi=k, isi="Kapan banjirnya?", by=petugas, now=now)
    page.goto(reverse("konsultasi:lihat", args=[k.nomor]))
    judul(page).to_have_text("Kami memerlukan data dari Anda")
    lihat(layar)
    page.get_by_role("button", name="Kirim data").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Jawaban Anda").fill("Sejak 3 November.")
    page.get_by_role("button", name="Kirim data").click()
    judul(page).to_have_text("Permohonan Anda sedang dikerjakan")
    k.refresh_from_db()
    flow.tulis_jawaban(konsultasi=k, jawaban="Dapat, dengan bukti.", produk=["saran"], by=petugas, now=timezone.now())
    flow.setujui_jawaban(konsultasi=k, by=Actor.of(kantor["advokasi_2"]), now=timezone.now())
    page.reload()
    expect(page.locator("main")).to_contain_text("Dapat, dengan bukti.")
    lihat(layar)
    page.get_by_role("button", name="Sudah jelas, selesaikan").click()
    judul(page).to_have_text("Konsultasi ini sudah selesai")
    page.get_by_role("link", name="Sampaikan keluhan tentang layanan ini").click()
    judul(page).to_have_text("Keluhan tentang layanan")
    lihat(layar)
    page.get_by_label("Keluhan Anda").fill("Terlalu umum.")
    page.get_by_role("button", name="Kirim keluhan").click()
    expect(page.locator(".pesan-sistem")).to_contain_text("Keluhan Anda sudah kami terima")
    keluhan, lain = Keluhan.objects.get(), factories.UserFactory(peran=Peran.PETUGAS_ADVOKASI)
    flow_keluhan.tangani(keluhan=keluhan, by=Actor.of(lain), now=timezone.now())
    flow_keluhan.jawab(keluhan=keluhan, jawaban="Kami jelaskan lagi.", by=Actor.of(lain), now=timezone.now())
    page.reload()
    expect(page.locator("main")).to_contain_text("Kami jelaskan lagi.")
    lihat(layar)


@pytest.mark.parametrize("skrip", [True, False], ids=["with script", "without script"])
def test_a_visit_of_a_stranger_from_the_form_to_the_report(buka: Buka, kantor: dict[str, User], skrip: bool) -> None:
    petugas = Actor.of(kantor["petugas_advokasi"])
    slot = buka_slot(Unit.objects.get(kode="DAPD"), petugas, kuota=2)
    layar = buka(lebar=360, java_script_enabled=skrip)
    lihat: Callable[[Layar], None] = periksa if skrip else lambda _layar: None
    page = layar.page
    page.goto("/konsultasi/")
    page.get_by_role("link", name="Pesan kunjungan").click()
    judul(page).to_have_text("Konsultasi tatap muka")
    lihat(layar)
    isi_diri(page)
    isi_tanya(page, "Bolehkah adendum melewati tahun anggaran?")
    page.get_by_role("button", name="Pilih jam kunjungan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis alamat e-mail Anda.")
    lihat(layar)
    page.get_by_label("Alamat e-mail").fill("siti@pemda.example")
    page.get_by_label("Nomor telepon").fill("0812-0000-1111")
    page.get_by_label("KTP").check()
    page.get_by_role("button", name="Pilih jam kunjungan").click()
    judul(page).to_have_text("Pilih jam kunjungan")
    lihat(layar)
    page.get_by_role("button", name="Pesan jam ini").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih satu jam kunjungan.")
    lihat(layar)
    page.locator(f"#slot-{slot[0].pk}").check()
    page.get_by_role("button", name="Pesan jam ini").click()
    judul(page).to_have_text("Kunjungan Anda sudah dipesan")
    lihat(layar)
    k = Konsultasi.objects.get()
    token = page.locator("#kunci-token").inner_text()
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Simpan ke kalender (.ics)").click()
    (acara,) = Calendar.from_ical(unduhan.value.path().read_bytes()).walk("VEVENT")
    assert (acara["DTSTART"].dt, acara["SEQUENCE"]) == (slot[0].mulai, 0)
    tamu = buka(java_script_enabled=skrip)
    tamu.page.goto(f"/lacak/?nomor={k.nomor}")
    tamu.page.get_by_label("Token").fill(token)
    tamu.page.locator("main form button[type=submit]").click()
    judul(tamu.page).to_have_text("Pertemuan Anda sudah dijadwalkan")
    lihat(tamu)
    now = timezone.now()
    flow_temu.datang(konsultasi=k, by=petugas, now=now)
    flow_temu.mulai_sesi(konsultasi=k, by=petugas, now=now)
    flow_temu.tulis_laporan(konsultasi=k, isi="Disarankan adendum.", produk=["saran"], by=petugas, now=now)
    tamu.page.reload()
    judul(tamu.page).to_have_text("Laporan pertemuan sudah tersedia")
    expect(tamu.page.locator("main")).to_contain_text("Disarankan adendum.")
    lihat(tamu)
    tamu.page.get_by_role("button", name="Tutup halaman ini").click()
    expect(tamu.page).to_have_url(re.compile(r"/lacak/$"))


def test_a_visit_is_cancelled(buka: Buka, kantor: dict[str, User]) -> None:
    slot = buka_slot(Unit.objects.get(kode="DAPD"), Actor.of(kantor["petugas_advokasi"]))
    k = flow_temu.buat_janji(
        data=data(kantor["pengadu"]), slot=slot[0], token="K7QM-4TXW-9HPD-2C",
        by=Actor.of(kantor["pengadu"]), now=timezone.now(),
    )  # fmt: skip
    layar = buka(kantor["pengadu"])
    layar.page.goto(reverse("konsultasi:lihat", args=[k.nomor]))
    layar.page.get_by_role("link", name="Batalkan permohonan").click()
    judul(layar.page).to_have_text("Batalkan permohonan ini?")
    periksa(layar)
    layar.page.get_by_role("button", name="Ya, batalkan").click()
    judul(layar.page).to_have_text("Permohonan ini dibatalkan")
    periksa(layar)


def data(user: User) -> DataKonsultasi:
    """What the office writes down of a letter."""
    return DataKonsultasi(
        jenis_pemohon="instansi", nama=user.nama, subjek=Subjek.objects.get(kode="kontrak"),
        pokok="Adendum melewati tahun anggaran", uraian="Sesuai surat.", surel=user.email,
        instansi=Instansi.objects.get(nama=BONTANG),
    )  # fmt: skip


def kirim_surat(page: Page, cara: str) -> SuratMasuk:
    """From the entrance to a letter that has been sent."""
    page.goto("/konsultasi/")
    page.locator("main").get_by_role("link", name=cara).click()
    page.get_by_label("Nama instansi").fill(BONTANG)
    page.get_by_label("Tidak, tentang aturan").check()
    page.get_by_role("button", name="Tunjukkan direkturnya").click()
    expect(page.locator("#tujuan")).to_have_text("Direktur Advokasi Pemerintah Daerah")
    page.get_by_role("button", name="Tulis surat kepada Direktur ini").click()
    judul(page).to_have_text("Tulis dan kirim surat")
    expect(page.locator("#id_penerima option:checked")).to_have_text("Direktur Advokasi Pemerintah Daerah")
    page.get_by_label("Nomor surat").fill("027/15/ULP/2026")
    page.set_input_files("#id_berkas", {"name": "s.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()})
    page.get_by_role("button", name="Kirim surat").click()
    judul(page).to_have_text("Surat Anda sudah kami terima")
    return SuratMasuk.objects.get()


def test_a_letter_from_the_entrance_to_its_answer(buka: Buka, kantor: dict[str, User]) -> None:
    berdata(kantor["pengadu"])
    layar = buka(kantor["pengadu"], lebar=360)
    surat = kirim_surat(layar.page, "Kirim surat")
    petugas, direktur, now = Actor.of(kantor["petugas_advokasi"]), Actor.of(kantor["direktur"]), timezone.now()
    k = flow.dari_surat(surat=surat, kanal=Kanal.SURAT, data=data(kantor["pengadu"]), by=petugas, now=now)
    layar.page.goto(reverse("konsultasi:lihat", args=[k.nomor]))
    expect(layar.page.locator("main")).to_contain_text("Janji kami 15 hari kerja sejak surat diterima Direktur.")
    periksa(layar)
    flow.verifikasi(konsultasi=k, by=petugas, now=now)
    flow.tugaskan(konsultasi=k, kepada=kantor["petugas_advokasi"], by=direktur, now=now)
    layar.page.reload()
    layar.page.get_by_text("Mengapa tanggal ini?").click()
    expect(layar.page.locator("main")).to_contain_text("Batasnya 15 hari kerja sejak")
    flow.surat_dijawab(surat=surat, by=direktur, now=now)
    layar.page.reload()
    judul(layar.page).to_have_text("Permohonan Anda sudah dijawab")
    periksa(layar)
    layar.page.get_by_role("link", name="Surat jawaban ada di halaman surat Anda").click()
    expect(layar.page).to_have_url(re.compile(rf"/surat/saya/{surat.nomor}/$"))


def test_a_meeting_online_from_the_invitation_to_the_minutes(buka: Buka, kantor: dict[str, User]) -> None:
    berdata(kantor["pengadu"])
    layar = buka(kantor["pengadu"], lebar=360)
    surat = kirim_surat(layar.page, "Minta rapat daring")
    petugas, direktur, now = Actor.of(kantor["petugas_advokasi"]), Actor.of(kantor["direktur"]), timezone.now()
    k = flow.dari_surat(surat=surat, kanal=Kanal.DARING, data=data(kantor["pengadu"]), by=petugas, now=now)
    flow.terima_direktur(konsultasi=k, by=direktur, now=now)
    layar.page.goto(reverse("konsultasi:lihat", args=[k.nomor]))
    expect(layar.page.locator("main")).to_contain_text("Pertemuan dijadwalkan, paling lambat")
    temu = flow_temu.jadwalkan_daring(
        konsultasi=k,
        mulai=now + timedelta(days=3),
        lama_menit=60,
        tautan="https://rapat.example/a",
        by=petugas,
        now=now,
    )
    flow_temu.ubah_daring(
        pertemuan=temu, mulai=now + timedelta(days=4), lama_menit=90, tautan="https://rapat.example/b", by=petugas,
        now=now,
    )  # fmt: skip
    layar.page.reload()
    expect(layar.page.get_by_role("link", name="https://rapat.example/b")).to_be_visible()
    periksa(layar)
    with layar.page.expect_download() as unduhan:
        layar.page.get_by_role("link", name="Simpan ke kalender (.ics)").click()
    (acara,) = Calendar.from_ical(unduhan.value.path().read_bytes()).walk("VEVENT")
    assert (acara["SEQUENCE"], acara["STATUS"]) == (1, "CONFIRMED")
    k.refresh_from_db()
    flow_temu.mulai_sesi(konsultasi=k, by=petugas, now=now)
    flow_temu.tulis_laporan(konsultasi=k, isi="Notulen rapat.", produk=["pendapat"], by=petugas, now=now)
    layar.page.reload()
    judul(layar.page).to_have_text("Laporan pertemuan sudah tersedia")
    expect(layar.page.locator("main")).to_contain_text("Notulen rapat.")
    periksa(layar)


def test_the_list_with_rights_and_the_pages_of_refusal(buka: Buka, kantor: dict[str, User]) -> None:
    petugas, pemohon, now = Actor.of(kantor["petugas_advokasi"]), Actor.of(kantor["pengadu"]), timezone.now()
    isi = data(kantor["pengadu"])
    satu = flow.ajukan_website(data=isi, token="K7QM-4TXW-9HPD-2C", by=pemohon, now=now)
    layar = buka(kantor["pengadu"])
    kompensasi.beri(sumber=satu, kode=JANJI, pemilik=Pemilik(kantor["pengadu"].pk), by=petugas, now=now)
    periksa(layar, "/konsultasi/saya/")
    dua = flow.ajukan_website(data=isi, token="K7QM-4TXW-9HPD-2C", by=pemohon, now=now)
    flow.tolak(konsultasi=satu, alasan="Ajukan lewat PPID.", by=petugas, now=now)
    while outbox.deliver(now=now):
        pass
    periksa(layar, "/konsultasi/saya/")
    expect(layar.page.locator("main")).to_contain_text(f"dipakai untuk {dua.nomor}")
    periksa(layar, reverse("konsultasi:lihat", args=[satu.nomor]))
    expect(layar.page.locator("main")).to_contain_text("Ajukan lewat PPID.")
    periksa(layar, reverse("konsultasi:lihat", args=[dua.nomor]))
    assert Konsultasi.objects.get(pk=satu.pk).status == Status.DITOLAK
    periksa(layar, "/konsultasi/tanya-jawab/?q=tidak+ada+yang+cocok")
    periksa(layar, "/konsultasi/lewat/surat/?instansi=Antah&hukum=tidak", status=422)
