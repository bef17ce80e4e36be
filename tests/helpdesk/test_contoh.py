"""The demo desks: tickets in every state, by every way but mail."""

import pytest
from django.utils import timezone

from akun import demo
from akun import reference as akun_reference
from helpdesk import contoh, reference
from helpdesk.models import EskalasiTiket, MejaLayanan, TenderBerjalan, Tiket
from helpdesk.status import Status
from jejak.models import Outbox


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan")
def test_there_is_a_ticket_in_every_state() -> None:
    for load in (*akun_reference.LOADERS, *reference.LOADERS):
        load()
    orang = {u.email.partition("@")[0]: u for u in demo.siapkan()}
    assert len(list(contoh.muat(orang=orang, now=timezone.now()))) == len(contoh.TIKET)
    assert set(Tiket.objects.values_list("status", flat=True)) == set(Status)
    assert set(Tiket.objects.values_list("kelas", flat=True)) == {"", "minor", "mayor", "emergency"}
    assert set(Tiket.objects.values_list("kanal", flat=True)) == {"web", "telepon", "datang"}
    assert Tiket.objects.filter(pending=True).exists()
    assert Tiket.objects.filter(dibuka_kembali=1).exists()
    assert EskalasiTiket.objects.filter(tingkat=2, selesai_pada=None).exists()
    assert MejaLayanan.objects.count() == 3
    assert TenderBerjalan.objects.tahapan(MejaLayanan.objects.get(unit__kode="LPSE-76.02")) == [2, 4, 6, 11]
    assert not Outbox.objects.exclude(galat="").exists()
    contoh.siapkan(orang, timezone.now())  # a second time changes nothing
    assert TenderBerjalan.objects.count() == 6
