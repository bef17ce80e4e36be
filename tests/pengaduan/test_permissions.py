"""Who may: every permission against all people in one table."""

from collections.abc import Callable

import pytest

from akun.actor import Actor
from akun.models import User
from pengaduan import flow_apip, permissions
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from tests import factories

pytestmark = pytest.mark.django_db
V, T, P = "verifikator", "penelaah", "pejabat_dpph"
A, U = "admin_apip", "auditor_apip"


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


# permission -> (the status in which it is asked, everybody who may)
TABLE: dict[str, tuple[str, set[str]]] = {
    "may_ambil": (Status.TERKIRIM, {V, "verifikator_2"}),
    "may_verifikasi": (Status.TERKIRIM, {V, "verifikator_2"}),
    "may_tugaskan": (Status.VERIFIKASI, {V, P, "pejabat_dpph_2"}),
    "may_minta_lengkapi": (Status.VERIFIKASI, {V}),
    "may_alihkan": (Status.VERIFIKASI, {V}),
    "may_gabungkan": (Status.VERIFIKASI, {V}),
    "may_telaah": (Status.VERIFIKASI, {V}),
    "may_periksa": (Status.VERIFIKASI, {V}),
    "may_eskalasi": (Status.SIAP_ESKALASI, {P, "pejabat_dpph_2"}),
    "may_klarifikasi": (Status.PERLU_KLARIFIKASI, {T}),
    "may_reviu": (Status.HASIL_DILAPORKAN, {T}),
    "may_kembalikan_hasil": (Status.REVIU_HASIL, {T}),
    "may_selesaikan": (Status.REVIU_HASIL, {P, "pejabat_dpph_2"}),
    "may_buka_kembali": (Status.SELESAI, {P, "pejabat_dpph_2"}),
    "may_catat": (Status.TERKIRIM, {V, "verifikator_2", T, P, "pejabat_dpph_2"}),
    "may_tulis_pelapor": (Status.VERIFIKASI, {V, "pelapor"}),
    "may_lengkapi": (Status.PERLU_DILENGKAPI, {"pelapor"}),
    "may_izinkan_identitas": (Status.TERKIRIM, {"pelapor"}),
    "may_putuskan_karantina": (Status.TERKIRIM, {P, "pejabat_dpph_2"}),
    "may_pindah_kebijakan": (Status.VERIFIKASI, {P, "pejabat_dpph_2"}),
    "may_buka_identitas": (Status.TERKIRIM, {"penjaga_identitas"}),
}
APIP_TABLE: dict[str, tuple[str, set[str]]] = {
    "may_terima_apip": (Status.DIESKALASI, {A}),
    "may_tugaskan_apip": (Status.DITERIMA_APIP, {A}),
    "may_kerjakan_apip": (Status.TINDAK_LANJUT_APIP, {A, U}),
    "may_laporkan_hasil": (Status.TINDAK_LANJUT_APIP, {A}),
}


def everybody(orang: dict[str, User], p: Pengaduan) -> dict[str, Actor]:
    people = {nama: Actor.of(user) for nama, user in orang.items()}
    return people | {"pelapor": Actor.pengadu(p.nomor), "pelapor_lain": Actor.pengadu("PGD209901010001")}


@pytest.mark.parametrize("status", sorted({status for status, _ in TABLE.values()}))
def test_only_these_may(status: str, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang)
    people = everybody(orang, p)
    for nama in (n for n in TABLE if TABLE[n][0] == status):
        ask: Callable[..., permissions.Decision] = getattr(permissions, nama)
        answers = {who: ask(actor, p) for who, actor in people.items()}
        assert {who for who, d in answers.items() if d} == TABLE[nama][1], nama
        assert all(d.sebab for d in answers.values() if not d), nama


@pytest.mark.parametrize("nama", APIP_TABLE)
def test_only_these_inspectors_may(nama: str, orang: dict[str, User]) -> None:
    status, allowed = APIP_TABLE[nama]
    p = factories.bawa_ke(status, orang)
    ask = getattr(permissions, nama)
    answers = {who: ask(actor, flow_apip.berjalan(p)) for who, actor in everybody(orang, p).items()}
    assert {who for who, d in answers.items() if d} == allowed
    assert all(d.sebab for d in answers.values() if not d)


@pytest.mark.parametrize("tingkat", ["anonim", "rahasia", "terbuka_untuk_apip"])
def test_the_inspectorate_reads_an_identity_only_when_it_was_opened(tingkat: str, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat=tingkat)
    eskalasi = flow_apip.berjalan(p)
    may = {w for w, a in everybody(orang, p).items() if permissions.may_lihat_identitas_apip(a, p, eskalasi)}
    assert may == ({A, U} if tingkat == "terbuka_untuk_apip" else set())


@pytest.mark.parametrize("status", Status.values)
def test_each_sees_only_the_cases_that_concern_him(status: str, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang)
    seen = {w for w, a in everybody(orang, p).items() if Pengaduan.objects.visible_to(a).filter(pk=p.pk).exists()}
    lkpp = {V, "verifikator_2", T, P, "pejabat_dpph_2", "penjaga_identitas", "pimpinan", "pelapor"}
    escalated = {Status.DIESKALASI, Status.DITERIMA_APIP, Status.TINDAK_LANJUT_APIP, Status.PERLU_KLARIFIKASI}
    escalated |= {Status.HASIL_DILAPORKAN, Status.REVIU_HASIL, Status.SELESAI, Status.DITUTUP}
    expected = lkpp | ({A} if status in escalated else set())
    expected |= {U} if status in escalated - {Status.DIESKALASI, Status.DITERIMA_APIP} else set()
    assert seen == expected


def test_every_permission_stands_in_a_table() -> None:
    named = {n for n in dir(permissions) if n.startswith("may_")}
    elsewhere = {"may_usulkan", "may_putuskan", "may_dipegang", "may_tulis_apip", "may_unduh", "may_lihat"}
    assert named == set(TABLE) | set(APIP_TABLE) | elsewhere | {"may_lihat_identitas_apip"}
