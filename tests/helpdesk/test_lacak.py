"""The page of a ticket for its reporter: what it shows, what it hides, and each step that is his."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from berkas import flow as berkas_flow
from helpdesk import flow, flow_eskalasi
from helpdesk.models import LampiranTiket, MejaLayanan, Regu, Tiket
from helpdesk.perjalanan import DITUNGGU, KALIMAT, RIWAYAT
from helpdesk.status import STAGES, Event, Status
from sla.models import Tenggat
from tests.berkas import samples
from tests.helpdesk.conftest import Klasifikasikan
from tests.helpdesk.pelapor import gambar, halaman, kirim

pytestmark = pytest.mark.django_db
Pelaku = Callable[[str], Actor]


@pytest.fixture
def tiket(client: Client, meja: dict[str, MejaLayanan], petugas: dict[str, User]) -> Tiket:
    """One that this browser has just sent."""
    kirim(client)
    return Tiket.objects.get()


def langkah(client: Client, nama: str, tiket: Tiket, **data: object) -> int:
    """A step of the reporter; returns the HTTP status."""
    return client.post(reverse(f"helpdesk:progres_{nama}"), {"nomor": tiket.nomor, **data}).status_code


def ditangani(tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan) -> Tiket:
    now = timezone.now()
    klasifikasikan(tiket, now=now)
    flow.ambil(tiket=tiket, by=pelaku("mamuju"), now=now)
    return tiket


def diselesaikan(tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan) -> Tiket:
    ditangani(tiket, pelaku, klasifikasikan)
    flow.selesaikan(tiket=tiket, isi="Kuota unggah diperbesar.", by=pelaku("mamuju"), now=timezone.now())
    return tiket


def test_every_status_and_every_promise_has_words_for_the_reporter() -> None:
    assert set(KALIMAT) == set(Status.values)
    assert {kode for kode in STAGES.limits.values() if kode} <= set(DITUNGGU)
    bukan = {
        Event.DITUGASKAN, Event.DISERAHKAN, Event.DIBALAS, Event.DICATAT_INTERNAL, Event.DITULIS_PELAPOR,
        Event.DIKAITKAN, Event.BERKAS_DIUNDUH, Event.DINILAI, Event.DIINGATKAN, Event.TERLAMBAT, Event.TENGGAT_DIGESER,
    }  # fmt: skip
    assert set(RIWAYAT) == set(Event) - bukan


def test_the_page_says_where_it_stands_by_when_and_why(
    client: Client, tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan
) -> None:
    isi = halaman(client)
    assert "Petugas menilai laporan Anda, paling lambat" in isi
    assert "Mengapa tanggal ini?" in isi
    ditangani(tiket, pelaku, klasifikasikan)
    isi = halaman(client)
    assert "Laporan Anda sedang ditangani" in isi
    assert "Laporan Anda selesai ditangani, paling lambat" in isi
    assert "Mulai ditangani" in isi


def test_internal_notes_and_names_of_officers_stay_inside(
    client: Client, tiket: Tiket, pelaku: Pelaku, petugas: dict[str, User]
) -> None:
    now = timezone.now()
    berkas = [berkas_flow.terima(unggahan=gambar(n, b"%PDF-1.4\n" + n.encode()), now=now) for n in ("a.pdf", "b.pdf")]
    flow.balas(tiket=tiket, isi="Catatan dalam", hanya_petugas=True, berkas=berkas[:1], by=pelaku("mamuju"), now=now)
    flow.balas(tiket=tiket, isi="Halo, sedang kami lihat.", berkas=berkas[1:], by=pelaku("mamuju"), now=now)
    isi = halaman(client)
    assert "Halo, sedang kami lihat." in isi
    assert "b.pdf" in isi
    assert "LPSE Mamuju" in isi
    for tersembunyi in ("Catatan dalam", "a.pdf", petugas["mamuju"].nama):
        assert tersembunyi not in isi
    dalam = LampiranTiket.objects.get(pesan__hanya_petugas=True)
    assert client.get(reverse("helpdesk:progres_berkas", args=[dalam.pk])).status_code == 404


def test_the_ladder_is_told_in_plain_words(
    client: Client, tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan, meja: dict[str, MejaLayanan]
) -> None:
    ditangani(tiket, pelaku, klasifikasikan)
    now, regu = timezone.now(), Regu.objects.create(meja=meja["mamuju"], kode="teknis", nama="Tim teknis")
    flow_eskalasi.eskalasi_fungsional(tiket=tiket, regu=regu, alasan="Perlu log", by=pelaku("mamuju"), now=now)
    assert "Laporan Anda diteruskan ke tim teknis" in halaman(client)
    flow_eskalasi.eskalasi_lkpp(tiket=tiket, lingkup="bug", alasan="Bug SPSE", by=pelaku("mamuju"), now=now)
    isi = halaman(client)
    assert "Laporan Anda diteruskan ke LKPP" in isi
    assert "LKPP menjawab, paling lambat" in isi
    assert "Bug SPSE" not in isi
    flow.balas(tiket=tiket, isi="Kami lihat log-nya.", by=pelaku("helpdesk"), now=now)
    assert "<b>Helpdesk LKPP</b>" in halaman(client)
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Sudah ditambal", by=pelaku("helpdesk"), now=now)
    assert "Yang kami teruskan sudah dijawab" in halaman(client)


def test_a_question_is_answered_with_a_picture_and_the_work_goes_on(
    client: Client, tiket: Tiket, pelaku: Pelaku
) -> None:
    flow.tanya(tiket=tiket, isi="Peramban apa?", by=pelaku("mamuju"), now=timezone.now())
    isi = halaman(client)
    assert "Kami memerlukan jawaban Anda" in isi
    assert "Kami menunggu jawaban Anda sampai" in isi
    assert langkah(client, "tulis", tiket, isi="") == 422
    assert langkah(client, "tulis", tiket, isi="Firefox", berkas=gambar()) == 302
    tiket.refresh_from_db()
    assert tiket.status == Status.TERCATAT
    satu = LampiranTiket.objects.get(pesan__isi="Firefox")
    unduh = reverse("helpdesk:progres_berkas", args=[satu.pk])
    assert client.get(unduh).status_code == 404, "not examined yet"
    berkas_flow.periksa(berkas_id=satu.berkas_id, now=timezone.now())
    answer = client.get(unduh)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == samples.jpeg_gps()  # type: ignore[attr-defined]
    assert Client().get(unduh).status_code == 404


def test_a_refused_file_is_named_and_the_message_is_kept(client: Client, tiket: Tiket) -> None:
    assert (
        langkah(client, "tulis", tiket, isi="Lihat ini", berkas=gambar("virus.exe", b"MZ\x90\x00" + b"x" * 99)) == 302
    )
    isi = halaman(client)
    assert "virus.exe" in isi
    assert "Lihat ini" in isi
    assert not LampiranTiket.objects.exists()


def test_a_password_in_a_message_is_masked_and_he_is_told(client: Client, tiket: Tiket) -> None:
    langkah(client, "tulis", tiket, isi="kata sandi saya: R4hasia!Sekali")
    isi = halaman(client)
    assert "Kata sandi di tulisan Anda kami samarkan" in isi
    assert "R4hasia" not in isi + str(tiket.pesan.get().isi)


def test_selesai_and_then_one_question(
    client: Client, tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan
) -> None:
    diselesaikan(tiket, pelaku, klasifikasikan)
    isi = halaman(client)
    assert "Kuota unggah diperbesar." in isi
    assert "Apakah masalahnya sudah selesai?" in isi
    assert "Satu pertanyaan" not in isi
    assert langkah(client, "konfirmasi", tiket) == 422
    assert langkah(client, "konfirmasi", tiket, selesai="ya") == 302
    tiket.refresh_from_db()
    assert tiket.status == Status.DIKONFIRMASI
    assert "Satu pertanyaan" in halaman(client)
    assert langkah(client, "nilai", tiket, nilai="9") == 422
    assert langkah(client, "nilai", tiket, nilai="5", catatan="Cepat") == 302
    tiket.refresh_from_db()
    assert (tiket.nilai, tiket.nilai_catatan) == (5, "Cepat")
    isi = halaman(client)
    assert "Satu pertanyaan" not in isi
    assert "penilaian Anda sudah kami terima" in isi


def test_belum_needs_a_reason_and_opens_it_again(
    client: Client, tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan
) -> None:
    diselesaikan(tiket, pelaku, klasifikasikan)
    assert langkah(client, "konfirmasi", tiket, selesai="belum") == 422
    assert langkah(client, "konfirmasi", tiket, selesai="belum", sebab="Masih galat") == 302
    tiket.refresh_from_db()
    assert (tiket.status, tiket.dibuka_kembali) == (Status.PENANGANAN, 1)
    isi = halaman(client)
    assert "Masih galat" in isi
    assert "Dibuka kembali" in isi


def test_it_is_opened_again_within_its_days_and_not_after(
    client: Client, tiket: Tiket, pelaku: Pelaku, klasifikasikan: Klasifikasikan
) -> None:
    diselesaikan(tiket, pelaku, klasifikasikan)
    langkah(client, "konfirmasi", tiket, selesai="ya")
    tiket.refresh_from_db()
    assert "Tiket ini dapat Anda buka kembali sampai" in halaman(client)
    kini = Tenggat.objects.filter(objek_id=tiket.pk, kode="helpdesk.konfirmasi")
    jatuh = kini.get().jatuh_tempo
    kini.update(mulai_pada=jatuh - timedelta(days=60), jatuh_tempo=timezone.now() - timedelta(minutes=1))
    assert "Tiket ini dapat Anda buka kembali sampai" not in halaman(client)
    assert langkah(client, "buka", tiket, alasan="Lagi") == 409
    kini.update(jatuh_tempo=jatuh)
    assert langkah(client, "buka", tiket, alasan="Lagi") == 302
    tiket.refresh_from_db()
    assert tiket.status == Status.PENANGANAN


@pytest.mark.parametrize("nama", ["tulis", "konfirmasi", "buka", "nilai"])
def test_nobody_else_takes_a_step_and_his_text_is_handed_back(nama: str, tiket: Tiket) -> None:
    isi = {"tulis": "isi", "konfirmasi": "sebab", "buka": "alasan", "nilai": "catatan"}[nama]
    answer = Client().post(reverse(f"helpdesk:progres_{nama}"), {"nomor": tiket.nomor, isi: "Tulisan saya"})
    assert answer.status_code == 403
    assert "Tulisan saya" in answer.content.decode()


def test_after_half_an_hour_or_closing_the_page_is_shut(client: Client, tiket: Tiket) -> None:
    client.post(reverse("helpdesk:progres_tutup"))
    assert client.get(reverse("helpdesk:progres")).status_code == 302
    assert langkah(client, "tulis", tiket, isi="x") == 403


def test_the_page_costs_few_queries(
    client: Client, tiket: Tiket, pelaku: Pelaku, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(3):
        flow.balas(tiket=tiket, isi=f"Pesan {n}", by=pelaku("mamuju"), now=timezone.now())
    halaman(client)
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        halaman(client)
