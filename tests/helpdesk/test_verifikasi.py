"""The life of a verification: every status by every step, every verdict, and nobody else's LPSE."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from akun import receipt
from akun.actor import SYSTEM, Actor, Peran
from akun.models import User
from berkas.cetak import PdfTidakTersedia
from helpdesk import dokumen_verifikasi, putusan_verifikasi, tanda_lulus
from helpdesk import flow_verifikasi as flow
from helpdesk.flow_verifikasi import HasilItem
from helpdesk.models.verifikasi import ItemVerifikasi, Verifikasi
from helpdesk.pilihan_verifikasi import Bentuk, Bidang, Putusan, Wakil
from helpdesk.status_verifikasi import STAGES, TERBUKA, Status
from jejak import outbox, trail
from notifikasi.models import Pesan
from sla import clock
from sla.stages import StepRefused
from sla.sweep import sweep
from tests.factories import SENIN
from tests.helpdesk.verifikasi import BELUM, TIDAK, YA, Loket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cetak_palsu")]
S = Status
HARI = date(2026, 11, 23)
LANGKAH = {
    "periksa": lambda v, by: flow.periksa(verifikasi=v, hasil=[], by=by, now=SENIN),
    "kembalikan": lambda v, by: flow.kembalikan(verifikasi=v, penjelasan="Kurang.", by=by, now=SENIN),
    "luluskan": lambda v, by: flow.luluskan(verifikasi=v, by=by, now=SENIN),
    "cabut": lambda v, by: flow.cabut(verifikasi=v, alasan="Palsu.", by=by, now=SENIN),
    "batalkan": lambda v, by: flow.batalkan(verifikasi=v, alasan="Salah.", by=by, now=SENIN),
}
BOLEH = {
    "periksa": {S.DIDAFTARKAN: S.DIPERIKSA, S.DIPERIKSA: S.DIPERIKSA, S.DIKEMBALIKAN: S.DIPERIKSA},
    "kembalikan": {S.DIPERIKSA: S.DIKEMBALIKAN},
    "luluskan": {S.DIPERIKSA: S.LULUS},
    "cabut": {S.LULUS: S.DICABUT},
    "batalkan": {S.DIDAFTARKAN: S.BATAL, S.DIPERIKSA: S.BATAL, S.DIKEMBALIKAN: S.BATAL},
}


def test_the_table_below_knows_every_step() -> None:
    assert {step.nama for step in STAGES.steps} == set(LANGKAH) == set(BOLEH)


@pytest.mark.parametrize(("status", "langkah"), list(itertools.product(Status.values, LANGKAH)))
def test_every_status_by_every_step(loket: Loket, status: str, langkah: str) -> None:
    v = loket.bawa_ke(status)
    if langkah == "kembalikan" and status == S.DIPERIKSA:
        loket.periksa(v, ktp=(TIDAK, YA, YA))
    if status == S.DIKEMBALIKAN and langkah == "luluskan":  # the papers are in order, the place is not
        v.item.update(kelengkapan=YA, validitas=YA, kesesuaian=YA, asli_dilihat=True)
    if status in {S.LULUS, S.DICABUT, S.BATAL} and langkah == "kembalikan":
        v.item.update(kelengkapan=TIDAK)
    sebelum = trail.of(v).count()
    if status in BOLEH[langkah]:
        LANGKAH[langkah](v, loket.by)
        v.refresh_from_db()
        assert v.status == BOLEH[langkah][S(status)]
        assert trail.of(v).count() == sebelum + 1
    else:
        with pytest.raises(StepRefused):
            LANGKAH[langkah](v, loket.by)
        v.refresh_from_db()
        assert (v.status, trail.of(v).count()) == (status, sebelum)


@pytest.mark.parametrize("langkah", list(LANGKAH))
def test_only_the_officers_of_its_lpse_take_a_step(loket: Loket, orang: dict[str, User], langkah: str) -> None:
    for status in BOLEH[langkah]:
        v = loket.bawa_ke(status)
        lain = [loket.petugas_lain, *(u for n, u in orang.items() if n not in {"petugas_lpse", "kepala_lpse"})]
        if langkah != "cabut":
            lain.append(loket.kepala)
        for user in lain:
            with pytest.raises(PermissionDenied):
                LANGKAH[langkah](v, Actor.of(user))
        v.refresh_from_db()
        assert v.status == status


def test_the_head_withdraws_a_pass(loket: Loket) -> None:
    v = loket.bawa_ke(S.LULUS)
    flow.cabut(verifikasi=v, alasan="Akta palsu.", by=Actor.of(loket.kepala), now=SENIN)
    assert (v.status, v.dicabut_pada, v.alasan) == (S.DICABUT, SENIN, "Akta palsu.")


def test_another_lpse_and_lkpp_see_nothing(loket: Loket, orang: dict[str, User]) -> None:
    v = loket.daftar()
    tampak = {peran for peran, user in orang.items() if v in Verifikasi.objects.visible_to(Actor.of(user))}
    assert tampak == {Peran.PETUGAS_LPSE, Peran.KEPALA_LPSE}
    assert not Verifikasi.objects.visible_to(Actor.of(loket.petugas_lain)).exists()
    assert list(Verifikasi.objects.visible_to(Actor.pengadu(v.nomor))) == [v]
    assert not Verifikasi.objects.visible_to(Actor("x", Peran.PETUGAS_LPSE, user_id=1)).exists()
    with pytest.raises(PermissionDenied):
        flow.daftarkan(
            meja=loket.meja,
            data=None,
            token="",
            by=Actor.of(loket.petugas_lain),
            now=SENIN,  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("tiga", list(itertools.product(Putusan.values, repeat=3)))
def test_only_three_times_yes_passes(loket: Loket, tiga: tuple[str, str, str]) -> None:
    v = loket.daftar()
    loket.periksa(v, npwp=tiga)
    if tiga == (YA, YA, YA):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
        assert v.status == S.LULUS
        return
    with pytest.raises(StepRefused):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
    v.refresh_from_db()
    assert v.status == S.DIPERIKSA
    assert "NPWP" in putusan_verifikasi.draf_penjelasan(v.item.all(), hari_ini=HARI)


def test_every_verdict_on_one_document() -> None:
    kemarin = HARI - timedelta(days=1)
    tiga_putusan = itertools.product(Putusan.values, repeat=3)
    for kasus in itertools.product(tiga_putusan, (True, False), (True, False), (None, HARI, kemarin)):
        tiga, wajib, asli, sampai = kasus
        item = ItemVerifikasi(kode="siup", wajib=wajib, asli_dilihat=asli, berlaku_sampai=sampai)
        item.kelengkapan, item.validitas, item.kesesuaian = tiga
        tidak_dibawa = not wajib and not asli and tiga == (BELUM, BELUM, BELUM)
        baik = tiga == (YA, YA, YA) and asli and (sampai is None or sampai >= HARI)
        assert putusan_verifikasi.terpenuhi(item, hari_ini=HARI) is (baik or tidak_dibawa), kasus
        assert bool(putusan_verifikasi.kurang(item, hari_ini=HARI)) is not (baik or tidak_dibawa), kasus


def test_an_optional_document_that_was_brought_has_to_be_right(loket: Loket) -> None:
    v = loket.daftar()
    loket.periksa(v, akta_perubahan=(YA, TIDAK, YA))
    with pytest.raises(StepRefused):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)


def test_an_empty_checklist_passes_nobody() -> None:
    assert putusan_verifikasi.semua_terpenuhi([], hari_ini=HARI) is False


def test_an_original_that_nobody_saw_does_not_pass(loket: Loket) -> None:
    v = loket.daftar()
    hasil = [HasilItem(i.pk, YA, YA, YA) for i in v.item.all()]
    flow.periksa(verifikasi=v, hasil=hasil, by=loket.by, now=SENIN)
    with pytest.raises(StepRefused):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
    assert "aslinya belum ditunjukkan" in putusan_verifikasi.draf_penjelasan(v.item.all(), hari_ini=HARI)


def test_a_return_explains_and_can_be_repeated(loket: Loket) -> None:
    v = loket.daftar()
    for ke in (1, 2):
        loket.periksa(v, npwp=(YA, TIDAK, TIDAK))
        draf = putusan_verifikasi.draf_penjelasan(v.item.all(), hari_ini=HARI)
        assert draf.count("\n- ") == 1
        assert "- NPWP: tidak berlaku atau tidak sah, tidak sesuai dengan data registrasi" in draf
        flow.kembalikan(verifikasi=v, penjelasan=draf, by=loket.by, now=SENIN)
        assert v.putaran == ke
    assert [p.penjelasan for p in v.pengembalian.all()] == [draf, draf]
    (tenggat,) = clock.running(v)
    assert tenggat.dijeda
    loket.periksa(v)
    (tenggat,) = clock.running(v)
    assert not tenggat.dijeda
    flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
    assert not clock.running(v).exists()


def test_nothing_to_explain_is_not_returned_and_an_empty_explanation_neither(loket: Loket) -> None:
    v = loket.bawa_ke(S.DIPERIKSA)
    with pytest.raises(StepRefused):
        flow.kembalikan(verifikasi=v, penjelasan="Entah.", by=loket.by, now=SENIN)
    loket.periksa(v, npwp=(TIDAK, YA, YA))
    with pytest.raises(StepRefused):
        flow.kembalikan(verifikasi=v, penjelasan="  ", by=loket.by, now=SENIN)


@pytest.mark.parametrize("npwp", ["01.234.567.8-901.000", "012345678901000", "3271 0123 4567 0001"])
def test_a_tax_number_of_15_or_16_digits_is_kept_as_digits(loket: Loket, npwp: str) -> None:
    assert loket.daftar(npwp=npwp).npwp == npwp.translate(flow.PEMISAH_NPWP)


@pytest.mark.parametrize("npwp", ["", "01.234.567.8-901.00", "12345678901234567", "01234567890100A", "٠١٢٣٤٥٦٧٨٩٠١٠٠٠"])
def test_another_tax_number_is_refused(loket: Loket, npwp: str) -> None:
    with pytest.raises(StepRefused):
        loket.daftar(npwp=npwp)
    assert not Verifikasi.objects.exists()


def test_a_proxy_needs_a_name_and_a_power_of_attorney(loket: Loket) -> None:
    with pytest.raises(StepRefused):
        loket.daftar(wakil=Wakil.KUASA)
    v = loket.daftar(wakil=Wakil.KUASA, kuasa="Budi Contoh")
    assert v.item.filter(kode="surat_kuasa", wajib=True).exists()
    loket.periksa(v, surat_kuasa=(TIDAK, YA, YA))
    with pytest.raises(StepRefused):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
    assert not loket.daftar(kuasa="Budi Contoh").kuasa


def test_which_form_of_business_needs_which_document() -> None:
    def perlu(bentuk: str, bidang: str = Bidang.UMUM, *, wajib: bool = True) -> set[str]:
        semua = dokumen_verifikasi.diperlukan(bentuk=bentuk, bidang=bidang, wakil=Wakil.PIMPINAN)
        return {p.kode for p in semua if p.wajib or not wajib}

    for bentuk, bidang in itertools.product(Bentuk.values, Bidang.values):
        selalu = {"formulir_pendaftaran", "formulir_keikutsertaan", "pernyataan_kebenaran", "ktp", "npwp"}
        assert selalu <= perlu(bentuk, bidang)
    assert {"akta_pendirian", "sk_kemenkumham", "siup"} <= perlu(Bentuk.PT)
    assert {"iujk", "sbu"} <= perlu(Bentuk.PT, Bidang.KONSTRUKSI)
    assert not {"iujk", "sbu"} & perlu(Bentuk.PT, wajib=False)
    assert "siup" not in perlu(Bentuk.PT, Bidang.KONSTRUKSI, wajib=False)
    assert "akta_perubahan" in perlu(Bentuk.CV, wajib=False) - perlu(Bentuk.CV)
    assert not {"akta_pendirian", "akta_perubahan", "sk_kemenkumham"} & perlu(Bentuk.PERSEORANGAN, wajib=False)


def test_passes_of_one_lpse_are_numbered_without_a_gap(loket: Loket, cetak_palsu: list[dict[str, str]]) -> None:
    nomor = [loket.bawa_ke(S.LULUS, token=f"T{n}").nomor_lulus for n in range(3)]
    assert nomor == [f"{n}/TLV/LPSE-76.02/2026" for n in (1, 2, 3)]
    assert [c["token"] for c in cetak_palsu] == ["T0", "T1", "T2"]


def test_a_press_that_fails_leaves_everything_as_it_was(loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    def rusak(*_a: Any, **_k: Any) -> bytes:
        raise PdfTidakTersedia

    v = loket.bawa_ke(S.DIPERIKSA)
    monkeypatch.setattr(tanda_lulus, "cetak", rusak)
    with pytest.raises(StepRefused, match="belum dapat dicetak"):
        flow.luluskan(verifikasi=v, by=loket.by, now=SENIN)
    v.refresh_from_db()
    assert (v.status, v.nomor_lulus, bool(v.token)) == (S.DIPERIKSA, "", True)


def test_the_token_is_kept_only_while_it_may_still_be_printed(loket: Loket) -> None:
    for status in Status.values:
        v = loket.bawa_ke(status, token="AAAA-BBBB-CCCC-DD")
        v.refresh_from_db()
        assert bool(v.token) is (status in TERBUKA)
        assert receipt.open(nomor=v.nomor, token="aaaabbbbccccdd", alamat=f"uji-{status}", now=SENIN).objek_id == v.pk


def test_who_it_is_stays_sealed(loket: Loket) -> None:
    v = loket.daftar(wakil=Wakil.KUASA, kuasa="Budi Contoh")
    loket.periksa(v)
    baris = repr(list(Verifikasi.objects.filter(pk=v.pk).values())) + repr([j.data for j in trail.of(v)])
    for rahasia in ("Makmur", "012345678901000", "Siti", "Budi", "makmur.example", "0426"):
        assert rahasia not in baris


def test_a_document_of_another_checklist_is_refused(loket: Loket) -> None:
    v, lain = loket.daftar(), loket.daftar()
    with pytest.raises(StepRefused):
        flow.periksa(verifikasi=v, hasil=[HasilItem(lain.item.first().pk, YA, YA, YA)], by=loket.by, now=SENIN)
    v.refresh_from_db()
    assert v.status == S.DIDAFTARKAN


def test_the_provider_hears_by_mail_of_everything_that_concerns_it(loket: Loket) -> None:
    for status, templat in {
        S.DIDAFTARKAN: "verifikasi_didaftarkan",
        S.DIKEMBALIKAN: "verifikasi_dikembalikan",
        S.LULUS: "verifikasi_diluluskan",
        S.DICABUT: "verifikasi_dicabut",
        S.BATAL: "verifikasi_dibatalkan",
    }.items():
        v = loket.bawa_ke(status)
        outbox.deliver(now=SENIN)
        pesan = Pesan.objects.filter(penerima=f"verifikasi:{v.pk}").order_by("-pk")[0]
        assert (pesan.templat, pesan.konteks["nomor"]) == (templat, v.nomor)
        assert (pesan.lampiran_id is not None) is (status == S.LULUS)


def test_migrations_know_the_models() -> None:
    call_command("makemigrations", "helpdesk", check=True, dry_run=True, verbosity=0)
    assert Verifikasi.objects.visible_to(SYSTEM).count() == 0


def test_a_late_verification_is_told_to_the_officers_and_then_to_the_head(loket: Loket) -> None:
    v, dikembalikan = loket.daftar(), loket.bawa_ke(S.DIKEMBALIKAN)
    for hari in (1, 3, 8):
        kini = SENIN + timedelta(days=hari)
        sweep(now=kini)
        outbox.deliver(now=kini)
    pesan = Pesan.objects.filter(kanal=Pesan.Kanal.PORTAL, konteks__nomor=v.nomor).order_by("pk")
    assert {(p.templat, p.user_id) for p in pesan} == {
        ("verifikasi_ingat", loket.petugas.pk),
        ("verifikasi_terlambat", loket.petugas.pk),
        ("verifikasi_terlambat", loket.kepala.pk),
    }
    assert not Pesan.objects.filter(kanal=Pesan.Kanal.PORTAL, konteks__nomor=dikembalikan.nomor).exists()
