"""A stolen session table opens nothing and tells nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from akun.sesi import SessionStore

pytestmark = pytest.mark.django_db


class Raw:
    """What stands in the table, when the signature is taken off."""

    def loads(self, data: bytes) -> bytes:
        return data


def saved(**isi: str) -> SessionStore:
    store = SessionStore()
    store.update(isi)
    store.save()
    return store


def test_the_key_of_the_browser_opens_its_session() -> None:
    store = saved(nomor="PGD202611210017")
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"
    assert SessionStore().exists(store.session_key or "")


def test_the_table_holds_neither_the_key_nor_the_content() -> None:
    store = saved(nomor="PGD202611210017")
    row = Session.objects.get()
    assert store.session_key != row.session_key
    content = signing.loads(row.session_data, salt=store.key_salt, serializer=Raw)
    assert b"PGD202611210017" not in content
    assert SessionStore(row.session_key).load() == {}


def test_a_changed_key_leaves_nothing_behind() -> None:
    store = saved(nomor="PGD202611210017")
    old = store.session_key
    store.cycle_key()
    assert SessionStore(old).load() == {}
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"
    assert Session.objects.count() == 1


def test_leaving_deletes_the_row() -> None:
    store = saved(nomor="PGD202611210017")
    store.flush()
    assert Session.objects.count() == 0


def test_an_unknown_key_is_an_empty_session(client: Client) -> None:
    client.cookies["sessionid"] = "tidakadasesiini0000000000000000"
    assert client.get("/lacak/").status_code == 200
