"""The workspace of an inspectorate: what waits, what is late, who has what, and the threads with LKPP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from akun import terbatas
from akun.actor import Actor, Peran
from akun.models import User
from pengaduan import flow, flow_apip, percakapan, ruang_apip
from pengaduan.models import CatatanKasus, Eskalasi, HasilTindakLanjut, Pengaduan, PesanKasus, PesanTerbaca
from pengaduan.status import Status
from tests.factories import IDENTITAS, SENIN, UserFactory, aktifkan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
KOTAK, AUDITOR, PERCAKAPAN = "/pengaduan/apip/", "/pengaduan/apip/auditor/", "/pengaduan/apip/percakapan/"
NANTI = SENIN + timedelta(hours=3)


def teks(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def tampak(pandang: str, siapa: User) -> set[str]:
    """The numbers of the cases of a quick view."""
    rows = ruang_apip.pilih(pandang, Actor.of(siapa), now=timezone.now())
    return set(rows.values_list("pengaduan__nomor", flat=True))


def lkpp_menulis(p: Pengaduan, orang: Orang, isi: str = "Sudah ada kabar?", jam: int = 3) -> None:
    eskalasi = Eskalasi.objects.get(pengaduan=p)
    by = Actor.of(orang["penelaah"])
    percakapan.tulis_apip(pengaduan=p, eskalasi=eskalasi, isi=isi, by=by, now=SENIN + timedelta(hours=jam))


def apip_menulis(p: Pengaduan, orang: Orang, isi: str = "Segera kami kabari.", jam: int = 4) -> None:
    eskalasi = Eskalasi.objects.get(pengaduan=p)
    by = Actor.of(orang["admin_apip"])
    percakapan.tulis_apip(pengaduan=p, eskalasi=eskalasi, isi=isi, by=by, now=SENIN + timedelta(hours=jam))


def test_a_new_case_and_one_without_auditor_wait_and_one_under_way_does_not(orang: Orang) -> None:
    baru, diterima = bawa_ke(Status.DIESKALASI, orang), bawa_ke(Status.DITERIMA_APIP, orang)
    for lain in (Status.TINDAK_LANJUT_APIP, Status.PERLU_KLARIFIKASI, Status.HASIL_DILAPORKAN, Status.SELESAI):
        bawa_ke(lain, orang)
    assert tampak("menunggu", orang["admin_apip"]) == {baru.nomor, diterima.nomor}


def test_a_result_sent_back_waits_until_it_is_reported_again(orang: Orang) -> None:
    p = bawa_ke(Status.REVIU_HASIL, orang)
    flow.kembalikan_hasil(pengaduan=p, catatan="Lengkapi.", by=Actor.of(orang["penelaah"]), now=NANTI)
    assert tampak("menunggu", orang["admin_apip"]) == {p.nomor}
    HasilTindakLanjut.objects.update(dikembalikan_pada=None)
    PesanKasus.objects.all().delete()
    assert tampak("menunggu", orang["admin_apip"]) == set()


def test_what_lkpp_answered_waits_until_somebody_reacts(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_KLARIFIKASI, orang)
    flow.klarifikasi(pengaduan=p, pesan="Ada dua.", by=Actor.of(orang["penelaah"]), now=NANTI)
    assert tampak("menunggu", orang["admin_apip"]) == {p.nomor}
    by = Actor.of(orang["auditor_apip"])
    flow_apip.catat_kemajuan(pengaduan=p, isi="Dicatat.", by=by, now=NANTI + timedelta(hours=1))
    assert tampak("menunggu", orang["admin_apip"]) == set()


def test_an_answer_in_the_thread_ends_the_waiting_and_a_new_message_begins_it_again(orang: Orang) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lkpp_menulis(p, orang)
    assert tampak("menunggu", orang["admin_apip"]) == {p.nomor}
    apip_menulis(p, orang)
    assert tampak("menunggu", orang["admin_apip"]) == set()
    lkpp_menulis(p, orang, jam=5)
    assert tampak("menunggu", orang["admin_apip"]) == {p.nomor}


def test_an_auditor_is_waited_for_until_he_has_begun(orang: Orang) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    auditor = orang["auditor_apip"]
    assert tampak("menunggu", auditor) == {p.nomor}
    flow_apip.catat_kemajuan(pengaduan=p, isi="Mulai.", by=Actor.of(auditor), now=NANTI)
    assert tampak("menunggu", auditor) == set()


def test_late_is_what_passed_our_own_deadline_only(orang: Orang) -> None:
    lewat, di_lkpp = bawa_ke(Status.TINDAK_LANJUT_APIP, orang), bawa_ke(Status.HASIL_DILAPORKAN, orang)
    Pengaduan.objects.update(jatuh_tempo=timezone.now() - timedelta(days=1))
    assert tampak("terlambat", orang["admin_apip"]) == {lewat.nomor}
    assert tampak("lkpp", orang["admin_apip"]) == {di_lkpp.nomor}


def test_nobody_else_sees_anything_in_any_view(orang: Orang) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lkpp_menulis(p, orang)
    assert orang["orang_luar"].instansi is not None
    aktifkan(orang["orang_luar"].instansi)
    for siapa in ("orang_luar", "verifikator", "pejabat_dpph", "pengadu", "pimpinan"):
        actor = Actor.of(orang[siapa])
        for pandang in ("menunggu", "terlambat", "lkpp", "semua"):
            assert not ruang_apip.pilih(pandang, actor, now=NANTI).exists(), (siapa, pandang)
        assert not ruang_apip.bertopik(actor).exists(), siapa


def test_the_page_begins_with_what_waits_and_where_nothing_waits_with_everything(orang: Orang, masuk: Masuk) -> None:
    lama = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    browser = masuk("admin_apip")
    assert lama.nomor in teks(browser.get(KOTAK))
    baru = bawa_ke(Status.DIESKALASI, orang)
    page = teks(browser.get(KOTAK))
    assert baru.nomor in page
    assert lama.nomor not in page
    assert "Terima, atau kembalikan" in page
    assert lama.nomor in teks(browser.get(KOTAK, {"pandang": "semua"}))
    assert "Tidak ada kasus di sini" in teks(browser.get(KOTAK, {"pandang": "terlambat"}))


def test_counts_stop_at_the_limit(orang: Orang, masuk: Masuk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terbatas, "BATAS", 2)
    for _ in range(4):
        bawa_ke(Status.DIESKALASI, orang)
    hitungan, (kunci,) = ruang_apip.baca(
        Actor.of(orang["admin_apip"]), [ruang_apip.milik(Actor.of(orang["admin_apip"]))], now=NANTI
    )
    assert (hitungan.pandang["menunggu"], hitungan.pandang["semua"], len(kunci)) == (3, 3, 3)


def test_a_message_of_lkpp_is_new_until_it_was_seen_by_each_reader(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lkpp_menulis(p, orang)
    admin, auditor = masuk("admin_apip"), masuk("auditor_apip")
    for browser in (admin, auditor):
        assert "1 pesan baru" in teks(browser.get(KOTAK))
    assert "LKPP menulis terakhir" in teks(admin.get(f"{KOTAK}{p.nomor}/"))
    assert "1 pesan baru" not in teks(admin.get(KOTAK))
    assert "1 pesan baru" not in teks(admin.get(f"{KOTAK}{p.nomor}/"))
    assert "1 pesan baru" in teks(auditor.get(KOTAK))
    lkpp_menulis(p, orang, jam=5)
    assert "1 pesan baru" in teks(admin.get(KOTAK))
    admin.get(f"{KOTAK}{p.nomor}/")
    assert PesanTerbaca.objects.filter(user=orang["admin_apip"]).count() == 1


def test_a_message_of_our_own_is_not_new_to_us(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    apip_menulis(p, orang)
    assert "pesan baru" not in teks(masuk("auditor_apip").get(KOTAK))


def test_the_threads_show_the_last_words_without_the_complainants_name(orang: Orang, masuk: Masuk) -> None:
    p, diam = bawa_ke(Status.TINDAK_LANJUT_APIP, orang), bawa_ke(Status.DITERIMA_APIP, orang)
    lkpp_menulis(p, orang, isi=f"Kata {IDENTITAS.nama}, adendum terbit malam hari.")
    page = teks(masuk("admin_apip").get(PERCAKAPAN))
    for kata in (p.nomor, "adendum terbit malam hari", "1 pesan baru", "Belum Anda tanggapi"):
        assert kata in page
    for kata in (*IDENTITAS.nama.split(), diam.nomor, "Ibu Penelaah"):
        assert kata not in page


def test_unread_threads_can_be_asked_for(orang: Orang, masuk: Masuk) -> None:
    baru, lama = (bawa_ke(Status.TINDAK_LANJUT_APIP, orang) for _ in range(2))
    lkpp_menulis(baru, orang)
    apip_menulis(lama, orang)
    page = teks(masuk("admin_apip").get(PERCAKAPAN, {"saring": "belum_dibaca"}))
    assert baru.nomor in page
    assert lama.nomor not in page


def test_a_thread_with_an_earlier_inspectorate_stays_with_it(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    apip_menulis(p, orang, isi="Rahasia kami.", jam=2)
    Eskalasi.objects.update(diteruskan_pada=SENIN + timedelta(hours=3))
    assert "Rahasia kami." not in teks(masuk("admin_apip").get(PERCAKAPAN))


def test_the_admin_reads_who_has_how_many_and_the_auditor_only_his_own(orang: Orang, masuk: Masuk) -> None:
    belum, punya = bawa_ke(Status.DIESKALASI, orang), bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    bawa_ke(Status.SELESAI, orang)
    lain = UserFactory(peran=Peran.AUDITOR_APIP, instansi=orang["auditor_apip"].instansi, nama="Bapak Tanpa Kasus")
    page = teks(masuk("admin_apip").get(AUDITOR))
    for kata in (belum.nomor, punya.nomor, "Ibu Auditor APIP", lain.nama, "Belum ada auditor"):
        assert kata in page
    page = teks(masuk("auditor_apip").get(AUDITOR))
    assert punya.nomor in page
    for kata in (belum.nomor, lain.nama):
        assert kata not in page


def test_a_long_list_of_an_auditor_leads_on(orang: Orang, masuk: Masuk) -> None:
    for _ in range(11):
        bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    page = teks(masuk("admin_apip").get(AUDITOR))
    assert "1 kasus lagi" in page
    assert f"auditor={orang['auditor_apip'].pk}" in page


@pytest.mark.parametrize("alamat", [KOTAK, AUDITOR, PERCAKAPAN])
@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pejabat_dpph", "petugas_tu", "pimpinan", "pengadu"])
def test_only_inspectors_come_in(orang: Orang, masuk: Masuk, siapa: str, alamat: str) -> None:
    assert masuk(siapa).get(alamat).status_code == 403


def test_a_page_costs_the_same_few_queries_for_one_case_and_for_many(orang: Orang, masuk: Masuk) -> None:
    browser = masuk("admin_apip")
    banyak: list[dict[str, int]] = []
    for jumlah in (1, 5):
        for _ in range(jumlah):
            lkpp_menulis(bawa_ke(Status.TINDAK_LANJUT_APIP, orang), orang)
        banyak.append({})
        for alamat in (KOTAK, f"{KOTAK}?pandang=semua", AUDITOR, PERCAKAPAN):
            browser.get(alamat)
            with CaptureQueriesContext(connection) as kueri:
                teks(browser.get(alamat))
            banyak[-1][alamat] = len(kueri)
    assert banyak[0] == banyak[1]
    assert max(banyak[0].values()) <= 8, banyak[0]


def test_a_note_of_lkpp_on_a_result_does_not_name_the_complainant(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.REVIU_HASIL, orang)
    catatan = f"Tanyakan harga; {IDENTITAS.nama} menyebut tiga toko."
    flow.kembalikan_hasil(pengaduan=p, catatan=catatan, by=Actor.of(orang["penelaah"]), now=NANTI)
    page = teks(masuk("admin_apip").get(f"{KOTAK}{p.nomor}/"))
    assert page.count("menyebut tiga toko") == 2
    assert "Wambrauw" not in page


def test_no_text_of_progress_stands_in_the_list(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    by = Actor.of(orang["auditor_apip"])
    flow_apip.catat_kemajuan(pengaduan=p, isi="Catatan panjang.", by=by, now=NANTI)
    assert CatatanKasus.objects.filter(pengaduan=p, jenis="kemajuan").exists()
    assert "Catatan panjang." not in teks(masuk("admin_apip").get(f"{KOTAK}?pandang=semua"))
