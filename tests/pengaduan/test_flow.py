"""The life of a complaint: every status against every step, clocks, who holds what, and two at once."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from akun.actor import SYSTEM, Actor
from akun.models import User
from jejak import trail
from pengaduan import flow, flow_apip, flow_usulan, percakapan
from pengaduan.models import Pengaduan, PesanKasus, Usulan
from pengaduan.status import STAGES, Event, Status, StatusPublik
from sla import clock
from sla.models import Tenggat
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
LUSA = SENIN + timedelta(days=2)


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def tries(p: Pengaduan, orang: dict[str, User]) -> dict[str, Any]:
    """Every step of the table, tried by the person whose step it is."""
    by = {nama: Actor.of(user) for nama, user in orang.items()} | {"pengadu": Actor.pengadu(p.nomor)}
    kata = "Penjelasan yang cukup panjang."

    def usul(langkah: str, pengusul: str) -> None:
        u = flow_usulan.usulkan(pengaduan=p, langkah=langkah, alasan="spam", isi=kata, by=by[pengusul], now=LUSA)
        flow_usulan.setujui(usulan=u, by=by["pejabat_dpph"], now=LUSA)

    return {
        "verifikasi": lambda: flow.verifikasi(pengaduan=p, by=by["verifikator"], now=LUSA),
        "minta_lengkapi": lambda: flow.minta_lengkapi(
            pengaduan=p, kurang=["kapan"], pesan=kata, by=by["verifikator"], now=LUSA
        ),
        "lengkapi": lambda: flow.lengkapi(pengaduan=p, pesan=kata, by=by["pengadu"], now=LUSA),
        "tutup_tidak_lengkap": lambda: flow.tutup_tidak_lengkap(pengaduan=p, by=SYSTEM, now=LUSA),
        "tolak": lambda: usul("tolak", "verifikator"),
        "alihkan": lambda: flow.alihkan(pengaduan=p, lembaga="kpk", pesan=kata, by=by["verifikator"], now=LUSA),
        "gabungkan": lambda: flow.gabungkan(pengaduan=p, induk=factories.ajukan(), by=by["verifikator"], now=LUSA),
        "telaah": lambda: flow.telaah(
            pengaduan=p, jenis_pelanggaran="tindak_pidana", instansi=p.instansi, by=by["verifikator"], now=LUSA
        ),
        "siapkan": lambda: usul("siapkan", "penelaah"),
        "jawab": lambda: usul("jawab", "penelaah"),
        "eskalasi": lambda: flow.eskalasi(pengaduan=p, by=by["pejabat_dpph"], now=LUSA),
        "terima_apip": lambda: flow_apip.terima_apip(pengaduan=p, by=by["admin_apip"], now=LUSA),
        "kembalikan": lambda: flow_apip.kembalikan(pengaduan=p, alasan=kata, by=by["admin_apip"], now=LUSA),
        "tugaskan_apip": lambda: flow_apip.tugaskan_apip(
            pengaduan=p, auditor=orang["auditor_apip"], nomor_surat_tugas="ST/1", by=by["admin_apip"], now=LUSA
        ),
        "minta_klarifikasi": lambda: flow_apip.minta_klarifikasi(
            pengaduan=p, pertanyaan=kata, by=by["admin_apip"], now=LUSA
        ),
        "klarifikasi": lambda: flow.klarifikasi(pengaduan=p, pesan=kata, by=by["penelaah"], now=LUSA),
        "laporkan_hasil": lambda: factories.laporkan(p, by["admin_apip"], LUSA),
        "reviu": lambda: flow.reviu(pengaduan=p, by=by["penelaah"], now=LUSA),
        "kembalikan_hasil": lambda: flow.kembalikan_hasil(pengaduan=p, catatan=kata, by=by["penelaah"], now=LUSA),
        "selesaikan": lambda: flow.selesaikan(pengaduan=p, ringkasan=kata, by=by["pejabat_dpph"], now=LUSA),
        "buka_kembali": lambda: flow.buka_kembali(pengaduan=p, alasan=kata, by=by["pejabat_dpph"], now=LUSA),
        "tutup": lambda: flow.tutup(pengaduan=p, by=SYSTEM, now=LUSA),
    }


def _hold(p: Pengaduan, step: str, orang: dict[str, User]) -> None:
    """Put the case into the hands that this step needs, so that only the status decides."""
    if step in {"siapkan", "jawab", "klarifikasi", "reviu", "kembalikan_hasil"}:
        p.pemegang = orang["penelaah"]
    elif step in {"verifikasi", "minta_lengkapi", "tolak", "alihkan", "gabungkan", "telaah"}:
        p.pemegang = orang["verifikator"]
    p.save(update_fields=["pemegang"])
    p.periksa.update(terpenuhi=True)


@pytest.mark.parametrize("status", Status.values)
def test_every_step_is_possible_exactly_where_the_table_says(status: str, orang: dict[str, User]) -> None:
    from django.db import transaction

    start = factories.bawa_ke(status, orang)
    possible = {step.nama: step.to for step in STAGES.possible(status)}
    for step in STAGES.steps:
        p = Pengaduan.objects.get(pk=start.pk)
        with transaction.atomic():
            _hold(p, step.nama, orang)
            if step.nama in possible:
                tries(p, orang)[step.nama]()
                p.refresh_from_db()
                assert p.status == possible[step.nama], step.nama
            else:
                with pytest.raises((StepRefused, PermissionDenied)):
                    tries(p, orang)[step.nama]()
            transaction.set_rollback(True)
        assert Pengaduan.objects.get(pk=start.pk).status == status


def test_every_step_of_the_table_is_tried_above(orang: dict[str, User]) -> None:
    assert set(tries(factories.ajukan(), orang)) == {step.nama for step in STAGES.steps}


@pytest.mark.parametrize("status", Status.values)
def test_each_status_runs_the_clock_that_the_table_names(status: str, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang)
    running = {t.kode for t in clock.running(p) if not t.dijeda}
    limit = STAGES.limits[status]
    assert running - {STAGES.overall} == ({limit} if limit else set())
    assert (STAGES.overall in running) == (status not in STAGES.done)
    assert (p.jatuh_tempo is None) == (limit is None)


def test_the_verification_clock_waits_while_the_complainant_completes(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.PERLU_DILENGKAPI, orang)
    dijeda = Tenggat.objects.get(objek_id=p.pk, kode="pengaduan.verifikasi")
    assert dijeda.dijeda
    was = dijeda.jatuh_tempo
    flow.lengkapi(pengaduan=p, pesan="Tanggal 3 Agustus.", by=Actor.pengadu(p.nomor), now=SENIN + timedelta(days=2))
    dijeda.refresh_from_db()
    # asked on Monday, answered on Wednesday: Monday is not counted anyway, Tuesday stood still
    assert dijeda.jatuh_tempo.date() == (was + timedelta(days=1)).date()
    assert p.jatuh_tempo == dijeda.jatuh_tempo


def test_an_officer_with_a_conflict_of_interest_is_refused(orang: dict[str, User], boven_digoel: Any) -> None:
    p = factories.ajukan()
    orang["verifikator"].konflik.add(boven_digoel)
    by = Actor.of(orang["verifikator"])
    with pytest.raises(PermissionDenied, match="terkait dengan instansi"):
        flow.ambil(pengaduan=p, by=by, now=SENIN)
    assert not Pengaduan.objects.visible_to(by).filter(pk=p.pk).exists()


def test_of_two_officers_one_wins_and_the_other_reads_why(orang: dict[str, User]) -> None:
    first = factories.ajukan()
    second = Pengaduan.objects.get(pk=first.pk)
    flow.ambil(pengaduan=first, by=Actor.of(orang["verifikator"]), now=SENIN)
    with pytest.raises(StepRefused, match="baru saja diubah oleh petugas lain"):
        flow.ambil(pengaduan=second, by=Actor.of(orang["verifikator_2"]), now=SENIN)
    first.refresh_from_db()
    assert first.pemegang == orang["verifikator"]


def test_nobody_approves_his_own_proposal(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    usulan = flow_usulan.usulkan(
        pengaduan=p, langkah="tolak", alasan="spam", isi="Iklan.", by=Actor.of(orang["verifikator"]), now=LUSA
    )
    Usulan.objects.filter(pk=usulan.pk).update(diusulkan_oleh=orang["pejabat_dpph"])
    usulan.refresh_from_db()
    with pytest.raises(PermissionDenied, match="Usulan Anda sendiri"):
        flow_usulan.setujui(usulan=usulan, by=Actor.of(orang["pejabat_dpph"]), now=LUSA)


def test_one_proposal_at_a_time(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    args: dict[str, Any] = {"pengaduan": p, "langkah": "tolak", "alasan": "spam", "isi": "Iklan.", "now": LUSA}
    flow_usulan.usulkan(by=Actor.of(orang["verifikator"]), **args)
    with pytest.raises(StepRefused, match="Sudah ada usulan"):
        flow_usulan.usulkan(by=Actor.of(orang["verifikator"]), **args)


def test_a_refused_proposal_leaves_the_case_where_it_is(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    usulan = flow_usulan.usulkan(
        pengaduan=p, langkah="tolak", alasan="spam", isi="Iklan.", by=Actor.of(orang["verifikator"]), now=LUSA
    )
    flow_usulan.tolak_usulan(usulan=usulan, putusan="Ada buktinya.", by=Actor.of(orang["pejabat_dpph"]), now=LUSA)
    p.refresh_from_db()
    assert p.status == Status.VERIFIKASI
    assert Usulan.objects.get(pk=usulan.pk).putusan == "Ada buktinya."


def test_a_case_with_gaps_does_not_go_to_the_review(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, waktu_kejadian="")
    with pytest.raises(StepRefused, match="Kapan"):
        flow.telaah(
            pengaduan=p,
            jenis_pelanggaran="tindak_pidana",
            instansi=p.instansi,
            by=Actor.of(orang["verifikator"]),
            now=LUSA,
        )


def test_an_inactive_inspectorate_gets_the_case_by_letter_and_the_case_waits(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.SIAP_ESKALASI, orang)
    by = Actor.of(orang["pejabat_dpph"])
    tujuan = flow.tujuan(p)
    type(tujuan).objects.update(status="terdaftar")
    with pytest.raises(StepRefused, match="belum aktif"):
        flow.eskalasi(pengaduan=p, by=by, now=LUSA)
    surat = flow.eskalasi_surat(
        pengaduan=p, nomor_surat="B/17/D.4.3/11/2026", tanggal_surat=LUSA.date(), by=by, now=LUSA
    )
    p.refresh_from_db()
    assert (p.status, p.jatuh_tempo) == (Status.SIAP_ESKALASI, None)
    assert p.eskalasi.get().surat == surat
    type(tujuan).objects.update(status="aktif")
    flow.eskalasi(pengaduan=p, by=by, now=LUSA)
    assert p.status == Status.DIESKALASI


def test_a_case_is_reopened_once(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.SELESAI, orang)
    by = Actor.of(orang["pejabat_dpph"])
    flow.buka_kembali(pengaduan=p, alasan="Bukti baru.", by=by, now=LUSA)
    Pengaduan.objects.filter(pk=p.pk).update(status=Status.SELESAI)
    p.refresh_from_db()
    with pytest.raises(PermissionDenied, match="satu kali"):
        flow.buka_kembali(pengaduan=p, alasan="Lagi.", by=by, now=LUSA)


def test_a_result_is_returned_three_times_at_most(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.REVIU_HASIL, orang)
    Pengaduan.objects.filter(pk=p.pk).update(kali_hasil_dikembalikan=3)
    p.refresh_from_db()
    with pytest.raises(PermissionDenied, match="3 kali"):
        flow.kembalikan_hasil(pengaduan=p, catatan="Kurang.", by=Actor.of(orang["penelaah"]), now=LUSA)


def test_merged_cases_must_be_about_the_same_package(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    lain = factories.ajukan(kode_rup=("11112222",), kode_tender="4312194", nama_paket="Lain")
    with pytest.raises(StepRefused, match="paket yang sama"):
        flow.gabungkan(pengaduan=p, induk=lain, by=Actor.of(orang["verifikator"]), now=LUSA)


def test_a_merged_complaint_speaks_with_its_parent(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.DIGABUNG, orang)
    assert p.status_publik == StatusPublik.DALAM_VERIFIKASI  # never the parent's "Diterima": it would jump back
    Pengaduan.objects.filter(pk=p.induk_id).update(status=Status.TINDAK_LANJUT_APIP)
    assert Pengaduan.objects.get(pk=p.pk).status_publik == StatusPublik.DITINDAKLANJUTI


def test_what_an_anonymous_complainant_does_is_kept_by_the_day(orang: dict[str, User]) -> None:
    saat = SENIN.replace(hour=3, minute=17)
    p = factories.ajukan(tingkat="anonim", now=saat)
    percakapan.tulis_pelapor(pengaduan=p, isi="Tambahan.", by=Actor.pengadu(p.nomor), now=saat)
    kept: list[datetime] = [p.diajukan_pada, p.status_sejak, *trail.of(p).values_list("pada", flat=True)]
    kept += PesanKasus.objects.values_list("dibuat_pada", flat=True)
    kept += Tenggat.objects.values_list("mulai_pada", flat=True)
    assert len(kept) >= 6
    assert {k.astimezone(SENIN.tzinfo).strftime("%H:%M:%S.%f") for k in kept} == {"12:00:00.000000"}


def test_the_whole_life_stands_on_an_unbroken_trail(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.DITUTUP, orang)
    rows = list(trail.of(p))
    assert [r.kejadian for r in rows if r.kejadian in {s.event for s in STAGES.steps}][-1] == Event.DITUTUP
    assert list(trail.broken(rows)) == []
    assert p.retensi_sampai is not None


@pytest.mark.django_db(transaction=True)
def test_two_cases_merged_into_each_other_at_once_do_not_vanish(orang: dict[str, User]) -> None:
    """Each looks open to the other; one has to win, or both would be closed and point at each other."""
    a, b = (factories.bawa_ke(Status.VERIFIKASI, orang) for _ in range(2))
    siap, ditolak = threading.Barrier(2), []

    def gabung(p: Pengaduan, induk: Pengaduan) -> None:
        siap.wait()
        try:
            flow.gabungkan(pengaduan=p, induk=induk, by=Actor.of(orang["verifikator"]), now=LUSA)
        except StepRefused as error:
            ditolak.append(error)
        connection.close()

    threads = [threading.Thread(target=gabung, args=pasangan) for pasangan in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(ditolak) == 1
    assert Pengaduan.objects.terbuka().count() == 1
