"""The life of a ticket: reported, classified, worked on, solved, confirmed, closed; and every way aside."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun import receipt
from akun.actor import SYSTEM, Actor
from akun.models import User
from akun.receipt import WIB, new_token
from helpdesk import flow, saran_prioritas
from helpdesk.models import JenisGangguan, MejaLayanan, TenderBerjalan, Tiket
from helpdesk.prioritas import PrioritasSalah
from helpdesk.rahasia import SAMARAN
from helpdesk.status import TIKET, Status
from jejak import outbox, trail
from konsultasi import kompensasi
from konsultasi.kompensasi import Pemilik
from konsultasi.models import HakPrioritas
from sla import clock
from sla.models import Kebijakan
from sla.stages import StepRefused
from sla.sweep import sweep
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

Pelaku = Callable[[str], Actor]
JAM = timedelta(hours=1)
SELASA = SENIN + timedelta(days=1)


def wita(hari: int, jam: int = 16) -> datetime:
    """Closing time on a day of November 2026 in Makassar, which is an hour ahead of Jakarta."""
    return datetime(2026, 11, hari, jam - 1, tzinfo=WIB)


def test_a_report_gets_a_number_a_receipt_an_officer_and_its_clocks(buat: BuatTiket, petugas: dict[str, User]) -> None:
    token = new_token()
    tiket = buat(token=token)
    assert tiket.nomor == "TKT202611230001"
    assert receipt.open(nomor=tiket.nomor, token=token, alamat="127.0.0.1", now=SENIN).objek_id == tiket.pk
    assert tiket.pemegang == petugas["mamuju"]
    assert (tiket.pelapor, tiket.dicatat_oleh) == (petugas["pelapor"], None)
    jam = {t.kode: t for t in clock.running(tiket)}
    assert set(jam) == {TIKET, "helpdesk.klasifikasi"}
    assert {t.kalender_id for t in jam.values()} == {"wita"}
    assert jam[TIKET].jatuh_tempo == wita(26)  # three working days after Monday, closing time of Makassar
    assert tiket.jatuh_tempo == jam["helpdesk.klasifikasi"].jatuh_tempo


def test_credentials_never_reach_the_database(buat: BuatTiket, pelaku: Pelaku) -> None:
    tiket = buat(judul="password: R4hasia!", uraian="login root:Sulbar77", data_layanan={"catatan": "sandi: abcDEF1"})
    flow.jelaskan(tiket=tiket, isi="kata sandi saya adalah terbuka99", by=pelaku("pelapor"), now=SENIN)
    tiket.refresh_from_db()
    semua = " ".join([tiket.judul, tiket.uraian, str(tiket.data_layanan), *tiket.pesan.values_list("isi", flat=True)])
    assert semua.count(SAMARAN) == 4
    assert not any(r in semua for r in ("R4hasia", "Sulbar77", "abcDEF1", "terbuka99"))
    assert trail.of(tiket)[0].data["disamarkan"] == 2


def test_an_officer_who_writes_a_call_down_has_the_ticket(buat: BuatTiket, petugas: dict[str, User]) -> None:
    tiket = buat(oleh="mamuju_2")
    assert (tiket.pemegang, tiket.dicatat_oleh, tiket.pelapor) == (petugas["mamuju_2"], petugas["mamuju_2"], None)


def test_nobody_writes_down_calls_of_another_desk(buat: BuatTiket) -> None:
    with pytest.raises(PermissionDenied):
        buat(oleh="bontang", di="mamuju")


def test_a_receipt_that_is_still_to_come_is_refused(buat: BuatTiket) -> None:
    with pytest.raises(StepRefused, match="belum tiba"):
        buat(diterima_pada=SENIN + JAM)


@pytest.mark.parametrize(
    ("kode", "kelas", "batas"),
    [("lupa_sandi", "minor", wita(26)), ("mail_server", "mayor", wita(25)), ("ubah_data", "emergency", wita(24))],
)
def test_the_class_decides_the_due_time_from_the_receipt(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, kode: str, kelas: str, batas: datetime
) -> None:
    tiket = klasifikasikan(buat(), kode, now=SENIN + 3 * JAM)
    tiket.refresh_from_db()
    assert (tiket.status, tiket.kelas, tiket.jatuh_tempo) == (Status.KLASIFIKASI, kelas, batas)
    (jam,) = clock.running(tiket)
    assert (jam.kode, jam.kebijakan.kode, jam.mulai_pada) == (TIKET, f"{TIKET}.{kelas}", SENIN)


def test_reclassification_keeps_the_receipt_and_is_logged(buat: BuatTiket, klasifikasikan: Klasifikasikan) -> None:
    tiket = klasifikasikan(buat(), "lupa_sandi")
    klasifikasikan(tiket, "ubah_data", now=SELASA)
    tiket.refresh_from_db()
    assert (tiket.kelas, tiket.kelas_urut, tiket.jatuh_tempo) == ("emergency", 1, wita(24))
    baris = trail.of(tiket).last()
    assert baris is not None
    assert (baris.kejadian, baris.data["sebelum"], baris.data["p"]) == (
        "helpdesk.diklasifikasi_ulang",
        "minor",
        "125/6",
    )
    klasifikasikan(tiket, "lupa_sandi", now=SELASA + JAM)
    tiket.refresh_from_db()
    assert tiket.jatuh_tempo == wita(26)


def test_another_value_than_suggested_needs_a_reason(buat: BuatTiket, klasifikasikan: Klasifikasikan) -> None:
    tiket = buat()
    with pytest.raises(StepRefused, match="alasan"):
        klasifikasikan(tiket, "lupa_sandi", r=7)
    with pytest.raises(StepRefused, match="alasan"):
        klasifikasikan(tiket, "lupa_sandi", f=9)
    klasifikasikan(tiket, "lupa_sandi", r=7, alasan="Terjadi menjelang batas unggah")
    tiket.refresh_from_db()
    assert (tiket.r, tiket.alasan_prioritas) == (7, "Terjadi menjelang batas unggah")


@pytest.mark.parametrize("isi", [{"tahapan": []}, {"r": 0}, {"k": 11}, {"f": 12}])
def test_values_that_cannot_be_change_nothing(buat: BuatTiket, klasifikasikan: Klasifikasikan, isi: object) -> None:
    tiket = buat()
    with pytest.raises(PrioritasSalah):
        klasifikasikan(tiket, "lupa_sandi", alasan="coba", **isi)  # type: ignore[arg-type]
    tiket.refresh_from_db()
    assert (tiket.status, tiket.kelas) == (Status.TERCATAT, "")


def test_a_kind_in_use_is_switched_off_not_deleted(buat: BuatTiket, klasifikasikan: Klasifikasikan) -> None:
    klasifikasikan(buat(), "lupa_sandi")
    with pytest.raises(Exception, match="protected"):
        JenisGangguan.objects.get(kode="lupa_sandi").delete()


def test_waiting_for_the_reporter_stops_the_clock_and_his_answer_resumes_it(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, pelaku: Pelaku
) -> None:
    tiket = klasifikasikan(buat(), "lupa_sandi")
    flow.ambil(tiket=tiket, by=pelaku("mamuju"), now=SENIN + JAM)
    flow.tanya(tiket=tiket, isi="Nama perusahaan?", by=pelaku("mamuju"), now=SENIN + JAM)
    jam = clock.running(tiket).get(kode=TIKET)
    assert (tiket.status, jam.dijeda) == (Status.MENUNGGU_PENGGUNA, True)
    flow.jelaskan(tiket=tiket, isi="PT Contoh", by=pelaku("pelapor"), now=SENIN + timedelta(days=2))
    jam.refresh_from_db()
    assert (tiket.status, jam.dijeda) == (Status.PENANGANAN, False)
    assert jam.jatuh_tempo > wita(26)
    assert tiket.jatuh_tempo == jam.jatuh_tempo


def test_a_pause_is_a_matter_of_policy(buat: BuatTiket, klasifikasikan: Klasifikasikan, pelaku: Pelaku) -> None:
    Kebijakan.objects.filter(kode__startswith=TIKET).update(boleh_jeda=False)
    tiket = klasifikasikan(buat(), "lupa_sandi")
    flow.tanya(tiket=tiket, isi="Nama perusahaan?", by=pelaku("mamuju"), now=SENIN)
    assert not clock.running(tiket).get(kode=TIKET).dijeda


def test_who_is_asked_before_classification_comes_back_to_the_start(buat: BuatTiket, pelaku: Pelaku) -> None:
    tiket = buat()
    flow.tanya(tiket=tiket, isi="Apa pesannya?", by=pelaku("mamuju"), now=SENIN)
    assert clock.running(tiket).get(kode=TIKET).dijeda
    flow.jelaskan(tiket=tiket, isi="Gagal masuk", by=pelaku("pelapor"), now=SENIN + JAM)
    assert tiket.status == Status.TERCATAT
    assert not clock.running(tiket).get(kode=TIKET).dijeda  # the promise of the whole ticket runs on with it


def test_an_incident_is_not_solved_without_a_class_but_a_question_is(buat: BuatTiket, pelaku: Pelaku) -> None:
    with pytest.raises(StepRefused, match="klasifikasi"):
        flow.selesaikan(tiket=buat(), isi="Sudah", by=pelaku("mamuju"), now=SENIN)
    tanya = buat(jenis="pertanyaan")
    flow.selesaikan(tiket=tanya, isi="Buka menu Bantuan.", by=pelaku("mamuju"), now=SENIN)
    assert tanya.status == Status.PENYELESAIAN


@pytest.fixture
def selesai(buat: BuatTiket, klasifikasikan: Klasifikasikan, pelaku: Pelaku) -> Tiket:
    """A ticket solved on Monday."""
    tiket = klasifikasikan(buat(), "lupa_sandi")
    flow.ambil(tiket=tiket, by=pelaku("mamuju"), now=SENIN)
    flow.solusi_sementara(tiket=tiket, isi="Pakai peramban lain dahulu.", by=pelaku("mamuju"), now=SENIN)
    assert clock.running(tiket).get(kode=TIKET).berhenti_pada is None  # a way around is not the end
    flow.selesaikan(tiket=tiket, isi="Sudah diatur ulang.", by=pelaku("mamuju"), now=SENIN + JAM)
    return tiket


def test_solving_stops_the_promise_and_waits_three_working_days(selesai: Tiket) -> None:
    assert clock.all_of(selesai).get(kode=TIKET).berhenti_pada == SENIN + JAM
    assert flow.batas_buka_kembali(selesai) == wita(26)
    assert (selesai.solusi_jenis, selesai.solusi) == ("permanen", "Sudah diatur ulang.")


def test_the_reporter_confirms_rates_and_the_portal_closes_when_time_is_over(selesai: Tiket, pelaku: Pelaku) -> None:
    flow.konfirmasi(tiket=selesai, selesai=True, by=pelaku("pelapor"), now=SELASA)
    flow.nilai(tiket=selesai, skor=5, catatan="Cepat", by=pelaku("pelapor"), now=SELASA)
    sweep(now=wita(26) + timedelta(minutes=1))
    while outbox.deliver(now=wita(26) + timedelta(minutes=1)):
        pass
    selesai.refresh_from_db()
    assert (selesai.status, selesai.nilai, selesai.dikonfirmasi_pada) == (Status.DITUTUP, 5, SELASA)


def test_belum_opens_it_again_within_three_working_days_only(selesai: Tiket, pelaku: Pelaku) -> None:
    flow.konfirmasi(tiket=selesai, selesai=False, isi="Masih sama", by=pelaku("pelapor"), now=SELASA)
    assert (selesai.status, selesai.dibuka_kembali, selesai.selesai_pada) == (Status.PENANGANAN, 1, None)
    assert clock.running(selesai).get(kode=TIKET).siklus == 2
    flow.selesaikan(tiket=selesai, isi="Sekarang beres.", by=pelaku("mamuju"), now=SELASA)
    batas = flow.batas_buka_kembali(selesai)
    assert batas == wita(27) + JAM / 2  # on Fridays the office closes later
    flow.tutup(tiket=selesai, by=SYSTEM, now=SELASA)
    with pytest.raises(StepRefused, match="sudah lewat"):
        flow.buka_kembali(tiket=selesai, alasan="Rusak lagi", by=pelaku("pelapor"), now=batas + JAM)
    flow.buka_kembali(tiket=selesai, alasan="Rusak lagi", by=pelaku("pelapor"), now=batas)
    assert selesai.dibuka_kembali == 2


def test_the_least_loaded_officer_gets_the_next_ticket(buat: BuatTiket, petugas: dict[str, User]) -> None:
    pemegang = [buat().pemegang for _ in range(4)]
    assert pemegang == [petugas["mamuju"], petugas["mamuju_2"]] * 2
    petugas["mamuju"].is_active = False
    petugas["mamuju"].save()
    assert buat().pemegang == petugas["mamuju_2"]


def test_a_ticket_is_handed_to_people_of_its_desk_only(
    buat: BuatTiket, petugas: dict[str, User], pelaku: Pelaku
) -> None:
    tiket = buat()
    flow.serahkan(tiket=tiket, kepada=petugas["mamuju_2"], catatan="Saya cuti", by=pelaku("mamuju"), now=SENIN)
    assert tiket.pemegang == petugas["mamuju_2"]
    with pytest.raises(StepRefused):
        flow.serahkan(tiket=tiket, kepada=petugas["bontang"], by=pelaku("mamuju"), now=SENIN)


def test_the_pending_list_tells_since_when(buat: BuatTiket, pelaku: Pelaku) -> None:
    tiket = buat(jenis="pertanyaan")
    flow.tandai_pending(tiket=tiket, by=pelaku("mamuju"), now=SENIN)
    assert (tiket.pending, tiket.pending_sejak) == (True, SENIN)
    flow.selesaikan(tiket=tiket, isi="Ini jawabannya.", by=pelaku("mamuju"), now=SELASA)
    assert (tiket.pending, tiket.pending_sejak) == (False, None)


def test_network_incidents_take_the_stages_in_which_tenders_are_now(
    buat: BuatTiket, meja: dict[str, MejaLayanan]
) -> None:
    for n, tahap in enumerate((4, 4, 6)):
        TenderBerjalan.objects.create(
            meja=meja["mamuju"], kode_tender=f"10{n}", nama="Contoh", tahap=tahap, diperbarui_pada=SENIN
        )
    jenis = JenisGangguan.objects.get(kode="jaringan_lpse")
    saran = saran_prioritas.untuk(jenis, meja=meja["mamuju"], pengguna="pengelola", now=SENIN)
    assert (saran.tahapan, saran.r, saran.k) == ((4, 6), 10, 10)
    lain = saran_prioritas.untuk(jenis, meja=meja["bontang"], pengguna="pengelola", now=SENIN)
    assert len(lain.tahapan) == 12


def test_k_counts_what_occurred_at_this_desk_in_90_days(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, meja: dict[str, MejaLayanan]
) -> None:
    for kode, lalu in (("lupa_sandi", 1), ("lupa_sandi", 2), ("ubah_data", 3), ("galat_penyedia", 91)):
        pada = SENIN - timedelta(days=lalu)
        klasifikasikan(buat(now=pada), kode, now=pada)

    def k(kode: str) -> int:
        jenis = JenisGangguan.objects.get(kode=kode)
        return saran_prioritas.untuk(jenis, meja=meja["mamuju"], pengguna="penyedia", now=SENIN).k

    assert [k(kode) for kode in ("lupa_sandi", "ubah_data", "galat_penyedia")] == [1, 2, 10]


def test_the_next_report_of_somebody_uses_the_right_that_he_is_owed(buat: BuatTiket, petugas: dict[str, User]) -> None:
    janji_lain = buat()  # anything with a number; a broken promise of consultation in life
    pemilik = Pemilik(petugas["pelapor"].pk)
    kompensasi.beri(sumber=janji_lain, kode="konsultasi.janji", pemilik=pemilik, by=SYSTEM, now=SENIN)
    assert [buat().hak_prioritas for _ in range(2)] == [True, False]
    assert HakPrioritas.objects.get().dipakai_nomor.startswith("TKT")
