"""What waits for an inspectorate's inbox comes in when it opens; what an officer leaves behind falls to the admin."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from akun.actor import Actor, Peran
from akun.models import User
from inspektorat import flow as inspektorat_flow
from inspektorat.models import Inspektorat
from jejak import outbox, trail
from notifikasi.models import Pesan
from pengaduan import flow, flow_pelimpahan
from pengaduan.models import Eskalasi, Pengaduan
from pengaduan.status import Event, Status
from tests import factories
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
NANTI = SENIN + timedelta(days=2)


@pytest.fixture
def siap(orang: dict[str, User]) -> Pengaduan:
    """A case that waits to be handed over to an inspectorate that is not on the portal."""
    p = factories.bawa_ke(Status.SIAP_ESKALASI, orang)
    Inspektorat.objects.update(status=Inspektorat.Status.TERDAFTAR)
    return p


def aktifkan(actor: Callable[[str], Actor]) -> None:
    inspektorat_flow.aktifkan(inspektorat=Inspektorat.objects.get(), by=actor(Peran.PEJABAT_DPPH), now=NANTI)
    outbox.deliver(now=NANTI)


def serahkan(p: Pengaduan, actor: Callable[[str], Actor]) -> None:
    """By a letter that was written elsewhere."""
    by = actor(Peran.PEJABAT_DPPH)
    flow.eskalasi_surat(pengaduan=p, nomor_surat="B/1", tanggal_surat=SENIN.date(), by=by, now=SENIN)


def test_a_case_whose_letter_was_recorded_moves_into_the_inbox(siap: Pengaduan, actor: Callable[[str], Actor]) -> None:
    serahkan(siap, actor)
    aktifkan(actor)
    siap.refresh_from_db()
    assert siap.status == Status.DIESKALASI
    assert trail.of(siap).last().kejadian == Event.DIESKALASI
    assert Pengaduan.objects.visible_to(actor(Peran.ADMIN_APIP)).get() == siap
    assert Pesan.objects.filter(templat="apip_kasus_baru", user__peran=Peran.ADMIN_APIP).exists()


def test_a_case_that_is_with_the_inspectorate_by_letter_is_in_the_inbox_too(
    siap: Pengaduan, actor: Callable[[str], Actor]
) -> None:
    serahkan(siap, actor)
    Pengaduan.objects.update(status=Status.DIESKALASI)
    aktifkan(actor)
    assert trail.of(siap).last().kejadian == Event.MASUK_KOTAK
    assert set(Eskalasi.objects.values_list("jalur", flat=True)) == {"surat", "portal"}


def test_a_case_that_nobody_handed_over_waits_for_the_pejabat(siap: Pengaduan, actor: Callable[[str], Actor]) -> None:
    aktifkan(actor)
    siap.refresh_from_db()
    assert (siap.status, Eskalasi.objects.count()) == (Status.SIAP_ESKALASI, 0)


def test_it_comes_in_once_however_often_the_news_is_told(siap: Pengaduan, actor: Callable[[str], Actor]) -> None:
    serahkan(siap, actor)
    aktifkan(actor)
    assert flow_pelimpahan.lepaskan(inspektorat=Inspektorat.objects.get(), now=NANTI) == 0
    assert Eskalasi.objects.filter(jalur="portal").count() == 1


def test_the_cases_of_an_auditor_who_left_fall_to_the_admin(
    orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    by = actor(Peran.PEJABAT_DPPH)
    assert flow_pelimpahan.serahkan_ke_admin(auditor_id=orang["auditor_apip"].pk, by=by, now=NANTI) == 1
    outbox.deliver(now=NANTI)
    assert Eskalasi.objects.get().auditor is None
    assert trail.of(p).last().kejadian == Event.DISERAHKAN_ADMIN
    assert not Pengaduan.objects.visible_to(actor(Peran.AUDITOR_APIP)).exists()
    assert Pesan.objects.filter(templat="apip_diserahkan").values_list("user", flat=True)[0] == orang["admin_apip"].pk
    factories.laporkan(p, actor(Peran.ADMIN_APIP), NANTI)
