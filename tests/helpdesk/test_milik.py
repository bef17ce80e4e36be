"""Tickets of an account: its own list and pages, and nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from akun.models import User
from tests import factories
from tests.helpdesk.conftest import BuatTiket

pytestmark = pytest.mark.django_db


def test_an_account_reads_its_own_tickets_only(buat: BuatTiket, petugas: dict[str, User]) -> None:
    t = buat()
    pelapor, lain = factories.logged_in(petugas["pelapor"]), factories.logged_in(factories.UserFactory())
    jalan = reverse("helpdesk:tiket_saya", args=[t.nomor])
    assert t.judul in pelapor.get(jalan).content.decode()
    assert t.nomor in pelapor.get(reverse("helpdesk:milik")).content.decode()
    assert lain.get(jalan).status_code == 404
    assert t.nomor not in lain.get(reverse("helpdesk:milik")).content.decode()
    assert "login" in Client().get(jalan)["Location"]
    answer = pelapor.post(reverse("helpdesk:progres_tulis"), {"nomor": t.nomor, "isi": "Dari akun"})
    assert answer["Location"].startswith(jalan)
    assert lain.post(reverse("helpdesk:progres_tulis"), {"nomor": t.nomor, "isi": "x"}).status_code == 403


def test_an_officer_who_handles_a_ticket_is_not_its_reporter(buat: BuatTiket, petugas: dict[str, User]) -> None:
    t = buat()
    klien = factories.logged_in(petugas["mamuju"])
    assert klien.get(reverse("helpdesk:tiket_saya", args=[t.nomor])).status_code == 404


def test_a_list_without_tickets_says_so(petugas: dict[str, User]) -> None:
    isi = factories.logged_in(petugas["pelapor"]).get(reverse("helpdesk:milik")).content.decode()
    assert "Belum ada tiket" in isi
