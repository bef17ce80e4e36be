"""Key rings are read strictly and never repeat a key in an error."""

import base64

import pytest

from jejak.keys import KeyRing, KeyRingError

GOOD = base64.urlsafe_b64encode(bytes(32)).decode()


def test_the_first_key_works_and_the_others_open() -> None:
    ring = KeyRing.parse(f"b:{GOOD}, a:{base64.urlsafe_b64encode(bytes([1]) * 32).decode()}")
    assert (ring.current_id, ring.current, set(ring.keys)) == ("b", bytes(32), {"a", "b"})


@pytest.mark.parametrize("text", ["", "a", f"{GOOD}", f":{GOOD}", "a:rahasia-pendek", f"a b:{GOOD}", "a:%%%"])
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(KeyRingError) as error:
        KeyRing.parse(text)
    assert "rahasia" not in str(error.value)
    assert GOOD not in str(error.value)
