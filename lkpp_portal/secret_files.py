"""Keys and passwords of a demo installation: made once, kept in `.data/rahasia/`, readable by the owner only."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from lkpp_portal.servers import PASSWORDS

KEY_RINGS = ("KUNCI_IDENTITAS", "KUNCI_ISI", "KUNCI_TANDA_TERIMA", "KUNCI_JEJAK", "KUNCI_CARI")


def key_ring() -> str:
    """A ring with one new key: `id:base64url of 32 bytes`."""
    return f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"


# What the application reads; the rest concerns the embedded servers only.
APPLICATION = ("SECRET_KEY", *KEY_RINGS)
MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    **dict.fromkeys(KEY_RINGS, key_ring),
    **dict.fromkeys(PASSWORDS, lambda: secrets.token_urlsafe(24)),
    # Names this set of data; new data never meet the database of older ones.
    "identitas_pemasangan": lambda: secrets.token_hex(6),
}


def write(file: Path, value: str) -> Path:
    """Write a secret so that nobody else can read it at any moment, and never half of it."""
    draft = file.with_name(f"{file.name}.baru")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
        opened.write(value)
    return draft.replace(file)


def ensure(folder: Path) -> dict[str, str]:
    """Return every secret by name, making those that do not exist yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        if not (folder / name).exists():
            write(folder / name, make())
    return {name: (folder / name).read_text() for name in MAKERS}
