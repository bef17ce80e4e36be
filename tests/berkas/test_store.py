"""Sealed files open whole, in order, under their own id, or not at all."""

import io
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from berkas import store

PIECE = store.PIECE
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17]


def put(content: bytes, variant: str = "asli") -> uuid.UUID:
    made = uuid.uuid4()
    store.write(made, io.BytesIO(content), variant)
    return made


def get(id_: uuid.UUID, variant: str = "asli") -> bytes:
    return b"".join(store.read(id_, variant))


@pytest.mark.parametrize("size", SIZES)
def test_every_size_around_a_piece_comes_back(size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    made = put(content)
    assert get(made) == content
    assert store.size(made) == size


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.binary(max_size=100_000), max_size=4))
def test_whatever_is_written_in_whatever_pieces_is_read(pieces: list[bytes]) -> None:
    made = uuid.uuid4()
    size, sha256 = store.write(made, pieces)
    assert get(made) == b"".join(pieces)
    assert (size, len(sha256)) == (len(b"".join(pieces)), 64)


def test_nothing_readable_lies_on_the_disk(folder: Path) -> None:
    put(b"NAMA PELAPOR RAHASIA " * 10_000)
    stored = [path for path in folder.rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert b"PELAPOR" not in stored[0].read_bytes()
    assert stored[0].stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in stored[0].parents[:3])


def test_a_changed_bit_anywhere_breaks_the_seal() -> None:
    made = put(b"x" * (PIECE + 100))
    path = store.path_of(made)
    whole = path.read_bytes()
    for at in [0, 7, 20, 45, 60, 1000, PIECE + 80, len(whole) - 1]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(store.StoreError):
            get(made)


@pytest.mark.parametrize("cut", [1, 16, 100, 116, 117, PIECE + 116, 2 * (PIECE + 16) + 116])
def test_a_file_cut_short_does_not_end(cut: int) -> None:
    made = put(b"x" * (2 * PIECE + 100))
    path = store.path_of(made)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(store.StoreError):
        get(made)


def test_pieces_may_not_change_places() -> None:
    made = put(b"a" * PIECE + b"b" * PIECE + b"c")
    path, sealed = store.path_of(made), PIECE + store.TAG
    whole = path.read_bytes()
    head = len(whole) - 2 * sealed - 1 - store.TAG
    first, second = whole[head : head + sealed], whole[head + sealed : head + 2 * sealed]
    path.write_bytes(whole[:head] + second + first + whole[head + 2 * sealed :])
    with pytest.raises(store.StoreError):
        get(made)


def test_bytes_behind_the_end_break_the_seal() -> None:
    made = put(b"a" * 10)
    with store.path_of(made).open("ab") as file:
        file.write(bytes(100))
    with pytest.raises(store.StoreError):
        get(made)


def test_a_file_does_not_open_under_another_id_or_as_another_variant() -> None:
    made, other = put(b"satu"), put(b"dua")
    sealed = store.path_of(made).read_bytes()
    store.path_of(other).write_bytes(sealed)
    store.path_of(made, "salinan").write_bytes(sealed)
    for id_, variant in ((other, "asli"), (made, "salinan")):
        with pytest.raises(store.StoreError):
            get(id_, variant)


def test_after_rotation_old_files_still_open_and_a_lost_key_is_told(settings) -> None:
    made = put(b"isi")
    old = settings.KUNCI_ISI
    settings.KUNCI_ISI = f"baru:{'A' * 43},{old}"
    assert get(made) == b"isi"
    assert (store.key_id(made), store.key_id(put(b"isi"))) == ("uji", "baru")
    settings.KUNCI_ISI = f"baru:{'A' * 43}"
    with pytest.raises(store.StoreError, match="Kunci"):
        store.read(made)


def test_a_broken_stream_leaves_nothing(folder: Path) -> None:
    def breaking():
        yield b"x" * 200_000
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.write(uuid.uuid4(), breaking())
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_file_is_there_whole_or_not_at_all(folder: Path) -> None:
    made = uuid.uuid4()
    writer = store.SealedWriter(made)
    writer.write(b"x" * 200_000)
    assert not store.exists(made)
    writer.commit()
    assert store.exists(made)


def test_deleting_twice_is_no_mistake() -> None:
    made = put(b"isi")
    store.delete(made)
    store.delete(made)
    with pytest.raises(store.StoreError):
        store.read(made)


def test_old_and_unfinished_files_are_listed() -> None:
    made = put(b"isi")
    writer = store.SealedWriter(uuid.uuid4())
    assert {id_ for id_, _ in store.older_than(-60)} == {made, None}
    assert list(store.older_than(60)) == []
    writer.abort()
