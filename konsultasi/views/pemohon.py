"""Which consultation a request is about, and as whom: the applicant by his account, or by the receipt he has open."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from akun import terbuka
from akun.actor import PETUGAS, Actor, Peran
from akun.middleware import used_second_factor
from akun.models import User
from konsultasi.models import Konsultasi

BERAKUN = (Peran.PENGADU, *sorted(PETUGAS))
SERTA = ("instansi", "unit", "subjek", "surat", "petugas")


def akun(request: HttpRequest) -> User | None:
    """Who is logged in, with the second factor where he needs one."""
    user = request.user
    if not isinstance(user, User) or (user.is_petugas and not used_second_factor(request)):
        return None
    return user


def pelaku(request: HttpRequest) -> Actor:
    """Whoever fills in a form that needs no account."""
    user = akun(request)
    return Actor.of(user) if user else Actor("Pemohon", Peran.PENGADU)


def temukan(request: HttpRequest, nomor: str) -> tuple[Konsultasi, Actor]:
    """The consultation of a number, and its applicant. What belongs to others does not exist: raises Http404."""
    row = Konsultasi.objects.filter(nomor=nomor).select_related(*SERTA).defer("cari").first()
    if row is None:
        raise Http404
    user = akun(request)
    if user is not None and row.pemohon_id == user.pk:
        return row, Actor.of(user)
    if terbuka.nomor_terbuka(request.session, now=timezone.now()) == nomor:
        return row, Actor.pengadu(nomor)
    raise Http404


def alamat(k: Konsultasi, by: Actor) -> tuple[str, list[str]]:
    """The page of a consultation for the way in which it was opened: URL name and arguments."""
    return ("konsultasi:lacak", []) if by.nomor else ("konsultasi:lihat", [k.nomor])
