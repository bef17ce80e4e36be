"""A complaint about the service: from the applicant's page, and its answer beside the consultation."""

from collections.abc import Callable

import pytest
from django.test import Client

from akun.actor import Actor
from akun.models import User
from konsultasi import flow_keluhan
from konsultasi.models import Keluhan, Konsultasi
from konsultasi.status import Status
from tests import factories
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture
def browser(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["pengadu"])


def test_it_is_written_answered_and_read(
    browser: Client, tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor], orang: dict[str, User]
) -> None:
    k = tanya(Status.DIJAWAB)
    jalan = f"/konsultasi/permohonan/{k.nomor}/keluhan/"
    assert "dijawab dalam 5 hari kerja" in browser.get(jalan).content.decode()
    assert browser.post(jalan, {"isi": ""}).status_code == 422
    assert browser.post(jalan, {"isi": "Jawabannya terlalu umum."})["Location"] == f"/konsultasi/saya/{k.nomor}/"
    keluhan = Keluhan.objects.get()
    assert (keluhan.pengadu, keluhan.isi) == (orang["pengadu"], "Jawabannya terlalu umum.")
    halaman = browser.get(f"/konsultasi/saya/{k.nomor}/").content.decode()
    assert "Jawabannya terlalu umum." in halaman
    assert "Kami jawab paling lambat" in halaman
    assert jalan not in halaman  # one at a time
    kedua = browser.post(jalan, {"isi": "Masih belum dijawab!"})
    assert kedua.status_code == 409
    assert "Masih belum dijawab!" in kedua.content.decode()
    flow_keluhan.tangani(keluhan=keluhan, by=actor("advokasi_pusat"), now=SENIN)
    flow_keluhan.jawab(keluhan=keluhan, jawaban="Kami jelaskan lagi.", by=actor("advokasi_pusat"), now=SENIN)
    halaman = browser.get(f"/konsultasi/saya/{k.nomor}/").content.decode()
    assert "Kami jelaskan lagi." in halaman
    assert jalan in halaman


def test_who_lost_his_session_gets_his_words_back_and_strangers_see_no_form(
    client: Client, tanya: Callable[..., Konsultasi]
) -> None:
    jalan = f"/konsultasi/permohonan/{tanya().nomor}/keluhan/"
    assert client.get(jalan).status_code == 404
    jawaban = client.post(jalan, {"isi": "Kata-kata saya."})
    assert jawaban.status_code == 403
    assert "Kata-kata saya." in jawaban.content.decode()
    assert not Keluhan.objects.exists()
