"""Files that the gate holds back: TU's list of them, and the step that decides about one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from akun.actor import Peran
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.terbatas import BATAS
from persuratan import berkas_ditahan, permissions
from persuratan.forms.disposisi import PutuskanBerkasForm
from persuratan.views.langkah import LangkahSurat
from persuratan.views.lembar import Lembar, url_surat
from persuratan.views.tanda import tanda_rahasia


class PutuskanBerkas(LangkahSurat):
    """Release a held file, or refuse it."""

    nama, judul = "putuskan_berkas", _("Putuskan berkas yang ditahan")
    akibat = (
        _("Berkas yang dilepas dapat dibuka oleh yang menangani surat ini."),
        _("Berkas yang ditolak dihapus isinya dan tidak dapat dikembalikan."),
    )
    tombol, sukses = _("Simpan putusan"), _("Putusan atas berkas sudah disimpan.")
    form_class = PutuskanBerkasForm

    def pada(self, lembar: Lembar) -> bool:
        """At any time, while the file is held."""
        return berkas_ditahan.ditahan(lembar.surat)

    def may(self, lembar: Lembar) -> Decision:
        """TU; of a secret letter its addressee."""
        return permissions.may_putuskan_berkas(lembar.actor, lembar.surat)

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """Why it is held."""
        berkas = lembar.surat.berkas
        return {"keterangan": f"{berkas.nama_asli}: {berkas.kalimat}" if berkas else ""}

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Decide."""
        berkas_ditahan.putuskan(
            surat=lembar.surat,
            lepas=data["putusan"] == PutuskanBerkasForm.LEPAS,
            catatan=data["catatan"],
            by=lembar.actor,
            now=lembar.now,
        )


@for_roles(Peran.PETUGAS_TU)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """Letters whose file is held; of a secret one the envelope, because its addressee decides."""
    baris = [
        {
            "s": s,
            "url": "" if s.rahasia else url_surat(s.nomor, PutuskanBerkas.nama),
            "rahasia": tanda_rahasia(s.kerahasiaan),
        }
        for s in berkas_ditahan.menunggu(request.actor)[:BATAS]
    ]
    return render(request, "persuratan/tu/ditahan.html", {"baris": baris})
