"""The page of a clock for officers and inspectors, and its move to another version of its policy."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import PENANGAN, Actor, Peran
from akun.models import User
from jejak import trail
from pengaduan import flow, flow_tenggat, percakapan, permissions
from pengaduan.models import CatatanKasus, Pengaduan
from pengaduan.status import Event, Status
from sla import clock, office
from sla.models import HariLibur, Kebijakan, Tenggat
from sla.stages import StepRefused
from tests.factories import SENIN, ajukan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
VERIFIKASI = "pengaduan.verifikasi"
NANTI = SENIN + timedelta(hours=3)


def versi_baru(kode: str = VERIFIKASI, **isi: Any) -> Kebijakan:
    """The next version of a policy: five days, since the beginning of November."""
    lama = Kebijakan.objects.filter(kode=kode).latest("versi")
    kolom = {f.name: getattr(lama, f.name) for f in lama._meta.fields if f.name != "id"}
    tetap = {"versi": lama.versi + 1, "jumlah": 5, "berlaku_sejak": SENIN.date().replace(day=1)}
    row = Kebijakan.objects.create(**kolom | tetap | isi)
    office.forget()
    return row


def jam(p: Pengaduan, kode: str = VERIFIKASI) -> Tenggat:
    return clock.all_of(p).get(kode=kode)


def alamat(p: Pengaduan, kode: str = VERIFIKASI, nama: str = "tenggat") -> str:
    semua = sorted(clock.all_of(p), key=lambda t: t.pk)
    return reverse(f"pengaduan:{nama}", args=[p.nomor, [t.kode for t in semua].index(kode) + 1])


def teks(jawaban: Any) -> str:
    return str(jawaban.content.decode())


def pindah(p: Pengaduan, by: User, kebijakan: Kebijakan, **isi: Any) -> Tenggat:
    lengkap = {"tenggat": jam(p), "alasan": "Menunggu keterangan ahli.", "now": NANTI} | isi
    return flow_tenggat.pindah_kebijakan(pengaduan=p, kebijakan=kebijakan, by=Actor.of(by), **lengkap)


# -- the flow ------------------------------------------------------------------------------------------------


def test_the_clock_goes_on_under_the_other_version(orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    lama = jam(p)
    pindah(p, orang["pejabat_dpph"], baru)
    t = jam(p)
    p.refresh_from_db()
    assert (t.kebijakan, t.mulai_pada) == (baru, lama.mulai_pada)
    assert t.jatuh_tempo == p.jatuh_tempo == clock.proof(t).jatuh_tempo > lama.jatuh_tempo


def test_trail_tells_the_versions_and_the_note_keeps_the_reason(orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    lama = jam(p).jatuh_tempo
    t = pindah(p, orang["pejabat_dpph"], baru)
    row = trail.of(p).last()
    catatan = CatatanKasus.objects.get(pk=row.data["catatan"])
    assert (row.kejadian, row.data["dari"], row.data["ke"], row.data["tenggat"]) == (
        Event.KEBIJAKAN_DIPINDAH,
        1,
        2,
        t.pk,
    )
    assert [datetime.fromisoformat(row.data[k]) for k in ("lama", "baru")] == [lama, t.jatuh_tempo]
    assert catatan.isi == "Menunggu keterangan ahli."
    assert "ahli" not in str(row.data)


def test_a_clock_that_is_not_the_one_of_the_status_leaves_the_case_alone(orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru("pengaduan.keseluruhan", jumlah=90)
    batas = p.jatuh_tempo
    pindah(p, orang["pejabat_dpph"], baru, tenggat=jam(p, "pengaduan.keseluruhan"))
    p.refresh_from_db()
    assert p.jatuh_tempo == batas
    assert jam(p, "pengaduan.keseluruhan").kebijakan == baru


def test_a_paused_clock_may_be_moved_and_stays_paused(orang: Orang) -> None:
    p, baru = bawa_ke(Status.PERLU_DILENGKAPI, orang), versi_baru()
    batas = p.jatuh_tempo
    t = pindah(p, orang["pejabat_dpph"], baru)
    p.refresh_from_db()
    assert (t.dijeda, t.alarm_pada, p.jatuh_tempo) == (True, None, batas)


def test_back_to_the_old_version_gives_the_old_date(orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    lama = jam(p)
    pindah(p, orang["pejabat_dpph"], baru)
    assert pindah(p, orang["pejabat_dpph"], lama.kebijakan).jatuh_tempo == lama.jatuh_tempo


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"alasan": "  "}, "Tulis alasan mengapa tenggat ini dipindah."),
        ({"kebijakan": "pengaduan.telaah"}, "Pilih versi lain dari kebijakan yang sama."),
        ({"kebijakan": VERIFIKASI}, "Tenggat ini sudah memakai versi itu."),
        ({"kebijakan": "nanti"}, "Versi itu belum berlaku."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(isi: dict[str, str], kalimat: str, orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    besok = versi_baru(berlaku_sejak=NANTI.date() + timedelta(days=1))
    kode = isi.pop("kebijakan", "")
    kebijakan = besok if kode == "nanti" else Kebijakan.objects.get(kode=kode, versi=1) if kode else baru
    with pytest.raises(StepRefused, match=kalimat):
        pindah(p, orang["pejabat_dpph"], kebijakan, **isi)
    assert jam(p).kebijakan.versi == 1
    assert not CatatanKasus.objects.exists()


def test_a_stopped_clock_stays_as_it_was(orang: Orang) -> None:
    p, baru = bawa_ke(Status.TELAAH, orang), versi_baru()
    with pytest.raises(StepRefused, match="sudah berhenti"):
        pindah(p, orang["pejabat_dpph"], baru)


def test_two_officers_at_once_do_not_move_it_twice(orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    dibaca = jam(p)
    pindah(p, orang["pejabat_dpph"], baru)
    with pytest.raises(StepRefused, match="baru saja dipindah"):
        pindah(p, orang["pejabat_dpph_2"], versi_baru(jumlah=9), tenggat=dibaca)


def test_a_clock_of_another_case_is_not_moved(orang: Orang) -> None:
    p, lain, baru = bawa_ke(Status.VERIFIKASI, orang), ajukan(), versi_baru()
    with pytest.raises(StepRefused):
        pindah(p, orang["pejabat_dpph"], baru, tenggat=jam(lain))
    assert jam(lain).kebijakan.versi == 1


# -- who may -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hubungan", ["biasa", "konflik", "asal"])
def test_only_the_pejabat_without_a_conflict_moves_a_clock(hubungan: str, orang: Orang) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    for peran in sorted(set(Peran) - {Peran.SISTEM}):
        user = orang[peran]
        if hubungan == "konflik":
            user.konflik.add(p.instansi)
        elif hubungan == "asal":
            user.instansi = p.instansi
        boleh = peran == Peran.PEJABAT_DPPH and hubungan == "biasa"
        assert bool(permissions.may_pindah_kebijakan(Actor.of(user), p)) == boleh, peran
        if not boleh:
            with pytest.raises(PermissionDenied):
                pindah(p, user, baru)


def test_who_reads_the_clock_of_a_case(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    for peran in sorted(set(Peran) - {Peran.SISTEM}):
        browser = masuk(peran)
        lkpp = 200 if peran in {*PENANGAN, Peran.PIMPINAN} else 403
        apip = 200 if peran in {Peran.ADMIN_APIP, Peran.AUDITOR_APIP} else 403
        assert browser.get(alamat(p)).status_code == lkpp, peran
        assert browser.get(reverse("pengaduan:apip_tenggat", args=[p.nomor, 1])).status_code == apip, peran


@pytest.mark.parametrize("peran", sorted(PENANGAN))
def test_with_a_conflict_there_is_no_clock(peran: str, orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    versi_baru()
    orang[peran].konflik.add(p.instansi)
    for nama in ("tenggat", "tenggat_pindah"):
        assert masuk(peran).get(alamat(p, nama=nama)).status_code == 404
    assert masuk(peran).post(alamat(p, nama="tenggat_pindah"), {"versi": 2, "alasan": "x"}).status_code == 404


def test_an_inspectorate_reads_its_own_clocks_only(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    halaman = [masuk("admin_apip").get(reverse("pengaduan:apip_tenggat", args=[p.nomor, ke])) for ke in (0, 1, 2, 3)]
    assert [h.status_code for h in halaman] == [404, 200, 200, 404]
    assert "APIP menyatakan menerima" in teks(halaman[1])
    assert "Tindak lanjut oleh APIP" in teks(halaman[2])
    assert masuk("orang_luar").get(reverse("pengaduan:apip_tenggat", args=[p.nomor, 1])).status_code == 404


def test_an_auditor_reads_the_clock_of_the_case_given_to_him(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    url = reverse("pengaduan:apip_tenggat", args=[p.nomor, 1])
    assert masuk("auditor_apip").get(url).status_code == 404
    assert (
        masuk("auditor_apip")
        .get(reverse("pengaduan:apip_tenggat", args=[bawa_ke(Status.TINDAK_LANJUT_APIP, orang).nomor, 1]))
        .status_code
        == 200
    )


# -- the page ------------------------------------------------------------------------------------------------


def test_the_page_tells_policy_calendar_events_and_the_sum(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    isi = teks(masuk("verifikator").get(alamat(p)))
    for kata in (
        "Verifikasi pengaduan",
        "26 November 2026 pukul 16.00 WIB",
        "pengaduan.verifikasi, versi 1",
        "1 Januari 2026",
        "LKPP, Jakarta (WIB), versi 1",
        "3 dari 3 hari kerja",
        "Jam mulai",
        "<caption",
        "hari ke-3",
    ):
        assert kata in isi, kata
    assert "Pindahkan ke versi lain" not in isi


def test_a_pause_is_told_and_the_date_is_that_of_going_on_now(
    orang: Orang, masuk: Masuk, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    monkeypatch.setattr(timezone, "now", lambda: SENIN + timedelta(days=2))
    isi = teks(masuk("verifikator").get(alamat(p)))
    for kata in (
        "Jam dijeda",
        "Bila berjalan lagi sekarang, batasnya Jumat, 27 November 2026",
        "dijeda, tidak dihitung",
    ):
        assert kata in isi, kata
    flow.lengkapi(pengaduan=p, pesan="Ini.", by=Actor.pengadu(p.nomor), now=SENIN + timedelta(days=2))
    assert "Jam berjalan lagi" in teks(masuk("verifikator").get(alamat(p)))


def test_of_an_anonymous_case_events_are_told_by_the_day(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang, tingkat="anonim")
    isi = teks(masuk("verifikator").get(alamat(p)))
    assert '<p class="moj-timeline__date">23 November 2026</p>' in isi
    assert percakapan.kept_day(SENIN).strftime("%H.%M") not in isi


def test_a_newer_version_is_told_and_a_move_stands_in_the_history(orang: Orang, masuk: Masuk) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    isi = teks(masuk("verifikator").get(alamat(p)))
    assert "Versi 2: 5 hari kerja, berlaku sejak 1 November 2026." in isi
    pindah(p, orang["pejabat_dpph"], baru)
    isi = teks(masuk("verifikator").get(alamat(p)))
    kalimat = "Versi 1 menjadi versi 2; batasnya Kamis, 26 November 2026 menjadi Senin, 30 November 2026."
    for kata in (kalimat, "Menunggu keterangan ahli.", "pengaduan.verifikasi, versi 2", "5 dari 5 hari kerja"):
        assert kata in isi, kata
    assert "versi yang lebih baru" not in isi
    assert kalimat in teks(masuk("verifikator").get(reverse("pengaduan:kasus", args=[p.nomor])))


def test_the_inspectorate_reads_that_its_date_moved_but_not_why_nor_who(orang: Orang, masuk: Masuk) -> None:
    p, baru = bawa_ke(Status.TINDAK_LANJUT_APIP, orang), versi_baru("pengaduan.apip", jumlah=70)
    pindah(p, orang["pejabat_dpph"], baru, tenggat=jam(p, "pengaduan.apip"))
    isi = teks(masuk("admin_apip").get(reverse("pengaduan:apip_tenggat", args=[p.nomor, 2])))
    assert "Versi 1 menjadi versi 2" in isi
    assert "keterangan ahli" not in isi
    assert orang["pejabat_dpph"].nama not in isi


def test_a_calendar_that_changed_after_the_date_was_written_is_admitted(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    HariLibur.objects.create(tanggal=SENIN.date() + timedelta(days=1), jenis="khusus", nama="Hari Uji")
    office.forget()
    isi = teks(masuk("verifikator").get(alamat(p)))
    assert "Kalender kerja berubah sesudah batas ini dihitung" in isi
    assert "26 November 2026 pukul 16.00 WIB" in isi
    assert "27 November 2026 pukul 16.30 WIB" in isi
    assert "Hari Uji" in isi


def test_a_long_proof_is_folded_and_warns_of_a_year_without_a_decree(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    isi = teks(masuk("penelaah").get(alamat(p, "pengaduan.apip")))
    assert "Hari demi hari: 60 dari 60 hari kerja" in isi
    assert "Hari libur tahun 2027 belum ditetapkan; tanggal ini dapat bergeser." in isi


def test_stopped_clocks_have_a_page_too(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.SELESAI, orang)
    browser = masuk("pejabat_dpph")
    kode = ("pengaduan.verifikasi", "pengaduan.telaah", "pengaduan.apip", "pengaduan.reviu", "pengaduan.tanggapan")
    for satu in kode:
        assert browser.get(alamat(p, satu)).status_code == 200
    assert "Jam berhenti" in teks(browser.get(alamat(p)))
    assert browser.get(reverse("pengaduan:tenggat", args=[p.nomor, 99])).status_code == 404


def test_the_case_pages_lead_to_every_clock(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    isi = teks(masuk("penelaah").get(reverse("pengaduan:kasus", args=[p.nomor])))
    assert all(alamat(p, t.kode) in isi for t in clock.all_of(p))
    isi = teks(masuk("admin_apip").get(reverse("pengaduan:apip_kasus", args=[p.nomor])))
    assert all(reverse("pengaduan:apip_tenggat", args=[p.nomor, ke]) in isi for ke in (1, 2))


def test_the_page_needs_ten_queries_at_most(orang: Orang, masuk: Masuk, django_assert_max_num_queries: Any) -> None:
    p, baru = bawa_ke(Status.VERIFIKASI, orang), versi_baru()
    pindah(p, orang["pejabat_dpph"], baru)
    browser, url = masuk("pejabat_dpph"), alamat(p)
    browser.get(url)
    with django_assert_max_num_queries(10):
        browser.get(url)


# -- the step ------------------------------------------------------------------------------------------------


@pytest.fixture
def kasus(orang: Orang) -> Pengaduan:
    """A case under verification, whose policy has a second version."""
    p = bawa_ke(Status.VERIFIKASI, orang)
    versi_baru()
    return p


def test_old_and_new_date_are_read_before_it_is_done(kasus: Pengaduan, masuk: Masuk) -> None:
    browser = masuk("pejabat_dpph")
    assert alamat(kasus, nama="tenggat_pindah") in teks(browser.get(alamat(kasus)))
    isi = teks(browser.get(alamat(kasus, nama="tenggat_pindah")))
    assert "sekarang versi 1: batasnya Kamis, 26 November 2026 pukul 16.00 WIB" in isi
    assert "Batasnya menjadi Senin, 30 November 2026 pukul 16.00 WIB" in isi
    assert jam(kasus).kebijakan.versi == 1


def test_the_pejabat_moves_it(kasus: Pengaduan, masuk: Masuk) -> None:
    url = alamat(kasus, nama="tenggat_pindah")
    jawaban = masuk("pejabat_dpph").post(url, {"versi": "2", "alasan": "Ahli."}, follow=True)
    assert "Tenggat sudah dipindah" in teks(jawaban)
    assert jam(kasus).kebijakan.versi == 2


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"alasan": "Ahli."}, "Pilih satu versi."),
        ({"versi": "1", "alasan": "Ahli."}, "Pilih dari daftar ini."),
        ({"versi": "' OR 1=1", "alasan": "Ahli."}, "Pilih dari daftar ini."),
        ({"versi": "2", "alasan": " "}, "Tulis dahulu: Alasan."),
        ({}, "Pilih satu versi."),
    ],
)
def test_what_is_missing_is_said_and_nothing_moves(
    isi: dict[str, str], kalimat: str, kasus: Pengaduan, masuk: Masuk
) -> None:
    jawaban = masuk("pejabat_dpph").post(alamat(kasus, nama="tenggat_pindah"), isi)
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert jam(kasus).kebijakan.versi == 1


@pytest.mark.parametrize("peran", ["verifikator", "penelaah"])
def test_others_read_who_moves_it(peran: str, kasus: Pengaduan, masuk: Masuk) -> None:
    browser, url = masuk(peran), alamat(kasus, nama="tenggat_pindah")
    assert "Pindahkan ke versi lain" not in teks(browser.get(alamat(kasus)))
    assert browser.get(url).status_code == 403
    assert "Langkah ini dilakukan oleh" in teks(browser.get(url))
    assert browser.post(url, {"versi": "2", "alasan": "x"}).status_code == 403
    assert jam(kasus).kebijakan.versi == 1


def test_without_another_version_or_without_a_running_clock_the_page_says_so(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TELAAH, orang)
    browser = masuk("pejabat_dpph")
    satu = browser.get(alamat(p, "pengaduan.telaah", "tenggat_pindah"))
    assert (satu.status_code, "belum punya versi lain" in teks(satu)) == (409, True)
    versi_baru()
    berhenti = browser.get(alamat(p, nama="tenggat_pindah"))
    assert (berhenti.status_code, "sudah berhenti" in teks(berhenti)) == (409, True)
    assert browser.post(alamat(p, nama="tenggat_pindah"), {"versi": "2", "alasan": "x"}).status_code in {409, 422}


def test_a_version_that_leads_out_of_the_calendar_is_refused_in_words(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    versi_baru(jumlah=32_000)
    browser, url = masuk("pejabat_dpph"), alamat(p, nama="tenggat_pindah")
    assert "Batas waktu ini melampaui kalender" in teks(browser.get(url))
    jawaban = browser.post(url, {"versi": "2", "alasan": "x"})
    assert (jawaban.status_code, "melampaui kalender" in teks(jawaban)) == (409, True)
    assert jam(p).kebijakan.versi == 1
