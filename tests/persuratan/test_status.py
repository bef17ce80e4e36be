"""The table of a letter's stages is whole, and each function takes its step from where it starts and nowhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from akun.actor import Actor
from akun.models import User
from persuratan import disposisi, flow_masuk
from persuratan.models import Disposisi, SuratMasuk
from persuratan.status import PUBLIK, STAGES, Status
from persuratan.views.tanda import TANDA
from sla.stages import StepRefused
from tests.factories import SENIN

Surat = Callable[..., SuratMasuk]
Langkah = Callable[[SuratMasuk, dict[str, Actor]], object]
NANTI = SENIN + timedelta(hours=1)


def jawab(s: SuratMasuk, by: dict[str, Actor]) -> None:
    flow_masuk.jawab(surat=s, jawaban=None, penutup="Cukup.", by=by["pejabat_dpph"], now=NANTI)


def arahan(orang: User) -> disposisi.Arahan:
    return disposisi.Arahan(orang=[orang], instruksi=["telaah"])


@pytest.fixture
def langkah(orang: dict[str, User]) -> dict[str, Langkah]:
    """Each step of the table, taken by somebody who may."""
    m, ke = flow_masuk, arahan(orang["penelaah"])
    return {
        "teruskan": lambda s, by: m.teruskan(
            surat=s, nomor_agenda="1", penerima=None, by=by["petugas_tu"], now=NANTI
        ),
        "kembalikan": lambda s, by: m.kembalikan(surat=s, alasan="Tidak terbaca.", by=by["petugas_tu"], now=NANTI),
        "disposisi": lambda s, by: disposisi.disposisikan(surat=s, arahan=ke, by=by["pejabat_dpph"], now=NANTI),
        "proses": lambda s, by: disposisi.mulai(surat=s, by=by["penelaah"], now=NANTI),
        "tanya": lambda s, by: m.tanya(surat=s, pertanyaan="Yang mana?", by=by["pejabat_dpph"], now=NANTI),
        "jelaskan": lambda s, by: m.jelaskan(surat=s, penjelasan="Yang ini.", by=by["petugas_tu"], now=NANTI),
        "jawab": jawab,
        "selesaikan": lambda s, by: m.selesaikan(surat=s, by=by["pejabat_dpph"], now=NANTI),
        "arsipkan": lambda s, by: m.arsipkan(surat=s, by=by["petugas_tu"], now=NANTI),
        "jadikan_pengaduan": lambda s, by: m.jadikan_pengaduan(
            surat=s, nomor="PGD202611230001", by=by["petugas_tu"], now=NANTI
        ),
        "jadikan_tiket": lambda s, by: m.jadikan_tiket(
            surat=s, nomor="TKT202611230001", by=by["petugas_tu"], now=NANTI
        ),
    }  # fmt: skip


JALAN = {
    Status.TERKIRIM: (),
    Status.DIPERIKSA_TU: ("teruskan",),
    Status.DIKEMBALIKAN: ("kembalikan",),
    Status.DIDISPOSISI: ("teruskan", "disposisi"),
    Status.DALAM_PROSES: ("teruskan", "disposisi", "proses"),
    Status.MENUNGGU_INFO: ("teruskan", "disposisi", "proses", "tanya"),
    Status.DIJAWAB: ("teruskan", "disposisi", "proses", "jawab"),
    Status.SELESAI: ("teruskan", "jawab", "selesaikan"),
    Status.DIARSIPKAN: ("teruskan", "jawab", "selesaikan", "arsipkan"),
    Status.DIJADIKAN_PENGADUAN: ("jadikan_pengaduan",),
    Status.DIJADIKAN_TIKET: ("jadikan_tiket",),
}
# A disposition may be added to a letter that has one already; that is no step of the table.
TAMBAH = {Status.DIDISPOSISI, Status.DALAM_PROSES, Status.MENUNGGU_INFO}


def test_every_status_has_a_limit_or_says_none_a_public_word_and_a_look() -> None:
    assert set(STAGES.limits) == set(Status.values) == set(PUBLIK) == set(TANDA) == set(JALAN)


def test_every_status_can_be_reached_and_steps_have_names_of_their_own() -> None:
    assert {STAGES.initial, *(s.to for s in STAGES.steps)} == set(Status.values)
    assert len({s.nama for s in STAGES.steps}) == len(STAGES.steps)


@pytest.mark.django_db
def test_the_steps_here_are_those_of_the_table(langkah: dict[str, Langkah]) -> None:
    assert set(langkah) == {s.nama for s in STAGES.steps}


@pytest.mark.django_db
@pytest.mark.parametrize("status", Status.values)
def test_every_step_from_every_status(
    status: Status, langkah: dict[str, Langkah], surat: Surat, orang: dict[str, User]
) -> None:
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    s = surat()
    for nama in JALAN[status]:
        langkah[nama](s, by)
    pegang(s, orang)
    mungkin = {step.nama for step in STAGES.possible(status)} | ({"disposisi"} if status in TAMBAH else set())
    if status == Status.DIJAWAB:
        mungkin.discard("selesaikan")  # a disposition is open: the next test
    assert {nama for nama in langkah if berhasil(langkah[nama], s, by)} == mungkin
    s.refresh_from_db()
    assert s.status == status


def pegang(s: SuratMasuk, orang: dict[str, User]) -> None:
    """Somebody holds a disposition, whatever the status: permission is not what is tested here."""
    if not s.disposisi.exists():
        Disposisi.objects.create(
            surat=s, dari=orang["pejabat_dpph"], kepada=orang["penelaah"], instruksi=["telaah"], dibuat_pada=SENIN
        )


def berhasil(langkah: Langkah, s: SuratMasuk, by: dict[str, Actor]) -> bool:
    """Whether the step goes; whatever it did is undone."""
    titik = transaction.savepoint()
    try:
        langkah(SuratMasuk.objects.get(pk=s.pk), by)
    except StepRefused:
        return False
    finally:
        transaction.savepoint_rollback(titik)
    return True


@pytest.mark.django_db
def test_an_answered_letter_is_finished_when_its_leaves_are_done(
    langkah: dict[str, Langkah], surat: Surat, orang: dict[str, User]
) -> None:
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    s = surat()
    for nama in JALAN[Status.DIJAWAB]:
        langkah[nama](s, by)
    assert not berhasil(langkah["selesaikan"], s, by)
    disposisi.laporkan(disposisi=s.disposisi.get(), laporan="Sudah.", by=by["penelaah"], now=NANTI)
    assert berhasil(langkah["selesaikan"], s, by)
