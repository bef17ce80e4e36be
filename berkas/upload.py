"""Uploads are sealed as they arrive: no plain byte of a file touches the disk, and no file kills its form.

A file that is too large (or cannot be stored) is read to its end and thrown away; the form is then told so for this
file alone, through `berkas.flow.terima`.
"""

import io
import uuid
from typing import Any

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from berkas import store
from berkas.alasan import Alasan, Suspect
from berkas.limits import KEPALA, MAKS_TOTAL, MAKS_UKURAN

log = structlog.get_logger(__name__)


class SealedStream(io.RawIOBase):
    """Reads a sealed file as a plain stream, for forms that want to look into their upload."""

    def __init__(self, id: uuid.UUID) -> None:
        self._id = id
        self._reader: store.SealedReader | None = None
        self._rest, self._at = b"", 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Back to the beginning, at least."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill as much of the buffer as the next piece has."""
        if self._reader is None:
            self._reader = store.read(self._id)
        self._rest = self._rest or next(self._reader, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        self._at += count
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Back to the beginning, or stay; nothing else."""
        if offset or whence == io.SEEK_END:
            raise io.UnsupportedOperation("only back to the beginning")
        if whence == io.SEEK_SET:
            self._forget()
        return self._at

    def close(self) -> None:
        """Done with it."""
        self._forget()
        super().close()

    def _forget(self) -> None:
        if self._reader:
            self._reader.close()
        self._reader, self._rest, self._at = None, b"", 0


class SealedUpload(UploadedFile):  # type: ignore[type-arg]
    """An upload that lies in the sealed store already, until the end of the request or for good once it is kept."""

    def __init__(
        self,
        *,
        berkas_id: uuid.UUID,
        name: str | None,
        content_type: str | None,
        ukuran: int,
        sha256: str,
        kepala: bytes,
        alasan: Alasan | None,
    ) -> None:
        stream: io.IOBase = io.BytesIO() if alasan else io.BufferedReader(SealedStream(berkas_id))
        super().__init__(stream, name, content_type, ukuran)  # type: ignore[arg-type]
        self.berkas_id, self.ukuran, self.sha256, self.kepala = berkas_id, ukuran, sha256, kepala
        self._alasan, self._kept = alasan, False

    @property
    def terlalu_besar(self) -> bool:
        """Was it cut off because of its size?"""
        return self._alasan == Alasan.TERLALU_BESAR

    def check(self) -> None:
        """Raises Suspect when the file could not be sealed whole."""
        if self._alasan:
            raise Suspect(self._alasan)

    def keep(self) -> None:
        """It has a row now; the end of the request does not remove it."""
        self._kept = True

    def close(self) -> None:
        """End of the request: what nobody kept goes."""
        super().close()
        if not self._kept:
            store.delete(self.berkas_id)


class SealedUploadHandler(FileUploadHandler):
    """Seals each file of a form into the store, within the limits per file and per request."""

    chunk_size = 2**18

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._writer: store.SealedWriter | None = None
        self._total = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._id, self._kepala, self._size = uuid.uuid4(), b"", 0
        self._alasan: Alasan | None = None
        try:
            self._writer = store.SealedWriter(self._id)
        except OSError as error:
            self._give_up(Alasan.GANGGUAN, error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece, or throw it away when this file is lost."""
        self._size += len(raw_data)
        self._total += len(raw_data)
        if self._size > MAKS_UKURAN:
            self._give_up(Alasan.TERLALU_BESAR)
        elif self._total > MAKS_TOTAL:
            self._give_up(Alasan.KUOTA)
        if self._writer is None:
            return
        if len(self._kepala) < KEPALA:
            self._kepala += raw_data[: KEPALA - len(self._kepala)]
        try:
            self._writer.write(raw_data)
        except OSError as error:
            self._give_up(Alasan.GANGGUAN, error)

    def file_complete(self, file_size: int) -> SealedUpload:
        """The file is whole: put it into the store and hand it to the form."""
        sha256 = ""
        if self._writer:
            try:
                _, sha256 = self._writer.commit()
            except OSError as error:
                self._give_up(Alasan.GANGGUAN, error)
            self._writer = None
        return SealedUpload(
            berkas_id=self._id,
            name=self.file_name,
            content_type=self.content_type,
            ukuran=self._size,
            sha256=sha256,
            kepala=self._kepala,
            alasan=self._alasan,
        )

    def upload_interrupted(self) -> None:
        """The connection broke: nothing is left."""
        if self._writer:
            self._writer.abort()
            self._writer = None

    def _give_up(self, alasan: Alasan, error: OSError | None = None) -> None:
        self._alasan = self._alasan or alasan
        if error:
            log.error("berkas_tidak_tersimpan", galat=type(error).__name__)
        self.upload_interrupted()
