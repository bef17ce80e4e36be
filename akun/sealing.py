"""Sealing: AES-256-GCM with a key id in front and the context bound in, so that no seal opens in another place.

Identities, texts and files have key rings of their own. A KMS would take the place of `_ring`.
"""

import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from jejak.keys import KeyRing

NONCE = 12


class UnsealError(Exception):
    """A seal is broken, of another context, or its key is gone."""


@lru_cache(maxsize=16)
def _parse(text: str) -> KeyRing:
    return KeyRing.parse(text)


def _ring(name: str) -> KeyRing:
    return _parse(getattr(settings, name))


def _seal(ring: KeyRing, plain: bytes, context: str) -> bytes:
    key_id = ring.current_id.encode()
    nonce = os.urandom(NONCE)
    head = bytes([len(key_id)]) + key_id
    return head + nonce + AESGCM(ring.current).encrypt(nonce, plain, head + context.encode())


def _unseal(ring: KeyRing, sealed: bytes | memoryview, context: str) -> bytes:
    sealed = bytes(sealed)
    size = sealed[0] if sealed else 0
    head, nonce, body = sealed[: 1 + size], sealed[1 + size : 1 + size + NONCE], sealed[1 + size + NONCE :]
    key = ring.keys.get(head[1:].decode("ascii", "replace"))
    if key is None:
        raise UnsealError("Kunci segel ini tidak ada di gantungan kunci.")
    try:
        return AESGCM(key).decrypt(nonce, body, head + context.encode())
    except (InvalidTag, ValueError) as error:
        raise UnsealError("Segel rusak atau bukan untuk tempat ini.") from error


def seal_text(text: str, *, context: str) -> bytes:
    """Seal a text of a case with the ring KUNCI_ISI; `context` names the place, such as "pengaduan:12:uraian"."""
    return _seal(_ring("KUNCI_ISI"), text.encode(), context)


def unseal_text(sealed: bytes | memoryview, *, context: str) -> str:
    """Open what `seal_text` sealed for the same context. Raises UnsealError."""
    return _unseal(_ring("KUNCI_ISI"), sealed, context).decode()


def seal_identity(text: str, *, context: str) -> bytes:
    """Seal a complainant's identity with the ring KUNCI_IDENTITAS."""
    return _seal(_ring("KUNCI_IDENTITAS"), text.encode(), context)


def unseal_identity(sealed: bytes | memoryview, *, context: str) -> str:
    """Open what `seal_identity` sealed for the same context. Raises UnsealError."""
    return _unseal(_ring("KUNCI_IDENTITAS"), sealed, context).decode()


def key_id_of(sealed: bytes | memoryview) -> str:
    """The id of the key that sealed this: the rotation command asks."""
    sealed = bytes(sealed)
    return sealed[1 : 1 + sealed[0]].decode("ascii", "replace")


def file_key(salt: bytes, key_id: str | None = None) -> tuple[str, bytes]:
    """The key of one file, derived from KUNCI_ISI by its salt: (key id, 32 bytes). UnsealError for a lost key."""
    ring = _ring("KUNCI_ISI")
    key_id = key_id or ring.current_id
    if key_id not in ring.keys:
        raise UnsealError("Kunci berkas ini tidak ada di gantungan kunci.")
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"portal berkas").derive(ring.keys[key_id])
    return key_id, derived


def sealed(column: str) -> property:
    """A text that its model keeps sealed in `column`: reads and writes look plain, the row never is.

    The model has a `segel_id`; row and column are bound into the seal, so that texts cannot be exchanged.
    """

    def get(row: Any) -> str:
        blob = getattr(row, column)
        return unseal_text(blob, context=f"{row.segel_id}:{column}") if blob else ""

    def put(row: Any, text: str) -> None:
        setattr(row, column, seal_text(text, context=f"{row.segel_id}:{column}") if text else b"")

    return property(get, put)
