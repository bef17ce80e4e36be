"""The texts of messages: files under templates/surel/pesan/, a head ("Subjek:", "Tombol:"), an empty line, the body."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template, render_to_string


@dataclass(frozen=True)
class Surat:
    """A message in words, in the language that is active."""

    subjek: str
    tombol: str
    isi: str


def tulis(templat: str, konteks: dict[str, Any]) -> Surat:
    """Put the numbers and dates of `konteks` into the text of `templat`; `batas` is an ISO time there."""
    data = konteks | {"batas": datetime.fromisoformat(konteks["batas"])} if konteks.get("batas") else konteks
    template = get_template(f"surel/pesan/{templat}.txt").template  # type: ignore[attr-defined]
    text = template.render(Context(data, autoescape=False))
    head, _, body = text.strip().partition("\n\n")
    kepala = dict(line.split(": ", 1) for line in head.splitlines())
    return Surat(kepala["Subjek"].strip(), kepala["Tombol"].strip(), body.strip())


def surel(surat: Surat, tautan: str) -> tuple[str, str]:
    """The text and HTML parts of a mail, with its one call to action; `tautan` is a path within the portal."""
    konteks = {
        "judul": surat.subjek,
        "isi": surat.isi,
        "tautan": f"{settings.SITE_URL}{tautan}",
        "tautan_teks": surat.tombol,
    }
    return render_to_string("surel/dasar.txt", konteks).strip() + "\n", render_to_string("surel/dasar.html", konteks)
