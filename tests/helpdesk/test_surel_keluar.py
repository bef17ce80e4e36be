"""Mails of a ticket that leave: each in its thread, with an id that is ours and that nobody can make."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from akun.actor import SYSTEM, Actor
from helpdesk import flow, surel_keluar
from helpdesk.models import Tiket
from jejak import outbox
from notifikasi import send
from tests.factories import SENIN

pytestmark = pytest.mark.django_db


def test_only_an_id_that_we_gave_names_a_ticket() -> None:
    kami = surel_keluar.id_kami("TKT202611230001", "s7")
    assert surel_keluar.nomor_dari(["<x@y>", kami]) == "TKT202611230001"
    assert surel_keluar.nomor_dari([kami.replace("0001.", "0002."), "<TKT202611230001.s7.x@lkpp.example>"]) == ""


@pytest.fixture
def lisan(buat: Callable[..., Tiket]) -> Tiket:
    """A ticket that was told by telephone, by somebody who left an address."""
    return buat(oleh="mamuju", jenis="pertanyaan")


def keluar() -> list[Any]:
    """The mails to the reporter."""
    mail.outbox.clear()
    outbox.deliver(now=SENIN)
    send.deliver(now=SENIN)
    return [m for m in mail.outbox if m.to == ["andi@penyedia.example"]]


def test_whoever_left_an_address_reads_what_officers_write_and_that_it_is_pending(
    lisan: Tiket, pelaku: Callable[[str], Actor]
) -> None:
    keluar()
    flow.balas(tiket=lisan, isi="Coba peramban lain.", by=pelaku("mamuju"), now=SENIN)
    flow.balas(tiket=lisan, isi="Catatan dalam.", hanya_petugas=True, by=pelaku("mamuju"), now=SENIN)
    (balasan,) = keluar()
    assert "Coba peramban lain." in balasan.body
    assert balasan.extra_headers["References"] == surel_keluar.id_kami(lisan.nomor, "awal")
    assert balasan.from_email.startswith('"LPSE Mamuju" <') or balasan.from_email.startswith("LPSE Mamuju <")
    assert balasan.reply_to == ["helpdesk@mamuju.example"]
    flow.tandai_pending(tiket=lisan, by=pelaku("mamuju"), now=SENIN)
    (pending,) = keluar()
    assert "pending" in pending.body


def test_the_word_that_the_reporter_reads_is_told_when_it_changes(lisan: Tiket, pelaku: Callable[[str], Actor]) -> None:
    keluar()
    flow.ambil(tiket=lisan, by=pelaku("mamuju"), now=SENIN)
    assert ["Sedang ditangani" in m.body for m in keluar()] == [True]
    flow.selesaikan(tiket=lisan, isi="Sudah beres.", by=pelaku("mamuju"), now=SENIN)
    assert ["Sudah beres." in m.body for m in keluar()] == [True]
    flow.tutup(tiket=lisan, by=SYSTEM, now=SENIN)
    assert ["Ditutup" in m.body for m in keluar()] == [True]


def test_a_desk_in_the_portals_own_domain_writes_from_its_own_address(
    lisan: Tiket, pelaku: Callable[[str], Actor], settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Portal <portal@mamuju.example>"
    keluar()
    flow.balas(tiket=lisan, isi="Halo.", by=pelaku("mamuju"), now=SENIN)
    (balasan,) = keluar()
    assert (balasan.from_email, balasan.reply_to) == ("LPSE Mamuju <helpdesk@mamuju.example>", [])
