"""The demo letters: every state, every kind, and quickly."""

import pytest
from django.db.models import Count
from django.utils import timezone

from akun import demo
from akun.models import Pemangku, User
from pengaduan import contoh as contoh_pengaduan
from persuratan import contoh, contoh_keluar
from persuratan.kunci_uji import SANDI
from persuratan.models import Disposisi, SuratKeluar, SuratMasuk
from persuratan.status import Status
from persuratan.status_keluar import Status as StatusKeluar
from sla.models import Tenggat
from tests.persuratan.keluar import PenandaPalsu


@pytest.mark.django_db
@pytest.mark.usefixtures("acuan", "kebijakan", "mesin_cetak")
def test_there_is_a_letter_in_every_state_with_its_people_and_one_out(penanda: PenandaPalsu) -> None:
    """The letters out come after those that come in: one of them is an answer."""
    penanda.sandi = SANDI
    orang, now = {u.email.partition("@")[0]: u for u in demo.siapkan()}, timezone.now()
    masuk_di_setiap_status(orang)
    assert len(list(contoh_keluar.muat(orang=orang, now=now))) == 14
    keluar = SuratKeluar.objects.filter(asal="portal")
    assert set(keluar.values_list("status", flat=True)) == set(StatusKeluar) - {StatusKeluar.DINOMORI}
    assert keluar.get(membalas__isnull=False).menjawab.get().status == Status.DIJAWAB
    assert not keluar.filter(status_sejak__gt=now).exists()
    p = contoh_pengaduan.dari_surat(orang=orang, now=timezone.now())
    assert SuratMasuk.objects.get(status=Status.DIJADIKAN_PENGADUAN).pengaduan_nomor == p.nomor
    assert not Tenggat.objects.filter(berhenti_pada=None, mulai_pada__gt=timezone.now()).exists()


def masuk_di_setiap_status(orang: dict[str, User]) -> None:
    assert len(list(contoh.muat(orang=orang, now=timezone.now()))) == 25
    found = dict(SuratMasuk.objects.values_list("status").annotate(n=Count("pk")))
    assert set(found) == set(Status) - {Status.DIJADIKAN_PENGADUAN, Status.DIJADIKAN_TIKET}
    assert [found[c] for c in (Status.TERKIRIM, Status.DALAM_PROSES)] == [4, 5]
    assert Disposisi.objects.filter(induk__induk__isnull=False).exists()
    assert Disposisi.objects.filter(sebagai__startswith="Plh.").exists()
    assert Pemangku.objects.filter(user=orang["pimpinan"], pejabat__jabatan="Kepala LKPP").exists()
    assert SuratMasuk.objects.filter(jawaban__isnull=False).count() == 6
