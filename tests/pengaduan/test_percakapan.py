"""The threads and their files leave no finer time of an anonymous complainant than the day."""

from datetime import timedelta

import pytest

from akun.actor import Actor
from akun.models import User
from berkas.models import Berkas
from jejak import trail
from pengaduan import percakapan
from pengaduan.models import BuktiDukung, Pengaduan
from pengaduan.status import Event, Status
from tests import factories
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
SAAT = SENIN + timedelta(days=1, hours=5, minutes=17, seconds=23)


def bukti_dari_petugas(p: Pengaduan) -> BuktiDukung:
    berkas = Berkas.objects.create(nama=b"x", jenis="dokumen", mime="application/pdf", ukuran=1, diunggah_pada=SENIN)
    return BuktiDukung.objects.create(pengaduan=p, berkas=berkas, dari="lkpp")


def test_when_an_anonymous_complainant_opens_a_file_only_the_day_is_kept() -> None:
    p = factories.ajukan(tingkat="anonim")
    bukti = bukti_dari_petugas(p)
    percakapan.catat_unduhan(bukti=bukti, eskalasi=None, varian="asli", by=Actor.pengadu(p.nomor), now=SAAT)
    assert trail.of(p).get(kejadian=Event.BERKAS_DIUNDUH).pada == percakapan.kept_day(SAAT)


def test_when_an_officer_opens_a_file_of_an_anonymous_complaint_the_time_is_kept(orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)
    Pengaduan.objects.filter(pk=p.pk).update(tingkat_identitas="anonim")
    bukti = bukti_dari_petugas(Pengaduan.objects.get(pk=p.pk))
    percakapan.catat_unduhan(bukti=bukti, eskalasi=None, varian="asli", by=Actor.of(orang["verifikator"]), now=SAAT)
    assert trail.of(p).get(kejadian=Event.BERKAS_DIUNDUH).pada == SAAT
