"""The four channels as their data says: for what, what to bring, and the limit that the policy promises."""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from konsultasi.pilihan import Kanal
from konsultasi.status import JANJI
from konsultasi.status_keluhan import BATAS
from sla import office
from sla.models import Kebijakan

DATA = Path(__file__).parent / "data" / "kanal.csv"
S = Kebijakan.Sejak
SEJAK: dict[str, dict[str, object]] = {
    Kanal.SURAT: {S.DITERIMA_DIREKTUR: _("sejak surat diterima Direktur")},
    Kanal.DARING: {S.DITERIMA_DIREKTUR: _("sejak undangan diterima Direktur")},
    Kanal.WEBSITE: {S.DITERIMA: _("sejak pertanyaan Anda kami terima")},
    Kanal.TATAP_MUKA: {S.TAHAP: _("sejak Anda datang, atau sesuai permasalahannya")},
}
"""Words after the length of a limit; where a policy counts from elsewhere, its own word is taken."""


@dataclass(frozen=True)
class Syarat:
    """What a channel is for and asks for, in the reader's language."""

    ikon: str
    untuk: str
    syarat: tuple[str, ...]


@dataclass(frozen=True)
class InfoKanal:
    """One channel as the pages show it."""

    kode: str
    nama: str
    ikon: str
    untuk: str
    syarat: tuple[str, ...]
    batas: str
    dasar: str


@cache
def _read(bahasa: str) -> dict[str, Syarat]:
    akhir = "_en" if bahasa == "en" else ""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {
            row["kode"]: Syarat(row["ikon"], row[f"untuk{akhir}"], tuple(row[f"syarat{akhir}"].split("|")))
            for row in csv.DictReader(file)
        }


def panjang(kebijakan: Kebijakan) -> str:
    """The length of a limit in words, such as `10 hari kerja`; an hour of the office is an hour."""
    if kebijakan.satuan == Kebijakan.Satuan.JAM_KERJA:
        return gettext("%(n)s jam") % {"n": kebijakan.jumlah}
    return f"{kebijakan.jumlah} {kebijakan.get_satuan_display()}"


def batas(kanal: str, *, now: datetime) -> str:
    """What the policy of a channel promises, and from when it is counted."""
    kebijakan = office.kebijakan(JANJI, now=now, unit=kanal)
    asal = kebijakan.get_dihitung_sejak_display()
    sejak = SEJAK[kanal].get(kebijakan.dihitung_sejak, gettext("sejak %(asal)s") % {"asal": asal})
    return f"{panjang(kebijakan)} {sejak}"


def batas_keluhan(*, now: datetime) -> str:
    """How soon a complaint about the service is answered."""
    return panjang(office.kebijakan(BATAS, now=now))


def info(kanal: str, *, now: datetime) -> InfoKanal:
    """One channel."""
    syarat = _read("en" if (get_language() or "id").startswith("en") else "id")[kanal]
    dasar = office.kebijakan(JANJI, now=now, unit=kanal).dasar_hukum.partition(":")[0]
    nama = str(Kanal(kanal).label)
    return InfoKanal(kanal, nama, syarat.ikon, syarat.untuk, syarat.syarat, batas(kanal, now=now), dasar)


def semua(*, now: datetime) -> list[InfoKanal]:
    """The four channels in the order of the file."""
    return [info(kode, now=now) for kode in _read("id")]
