"""The inspectorate's pages: its own cases only, the whole way from inbox to result."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from jejak.models import Jejak
from pengaduan import flow, flow_apip, percakapan, vault
from pengaduan.models import Eskalasi, HasilTindakLanjut, Pengaduan
from pengaduan.status import Event, Status
from pengaduan.views.apip_langkah import LANGKAH
from tests.berkas import samples
from tests.factories import IDENTITAS, SENIN, aktifkan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "gudang")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
NANTI = SENIN + timedelta(hours=3)
KOTAK = "/pengaduan/apip/"
HALAMAN = ("", "dosir.pdf", "bukti/1/", "lampiran/1/", "jam/1/", "identitas/", *(f"{kelas.nama}/" for kelas in LANGKAH))


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""


def alamat(p: Pengaduan, halaman: str = "") -> str:
    return f"{KOTAK}{p.nomor}/{halaman}"


def teks(answer: Any) -> str:
    return str(answer.content.decode())


def status(p: Pengaduan) -> str:
    p.refresh_from_db()
    return p.status


def test_another_inspectorate_finds_nothing_on_any_page(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat="terbuka_untuk_apip")
    assert orang["orang_luar"].instansi is not None
    aktifkan(orang["orang_luar"].instansi)
    browser = pastikan(masuk("orang_luar"))
    for halaman in HALAMAN:
        assert browser.get(alamat(p, halaman)).status_code == 404, halaman
        assert browser.post(alamat(p, halaman), {"isi": "x"}).status_code in {404, 405}, halaman
    assert p.nomor not in teks(browser.get(KOTAK))


def test_an_auditor_finds_only_cases_given_to_him(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    browser = pastikan(masuk("auditor_apip"))
    for halaman in HALAMAN:
        assert browser.get(alamat(p, halaman)).status_code == 404, halaman


def test_only_inspectors_come_in(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    semua = [KOTAK, *(alamat(p, halaman) for halaman in ("", "terima/", "dosir.pdf", "identitas/"))]
    lkpp = ("verifikator", "penelaah", "pejabat_dpph", "penjaga_identitas", "petugas_tu", "pimpinan", "admin_sistem")
    for nama in ("pengadu", *lkpp):
        browser = masuk(nama)
        assert {halaman: browser.get(halaman).status_code for halaman in semua} == dict.fromkeys(semua, 403), nama


def test_whoever_is_not_logged_in_is_asked_to(client: Client) -> None:
    assert client.get(KOTAK)["Location"].startswith(reverse("account_login"))


def test_a_case_before_its_escalation_does_not_exist(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.SIAP_ESKALASI, orang)
    assert masuk("admin_apip").get(alamat(p)).status_code == 404


def test_the_inbox_lists_what_is_due_first(orang: Orang, masuk: Masuk) -> None:
    direviu = bawa_ke(Status.HASIL_DILAPORKAN, orang)
    lama = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    baru = bawa_ke(Status.DIESKALASI, orang)
    page = teks(masuk("admin_apip").get(KOTAK, {"pandang": "semua"}))
    assert page.index(baru.nomor) < page.index(lama.nomor) < page.index(direviu.nomor)


@pytest.mark.parametrize(
    ("saringan", "tampak"),
    [
        ({"status": "baru"}, {"baru"}),
        ({"status": "ditindaklanjuti"}, {"lama"}),
        ({"auditor": "belum"}, {"baru"}),
        ({"tenggat": "lewat"}, set()),
        ({"status": "salah"}, {"baru", "lama"}),
    ],
)
def test_filters_stand_in_the_url(orang: Orang, masuk: Masuk, saringan: dict[str, str], tampak: set[str]) -> None:
    kasus = {"baru": bawa_ke(Status.DIESKALASI, orang), "lama": bawa_ke(Status.TINDAK_LANJUT_APIP, orang)}
    Pengaduan.objects.update(jatuh_tempo=timezone.now() + timedelta(days=3))
    page = teks(masuk("admin_apip").get(KOTAK, saringan))
    assert {nama for nama, p in kasus.items() if alamat(p) in page} == tampak


def test_a_late_case_is_found_by_the_filter(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    Pengaduan.objects.update(jatuh_tempo=timezone.now() - timedelta(days=3))
    assert alamat(p) in teks(masuk("admin_apip").get(KOTAK, {"tenggat": "lewat"}))


def test_an_auditor_sees_his_own_inbox(orang: Orang, masuk: Masuk) -> None:
    milik, bukan = bawa_ke(Status.TINDAK_LANJUT_APIP, orang), bawa_ke(Status.DITERIMA_APIP, orang)
    page = teks(masuk("auditor_apip").get(KOTAK))
    assert milik.nomor in page
    assert bukan.nomor not in page


def test_a_full_inbox_and_a_case_cost_few_queries(
    orang: Orang, masuk: Masuk, django_assert_max_num_queries: Any
) -> None:
    p, *_ = [bawa_ke(Status.TINDAK_LANJUT_APIP, orang) for _ in range(6)]
    browser = masuk("admin_apip")
    with django_assert_max_num_queries(10):
        assert p.nomor in teks(browser.get(KOTAK))
    with django_assert_max_num_queries(24):
        browser.get(alamat(p))


def test_the_whole_way_from_inbox_to_result(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    admin, auditor = masuk("admin_apip"), masuk("auditor_apip")
    admin.post(alamat(p, "terima/"))
    assert status(p) == Status.DITERIMA_APIP
    admin.post(alamat(p, "tugaskan/"), {"auditor": orang["auditor_apip"].pk, "nomor_surat_tugas": "ST/7/2026"})
    assert status(p) == Status.TINDAK_LANJUT_APIP
    auditor.post(alamat(p, "kemajuan/"), {"isi": "Dokumen lelang sudah diminta."})
    auditor.post(alamat(p, "minta_klarifikasi/"), {"pertanyaan": "Ada adendum?"})
    assert status(p) == Status.PERLU_KLARIFIKASI
    flow.klarifikasi(pengaduan=p, pesan="Ada dua.", by=Actor.of(orang["penelaah"]), now=timezone.now())
    page = teks(auditor.get(alamat(p)))
    for kata in ("Dokumen lelang sudah diminta.", "Ada adendum?", "Ada dua.", "LKPP menjawab"):
        assert kata in page
    lhp = SimpleUploadedFile("LHP Ibu Auditor.pdf", samples.pdf(), content_type="application/pdf")
    answer = admin.post(alamat(p, "laporkan/"), laporan(berkas=lhp), follow=True)
    assert status(p) == Status.HASIL_DILAPORKAN
    assert "Hasil sudah dilaporkan ke LKPP." in teks(answer)
    hasil = HasilTindakLanjut.objects.get()
    assert (hasil.kesimpulan, hasil.nomor_lhp) == ("terbukti", "700/12/LHP/2026")
    assert hasil.berkas is not None
    assert hasil.berkas.berkas.nama_asli == "LHP Ibu Auditor.pdf"


def laporan(**changes: Any) -> dict[str, Any]:
    isi = {
        "kesimpulan": "terbukti",
        "nomor_lhp": "700/12/LHP/2026",
        "tanggal_lhp": "2025-11-20",
        "rekomendasi": "Evaluasi ulang.",
        "ringkasan": "Syarat terbukti mengarah ke satu penyedia.",
    }
    return isi | changes


@pytest.mark.parametrize(
    ("salah", "kalimat"),
    [
        ({"kesimpulan": ""}, "Pilih kesimpulan"),
        ({"nomor_lhp": ""}, "Tulis nomor LHP."),
        ({"tanggal_lhp": "kemarin"}, "Tulis tanggal LHP yang benar"),
        ({"tanggal_lhp": "2999-01-01"}, "tidak mungkin sesudah hari ini"),
        ({"ringkasan": " "}, "Tulis ringkasan untuk pelapor."),
        ({"nomor_lhp": "7\x00"}, "NUL"),
    ],
)
def test_a_mistake_in_the_report_is_explained_and_nothing_typed_is_lost(
    orang: Orang, masuk: Masuk, salah: dict[str, str], kalimat: str
) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    answer = masuk("admin_apip").post(alamat(p, "laporkan/"), laporan(**salah))
    assert answer.status_code == 422
    assert kalimat in teks(answer)
    assert "Evaluasi ulang." in teks(answer)
    assert status(p) == Status.TINDAK_LANJUT_APIP


def test_a_file_that_the_gate_refuses_is_explained_and_nothing_is_reported(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    program = SimpleUploadedFile("lhp.pdf", b"MZ" + b"\0" * 600)
    answer = masuk("admin_apip").post(alamat(p, "laporkan/"), laporan(berkas=program))
    assert answer.status_code == 422
    assert "program" in teks(answer)
    assert not HasilTindakLanjut.objects.exists()


def test_giving_back_needs_a_reason_and_empties_the_inbox(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    browser = masuk("admin_apip")
    assert browser.post(alamat(p, "kembalikan/"), {"alasan": ""}).status_code == 422
    answer = browser.post(alamat(p, "kembalikan/"), {"alasan": "Paket ini milik provinsi."})
    assert answer["Location"] == KOTAK
    assert status(p) == Status.TELAAH
    assert browser.get(alamat(p)).status_code == 404


def test_an_auditor_reads_why_he_may_not(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    browser = masuk("auditor_apip")
    assert "Langkah ini dilakukan oleh Admin APIP." in teks(browser.get(alamat(p)))
    answer = browser.post(alamat(p, "laporkan/"), laporan())
    assert answer.status_code == 403
    assert "Admin APIP" in teks(answer)
    assert status(p) == Status.TINDAK_LANJUT_APIP


def test_a_step_out_of_its_time_says_why(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    browser = masuk("admin_apip")
    answer = browser.get(alamat(p, "laporkan/"))
    assert answer.status_code == 409
    assert "Tugaskan auditor dahulu." in teks(answer)
    assert browser.post(alamat(p, "laporkan/"), laporan()).status_code == 409
    assert status(p) == Status.DITERIMA_APIP


def test_of_two_admins_one_wins_and_the_other_reads_why(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    browser = masuk("admin_apip")
    browser.post(alamat(p, "terima/"))
    answer = browser.post(alamat(p, "terima/"))
    assert answer.status_code == 409
    assert "Muat ulang" in teks(answer)


def test_only_an_auditor_of_the_own_inspectorate_can_be_assigned(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    data = {"auditor": orang["orang_luar"].pk, "nomor_surat_tugas": "ST/7/2026"}
    answer = masuk("admin_apip").post(alamat(p, "tugaskan/"), data)
    assert answer.status_code == 422
    assert "Pilih auditor dari inspektorat Anda." in teks(answer)


def pastikan(browser: Client) -> Client:
    """The person has just shown again that it is he."""
    session = browser.session
    session["account_authentication_methods"] = [
        m | {"reauthenticated": True} for m in session["account_authentication_methods"]
    ]
    session.save()
    return browser


def test_an_opened_identity_is_shown_on_demand_and_on_the_trail(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat="terbuka_untuk_apip")
    browser = pastikan(masuk("auditor_apip"))
    assert IDENTITAS.nama not in teks(browser.get(alamat(p))) + teks(browser.get(alamat(p, "identitas/")))
    assert not Jejak.objects.filter(kejadian=Event.IDENTITAS_DIBUKA).exists()
    answer = browser.post(alamat(p, "identitas/"))
    assert IDENTITAS.nama in teks(answer)
    assert IDENTITAS.surel in teks(answer)
    assert "no-store" in answer["Cache-Control"]
    assert Jejak.objects.get(kejadian=Event.IDENTITAS_DIBUKA).pelaku_id == orang["auditor_apip"].pk


@pytest.mark.parametrize("tingkat", ["anonim", "rahasia"])
def test_an_identity_that_was_not_opened_stays_closed(orang: Orang, masuk: Masuk, tingkat: str) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat=tingkat)
    answer = masuk("admin_apip").post(alamat(p, "identitas/"))
    assert answer.status_code == 403
    assert IDENTITAS.nama not in teks(answer)


@pytest.mark.parametrize("cara", ["get", "post"])
def test_opening_an_identity_asks_first_who_it_is(orang: Orang, masuk: Masuk, cara: str) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat="terbuka_untuk_apip")
    answer = getattr(masuk("admin_apip"), cara)(alamat(p, "identitas/"), follow=True)
    assert "reauthenticate" in answer.redirect_chain[-1][0]
    assert not Jejak.objects.filter(kejadian=Event.IDENTITAS_DIBUKA).exists()


def test_each_download_is_on_the_trail(orang: Orang, masuk: Masuk) -> None:
    from tests.pengaduan.test_dosir import lampirkan

    p = bawa_ke(Status.DIESKALASI, orang)
    lampirkan(p, samples.pdf())
    b"".join(masuk("admin_apip").get(alamat(p, "bukti/1/")).streaming_content)
    row = Jejak.objects.get(kejadian=Event.BERKAS_DIUNDUH)
    assert (row.data["varian"], row.pelaku_id) == ("salinan", orang["admin_apip"].pk)


def test_the_timeline_speaks_of_lkpp_without_names_and_of_nothing_inside_it(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.REVIU_HASIL, orang)
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    flow.catat(pengaduan=p, isi="Hasil ini lemah.", by=by["penelaah"], now=NANTI)
    vault.buka(pengaduan=p, alasan="Diminta penyidik dengan surat.", by=by["penjaga_identitas"], now=NANTI)
    flow.kembalikan_hasil(pengaduan=p, catatan="Lengkapi bukti harga.", by=by["penelaah"], now=NANTI)
    page = teks(masuk("admin_apip").get(alamat(p)))
    for kata in ("Diteruskan LKPP", "LKPP meminta hasil diperbaiki", "Lengkapi bukti harga.", "Ibu Admin APIP"):
        assert kata in page
    for kata in ("Hasil ini lemah", "Ibu Penelaah", "Ibu Pejabat", "penyidik", "Identitas pelapor dibuka", "Telaah"):
        assert kata not in page


def test_a_name_that_slips_into_lkpps_answer_is_blanked(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    eskalasi = Eskalasi.objects.get(pengaduan=p)
    isi = f"Menurut {IDENTITAS.nama}, adendum terbit malam hari."
    percakapan.tulis_apip(pengaduan=p, eskalasi=eskalasi, isi=isi, by=Actor.of(orang["penelaah"]), now=NANTI)
    page = teks(masuk("admin_apip").get(alamat(p)))
    assert "adendum terbit malam hari" in page
    assert "Wambrauw" not in page


def test_a_second_inspectorate_reads_nothing_of_the_first(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    eskalasi = Eskalasi.objects.get(pengaduan=p)
    percakapan.tulis_apip(pengaduan=p, eskalasi=eskalasi, isi="Bukan urusan kami.", by=by["admin_apip"], now=NANTI)
    flow_apip.kembalikan(pengaduan=p, alasan="Milik kota lain.", by=by["admin_apip"], now=NANTI)
    assert orang["orang_luar"].instansi is not None
    aktifkan(orang["orang_luar"].instansi)
    Pengaduan.objects.filter(pk=p.pk).update(instansi=orang["orang_luar"].instansi)
    p.refresh_from_db()
    from tests import factories

    factories._siapkan(p, by, NANTI + timedelta(hours=1))
    flow.eskalasi(pengaduan=p, by=by["pejabat_dpph"], now=NANTI + timedelta(hours=1))
    page = teks(masuk("orang_luar").get(alamat(p)))
    assert "Bukan urusan kami" not in page
    assert "Milik kota lain" not in page
    assert "Ibu Admin APIP" not in page
    assert masuk("admin_apip").get(alamat(p)).status_code == 404


def test_clocks_prove_their_dates(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    page = teks(masuk("admin_apip").get(alamat(p)))
    assert "APIP menyatakan menerima" in page
    assert "Mengapa tanggal ini?" in page
    assert "Verifikasi pengaduan" not in page
