"""Paper is made of what is ours: nothing else is fetched while it is printed."""

from pathlib import Path

import pytest
from django.conf import settings

from berkas import cetak

STATIS = Path(settings.STATICFILES_DIRS[0])


@pytest.mark.parametrize(
    ("url", "boleh"),
    [
        ("data:image/png;base64,AAAA", True),
        ((STATIS / "tanda-terima.css").as_uri(), True),
        (f"file://{cetak.STATIS}/../manage.py", False),
        ("file:///etc/passwd", False),
        ("file:../../etc/passwd", False),
        ("http://127.0.0.1/", False),
        ("https://contoh.id/a.css", False),
        ("ftp://x/y", False),
    ],
)
def test_paper_is_made_of_our_own_files_only(url: str, boleh: bool) -> None:
    assert cetak.boleh_diambil(url) is boleh
