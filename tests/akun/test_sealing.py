"""A seal opens with its key in its place, and nowhere else."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akun import sealing
from akun.sealing import UnsealError, seal_identity, seal_text, unseal_identity, unseal_text

teks = st.text(st.characters(exclude_categories=["Cs"]))


def ring(*ids: str) -> str:
    return ",".join(f"{i}:{base64.urlsafe_b64encode(i.encode().ljust(32, b'x')).decode()}" for i in ids)


@given(isi=teks, tempat=teks)
def test_what_is_sealed_comes_out_again_and_never_twice_the_same(isi: str, tempat: str) -> None:
    segel = seal_text(isi, context=tempat)
    assert unseal_text(segel, context=tempat) == isi
    assert unseal_text(memoryview(segel), context=tempat) == isi
    assert seal_text(isi, context=tempat) != segel


@given(isi=st.text(st.characters(exclude_categories=["Cs"]), min_size=4))
def test_the_plain_text_is_not_in_the_seal(isi: str) -> None:
    assert isi.encode() not in seal_text(isi, context="a")


@given(tempat=teks, lain=teks)
def test_a_seal_does_not_open_in_another_place(tempat: str, lain: str) -> None:
    segel = seal_text("isi", context=tempat)
    if tempat != lain:
        with pytest.raises(UnsealError):
            unseal_text(segel, context=lain)


@given(st.data())
def test_every_changed_bit_is_noticed(data: st.DataObject) -> None:
    segel = bytearray(seal_text("uraian yang rahasia", context="a"))
    letak = data.draw(st.integers(0, len(segel) * 8 - 1))
    segel[letak // 8] ^= 1 << (letak % 8)
    with pytest.raises(UnsealError):
        unseal_text(bytes(segel), context="a")


@pytest.mark.parametrize("rusak", [b"", b"\x00", b"\xff", b"\x03uji", b"\x03uji" + b"0" * 11, b"bukan segel"])
def test_rubbish_is_refused(rusak: bytes) -> None:
    with pytest.raises(UnsealError):
        unseal_text(rusak, context="a")


def test_texts_and_identities_have_keys_of_their_own() -> None:
    with pytest.raises(UnsealError):
        unseal_text(seal_identity("Yohana", context="a"), context="a")
    assert unseal_identity(seal_identity("Yohana", context="a"), context="a") == "Yohana"


def test_after_rotation_old_seals_open_and_new_ones_carry_the_new_key(settings: Any) -> None:
    settings.KUNCI_ISI = ring("k1")
    lama = seal_text("lama", context="a")
    settings.KUNCI_ISI = ring("k2", "k1")
    assert unseal_text(lama, context="a") == "lama"
    assert sealing.key_id_of(lama) == "k1"
    assert sealing.key_id_of(seal_text("baru", context="a")) == "k2"
    settings.KUNCI_ISI = ring("k2")
    with pytest.raises(UnsealError):
        unseal_text(lama, context="a")


def test_a_file_has_a_key_of_its_own_that_can_be_found_again(settings: Any) -> None:
    settings.KUNCI_ISI = ring("k1")
    key_id, kunci = sealing.file_key(b"garam 1")
    settings.KUNCI_ISI = ring("k2", "k1")
    assert sealing.file_key(b"garam 1", key_id) == (key_id, kunci)
    assert sealing.file_key(b"garam 2", key_id)[1] != kunci
    with pytest.raises(UnsealError):
        sealing.file_key(b"garam 1", "k9")
