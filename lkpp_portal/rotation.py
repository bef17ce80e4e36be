"""Changing keys: everything that an old key sealed is sealed anew with the first key of its ring.

Put the new key first in KUNCI_ISI or KUNCI_IDENTITAS, restart, run `manage.py rotasi_kunci`, and only then take the old
key out. It can be stopped and started again at any time: what is done is skipped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models

from akun.models import Bersegel
from akun.sealing import key_id_of, seal_identity, seal_text, unseal_identity, unseal_text
from berkas import store
from berkas.models import Berkas
from jejak.keys import KeyRing
from notifikasi.models import Pesan
from pengaduan.flow import index_of
from pengaduan.models import DrafPengaduan, IdentitasPengadu, IndeksCari, Pengaduan
from persuratan.flow_masuk import index_of as index_of_letter
from persuratan.konsep_keluar import index_of as index_of_letter_out
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.teks import indeks

AKHIRAN = "_segel"
# Columns sealed as identities, and the context that binds each.
IDENTITAS: dict[type[models.Model], tuple[str, Callable[[Any], str]]] = {
    IdentitasPengadu: ("isi_segel", lambda row: f"identitas:{row.segel_id}"),
    DrafPengaduan: ("isi_segel", lambda row: f"draf:{row.segel_id}"),
    Pesan: ("alamat_segel", lambda row: f"pesan:{row.segel_id}"),
}


@dataclass(frozen=True)
class Bagian:
    """How far the rotation of one column is."""

    nama: str
    selesai: int
    jumlah: int


def _current(name: str) -> str:
    return KeyRing.parse(getattr(settings, name)).current_id


def rotate() -> Iterator[Bagian]:
    """Seal everything anew that an old key sealed; yields progress per column. Raises UnsealError for a lost key."""
    for model in apps.get_models():
        if issubclass(model, Bersegel):
            skip = IDENTITAS.get(model, ("", None))[0]
            for field in model._meta.get_fields():
                if isinstance(field, models.BinaryField) and field.name.endswith(AKHIRAN) and field.name != skip:
                    yield from _texts(model, field.name)
    for model, (column, context) in IDENTITAS.items():
        yield from _column(model, column, context, _current("KUNCI_IDENTITAS"), unseal_identity, seal_identity)
    isi = _current("KUNCI_ISI")
    yield from _column(Berkas, "nama", lambda b: b.konteks_nama, isi, unseal_text, seal_text)
    yield from _column(Berkas, "catatan_putusan", lambda b: b.konteks_catatan, isi, unseal_text, seal_text)
    yield from _second_factors()
    yield from _files(isi)
    yield from _search()
    yield from _letters()


def _texts(model: type[models.Model], column: str) -> Iterator[Bagian]:
    return _column(model, column, lambda row: f"{row.segel_id}:{column}", _current("KUNCI_ISI"), unseal_text, seal_text)


def _column(
    model: type[models.Model],
    column: str,
    context: Callable[[Any], str],
    current: str,
    unseal: Callable[..., str],
    seal: Callable[..., bytes],
) -> Iterator[Bagian]:
    """Row by row, compare-and-set: a row changed meanwhile is left to the next run."""
    nama = f"{model._meta.label}.{column}"
    rows = model._default_manager.exclude(**{column: b""})
    jumlah = rows.count()
    for n, row in enumerate(rows.order_by("pk").iterator(chunk_size=500), start=1):
        old = bytes(getattr(row, column))
        if key_id_of(old) != current:
            new = seal(unseal(old, context=context(row)), context=context(row))
            model._default_manager.filter(pk=row.pk, **{column: old}).update(**{column: new})
        if n % 500 == 0 or n == jumlah:
            yield Bagian(nama, n, jumlah)


def _second_factors() -> Iterator[Bagian]:
    """The secrets of second factors, through the same adapter that the login uses."""
    adapter = get_adapter()
    rows = list(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN))
    for row in rows:
        row.data |= {k: adapter.encrypt(adapter.decrypt(row.data[k])) for k in ("secret", "seed") if k in row.data}
        row.save(update_fields=["data"])
    yield Bagian("kunci kedua", len(rows), len(rows))


def _files(current: str) -> Iterator[Bagian]:
    """Files are sealed anew under the same id; readers see the old or the new one, never half of one."""
    ids = list(Berkas.objects.values_list("id", flat=True))
    for n, id_ in enumerate(ids, start=1):
        for variant in store.VARIANTS:
            if store.path_of(id_, variant).exists() and store.key_id(id_, variant) != current:
                store.write(id_, store.read(id_, variant), variant)
        if n % 100 == 0 or n == len(ids):
            yield Bagian("berkas", n, len(ids))


def _search() -> Iterator[Bagian]:
    """The blind index has no old keys: it is made anew from the texts."""
    rows = Pengaduan.objects.select_related("instansi", "indeks").prefetch_related("kode_rup").order_by("pk")
    jumlah = rows.count()
    for n, p in enumerate(rows.iterator(chunk_size=500), start=1):
        kata = index_of(p, *(k.kode for k in p.kode_rup.all()))
        if kata != p.indeks.kata:
            IndeksCari.objects.filter(pk=p.pk).update(kata=kata)
        if n % 500 == 0 or n == jumlah:
            yield Bagian("indeks pencarian", n, jumlah)


def _letters() -> Iterator[Bagian]:
    """The same for letters; the words of a PDF are read from it again, because they are kept nowhere."""
    rows = SuratMasuk.objects.select_related("instansi", "penerima", "berkas").order_by("pk")
    jumlah = rows.count()
    for n, surat in enumerate(rows.iterator(chunk_size=100), start=1):
        cari = indeks(surat) if surat.isi_terindeks else index_of_letter(surat)
        if cari != surat.cari:
            SuratMasuk.objects.filter(pk=surat.pk).update(cari=cari)
        if n % 100 == 0 or n == jumlah:
            yield Bagian("indeks surat", n, jumlah)
    yield from _letters_out()


def _letters_out() -> Iterator[Bagian]:
    """The same for letters out."""
    rows = SuratKeluar.objects.order_by("pk")
    jumlah = rows.count()
    for n, surat in enumerate(rows.iterator(chunk_size=100), start=1):
        cari = index_of_letter_out(surat)
        if cari != surat.cari:
            SuratKeluar.objects.filter(pk=surat.pk).update(cari=cari)
        if n % 100 == 0 or n == jumlah:
            yield Bagian("indeks surat keluar", n, jumlah)
