"""The demo shows maintenance to come, one that is announced in haste, and a budget that is partly used."""

from datetime import timedelta

from helpdesk import anggaran, contoh_pengumuman, spanduk
from helpdesk.models import Pengumuman
from helpdesk.reference_layanan import load_layanan
from tests.factories import SENIN


def test_the_demo_has_notices_and_outages(petugas) -> None:
    load_layanan()
    orang = {"helpdesk": petugas["helpdesk"], "lpse": petugas["mamuju"], "lpse.bontang": petugas["bontang"]}
    assert contoh_pengumuman.muat(orang=orang, now=SENIN) == 8
    assert Pengumuman.objects.mendatang(SENIN).count() == 4
    (adp,) = [a for a in anggaran.semua(2026, now=SENIN) if a.layanan.kode == "11"]
    assert (adp.terpakai.galat, adp.terpakai.terencana) == (timedelta(hours=2), timedelta(hours=6))
    spanduk.lupa()
    assert [s.judul for s in spanduk.berlaku(SENIN)] == ["Penambalan celah keamanan Inaproc"]
    spanduk.lupa()
