"""Who gets a ticket: the one with the fewest open tickets, the lower id where two are even; no two at a time."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from akun.actor import Peran
from akun.models import User
from helpdesk.models import MejaLayanan, Regu, Tiket


def teringan(meja: MejaLayanan, *, regu: Regu | None = None, kecuali: int | None = None) -> User | None:
    """The active officer of a desk, or of one of its teams, with the least on his table; None where there is nobody.

    The desk's row is held until the commit: whoever assigns at the same moment waits, and counts this ticket as well.
    """
    MejaLayanan.objects.select_for_update(no_key=True).get(pk=meja.pk)
    calon = regu.anggota.filter(is_active=True) if regu else meja.petugas()
    terbuka = Tiket.objects.terbuka().filter(pemegang=OuterRef("pk")).order_by()
    beban = Coalesce(Subquery(terbuka.values("pemegang").annotate(n=Count("*")).values("n")), 0)
    if kecuali is not None:
        calon = calon.exclude(pk=kecuali)
    return calon.annotate(beban=beban).order_by("beban", "pk").first()


def pejabat(meja: MejaLayanan) -> User | None:
    """Whom a structural escalation goes to: the head of the LPSE, LKPP's leadership."""
    peran = Peran.PIMPINAN if meja.is_lkpp else Peran.KEPALA_LPSE
    calon = User.objects.filter(peran=peran, is_active=True)
    if not meja.is_lkpp:
        calon = calon.filter(unit_id=meja.unit_id)
    return calon.order_by("pk").first()
