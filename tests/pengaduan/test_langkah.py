"""Step pages: every status against every step and role, the way through, and two officers at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from akun.actor import Actor
from akun.models import User
from pengaduan import flow, flow_usulan
from pengaduan.models import CatatanKasus, Pengaduan, PesanKasus
from pengaduan.status import STAGES, Status
from pengaduan.views.kasus import MENUNGGU
from pengaduan.views.langkah import DI_KARTU, LANGKAH
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
V, T, P = "verifikator", "penelaah", "pejabat_dpph"
S = Status
KATA = "Penjelasan yang cukup panjang untuk dibaca."
SEMUA = {k.nama: k for k in (*LANGKAH, *DI_KARTU)}
# step -> in which statuses it is open, and to whom (the case lies in the right hands; the checklist is complete)
BUKA: dict[str, dict[str, set[str]]] = {
    "ambil": {S.TERKIRIM: {V, "verifikator_2"}, S.TELAAH: {T}, S.HASIL_DILAPORKAN: {T}},
    "putuskan": {},
    "minta_lengkapi": {S.VERIFIKASI: {V}},
    "telaah": {S.VERIFIKASI: {V}},
    "alihkan": {S.VERIFIKASI: {V}},
    "usulkan_tolak": {S.VERIFIKASI: {V}},
    "gabungkan": {},
    "usulkan_siapkan": {},
    "usulkan_jawab": {},
    "eskalasi": {S.SIAP_ESKALASI: {P, "pejabat_dpph_2"}},
    "konsep_pelimpahan": {},
    "eskalasi_surat": {},
    "ke_kotak_masuk": {},
    "klarifikasi": {S.PERLU_KLARIFIKASI: {T}},
    "reviu": {S.HASIL_DILAPORKAN: {T}},
    "selesaikan": {S.REVIU_HASIL: {P, "pejabat_dpph_2"}},
    "kembalikan_hasil": {S.REVIU_HASIL: {T}},
    "buka_kembali": {S.SELESAI: {P, "pejabat_dpph_2"}},
    "periksa": {S.VERIFIKASI: {V}, S.PERLU_DILENGKAPI: {V}},
}
PENANGAN = (V, T, P, "verifikator_2", "pejabat_dpph_2")


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def url(p: Pengaduan, langkah: str) -> str:
    return f"/pengaduan/kasus/{p.nomor}/{langkah}/"


@pytest.mark.parametrize("status", Status.values)
def test_each_step_is_open_where_the_table_says_and_the_case_page_offers_exactly_these(
    status: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(status, orang)
    assert not p.periksa.filter(terpenuhi=False).exists()
    for siapa in PENANGAN:
        browser = masuk(siapa)
        buka = {n for n in BUKA if browser.get(url(p, n)).status_code == 200}
        assert buka == {n for n in BUKA if siapa in BUKA[n].get(status, set())}, siapa
        if siapa in (V, T, P):
            buka |= {n for n in set(SEMUA) - set(BUKA) if browser.get(url(p, n)).status_code == 200}
            page = browser.get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
            assert {n for n in SEMUA if f'href="{url(p, n)}' in page or f'action="{url(p, n)}' in page} == buka, siapa


def test_whoever_handles_no_cases_is_refused_before_the_case_is_read(masuk: Masuk, orang: dict[str, User]) -> None:
    """So it makes no difference in which status the case is."""
    p = factories.ajukan()
    for siapa in set(orang) - {*PENANGAN}:
        browser = masuk(siapa)
        for langkah in SEMUA:
            with CaptureQueriesContext(connection) as tanya:
                assert browser.get(url(p, langkah)).status_code == 403, (siapa, langkah)
            dibaca = [t["sql"] for t in tanya.captured_queries if "pengaduan_pengaduan" in str(t["sql"])]
            assert dibaca == [], (siapa, langkah)


def test_every_step_of_the_table_of_stages_has_a_page_or_is_somebody_else_s() -> None:
    halaman = {k.step.nama for k in LANGKAH if k.step} | {"verifikasi"}
    orang_lain = set(MENUNGGU) | {"tutup_tidak_lengkap", "kembalikan", "minta_klarifikasi"}
    assert halaman | orang_lain == {s.nama for s in STAGES.steps}
    assert set(BUKA) | {"tugaskan", "lepas", "catat", "tulis_pelapor", "tulis_ke_apip"} == set(SEMUA)


# step -> (status before, who, what he fills in, status after)
JALAN: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "ambil": (S.TERKIRIM, V, {}, S.VERIFIKASI),
    "minta_lengkapi": (S.VERIFIKASI, V, {"kurang": ["kapan", "siapa"], "pesan": KATA}, S.PERLU_DILENGKAPI),
    "telaah": (
        S.VERIFIKASI,
        V,
        {"jenis_pelanggaran": "tindak_pidana", "instansi": "pemerintah kabupaten boven digoel"},
        S.TELAAH,
    ),
    "alihkan": (S.VERIFIKASI, V, {"lembaga": "kpk", "pesan": KATA}, S.BUKAN_KEWENANGAN),
    "usulkan_tolak": (S.VERIFIKASI, V, {"alasan": "spam", "isi": KATA}, S.VERIFIKASI),
    "eskalasi": (S.SIAP_ESKALASI, P, {}, S.DIESKALASI),
    "klarifikasi": (S.PERLU_KLARIFIKASI, T, {"isi": KATA}, S.TINDAK_LANJUT_APIP),
    "reviu": (S.HASIL_DILAPORKAN, T, {}, S.REVIU_HASIL),
    "kembalikan_hasil": (S.REVIU_HASIL, T, {"isi": KATA}, S.TINDAK_LANJUT_APIP),
    "selesaikan": (S.REVIU_HASIL, P, {"ringkasan": KATA}, S.SELESAI),
    "buka_kembali": (S.SELESAI, P, {"isi": KATA}, S.TELAAH),
    "catat": (S.VERIFIKASI, T, {"isi": KATA}, S.VERIFIKASI),
    "tulis_pelapor": (S.VERIFIKASI, V, {"isi": KATA}, S.VERIFIKASI),
    "tulis_ke_apip": (S.TINDAK_LANJUT_APIP, T, {"isi": KATA}, S.TINDAK_LANJUT_APIP),
    "lepas": (S.VERIFIKASI, V, {}, S.VERIFIKASI),
}


@pytest.mark.parametrize("langkah", JALAN)
def test_a_step_is_taken_and_leads_back_to_the_case_with_the_filter(
    langkah: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    sebelum, siapa, isi, sesudah = JALAN[langkah]
    p = factories.bawa_ke(sebelum, orang)
    jawaban = masuk(siapa).post(f"{url(p, langkah)}?pandang=milik", isi)
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"/pengaduan/kasus/{p.nomor}/?pandang=milik")
    p.refresh_from_db()
    assert p.status == sesudah


@pytest.mark.parametrize("langkah", [n for n, (_a, _b, isi, _c) in JALAN.items() if isi])
def test_an_empty_form_says_what_to_write_and_changes_nothing(
    langkah: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    sebelum, siapa, _isi, _sesudah = JALAN[langkah]
    p = factories.bawa_ke(sebelum, orang)
    jawaban = masuk(siapa).post(url(p, langkah), {})
    assert jawaban.status_code == 422
    assert 'id="galat-judul"' in jawaban.content.decode()
    p.refresh_from_db()
    assert p.status == sebelum


def test_when_two_are_at_it_one_wins_and_the_other_reads_why_with_his_text_kept(
    masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    dua_tab = masuk(V), masuk(V)
    assert dua_tab[0].post(url(p, "alihkan"), {"lembaga": "kpk", "pesan": KATA}).status_code == 302
    kalah = dua_tab[1].post(url(p, "minta_lengkapi"), {"kurang": ["kapan"], "pesan": "Kata yang tidak boleh hilang."})
    assert kalah.status_code == 409
    page = kalah.content.decode()
    assert "Langkah ini tidak tersedia pada tahap kasus saat ini" in page
    assert "Kata yang tidak boleh hilang." in page
    assert PesanKasus.objects.filter(pengaduan=p).count() == 1


def test_who_lost_the_case_to_a_colleague_keeps_his_text_too(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    flow.tugaskan(pengaduan=p, kepada=orang["verifikator_2"], by=Actor.of(orang[P]), now=SENIN)
    jawaban = masuk(V).post(url(p, "tulis_pelapor"), {"isi": "Surat panjang saya."})
    assert jawaban.status_code == 403
    assert "Kasus ini tidak di tangan Anda" in jawaban.content.decode()
    assert "Surat panjang saya." in jawaban.content.decode()


def test_two_officers_take_one_case_and_one_gets_it(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.ajukan()
    assert masuk(V).post(url(p, "ambil")).status_code == 302
    kedua = masuk("verifikator_2").post(url(p, "ambil"))
    assert kedua.status_code == 403
    assert "sudah dipegang petugas lain" in kedua.content.decode()


def usulan_tolak(p: Pengaduan, orang: dict[str, User]) -> Any:
    by = Actor.of(orang[V])
    return flow_usulan.usulkan(pengaduan=p, langkah="tolak", alasan="spam", isi="Ini iklan.", by=by, now=SENIN)


def test_the_pejabat_reads_a_proposal_and_approves_it(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    usulan = usulan_tolak(p, orang)
    browser = masuk(P)
    assert "Ini iklan." in browser.get(url(p, "putuskan")).content.decode()
    browser.post(url(p, "putuskan"), {"usulan": usulan.pk, "putusan": "setuju"})
    p.refresh_from_db()
    assert p.status == Status.TIDAK_DAPAT


def test_a_proposal_is_refused_only_with_a_reason(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    usulan = usulan_tolak(p, orang)
    isi = {"usulan": usulan.pk, "putusan": "tolak"}
    assert masuk(P).post(url(p, "putuskan"), isi).status_code == 422
    assert masuk(P).post(url(p, "putuskan"), isi | {"alasan": "Ada buktinya."}).status_code == 302
    usulan.refresh_from_db()
    assert (usulan.disetujui, usulan.putusan) == (False, "Ada buktinya.")


def test_an_approval_does_not_fall_on_a_newer_proposal(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    lama = usulan_tolak(p, orang)
    flow_usulan.tolak_usulan(usulan=lama, putusan="Belum.", by=Actor.of(orang["pejabat_dpph_2"]), now=SENIN)
    baru = usulan_tolak(p, orang)
    jawaban = masuk(P).post(url(p, "putuskan"), {"usulan": lama.pk, "putusan": "setuju"})
    assert jawaban.status_code == 409
    baru.refresh_from_db()
    assert baru.disetujui is None


def test_while_a_proposal_waits_the_other_steps_say_so(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    usulan_tolak(p, orang)
    jawaban = masuk(V).get(url(p, "minta_lengkapi"))
    assert jawaban.status_code == 409
    assert "menunggu keputusan pejabat" in jawaban.content.decode()


def test_a_gap_in_the_checklist_keeps_a_case_from_the_review_until_it_is_ticked(
    masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, waktu_kejadian="")
    browser = masuk(V)
    assert "Butir “Kapan”" in browser.get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
    isi = {f"ada_{b.butir}": "on" for b in p.periksa.all()} | {"ket_kapan": "Adendum 3 Agustus."}
    assert browser.post(url(p, "periksa"), isi).status_code == 302
    assert browser.get(url(p, "telaah")).status_code == 200
    assert "Adendum 3 Agustus." in browser.get(f"/pengaduan/kasus/{p.nomor}/").content.decode()


def test_an_unknown_institution_is_mended_with_a_suggestion(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    jawaban = masuk(V).post(url(p, "telaah"), {"jenis_pelanggaran": "tindak_pidana", "instansi": "Boven Digoel"})
    assert jawaban.status_code == 422
    assert "Mungkin: Pemerintah Kabupaten Boven Digoel." in jawaban.content.decode()


def test_only_open_cases_about_the_same_package_are_offered_for_merging(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    beda = {"kode_rup": ("11112222",), "kode_tender": "4312194", "nama_paket": "Lain"}
    lain = factories.ajukan(**beda)
    tender = factories.ajukan(**beda | {"kode_tender": p.kode_tender})
    nama = factories.ajukan(**beda | {"nama_paket": p.nama_paket.upper()})
    rup = factories.ajukan(**beda | {"kode_rup": ("56123407",)})
    page = masuk(V).get(url(p, "gabungkan")).content.decode()
    assert {n for n in (lain, tender, nama, rup) if n.nomor in page} == {tender, nama, rup}
    assert masuk(V).post(url(p, "gabungkan"), {"induk": lain.nomor}).status_code == 422
    masuk(V).post(url(p, "gabungkan"), {"induk": rup.nomor})
    p.refresh_from_db()
    assert (p.status, p.induk) == (Status.DIGABUNG, rup)


def test_an_inactive_inspectorate_gets_a_letter_and_an_active_one_its_inbox(
    masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.SIAP_ESKALASI, orang)
    type(flow.tujuan(p)).objects.update(status="terdaftar")
    browser = masuk(P)
    assert "belum aktif di portal" in browser.get(url(p, "eskalasi")).content.decode()
    isi = {"nomor_surat": "B/17/D.4.3/11/2026", "tanggal_surat": "2026-11-20"}
    assert browser.post(url(p, "eskalasi_surat"), isi).status_code == 302
    assert "B/17/D.4.3/11/2026" in browser.get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
    assert browser.get(url(p, "eskalasi_surat")).status_code == 409


@pytest.mark.parametrize(("usul", "sesudah"), [("usulkan_siapkan", S.SIAP_ESKALASI), ("usulkan_jawab", S.SELESAI)])
def test_the_reviewer_proposes_and_the_pejabat_lets_it_happen(
    usul: str, sesudah: str, masuk: Masuk, orang: dict[str, User]
) -> None:
    p = factories.bawa_ke(Status.TELAAH, orang)
    penelaah = masuk(T)
    assert penelaah.get(url(p, usul)).status_code == 403
    penelaah.post(url(p, "ambil"))
    assert penelaah.post(url(p, usul), {"isi": KATA}).status_code == 302
    masuk(P).post(url(p, "putuskan"), {"usulan": p.usulan.get().pk, "putusan": "setuju"})
    p.refresh_from_db()
    assert p.status == sesudah


def test_the_summary_of_the_inspectorate_is_the_first_draft(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.REVIU_HASIL, orang)
    page = masuk(P).get(url(p, "selesaikan")).content.decode()
    assert "Syarat alat berat terbukti mengarah ke satu penyedia." in page


def test_a_case_is_given_only_to_the_right_kind_of_officer(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    browser = masuk(P)
    assert browser.post(url(p, "tugaskan"), {"kepada": orang[T].pk}).status_code == 422
    orang["verifikator_2"].konflik.add(p.instansi)
    jawaban = browser.post(url(p, "tugaskan"), {"kepada": orang["verifikator_2"].pk})
    assert jawaban.status_code == 409
    assert "terkait dengan instansi yang dilaporkan" in jawaban.content.decode()


def test_an_internal_note_survives_any_text(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    sulit = "( ) ! * @ # $ % \" < > / \\ - + | & '; --\n{{ p }} شكرا 𝕏"
    masuk(V).post(url(p, "catat"), {"isi": sulit})
    assert CatatanKasus.objects.get(pengaduan=p).isi == sulit
    page = masuk(V).get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
    assert "&lt; &gt; / \\ - + | &amp; &#x27;; --<br>{{ p }} شكرا 𝕏" in page
    assert masuk(V).post(url(p, "catat"), {"isi": "a\x00b"}).status_code == 422
