"""The files of a case for LKPP's officers: what the gate said, downloads with a trail, and held files."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from akun.actor import PENANGAN
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import ukuran_berkas
from berkas import store
from berkas.models import Berkas
from berkas.putusan import Putusan
from berkas.views import kirim_berkas
from pengaduan import forms_lkpp, percakapan, permissions
from pengaduan.models import BuktiDukung
from pengaduan.views.lembar import Lembar
from pengaduan.views.step_view import StepView

RUPA = {
    Putusan.MENUNGGU: (_("Sedang diperiksa"), "netral", "jam"),
    Putusan.TERIMA: (_("Aman"), "baik", "cek-bulat"),
    Putusan.KARANTINA: (_("Karantina"), "awas", "jeda"),
    Putusan.TOLAK: (_("Ditolak"), "telat", "seru"),
}


def daftar(lembar: Lembar, bukti: list[BuktiDukung]) -> list[dict[str, Any]]:
    """Files for komponen/berkas.html: only an accepted file has a link, and only for those who may open it."""
    boleh = bool(permissions.may_unduh(lembar.actor, lembar.pengaduan, lembar.berjalan))
    pejabat = bool(permissions.may_putuskan_karantina(lembar.actor, lembar.pengaduan))
    return [_satu(lembar, b, boleh=boleh, pejabat=pejabat) for b in bukti]


def _satu(lembar: Lembar, b: BuktiDukung, *, boleh: bool, pejabat: bool) -> dict[str, Any]:
    berkas = b.berkas
    kata, nada, gambar = RUPA[Putusan(berkas.putusan)]
    args = [lembar.pengaduan.nomor, b.pk]
    return {
        "nama": berkas.nama_asli,
        "url": reverse("pengaduan:kasus_berkas", args=args) if boleh and berkas.bisa_diunduh else "",
        "ket": " ".join(_keterangan(b)),
        "jenis": berkas.jenis if berkas.jenis in {"gambar", "rekaman"} else "berkas",
        "kata": kata,
        "nada": nada,
        "gambar": gambar,
        "karantina_url": reverse("pengaduan:karantina", args=args)
        if pejabat and berkas.putusan == Putusan.KARANTINA
        else "",
    }


def _keterangan(b: BuktiDukung) -> list[str]:
    berkas: Berkas = b.berkas
    kata = [f"{ukuran_berkas(berkas.ukuran)}."]
    if b.catatan:
        kata.append(gettext("Catatan: “%(catatan)s”.") % {"catatan": b.catatan})
    if berkas.putusan != Putusan.TERIMA:
        kata.append(berkas.kalimat)
    kata.extend(berkas.kalimat_temuan)
    return kata


def lampiran(lembar: Lembar, pesan_id: int) -> list[dict[str, Any]]:
    """The files of a message for komponen/percakapan.html."""
    isi = daftar(lembar, [b for b in lembar.bukti if b.pesan_id == pesan_id])
    return [{"nama": d["nama"], "url": d["url"], "ket": "" if d["url"] else d["ket"]} for d in isi]


@for_roles(*sorted(PENANGAN))
@require_GET
def unduh(request: ActorRequest, nomor: str, bukti_id: int) -> HttpResponseBase:
    """Send an accepted file; who took it when is on the trail."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    rows = BuktiDukung.objects.filter(pengaduan=lembar.pengaduan, berkas__putusan=Putusan.TERIMA)
    bukti = get_object_or_404(rows.select_related("berkas", "pengaduan"), pk=bukti_id)
    percakapan.catat_unduhan(bukti=bukti, eskalasi=lembar.berjalan, varian=store.ASLI, by=request.actor, now=lembar.now)
    return kirim_berkas(bukti.berkas, variant=store.ASLI, nama=bukti.berkas.nama_asli)


class Karantina(StepView):
    """Release a held file, or refuse it."""

    nama, judul = "karantina", _("Putuskan berkas yang ditahan")
    akibat = (
        _("Berkas yang dilepas hanya dapat dibuka petugas LKPP; APIP tidak menerimanya."),
        _("Berkas yang ditolak dihapus isinya dan tidak dapat dikembalikan."),
    )
    tombol, sukses = _("Simpan putusan"), _("Putusan atas berkas sudah disimpan.")
    form_class = forms_lkpp.KarantinaForm

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Keep the file's id; the rest of a step page knows the case only."""
        self.bukti_id = kwargs.pop("bukti_id")
        super().setup(request, *args, **kwargs)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file is named by the address, not by the form."""
        kwargs.pop("bukti_id", None)
        return super().dispatch(request, *args, **kwargs)

    def _bukti(self, lembar: Lembar) -> BuktiDukung:
        return get_object_or_404(lembar.pengaduan.bukti.select_related("berkas", "pengaduan"), pk=self.bukti_id)

    def pada(self, lembar: Lembar) -> bool:
        """At any time, while the file is held."""
        return self._bukti(lembar).berkas.putusan == Putusan.KARANTINA

    def halangan(self, lembar: Lembar) -> tuple[int, str] | None:
        """A file that is not held needs no decision."""
        if not self.pada(lembar):
            return 409, gettext("Berkas ini tidak sedang ditahan.")
        return super().halangan(lembar)

    def may(self, lembar: Lembar) -> Decision:
        """The pejabat."""
        return permissions.may_putuskan_karantina(lembar.actor, lembar.pengaduan)

    def keterangan(self, lembar: Lembar) -> list[str]:
        """The file and why it is held."""
        berkas = self._bukti(lembar).berkas
        return [f"{berkas.nama_asli}: {berkas.kalimat}", *super().keterangan(lembar)]

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Decide."""
        percakapan.putuskan_karantina(
            bukti=self._bukti(lembar),
            lepas=data["putusan"] == forms_lkpp.KarantinaForm.LEPAS,
            catatan=data["catatan"],
            by=lembar.actor,
            now=lembar.now,
        )
