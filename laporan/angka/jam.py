"""What the figures of clocks share: their codes and names, and how a filter narrows their cases."""

from laporan.fakta import JANJI, PENGADUAN
from laporan.saringan import Saringan
from sla import office

KODE = tuple(JANJI)


def nama(kode: str) -> str:
    """The name of a policy in the reader's language."""
    versi = office.versions(kode)
    return versi[0].sebutan if versi else kode


def syarat(saringan: Saringan) -> str:
    """The condition on the case `f` of a clock; stopped clocks say the same of themselves (FaktaJam).

    Kinds and ways of complaints narrow to complaints: other cases have other ones, some by the same name.
    """
    tipe = f" AND f.tipe = '{PENGADUAN}'" if saringan.jenis or saringan.jalur else ""
    return saringan.syarat("")[0] + tipe
