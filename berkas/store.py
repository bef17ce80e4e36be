"""The sealed store: files lie encrypted on the private file system, and open only whole, in order, under their own id.

A sealed file is a header (magic, key id, salt, nonce prefix) and pieces of 64 KiB, each AES-256-GCM with a key of the
file's own. The nonce counts the pieces and marks the last one; header, id and variant are bound into each. So a piece
that was changed, moved, dropped or borrowed from another file does not open, and a file that was cut does not end.
"""

import contextlib
import hashlib
import io
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from akun.sealing import UnsealError, file_key

MAGIC = b"LKPPB\x01"
SALT, PREFIX, TAG = 32, 7, 16
PIECE = 64 * 1024
ASLI, SALINAN = "asli", "salinan"
VARIANTS = (ASLI, SALINAN)
UNFINISHED = ".tulis-"


class StoreError(Exception):
    """A sealed file is missing, damaged, or its key is gone."""


def path_of(id: UUID, variant: str = ASLI) -> Path:
    """Where a sealed file lies."""
    if variant not in VARIANTS:
        raise ValueError(f"unknown variant {variant!r}")
    folder: Path = settings.FOLDER_BERKAS
    return folder / id.hex[:2] / id.hex[2:4] / f"{id.hex}.{variant}"


def _bound(header: bytes, id: UUID, variant: str) -> bytes:
    return header + id.bytes + variant.encode()


def _nonce(prefix: bytes, count: int, last: bool) -> bytes:
    return prefix + count.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _make_folders(folder: Path) -> None:
    """Folders that only we may enter; `mkdir(parents=True)` would leave the upper ones open."""
    if not folder.exists():
        _make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


class SealedWriter:
    """Takes bytes as they come and seals them; nothing is in the store until `commit`. Raises OSError."""

    def __init__(self, id: UUID, variant: str = ASLI) -> None:
        self.path = path_of(id, variant)
        _make_folders(self.path.parent)
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        key_id, key = file_key(salt)
        header = MAGIC + bytes([len(key_id)]) + key_id.encode() + salt + self._prefix
        self._cipher, self._bound = AESGCM(key), _bound(header, id, variant)
        self._unfinished = self.path.with_name(f"{UNFINISHED}{os.urandom(8).hex()}")
        self._file = os.fdopen(os.open(self._unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._waiting, self._count = bytearray(), 0
        self._hash = hashlib.sha256()
        self.size = 0
        self._file.write(header)

    def write(self, plain: bytes) -> None:
        """Seal every full piece; the last one waits, because only the end knows that it is the last."""
        self._hash.update(plain)
        self.size += len(plain)
        self._waiting += plain
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._count, last), piece, self._bound))
        self._count += 1

    def commit(self) -> tuple[int, str]:
        """Put the file into the store, safely on disk; (bytes, SHA-256 in hex) of what was written."""
        self._seal(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._unfinished.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return self.size, self._hash.hexdigest()

    def abort(self) -> None:
        """Leave nothing behind. May be called at any time before `commit`, also twice."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._unfinished.unlink(missing_ok=True)


def write(id: UUID, stream: BinaryIO | Iterable[bytes], variant: str = ASLI) -> tuple[int, str]:
    """Seal a stream from where it stands; (bytes, SHA-256 in hex). All or nothing. Raises OSError."""
    pieces = iter(lambda: stream.read(PIECE), b"") if isinstance(stream, io.IOBase) else stream
    writer = SealedWriter(id, variant)
    try:
        for piece in pieces:
            writer.write(piece)
        return writer.commit()
    except BaseException:
        writer.abort()
        raise


def read(id: UUID, variant: str = ASLI) -> "SealedReader":
    """The pieces of a file; each was authenticated before it is handed out. Raises StoreError, at once if it can."""
    return SealedReader(id, variant)


class SealedReader:
    """Hands out a file piece by piece. Close it, or read it to its end."""

    def __init__(self, id: UUID, variant: str) -> None:
        try:
            self._file = path_of(id, variant).open("rb")
        except OSError as error:
            raise StoreError("Berkas tidak ada di penyimpanan.") from error
        try:
            header, self._prefix, key = _open_header(self._file)
        except BaseException:
            self._file.close()
            raise
        self._cipher, self._bound = AESGCM(key), _bound(header, id, variant)
        self._next, self._count = self._file.read(PIECE + TAG), 0

    def __iter__(self) -> "SealedReader":
        return self

    def __next__(self) -> bytes:
        if self._file.closed:
            raise StopIteration
        piece, self._next = self._next, self._file.read(PIECE + TAG)
        last = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._prefix, self._count, last), piece, self._bound)
        except (InvalidTag, ValueError) as error:
            self.close()
            raise StoreError("Segel berkas ini rusak.") from error
        self._count += 1
        if last:
            self.close()
        return plain

    def close(self) -> None:
        """Done with it."""
        self._file.close()


def _open_header(file: BinaryIO) -> tuple[bytes, bytes, bytes]:
    start = file.read(len(MAGIC) + 1)
    if start[: len(MAGIC)] != MAGIC or len(start) != len(MAGIC) + 1:
        raise StoreError("Berkas tersegel ini rusak.")
    rest = file.read(start[-1] + SALT + PREFIX)
    if len(rest) != start[-1] + SALT + PREFIX:
        raise StoreError("Berkas tersegel ini terpotong.")
    key_id, salt = rest[: start[-1]], rest[start[-1] : start[-1] + SALT]
    try:
        _, key = file_key(salt, key_id.decode("ascii", "replace"))
    except UnsealError as error:
        raise StoreError("Kunci berkas ini tidak ada.") from error
    return start + rest, rest[-PREFIX:], key


def size(id: UUID, variant: str = ASLI) -> int:
    """Bytes of the file as it was before sealing. Raises StoreError."""
    try:
        with path_of(id, variant).open("rb") as file:
            header, _, _ = _open_header(file)
            sealed = os.fstat(file.fileno()).st_size - len(header)
    except OSError as error:
        raise StoreError("Berkas tidak ada di penyimpanan.") from error
    return sealed - TAG * -(-sealed // (PIECE + TAG))


def exists(id: UUID, variant: str = ASLI) -> bool:
    """Is there such a file?"""
    return path_of(id, variant).exists()


def delete(id: UUID, variant: str = ASLI) -> None:
    """Remove a file; removing what is not there is no mistake."""
    path_of(id, variant).unlink(missing_ok=True)


def older_than(seconds: float) -> Iterator[tuple[UUID | None, Path]]:
    """(id, path) of every stored file last written so long ago; the id is None for one that was never finished."""
    before = time.time() - seconds
    folder: Path = settings.FOLDER_BERKAS
    for path in folder.glob("??/??/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime > before:
                continue
            if path.name.startswith(UNFINISHED):
                yield None, path
            elif path.suffix[1:] in VARIANTS:
                yield UUID(path.stem), path


def key_id(id: UUID, variant: str = ASLI) -> str:
    """The id of the key that a file was sealed with. Raises StoreError."""
    try:
        with path_of(id, variant).open("rb") as file:
            header, _, _ = _open_header(file)
    except OSError as error:
        raise StoreError("Berkas tidak ada di penyimpanan.") from error
    return header[len(MAGIC) + 1 : len(MAGIC) + 1 + header[len(MAGIC)]].decode("ascii", "replace")
