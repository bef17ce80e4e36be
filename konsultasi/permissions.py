"""Who may do what with a consultation. Each answer is a decision whose sentence the person reads."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from akun.actor import LKPP, Actor, Peran
from akun.decision import YES, Decision, no
from akun.models import Pejabat, Unit
from konsultasi import pelaksana
from konsultasi.models import Keluhan, Konsultasi
from konsultasi.routing import DIREKTORAT
from konsultasi.status import Status
from konsultasi.status_keluhan import StatusKeluhan
from persuratan.models import SuratMasuk
from persuratan.models.jabatan import jabatan_kini
from persuratan.status import Status as StatusSurat

MEJA = LKPP - {Peran.ADMIN_SISTEM}
"""Roles whose people may work at the desk: officers of advocacy, and whoever holds a post of a directorate."""
BERAKHIR = frozenset(
    {
        StatusSurat.DIKEMBALIKAN,
        StatusSurat.DIJAWAB,
        StatusSurat.SELESAI,
        StatusSurat.DIARSIPKAN,
        StatusSurat.DIJADIKAN_PENGADUAN,
    }
)
"""Letters that went back, or are answered, or have become something else: none of them becomes a consultation."""


def unit_dilayani(actor: Actor) -> list[Unit]:
    """The directorates that somebody serves, as their officer or by a post; those by a post have `dipangku`."""
    if actor.user_id is None or actor.peran not in MEJA:
        return []
    jabatan = Pejabat.objects.filter(unit=OuterRef("pk"), pk__in=jabatan_kini(actor.user_id))
    rows = Unit.objects.filter(kode__in=DIREKTORAT).annotate(dipangku=Exists(jabatan))
    milik = Q(dipangku=True)
    if actor.peran == Peran.PETUGAS_ADVOKASI:
        milik |= Q(pk=actor.unit_id)
    return list(rows.filter(milik).order_by("kode"))


def memangku_unit(actor: Actor, unit_id: int) -> bool:
    """Whether somebody holds a post of a directorate today, also as Plt. or Plh."""
    if actor.user_id is None or not actor.is_lkpp or actor.peran == Peran.ADMIN_SISTEM:
        return False
    return Pejabat.objects.filter(pk__in=jabatan_kini(actor.user_id), unit=unit_id).exists()


def petugas_unit(actor: Actor, unit_id: int) -> bool:
    """Whether somebody is an officer of a directorate."""
    return actor.peran == Peran.PETUGAS_ADVOKASI and actor.unit_id == unit_id


def may_layani(actor: Actor, konsultasi: Konsultasi) -> Decision:
    """Check, schedule, give away, refuse: officers of the directorate, or who holds its post; never one's own."""
    if actor.user_id is not None and konsultasi.pemohon_id == actor.user_id:
        return no(_("Permohonan Anda sendiri dilayani petugas lain."))
    if petugas_unit(actor, konsultasi.unit_id) or memangku_unit(actor, konsultasi.unit_id):
        return YES
    return no(_("Langkah ini dilakukan petugas direktorat yang dituju."))


def may_terima(actor: Actor, konsultasi: Konsultasi) -> Decision:
    """The director has the letter: whoever holds the post."""
    if memangku_unit(actor, konsultasi.unit_id):
        return YES
    return no(_("Langkah ini dilakukan Direktur, atau Plt./Plh.-nya."))


def may_kerjakan(actor: Actor, konsultasi: Konsultasi) -> Decision:
    """Work on it and write the answer or report: whom it was given to."""
    if actor.user_id is not None and konsultasi.petugas_id == actor.user_id:
        return may_layani(actor, konsultasi)
    return no(_("Konsultasi ini dikerjakan oleh petugas yang ditugasi."))


def may_tinjau(actor: Actor, konsultasi: Konsultasi) -> Decision:
    """Review an answer: the director, or another officer of the directorate; never whoever wrote a version of it."""
    if konsultasi.petugas_id == actor.user_id or (
        konsultasi.status == Status.REVIU_JAWABAN and pelaksana.menulis(actor.user_id, konsultasi.pk)
    ):
        return no(_("Jawaban direviu oleh orang lain, bukan oleh penulisnya."))
    return may_layani(actor, konsultasi)


def may_pemohon(actor: Actor, konsultasi: Konsultasi) -> Decision:
    """Answer questions, cancel, complain: the applicant, by account or by receipt."""
    sendiri = konsultasi.pemohon_id is not None and konsultasi.pemohon_id == actor.user_id
    if sendiri or (actor.nomor and actor.nomor == konsultasi.nomor):
        return YES
    return no(_("Langkah ini hanya untuk pemohon."))


def may_atur_slot(actor: Actor, unit_id: int) -> Decision:
    """Open and close visiting times: officers of the directorate."""
    if petugas_unit(actor, unit_id) or memangku_unit(actor, unit_id):
        return YES
    return no(_("Jadwal kunjungan diatur petugas direktorat itu sendiri."))


def may_tangani_keluhan(actor: Actor, keluhan: Keluhan) -> Decision:
    """Answer a complaint about the service: an officer or the leadership, but nobody who gave the service."""
    if actor.peran not in {Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN}:
        return no(_("Keluhan layanan dijawab petugas advokasi atau pimpinan."))
    if actor.user_id in pelaksana.semua(keluhan.konsultasi_id):
        return no(_("Keluhan dijawab oleh orang yang tidak memberi layanan itu."))
    if keluhan.status == StatusKeluhan.DITANGANI and keluhan.penangan_id != actor.user_id:
        return no(_("Keluhan ini sudah ditangani petugas lain."))
    return YES


def may_tulis_koleksi(actor: Actor) -> Decision:
    """Write for the collection of questions and answers."""
    if actor.peran == Peran.PETUGAS_ADVOKASI:
        return YES
    return no(_("Koleksi tanya jawab ditulis petugas advokasi."))


def may_jadikan(actor: Actor, surat: SuratMasuk) -> Decision:
    """Open a consultation from this letter: one per letter, and never from a secret one, which few may read.

    One query at most: the page of every letter asks.
    """
    if surat.rahasia:
        return no(_("Surat rahasia tidak dijadikan konsultasi: konsultasi dibaca seluruh direktorat."))
    if surat.status in BERAKHIR:
        return no(_("Surat pada tahap ini tidak dapat dijadikan konsultasi."))
    ada = Konsultasi.objects.filter(surat=surat.pk)
    if actor.peran in {Peran.PETUGAS_TU, Peran.PETUGAS_ADVOKASI}:
        sudah: bool | None = ada.exists()
    elif actor.user_id is not None and actor.peran in MEJA:
        dipangku = Pejabat.objects.filter(pk__in=jabatan_kini(actor.user_id), unit__kode__in=DIREKTORAT)
        sudah = dipangku.order_by().values_list(Exists(ada), flat=True).first()
    else:
        sudah = None
    if sudah is None:
        return no(_("Surat dijadikan konsultasi oleh TU, petugas advokasi, atau Direktur yang dituju."))
    return no(_("Surat ini sudah dijadikan konsultasi.")) if sudah else YES
