"""Blind full-text search: the words of a case as keyed numbers. The database never holds the words.

Indonesian stems by Snowball; each stem becomes 63 bits of HMAC-SHA-256 under a key of its own.
"""

import hashlib
import hmac
import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from django.conf import settings

from jejak.keys import KeyRing

KATA = re.compile(r"[^\W_]+")
MAKS_KATA = 2000
# Words that stand in nearly every text and tell nothing.
UMUM = frozenset(
    [
        "ada",
        "adalah",
        "akan",
        "atau",
        "bagi",
        "bahwa",
        "dalam",
        "dan",
        "dari",
        "dengan",
        "di",
        "ini",
        "itu",
        "ke",
        "oleh",
        "pada",
        "saya",
        "sudah",
        "tidak",
        "untuk",
        "yang",
    ]
)
_stemmer = snowballstemmer.stemmer("indonesian")


@lru_cache(maxsize=4)
def _key(text: str) -> bytes:
    return KeyRing.parse(text).current


@lru_cache(maxsize=50_000)
def _number(stem: str, key: bytes) -> int:
    return int.from_bytes(hmac.new(key, stem.encode(), hashlib.sha256).digest()[:8], "big") >> 1


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))[:40]


def stems(text: str) -> set[str]:
    """The stems of a text: folded to plain lower case, common words left out."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    words = KATA.findall("".join(c for c in folded if not unicodedata.combining(c)))[:MAKS_KATA]
    return {_stem(w) for w in words if w not in UMUM and (len(w) > 1 or w.isdigit())}


def index(*texts: str) -> list[int]:
    """The numbers under which a case with these texts is found."""
    key = _key(settings.KUNCI_CARI)
    return sorted({_number(s, key) for text in texts for s in stems(text)})


def query(text: str) -> list[int]:
    """The numbers that a case must have to match a query."""
    return index(text)
