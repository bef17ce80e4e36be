"""Settings of the web server that are code."""

import gc
import runpy
from collections.abc import Iterator
from typing import Any

import pytest

from lkpp_portal.bootstrap import ROOT


@pytest.fixture
def conf() -> Iterator[dict[str, Any]]:
    before = gc.get_threshold()
    yield runpy.run_path(str(ROOT / "deploy" / "gunicorn_conf.py"))
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_was_loaded_before_the_workers_is_not_searched_for_garbage(conf: dict[str, Any]) -> None:
    conf["when_ready"](None)
    assert gc.get_freeze_count() > 10_000
    assert gc.isenabled()


def test_no_access_log_is_written(conf: dict[str, Any]) -> None:
    assert conf["accesslog"] is None
