"""Key rings: "id:base64url,id:base64url". The first key works, the others still open what they sealed."""

import base64
from dataclasses import dataclass


class KeyRingError(ValueError):
    """The text of a key ring cannot be read."""


@dataclass(frozen=True)
class KeyRing:
    """Keys of 32 bytes by their id, in the order in which they were written."""

    keys: dict[str, bytes]

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read a ring from its text form. Raises KeyRingError with what is wrong, never with the key."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (p.strip() for p in text.split(","))):
            key_id, _, encoded = part.partition(":")
            try:
                key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
            except ValueError as error:
                raise KeyRingError("Kunci bukan base64url.") from error
            if len(key) != 32 or not (1 <= len(key_id) <= 16 and key_id.isalnum()):
                raise KeyRingError("Kunci ditulis id:base64url dengan 32 bita; id 1-16 huruf atau angka.")
            keys[key_id] = key
        if not keys:
            raise KeyRingError("Tidak ada kunci.")
        return cls(keys)

    @property
    def current_id(self) -> str:
        """The id of the key that seals now."""
        return next(iter(self.keys))

    @property
    def current(self) -> bytes:
        """The key that seals now."""
        return self.keys[self.current_id]
