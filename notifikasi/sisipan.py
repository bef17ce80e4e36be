"""What one mail says beyond its text: words that are nobody else's business, and where it belongs in a thread.

Sealed with its message until that has left, and then forgotten.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sisipan:
    """Values for the text (a token, an answer), headers of the thread, and who writes from where."""

    konteks: dict[str, Any] = field(default_factory=dict)
    kepala: dict[str, str] = field(default_factory=dict)  # In-Reply-To, References, Auto-Submitted ...
    nama: str = ""  # of the sender, before the portal's own address
    dari: str = ""  # an address of ours to send from; the portal's without it
    balas_ke: str = ""

    def ditulis(self) -> str:
        """As one text, to be sealed."""
        return json.dumps(asdict(self))

    @classmethod
    def dibaca(cls, teks: str) -> "Sisipan":
        """What `ditulis` wrote; nothing at all for nothing."""
        return cls(**json.loads(teks)) if teks else cls()
