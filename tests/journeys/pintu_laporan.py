"""Doors of figures, exports, the action plan, public statistics and the API (tests/journeys/test_pintu.py knocks)."""

import uuid
from typing import Any

from akun.actor import LKPP, PENANGAN, PETUGAS, Peran
from laporan.api.urls import PINTU

UMUM: dict[str, int] = {
    **{f"statistik:{n}": 200 for n in ("halaman", "katalog", "katalog_json")},
    **{f"statistik:{n}": 404 for n in ("ran_ogi", "dataset", "skema", "csv", "json")},
    **{f"api:{n}": 200 for n in ("dok", "openapi", "statistik")},
    "api:tidak_ada": 200,  # whatever address is left; the bare one is the start page
    **{f"api:{n}": 422 for n in ("statistik_satu", "statistik_versi")},
}
DATA_TERBUKA = frozenset(
    {
        *(f"statistik:{n}" for n in ("katalog_json", "skema", "csv", "json")),
        *(n for n in UMUM if n.startswith(("api:openapi", "api:statistik"))),
    }
)
"""Anybody's page may read what these give out, and keep it for a while."""
ANGKA = PENANGAN | {Peran.PIMPINAN}
DASBOR = frozenset({Peran.PEJABAT_DPPH, Peran.PIMPINAN})
RENAKSI = DASBOR | {Peran.PENELAAH}
PEJABAT = frozenset({Peran.PEJABAT_DPPH})
PERAN: dict[str, frozenset[Peran]] = {
    "laporan:dasbor": DASBOR,
    **{f"laporan:{n}": ANGKA for n in ("angka", "angka_satu", "angka_csv", "telusur", "layanan", "layanan_pesan")},
    **{f"laporan:{n}": PETUGAS for n in ("ekspor", "ekspor_daftar")},
    **{f"laporan:pekerjaan{n}": PETUGAS for n in ("", "_satu", "_unduh", "_batalkan")},
    **{f"laporan:renaksi{n}": RENAKSI for n in ("", "_pdf", "_xlsx", "_satu", "_catat", "_perbaiki", "_cabut")},
    **{f"laporan:renaksi_{n}": PEJABAT for n in ("terbitkan", "tarik")},
    **{f"laporan:kunci_api{n}": LKPP - {Peran.PENJAGA_IDENTITAS} for n in ("", "_baru", "_satu", "_cabut")},
}
KUNCI = frozenset(f"api:{nama}" for nama, lingkup in PINTU.items() if lingkup is not None)
"""Doors that only a key opens: a session counts for nothing there (tests/laporan/test_api_*)."""
_KODE = {
    **dict.fromkeys(("laporan:angka_satu", "laporan:angka_csv", "laporan:telusur"), "klasifikasi"),
    **dict.fromkeys((f"laporan:pekerjaan_{n}" for n in ("satu", "unduh", "batalkan")), uuid.UUID(int=0)),
    "laporan:ekspor": "tidak-ada",
}


def isian(nama: str) -> dict[str, Any]:
    """What stands in the address of one of these pages."""
    if nama.startswith("laporan:renaksi"):
        return {"nomor": 1}
    return {"kode": _KODE[nama]} if nama in _KODE else {}
