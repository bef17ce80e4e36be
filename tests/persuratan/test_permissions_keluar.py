"""Who may do what with a letter out, every permission with every person; and who may see it."""

from collections.abc import Callable

import pytest

from akun.actor import SYSTEM, Actor, Peran
from akun.decision import Decision
from akun.models import Pejabat, User
from persuratan import flow_keluar
from persuratan import permissions_keluar as izin
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.status_keluar import Status
from tests import factories
from tests.factories import SENIN
from tests.persuratan.keluar import Meja, unit_lain

pytestmark = pytest.mark.django_db
S = Status
DIREKTUR, PLH = "pejabat_dpph", "plh"
UNIT = {"verifikator", "penelaah", "verifikator_2"}


@pytest.fixture
def orang(orang: dict[str, User], request: pytest.FixtureRequest) -> dict[str, User]:
    """Everybody, and an officer of another unit."""
    orang["unit_lain"] = factories.UserFactory(peran=Peran.PENJAGA_IDENTITAS, unit=unit_lain())
    return orang


@pytest.fixture
def semua(meja: Meja, orang: dict[str, User], plh: User) -> dict[str, Actor]:
    """Everybody by name; whoever stands in for the director; and a holder of a receipt."""
    return {nama: Actor.of(user) for nama, user in orang.items()} | {
        PLH: Actor.of(plh),
        "bertoken": Actor.pengadu("SK202611230001"),
    }


def boleh(semua: dict[str, Actor], ask: Callable[[Actor], Decision]) -> set[str]:
    found = {nama for nama, actor in semua.items() if ask(actor)}
    assert all(ask(semua[nama]).sebab for nama in semua if nama not in found), "a refusal without a sentence"
    return found


def test_who_drafts(semua: dict[str, Actor], direktur: Pejabat) -> None:
    assert boleh(semua, lambda a: izin.may_konsep(a, direktur)) == {*UNIT, DIREKTUR, PLH}


def test_who_drafts_an_answer_has_the_letter(
    semua: dict[str, Actor], direktur: Pejabat, di_pejabat: Callable[..., SuratMasuk], arahkan: Callable[..., object]
) -> None:
    masuk = di_pejabat()
    arahkan(masuk, "unit_lain")
    assert boleh(semua, lambda a: izin.may_konsep(a, direktur, masuk)) == {"unit_lain", DIREKTUR, PLH}


def test_a_unit_drafts_for_whoever_stands_above_it(semua: dict[str, Actor], direktur: Pejabat) -> None:
    atas = Pejabat.objects.create(jabatan="Deputi Contoh", unit=unit_lain())
    type(direktur.unit).objects.filter(pk=direktur.unit_id).update(induk=atas.unit)
    assert boleh(semua, lambda a: izin.may_konsep(a, atas)) == {*UNIT, "unit_lain"}


@pytest.mark.parametrize(
    ("status", "ask", "who"),
    [
        (S.KONSEP, izin.may_ubah, UNIT),
        (S.PARAF, izin.may_paraf, {"penelaah"}),
        (S.PARAF, izin.may_kembalikan, {"penelaah"}),
        (S.SIAP_TANDA_TANGAN, izin.may_kembalikan, {DIREKTUR, PLH}),
        (S.SIAP_TANDA_TANGAN, izin.may_paraf, set()),
        (S.SIAP_TANDA_TANGAN, izin.may_tanda_tangan, {DIREKTUR, PLH}),
        (S.TERBIT, izin.may_cabut, {DIREKTUR, PLH}),
        (S.KONSEP, izin.may_batalkan, {*UNIT, DIREKTUR, PLH}),
        (S.DINOMORI, izin.may_batalkan, {DIREKTUR, PLH}),
        (S.TERBIT, izin.may_kirim, {*UNIT, DIREKTUR, PLH, "petugas_tu"}),
    ],
)
def test_who_may(
    status: str,
    ask: Callable[[Actor, SuratKeluar], Decision],
    who: set[str],
    semua: dict[str, Actor],
    meja: Meja,
) -> None:
    surat = meja.bawa_ke(status)
    assert boleh(semua, lambda a: ask(a, surat)) == who


def test_who_archives(semua: dict[str, Actor]) -> None:
    assert boleh(semua, izin.may_arsipkan) == {"petugas_tu"}


def test_a_secret_draft_is_its_drafters_alone(semua: dict[str, Actor], meja: Meja) -> None:
    surat = meja.konsep(kerahasiaan="rahasia")
    assert boleh(semua, lambda a: izin.may_ubah(a, surat)) == {"penelaah"}


def pembaca(semua: dict[str, Actor], surat: SuratKeluar) -> set[str]:
    return {n for n, a in semua.items() if SuratKeluar.objects.visible_to(a).filter(pk=surat.pk).exists()}


def test_a_draft_is_seen_in_its_unit_and_by_its_signer(semua: dict[str, Actor], meja: Meja) -> None:
    assert pembaca(semua, meja.konsep()) == {*UNIT, DIREKTUR, PLH}


def test_a_letter_on_the_register_is_seen_by_tu_as_well(semua: dict[str, Actor], meja: Meja) -> None:
    assert pembaca(semua, meja.bawa_ke(S.TERBIT)) == {*UNIT, DIREKTUR, PLH, "petugas_tu", "bertoken"}


def test_a_rung_of_another_unit_sees_what_it_initials(semua: dict[str, Actor], meja: Meja) -> None:
    post = meja.tangga[2]
    post.pemangku.update(user=semua["unit_lain"].user_id)
    surat = meja.konsep()
    flow_keluar.ajukan_paraf(surat=surat, tangga=[post], by=meja.by["penelaah"], now=SENIN)
    assert pembaca(semua, surat) == {*UNIT, DIREKTUR, PLH, "unit_lain"}


def test_a_secret_letter_is_seen_by_drafter_ladder_and_signer_only(semua: dict[str, Actor], meja: Meja) -> None:
    surat = meja.bawa_ke(S.TERBIT, kerahasiaan="sangat_rahasia", oleh="verifikator")
    assert pembaca(semua, surat) == {"verifikator", "penelaah", DIREKTUR, PLH, "bertoken"}
    amplop = {n for n, a in semua.items() if SuratKeluar.objects.amplop(a).filter(pk=surat.pk).exists()}
    assert amplop == {"petugas_tu"}
    satu = SuratKeluar.objects.amplop(semua["petugas_tu"]).get(pk=surat.pk)
    assert "perihal_segel" in satu.get_deferred_fields()
    assert "tujuan_segel" in satu.get_deferred_fields()


def test_the_system_sees_all_and_a_receipt_only_its_own_issued_letter(semua: dict[str, Actor], meja: Meja) -> None:
    meja.konsep()
    surat = meja.bawa_ke(S.DINOMORI)
    assert SuratKeluar.objects.visible_to(SYSTEM).count() == 2
    assert "bertoken" not in pembaca(semua, surat)


def test_the_answer_to_a_secret_letter_is_secret(
    semua: dict[str, Actor], meja: Meja, di_pejabat: Callable[..., SuratMasuk]
) -> None:
    masuk = di_pejabat("rahasia")
    with pytest.raises(flow_keluar.StepRefused, match="jadi jawabannya juga"):
        meja.konsep(membalas=masuk, oleh=DIREKTUR)
    assert meja.konsep(membalas=masuk, oleh=DIREKTUR, kerahasiaan="rahasia").rahasia


def test_a_letter_on_paper_is_seen_by_tu_and_by_who_recorded_it(
    semua: dict[str, Actor], orang: dict[str, User]
) -> None:
    terbuka = factories.SuratKeluarFactory(konseptor=orang["unit_lain"])
    rahasia = factories.SuratKeluarFactory(konseptor=orang["unit_lain"], kerahasiaan="rahasia")
    assert pembaca(semua, terbuka) == {"unit_lain", "petugas_tu"}
    assert pembaca(semua, rahasia) == {"unit_lain"}
