"""What all parts of the API share: a reference to something, the number in an address, the refusals."""

from typing import Annotated, Any

from ninja import Path, Schema

from laporan.api.galat import Galat


class Rujukan(Schema):
    """Something with a number and a name."""

    id: int
    nama: str


class RujukanKode(Schema):
    """Something with a code and a name."""

    kode: str
    nama: str


NOMOR = Annotated[str, Path(pattern=r"^[A-Z0-9]{1,20}$")]
"""The number of a case."""
GALAT: dict[int, Any] = dict.fromkeys((401, 403, 404, 422, 429), Galat)
"""Refusals of what needs a key."""
GALAT_PUBLIK: dict[int, Any] = dict.fromkeys((404, 422, 429), Galat)
