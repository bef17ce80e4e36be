"""The floor: a bare view that says to the database what the real page says, and answers with a line of HTML."""

import json
import pickle
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bench.plan import TAPES
from bench.tape import Tape, replay

SULIH = "Sulih"
"""Header with pairs (recorded value, value of this visitor), for pages that write."""
TANDA = "<p>lantai"


@lru_cache(maxsize=1)
def tapes(folder: Path) -> dict[str, list[Tape]]:
    """What bench.prepare recorded: scenario and request -> one tape per visitor."""
    found: dict[str, list[Tape]] = pickle.loads((folder / TAPES).read_bytes())
    return found


def lantai(request: HttpRequest, kunci: str, nomor: int) -> HttpResponse:
    """The same SQL as the real page; an upload is written to the disk as it came."""
    sulih = request.headers.get(SULIH)
    rows = replay(tapes(settings.FOLDER_BENCH)[kunci][nomor], dict(json.loads(sulih)) if sulih else None)
    for upload in request.FILES.values():
        (settings.FOLDER_BENCH / f"lantai-{uuid4().hex}").write_bytes(upload.read())
    return HttpResponse(f"<!doctype html><title>lantai</title>{TANDA} {rows} baris</p>")
