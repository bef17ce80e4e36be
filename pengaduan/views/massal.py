"""The same thing for many cases: first what will happen to each and why not, then done; one refusal stops no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akun.actor import PENANGAN, Actor, Peran
from akun.decision import Decision, no, require
from akun.door import ActorRequest, for_roles
from akun.models import User
from pengaduan import flow, permissions
from pengaduan.forms_lkpp import TugaskanForm
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from pengaduan.views.meja import AKSI, AKSI_PERAN
from pengaduan.views.menu import rangka
from pengaduan.views.step_view import url_kasus
from pengaduan.views.tanda import tanda

MAKS = 100


@dataclass
class Nasib:
    """What becomes of one case, or has become."""

    pengaduan: Pengaduan
    jadi: bool
    kata: str
    url: str = ""

    @property
    def tanda(self) -> dict[str, str]:
        """Its status."""
        return tanda(self.pengaduan.status)


@for_roles(*sorted(PENANGAN))
@require_POST
def massal(request: ActorRequest) -> HttpResponse | HttpResponseRedirect:
    """Preview, and with `jalan` the thing itself."""
    actor, aksi = request.actor, request.POST.get("aksi", "")
    if aksi not in AKSI_PERAN[actor.peran]:
        raise PermissionDenied(_("Tindakan ini bukan untuk peran Anda."))
    kueri = request.GET.urlencode()
    kasus = _terpilih(actor, request.POST.getlist("pilih"))
    form = _form(request, aksi)
    kepada = form.cleaned_data["kepada"] if form and form.is_bound and form.is_valid() else None
    siap = bool(kasus) and (aksi != "tugaskan" or kepada is not None)
    jalan = siap and "jalan" in request.POST
    nasib: list[Nasib] = []
    if siap:
        pelaku = _jalankan(kasus, aksi, kepada, actor) if jalan else _tinjau(kasus, aksi, kepada, actor)
        nasib = [_berurl(n, kueri) for n in pelaku]
    konteks = {
        **rangka(actor, "hari_ini"),
        "aksi": aksi,
        "judul": AKSI[aksi],
        "form": form,
        "kasus": kasus,
        "nasib": nasib,
        "jadi": sum(n.jadi for n in nasib),
        "gagal": sum(not n.jadi for n in nasib),
        "jalan": jalan,
        "siap": siap,
        "kepada": kepada,
        "meja": f"{reverse('pengaduan:meja')}?{kueri}",
    }
    return render(request, "pengaduan/lkpp/massal.html", konteks)


def _terpilih(actor: Actor, nomor: Iterable[str]) -> list[Pengaduan]:
    rows = Pengaduan.objects.visible_to(actor).filter(nomor__in=[n for n in nomor if n.isalnum()][:MAKS])
    return list(rows.select_related("instansi", "pemegang").order_by("nomor"))


def _form(request: ActorRequest, aksi: str) -> TugaskanForm | None:
    if aksi != "tugaskan":
        return None
    peran = [Peran.VERIFIKATOR, Peran.PENELAAH]
    return TugaskanForm(request.POST if "kepada" in request.POST else None, peran=peran)


def _berurl(nasib: Nasib, kueri: str) -> Nasib:
    nasib.url = url_kasus(nasib.pengaduan.nomor, kueri)
    return nasib


def _keputusan(p: Pengaduan, aksi: str, kepada: Actor | None, actor: Actor) -> Decision:
    """What the flow will ask."""
    if aksi == "ambil":
        return permissions.may_ambil(actor, p)
    boleh = permissions.may_tugaskan(actor, p)
    if boleh and aksi == "lepas" and p.pemegang_id is None:
        return no(_("Kasus ini tidak dipegang siapa pun."))
    return permissions.may_dipegang(kepada, p) if boleh and kepada else boleh


def _tinjau(kasus: list[Pengaduan], aksi: str, kepada: User | None, actor: Actor) -> Iterator[Nasib]:
    """What would happen to each case."""
    calon = Actor.of(kepada) if kepada else None
    for p in kasus:
        keputusan = _keputusan(p, aksi, calon, actor)
        yield Nasib(p, bool(keputusan), _akan(p, aksi, kepada) if keputusan else keputusan.sebab)


def _akan(p: Pengaduan, aksi: str, kepada: User | None) -> str:
    if aksi == "lepas":
        return _("Kembali ke meja bersama.")
    if kepada is not None:
        return _("Dipegang %(nama)s.") % {"nama": kepada.nama}
    if p.status == Status.TERKIRIM:
        return _("Masuk ke tangan Anda dan mulai diverifikasi.")
    if p.status == Status.HASIL_DILAPORKAN:
        return _("Masuk ke tangan Anda dan mulai direviu.")
    return _("Masuk ke tangan Anda.")


def _jalankan(kasus: list[Pengaduan], aksi: str, kepada: User | None, actor: Actor) -> Iterator[Nasib]:
    """Each case for itself: what is refused says why, and the next one follows."""
    for p in kasus:
        kata, jadi = _akan(p, aksi, kepada), True
        try:
            _satu(p, aksi, kepada, actor)
        except PermissionDenied as error:
            kata, jadi = str(error), False
        except ValidationError as error:
            kata, jadi = " ".join(error.messages), False
        yield Nasib(p, jadi, kata)


def _satu(p: Pengaduan, aksi: str, kepada: User | None, actor: Actor) -> None:
    now = timezone.now()
    require(_keputusan(p, aksi, Actor.of(kepada) if kepada else None, actor))
    if aksi == "ambil":
        flow.ambil(pengaduan=p, by=actor, now=now)
    elif aksi == "lepas":
        flow.lepas(pengaduan=p, by=actor, now=now)
    elif kepada is not None:
        flow.tugaskan(pengaduan=p, kepada=kepada, by=actor, now=now)
