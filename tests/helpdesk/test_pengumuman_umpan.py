"""The feeds, read by the libraries that readers use: stable names, changes that count up, what was called off."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from lxml import etree

from helpdesk import pengumuman, spanduk
from helpdesk.models import Layanan, Pengumuman
from helpdesk.pengumuman import Isi
from helpdesk.reference_layanan import load_layanan
from tests.factories import SENIN

NAKAL = "Server; pindah, \\ <b>tebal</b> & \u201ckutip\u201d"


@pytest.fixture(autouse=True)
def _tanpa_spanduk_lama() -> Iterator[None]:
    spanduk.lupa()
    yield
    spanduk.lupa()


@pytest.fixture
def satu(meja, pelaku) -> Pengumuman:
    load_layanan()
    mulai = SENIN + timedelta(days=20)
    layanan = [Layanan.objects.get(kode="11")]
    isi = Isi(NAKAL, "Baris satu.\nBaris dua; selesai.", mulai, mulai + timedelta(hours=3), layanan)
    p = pengumuman.tulis(meja=meja["lkpp"], isi=isi, by=pelaku("helpdesk"), now=SENIN)
    pengumuman.terbitkan(pengumuman=p, by=pelaku("helpdesk"), now=SENIN)
    p.refresh_from_db()
    return p


def acara(client, *unit: str):
    nama = "helpdesk:pengumuman_ical_unit" if unit else "helpdesk:pengumuman_ical"
    jawab = client.get(reverse(nama, args=unit))
    assert jawab["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(jawab.content).walk("VEVENT"))


def butir(client, *unit: str):
    nama = "helpdesk:pengumuman_rss_unit" if unit else "helpdesk:pengumuman_rss"
    return etree.fromstring(client.get(reverse(nama, args=unit)).content).findall("channel/item")


def test_a_calendar_reads_start_end_title_and_place(client, satu) -> None:
    (a,) = acara(client)
    assert (a.decoded("dtstart"), a.decoded("dtend")) == (satu.mulai, satu.selesai)
    assert (str(a["summary"]), str(a["status"]), a["sequence"]) == (NAKAL, "CONFIRMED", 0)
    assert "Baris dua; selesai." in str(a["description"])
    assert str(a["url"]).endswith(reverse("helpdesk:pengumuman_satu", args=[satu.pk]))


def test_a_change_keeps_the_uid_and_counts_up_and_calling_off_is_told(client, satu, pelaku) -> None:
    uid = str(acara(client)[0]["uid"])
    isi = Isi(satu.judul, satu.isi, satu.mulai, satu.selesai + timedelta(hours=1), list(satu.layanan.all()))
    pengumuman.ubah(pengumuman=satu, isi=isi, by=pelaku("helpdesk"), now=SENIN + timedelta(minutes=1))
    (a,) = acara(client)
    assert (str(a["uid"]), a["sequence"], a.decoded("dtend")) == (uid, 1, isi.selesai)
    kapan = SENIN + timedelta(minutes=2)
    pengumuman.batalkan(pengumuman=satu, alasan="Tidak jadi", by=pelaku("helpdesk"), now=kapan)
    (a,) = acara(client)
    assert (str(a["uid"]), a["sequence"], str(a["status"])) == (uid, 2, "CANCELLED")
    assert a.decoded("dtstamp") == kapan


def test_a_reader_of_rss_gets_the_same_under_a_name_for_ever(client, satu, pelaku) -> None:
    (b,) = butir(client)
    assert b.findtext("title") == NAKAL
    assert b.findtext("guid") == f"urn:uuid:{satu.uid}"
    assert b.findtext("link").startswith("http")
    pengumuman.batalkan(pengumuman=satu, alasan="Tidak jadi", by=pelaku("helpdesk"), now=SENIN)
    (b,) = butir(client)
    assert b.findtext("title") == f"Dibatalkan: {NAKAL}"
    assert b.findtext("guid") == f"urn:uuid:{satu.uid}"


def test_each_desk_has_its_own_feeds_and_drafts_stand_in_none(client, satu, meja, pelaku) -> None:
    isi = Isi("Draf", "", satu.mulai, satu.selesai, list(satu.layanan.all()))
    pengumuman.tulis(meja=meja["mamuju"], isi=isi, by=pelaku("mamuju"), now=SENIN)
    for unit, ada in (("DSPD", 1), ("LPSE-76.02", 0)):
        assert len(acara(client, unit)) == len(butir(client, unit)) == ada
    assert client.get(reverse("helpdesk:pengumuman_ical_unit", args=["TIDAK-ADA"])).status_code == 404


def test_a_feed_may_be_kept_for_a_while_and_sets_no_cookie(client, satu) -> None:
    for nama in ("helpdesk:pengumuman_rss", "helpdesk:pengumuman_ical"):
        jawab = client.get(reverse(nama))
        assert "max-age" in jawab["Cache-Control"]
        assert not jawab.cookies
