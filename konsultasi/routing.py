"""Which directorate advises: by whom the question comes from, and whether it is about the law (SK 234/2024)."""

from akun.models import Instansi

PUSAT, DAERAH, HUKUM = "DAPP", "DAPD", "DPPH"
DIREKTORAT = (PUSAT, DAERAH, HUKUM)
DAERAH_JENIS = frozenset({Instansi.Jenis.PROVINSI, Instansi.Jenis.KABUPATEN, Instansi.Jenis.KOTA})


def unit_untuk(instansi: Instansi | None, *, hukum: bool) -> str:
    """The code of the unit: legal problems to DPPH, local governments to DAPD, ministries and all others to DAPP."""
    if hukum:
        return HUKUM
    if instansi is not None and instansi.jenis in DAERAH_JENIS:
        return DAERAH
    return PUSAT
