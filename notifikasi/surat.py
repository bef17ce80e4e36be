"""The texts of messages: files under templates/surel/, a head ("Subjek:", "Tombol:"), an empty line, the body.

pesan/ holds the text of each message, bundel/ those of mails that tell of many cases at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone

TERBANYAK = 100  # cases that a bundle names; the others are counted


@dataclass(frozen=True)
class Surat:
    """A message in words, in the language that is active."""

    subjek: str
    tombol: str
    isi: str


@dataclass(frozen=True)
class Butir:
    """One case in a bundle: its number, what is promised until when, and its page (a path within the portal)."""

    nomor: str
    janji: str
    batas: datetime
    tautan: str

    @property
    def alamat(self) -> str:
        """The full address of the page."""
        return f"{settings.SITE_URL}{self.tautan}"


def tulis(templat: str, konteks: dict[str, Any]) -> Surat:
    """Put the numbers and dates of `konteks` into the text of `templat`; `batas` is an ISO time there."""
    data = konteks | {"batas": datetime.fromisoformat(konteks["batas"])} if konteks.get("batas") else konteks
    return _tulis(f"surel/pesan/{templat}.txt", data)


def _tulis(nama: str, data: dict[str, Any]) -> Surat:
    template = get_template(nama).template  # type: ignore[attr-defined]
    text = template.render(Context(data, autoescape=False))
    head, _, body = text.strip().partition("\n\n")
    kepala = dict(line.split(": ", 1) for line in head.splitlines())
    return Surat(kepala["Subjek"].strip(), kepala["Tombol"].strip(), body.strip())


def tulis_bundel(bundel: str, semua: Sequence[dict[str, Any]], *, now: datetime) -> tuple[str, str, str]:
    """Subject, text and HTML of one mail about many cases: the soonest first, each promise once."""
    ditemukan = {Butir(k["nomor"], k["janji"], datetime.fromisoformat(k["batas"]), k["tautan"]) for k in semua}
    butir = sorted(ditemukan, key=lambda b: (b.batas, b.nomor, b.janji))
    semua_hari = {timezone.localtime(b.batas).date() for b in butir}
    hari = semua_hari.pop() if len(semua_hari) == 1 else None
    kini = timezone.localtime(now).date()
    data = {
        "jumlah": len({b.nomor for b in butir}),
        "hari": hari,
        "hari_ini": hari == kini,
        "besok": hari == kini + timedelta(days=1),
    }
    ditulis = _tulis(f"surel/bundel/{bundel}.txt", data)
    return ditulis.subjek, *surel(ditulis, reverse("notifikasi:kotak"), butir)


def surel(surat: Surat, tautan: str, butir: Sequence[Butir] = ()) -> tuple[str, str]:
    """The text and HTML parts of a mail, with its one call to action; `tautan` is a path within the portal."""
    konteks = {
        "judul": surat.subjek,
        "isi": surat.isi,
        "butir": butir[:TERBANYAK],
        "lainnya": max(0, len(butir) - TERBANYAK),
        "tautan": f"{settings.SITE_URL}{tautan}",
        "tautan_teks": surat.tombol,
    }
    return render_to_string("surel/dasar.txt", konteks).strip() + "\n", render_to_string("surel/dasar.html", konteks)
