"""Who hears of what happens to a letter out, and what its recipient gets."""

from datetime import timedelta

import pytest
from django.core import mail

from akun.actor import Actor
from akun.models import User
from jejak import outbox
from notifikasi import send
from notifikasi.models import Pesan
from persuratan import flow_keluar
from persuratan.status_keluar import Status
from sla.sweep import sweep
from tests.factories import SENIN
from tests.persuratan.keluar import KONSEPTOR, PENANDA_TANGAN, SANDI, Meja

pytestmark = pytest.mark.django_db
S = Status


def untuk(user: User) -> set[str]:
    """The kinds of news in somebody's inbox."""
    while outbox.deliver(now=SENIN + timedelta(days=90)):
        pass
    return set(Pesan.objects.kotak(user.pk).values_list("templat", flat=True))


def test_each_rung_hears_when_its_turn_comes(meja: Meja, orang: dict[str, User]) -> None:
    s = meja.konsep(oleh=PENANDA_TANGAN)
    flow_keluar.ajukan_paraf(surat=s, tangga=meja.tangga[:2], by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert untuk(orang["penelaah"]) == {"keluar_paraf"}
    assert untuk(orang["verifikator"]) == set()
    flow_keluar.paraf(surat=s, by=meja.by["penelaah"], now=SENIN)
    assert untuk(orang["verifikator"]) == {"keluar_paraf"}


def test_the_signer_and_whoever_stands_in_hear_and_then_the_drafter_and_tu(
    meja: Meja, orang: dict[str, User], plh: User
) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN, oleh="verifikator")
    assert untuk(orang[PENANDA_TANGAN]) == untuk(plh) == {"keluar_tanda_tangan"}
    flow_keluar.tanda_tangani(surat=s, sandi=SANDI, by=Actor.of(plh), now=SENIN)
    assert untuk(orang["verifikator"]) == untuk(orang["petugas_tu"]) == {"keluar_terbit"}


def test_the_drafter_hears_what_comes_back_and_what_is_given_up(meja: Meja, orang: dict[str, User]) -> None:
    meja.bawa_ke(S.REVISI, oleh="verifikator")
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN, oleh="verifikator")
    flow_keluar.batalkan(surat=s, alasan="Tidak jadi.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert untuk(orang["verifikator"]) == {"keluar_dikembalikan", "keluar_dibatalkan"}


def test_lateness_rises_from_whose_turn_it_is_to_the_pimpinan(meja: Meja, orang: dict[str, User]) -> None:
    meja.bawa_ke(S.PARAF, oleh="verifikator")
    sweep(now=SENIN + timedelta(days=60))
    for nama in ("penelaah", "verifikator", PENANDA_TANGAN, "pimpinan"):
        assert "keluar_terlambat" in untuk(orang[nama]), nama
    assert not {"surat_terlambat"} & untuk(orang["petugas_tu"])


def surel(meja: Meja) -> list[mail.EmailMessage]:
    """What left for outside LKPP."""
    while outbox.deliver(now=SENIN):
        pass
    while send.deliver(now=SENIN + timedelta(days=90)):
        pass
    return [m for m in mail.outbox if m.to == ["dinas@contoh.example"]]


def test_the_recipient_gets_the_signed_letter_by_mail(meja: Meja) -> None:
    s = meja.bawa_ke(S.TERBIT)
    flow_keluar.kirim(surat=s, cara="email", by=meja.by["petugas_tu"], now=SENIN)
    (pesan,) = surel(meja)
    ((nama, isi, mime),) = [tuple(a) for a in pesan.attachments]
    assert (nama, mime) == ("SK202611230001.pdf", "application/pdf")
    assert b"ditandatangani" in isi
    assert s.perihal not in pesan.subject + str(pesan.body)


def test_of_a_secret_letter_the_mail_says_only_that_it_is_there(meja: Meja) -> None:
    s = meja.bawa_ke(S.TERBIT, kerahasiaan="rahasia")
    flow_keluar.kirim(surat=s, cara="email", by=meja.by[KONSEPTOR], now=SENIN)
    (pesan,) = surel(meja)
    assert pesan.attachments == []
    assert not any(t in pesan.subject + str(pesan.body) for t in (s.perihal, s.tujuan, s.nomor_surat))


def test_whoever_got_a_letter_by_mail_hears_that_it_was_withdrawn(meja: Meja) -> None:
    s = meja.bawa_ke(S.TERBIT)
    flow_keluar.kirim(surat=s, cara="email", by=meja.by["petugas_tu"], now=SENIN)
    flow_keluar.cabut(surat=s, alasan="Keliru.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert [("dicabut" in m.subject, len(m.attachments)) for m in surel(meja)] == [(False, 1), (True, 0)]


def test_a_printed_letter_sends_no_mail(meja: Meja) -> None:
    meja.bawa_ke(S.DICABUT)
    meja.bawa_ke(S.DIKIRIM)
    assert surel(meja) == []
