"""Who hears of what, once, and without a word of what it is about."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from akun.actor import SYSTEM, Actor
from akun.models import User
from jejak import outbox
from jejak.models import Jejak, Outbox
from notifikasi import send
from notifikasi.models import Pesan
from pengaduan import flow, flow_apip, flow_usulan, listeners, percakapan, vault
from pengaduan.models import Pengaduan, Usulan
from pengaduan.status import Event, Status
from sla.models import Tenggat
from sla.sweep import sweep
from tests.factories import IDENTITAS, SENIN, ajukan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Siapa = Callable[[str], Actor]
NANTI = SENIN + timedelta(hours=3)


def antar(now: datetime = NANTI) -> None:
    """Let every listener hear; none may fail."""
    outbox.deliver(now=now)
    assert list(Outbox.objects.filter(diantar_pada__isnull=True).values_list("listener", "galat")) == []


def lupakan_awal() -> None:
    """What came before the step under test is of no interest."""
    antar()
    Pesan.objects.all().delete()


def kabar(pengaduan: Pengaduan) -> list[str]:
    """The texts written to the complainant."""
    rows = Pesan.objects.filter(penerima=f"tiket:{pengaduan.nomor}").order_by("id")
    return list(rows.values_list("templat", flat=True))


def kepada(user: User, kanal: str = Pesan.Kanal.PORTAL) -> list[str]:
    return list(Pesan.objects.filter(user=user, kanal=kanal).order_by("id").values_list("templat", flat=True))


def test_the_complainant_gets_number_and_date_and_nothing_else(settings: Any) -> None:
    p = ajukan()
    antar()
    send.deliver(now=NANTI)
    (surat,) = mail.outbox
    assert surat.to == [IDENTITAS.surel]
    assert p.nomor in surat.subject
    assert "paling lambat Kamis, 26 November 2026" in surat.body
    assert f"{settings.SITE_URL}/lacak/" in surat.body
    everything = surat.subject + surat.body + surat.alternatives[0][0]
    for secret in (IDENTITAS.nama, p.nama_paket, "alat berat", "Pokja", "Boven Digoel"):
        assert secret not in everything


@pytest.mark.parametrize("tingkat", ["anonim"])
def test_nothing_is_written_to_somebody_anonymous(tingkat: str) -> None:
    ajukan(tingkat=tingkat)
    antar()
    assert not Pesan.objects.exists()


@pytest.mark.parametrize(
    ("status", "texts"),
    [
        (Status.VERIFIKASI, ["diterima", "kabar"]),
        (Status.PERLU_DILENGKAPI, ["diterima", "kabar", "perlu_dilengkapi"]),
        (Status.TIDAK_DAPAT, ["diterima", "kabar", "kabar"]),
        (Status.BUKAN_KEWENANGAN, ["diterima", "kabar", "kabar"]),
        (Status.SIAP_ESKALASI, ["diterima", "kabar"]),
        (Status.DIESKALASI, ["diterima", "kabar", "kabar"]),
        (Status.REVIU_HASIL, ["diterima", "kabar", "kabar", "kabar"]),
        (Status.SELESAI, ["diterima", "kabar", "kabar", "kabar", "hasil"]),
        (Status.DITUTUP, ["diterima", "kabar", "kabar", "kabar", "hasil"]),
    ],
)
def test_the_complainant_hears_when_the_public_word_changes(orang: Orang, status: str, texts: list[str]) -> None:
    p = bawa_ke(status, orang)
    antar()
    assert kabar(p) == texts


def test_a_listener_that_runs_again_writes_nothing_new(orang: Orang) -> None:
    bawa_ke(Status.SELESAI, orang)
    antar()
    before = Pesan.objects.count()
    for row in Outbox.objects.select_related("jejak"):
        outbox._by_name[row.listener](row.jejak, NANTI)
    assert Pesan.objects.count() == before


def test_a_message_of_an_officer_is_news(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    lupakan_awal()
    percakapan.tulis_pelapor(pengaduan=p, isi="Mohon kirim adendum.", by=actor("verifikator"), now=NANTI)
    antar()
    assert kabar(p) == ["pesan_lkpp"]


def test_an_opened_identity_is_told_to_whom_it_belongs(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.TELAAH, orang)
    lupakan_awal()
    alasan = "Diminta penyidik dengan surat resmi."
    vault.buka(pengaduan=p, alasan=alasan, by=actor("penjaga_identitas"), now=NANTI)
    antar()
    assert kabar(p) == ["identitas_dibuka"]


def test_those_merged_into_a_case_share_its_news_but_not_its_questions(orang: Orang, actor: Siapa) -> None:
    anak = bawa_ke(Status.DIGABUNG, orang)
    induk = anak.induk
    assert induk is not None
    lupakan_awal()
    flow.ambil(pengaduan=induk, by=actor("verifikator"), now=NANTI)
    flow.minta_lengkapi(pengaduan=induk, kurang=["kapan"], pesan="Kapan?", by=actor("verifikator"), now=NANTI)
    antar()
    assert kabar(anak) == ["kabar"]
    assert kabar(induk) == ["kabar", "perlu_dilengkapi"]


def test_the_holder_hears_of_a_completed_complaint_once(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    lupakan_awal()
    flow.lengkapi(pengaduan=p, pesan="Tanggal 3 Agustus.", by=Actor.pengadu(p.nomor), now=NANTI)
    antar()
    assert kepada(orang["verifikator"]) == ["dilengkapi"] == kepada(orang["verifikator"], Pesan.Kanal.SUREL)


def test_a_message_to_a_case_that_nobody_holds_disturbs_nobody() -> None:
    p = ajukan(tingkat="anonim")
    percakapan.tulis_pelapor(pengaduan=p, isi="Ada foto lagi.", by=Actor.pengadu(p.nomor), now=NANTI)
    antar()
    assert not Pesan.objects.exists()


def test_a_proposal_waits_for_the_officials_without_conflict(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    assert p.instansi is not None
    orang["pejabat_dpph_2"].konflik.add(p.instansi)
    lupakan_awal()
    usulan = flow_usulan.usulkan(
        pengaduan=p, langkah=Usulan.Langkah.TOLAK, alasan="spam", isi="Iklan.", by=actor("verifikator"), now=NANTI
    )
    antar()
    assert kepada(orang["pejabat_dpph"]) == ["usulan_menunggu"]
    assert kepada(orang["pejabat_dpph_2"]) == []
    flow_usulan.tolak_usulan(usulan=usulan, putusan="Bukan iklan.", by=actor("pejabat_dpph"), now=NANTI)
    antar()
    assert kepada(orang["verifikator"]) == ["usulan_ditolak"]


def test_a_new_desk_hears_in_the_portal_only(orang: Orang) -> None:
    bawa_ke(Status.TELAAH, orang)
    antar()
    assert kepada(orang["penelaah"]) == ["masuk_telaah"]
    assert kepada(orang["penelaah"], Pesan.Kanal.SUREL) == []


def test_only_the_inspectorate_concerned_hears(orang: Orang) -> None:
    bawa_ke(Status.DIESKALASI, orang)
    antar()
    assert kepada(orang["admin_apip"]) == ["apip_kasus_baru"]
    assert kepada(orang["auditor_apip"]) == kepada(orang["orang_luar"]) == []


def test_the_assigned_auditor_hears(orang: Orang) -> None:
    bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    antar()
    assert kepada(orang["auditor_apip"]) == ["apip_ditugaskan"]


def test_question_and_answer_reach_the_other_side_once(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lupakan_awal()
    flow_apip.minta_klarifikasi(pengaduan=p, pertanyaan="Ada adendum?", by=actor("auditor_apip"), now=NANTI)
    antar()
    assert kepada(orang["penelaah"]) == ["tanya_apip"]
    Pesan.objects.all().delete()
    flow.klarifikasi(pengaduan=p, pesan="Ada, dua.", by=actor("penelaah"), now=NANTI)
    antar()
    assert kepada(orang["admin_apip"]) == ["apip_jawaban"] == kepada(orang["auditor_apip"])
    assert kepada(orang["penelaah"]) == []


def test_a_reported_result_lies_on_the_desk_of_the_reviewers(orang: Orang) -> None:
    bawa_ke(Status.HASIL_DILAPORKAN, orang)
    antar()
    assert kepada(orang["penelaah"])[-1] == "hasil_apip"


def bunyikan(p: Pengaduan, kebijakan: str, tingkat: int, now: datetime = NANTI) -> Jejak:
    """The clock of a case rings, as the sweep would let it."""
    tenggat = Tenggat.objects.get(objek_id=p.pk, kode=kebijakan, berhenti_pada__isnull=True)
    data = {"tenggat": tenggat.pk, "kebijakan": kebijakan, "tingkat": tingkat, "siklus": tenggat.siklus}
    event = Event.TERLAMBAT if tingkat else Event.DIINGATKAN
    from jejak.trail import record

    return record(kejadian=event, objek=p, by=SYSTEM, now=now, data=data)


def test_lateness_climbs_from_holder_to_official_to_leadership(orang: Orang) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    lupakan_awal()
    seen = []
    for tingkat in (1, 2, 3):
        bunyikan(p, "pengaduan.verifikasi", tingkat)
        antar()
        seen.append({n for n, u in orang.items() if kepada(u) and kepada(u, Pesan.Kanal.SUREL)})
        Pesan.objects.all().delete()
    assert seen == [{"verifikator"}, {"pejabat_dpph", "pejabat_dpph_2"}, {"pimpinan"}]


def test_lateness_of_a_case_that_nobody_holds_reaches_its_desk(orang: Orang) -> None:
    p = ajukan(tingkat="anonim")
    bunyikan(p, "pengaduan.verifikasi", 1)
    antar()
    assert kepada(orang["verifikator"]) == kepada(orang["verifikator_2"]) == ["terlambat"]
    assert kepada(orang["penelaah"]) == []


def test_an_inspectorate_hears_of_its_own_lateness(orang: Orang) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    lupakan_awal()
    bunyikan(p, "pengaduan.apip", 1)
    antar()
    assert {n for n, u in orang.items() if kepada(u)} == {"penelaah", "admin_apip", "auditor_apip"}


def test_a_reminder_reaches_whoever_has_to_act(orang: Orang) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    lupakan_awal()
    bunyikan(p, "pengaduan.terima_apip", 0)
    antar()
    assert {n for n, u in orang.items() if kepada(u)} == {"admin_apip"}


def test_the_complainant_is_reminded_with_the_date(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    lupakan_awal()
    bunyikan(p, "pengaduan.kelengkapan", 0)
    antar()
    pesan = Pesan.objects.get()
    assert pesan.templat == "ingat_lengkapi"
    assert p.jatuh_tempo is not None
    assert pesan.konteks["batas"] == p.jatuh_tempo.isoformat()


def test_an_alarm_of_a_clock_that_has_stopped_is_silent(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    event = bunyikan(p, "pengaduan.verifikasi", 1)
    flow.alihkan(pengaduan=p, lembaga="kpk", pesan="Ini wewenang KPK.", by=actor("verifikator"), now=NANTI)
    lupakan_awal()
    listeners.eskalasikan_keterlambatan(event, NANTI)
    assert not Pesan.objects.exists()


def test_time_closes_what_the_complainant_did_not_complete(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    assert p.jatuh_tempo is not None
    lewat = p.jatuh_tempo + timedelta(minutes=1)
    sweep(now=lewat)
    antar(lewat)
    p.refresh_from_db()
    assert (p.status, p.alasan_akhir) == (Status.DITUTUP, "tidak_dilengkapi")
    assert kabar(p)[-2:] == ["ingat_lengkapi", "ditutup_tidak_lengkap"]
    assert not Pesan.objects.filter(templat="terlambat", konteks__janji="Pelapor melengkapi data").exists()


def test_time_closes_the_window_for_a_response(orang: Orang) -> None:
    p = bawa_ke(Status.SELESAI, orang)
    assert p.jatuh_tempo is not None
    lewat = p.jatuh_tempo + timedelta(minutes=1)
    sweep(now=lewat)
    antar(lewat)
    p.refresh_from_db()
    assert p.status == Status.DITUTUP


def test_an_alarm_of_an_earlier_request_closes_nothing(orang: Orang, actor: Siapa) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    event = bunyikan(p, "pengaduan.kelengkapan", 1)
    flow.lengkapi(pengaduan=p, pesan="Tanggal 3 Agustus.", by=Actor.pengadu(p.nomor), now=NANTI)
    flow.minta_lengkapi(pengaduan=p, kurang=["siapa"], pesan="Siapa?", by=actor("verifikator"), now=NANTI)
    listeners.tutup_bila_waktunya(event, NANTI)
    p.refresh_from_db()
    assert p.status == Status.PERLU_DILENGKAPI


def test_a_lateness_of_the_officers_closes_nothing(orang: Orang) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    listeners.tutup_bila_waktunya(bunyikan(p, "pengaduan.verifikasi", 1), NANTI)
    p.refresh_from_db()
    assert p.status == Status.VERIFIKASI


JUMAT_SORE = SENIN + timedelta(days=4, hours=9)  # 18.00, after closing


def surel_tenggat(orang: Orang) -> list[datetime | None]:
    """When the mails about deadlines to the verifier leave."""
    rows = Pesan.objects.filter(user=orang["verifikator"], kanal=Pesan.Kanal.SUREL, templat__in=["ingat", "terlambat"])
    return list(rows.order_by("id").values_list("coba_pada", flat=True))


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (SENIN, SENIN + send.KUMPUL),
        (SENIN.replace(hour=3), SENIN.replace(hour=7, minute=35)),
        (SENIN.replace(hour=16, minute=28), SENIN.replace(hour=7, minute=35) + timedelta(days=1)),
        (JUMAT_SORE, SENIN.replace(hour=7, minute=35) + timedelta(days=7)),
        (datetime.fromisoformat("2026-12-24T20:00:00+07:00"), datetime.fromisoformat("2026-12-28T07:35:00+07:00")),
    ],
)
def test_officers_are_mailed_about_deadlines_in_office_hours_only(
    orang: Orang, now: datetime, leaves: datetime
) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    lupakan_awal()
    ingat, lewat = (bunyikan(p, "pengaduan.verifikasi", tingkat, now) for tingkat in (0, 1))
    listeners.ingatkan(ingat, now)
    listeners.eskalasikan_keterlambatan(lewat, now)
    assert surel_tenggat(orang) == [leaves, leaves]
    assert kepada(orang["verifikator"]) == ["ingat", "terlambat"], "the inbox shows it at once"
    assert set(Pesan.objects.filter(kanal=Pesan.Kanal.PORTAL).values_list("terkirim_pada", flat=True)) == {now}


def test_a_mornings_reminders_of_one_person_are_one_mail(orang: Orang) -> None:
    kasus = [bawa_ke(Status.VERIFIKASI, orang) for _ in range(3)]
    lupakan_awal()
    mail.outbox.clear()
    pagi = SENIN.replace(hour=7, minute=30) + timedelta(days=2)
    for n, p in enumerate(kasus):
        bunyikan(p, "pengaduan.verifikasi", 0, pagi)
        antar(pagi + timedelta(seconds=1 + n * 15))
    send.deliver(now=pagi + timedelta(minutes=9))
    assert mail.outbox == []
    send.deliver(now=pagi + timedelta(minutes=10))
    (surat,) = mail.outbox
    assert surat.subject == "3 perkara jatuh tempo besok"
    for p in kasus:
        assert p.nomor in surat.body
        assert p.nama_paket not in surat.body


def test_the_complainant_is_reminded_at_once_and_alone(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    lupakan_awal()
    listeners.ingatkan(bunyikan(p, "pengaduan.kelengkapan", 0, JUMAT_SORE), JUMAT_SORE)
    pesan = Pesan.objects.get()
    assert (pesan.coba_pada, pesan.bundel) == (JUMAT_SORE, "")
