"""A stolen session table opens nothing and tells nothing."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from akun.sesi import SessionStore

pytestmark = pytest.mark.django_db


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
    assert b"PGD202611210017" not in base64.b64decode(row.session_data)
    assert SessionStore(row.session_key).load() == {}


def test_a_changed_key_leaves_nothing_behind() -> None:
    store = saved(nomor="PGD202611210017")
    old = store.session_key
    store.cycle_key()
    assert SessionStore(old).load() == {}
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"
    assert Session.objects.count() == 1


def test_changing_the_key_is_one_statement(django_assert_num_queries: Any) -> None:
    store = SessionStore(saved(nomor="PGD202611210017").session_key)
    assert store["nomor"]
    with django_assert_num_queries(1):
        store.cycle_key()


def test_a_session_that_was_ended_meanwhile_goes_on_under_its_new_key() -> None:
    store = SessionStore(saved(nomor="PGD202611210017").session_key)
    assert store["nomor"]
    Session.objects.all().delete()
    store.cycle_key()
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"


def test_a_new_visitor_gets_a_key_of_his_own() -> None:
    store = SessionStore()
    store["nomor"] = "PGD202611210017"
    store.cycle_key()
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"


def test_content_copied_into_another_row_opens_nothing() -> None:
    korban, pencuri = saved(nomor="PGD202611210017"), saved(nomor="")
    isi = Session.objects.get(session_key=SessionStore.row_key(korban.session_key or "")).session_data
    Session.objects.filter(session_key=SessionStore.row_key(pencuri.session_key or "")).update(session_data=isi)
    assert SessionStore(pencuri.session_key).load() == {}
    assert SessionStore(korban.session_key)["nomor"] == "PGD202611210017"


@pytest.mark.parametrize("isi", ["", "bukan base64 ☂", "AAAA", base64.b64encode(b"\xff" * 60).decode()])
def test_broken_content_is_an_empty_session(isi: str) -> None:
    store = saved(nomor="PGD202611210017")
    Session.objects.update(session_data=isi)
    assert SessionStore(store.session_key).load() == {}


def test_what_is_changed_later_stays_readable() -> None:
    store = SessionStore()
    store.create()
    lagi = SessionStore(store.session_key)
    lagi["nomor"] = "PGD202611210017"
    lagi.save()
    assert SessionStore(store.session_key)["nomor"] == "PGD202611210017"


def test_a_session_whose_time_is_over_is_empty() -> None:
    store = saved(nomor="PGD202611210017")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(store.session_key).load() == {}


def test_nobody_chooses_the_key_of_his_session() -> None:
    store = SessionStore("pilihansendiri000000000000000000")
    store["nomor"] = "PGD202611210017"
    store.save()
    assert store.session_key != "pilihansendiri000000000000000000"


def test_leaving_deletes_the_row() -> None:
    store = saved(nomor="PGD202611210017")
    store.flush()
    assert Session.objects.count() == 0


def test_an_unknown_key_is_an_empty_session(client: Client) -> None:
    client.cookies["sessionid"] = "tidakadasesiini0000000000000000"
    assert client.get("/lacak/").status_code == 200
