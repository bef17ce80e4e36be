"""Inspectorates for the system administrator."""

from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from inspektorat import flow
from inspektorat.models import DasarSurat, Inspektorat


class DasarSuratInline(admin.TabularInline):  # type: ignore[type-arg]
    """Letters of basis, as written."""

    model = DasarSurat
    fields = ("nomor_urut", "nomor_surat", "tanggal_teks", "tanggal_surat")
    extra = 0


@admin.register(Inspektorat)
class InspektoratAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The registry; the status changes by the action only."""

    list_display = ("nama", "jenis_instansi", "instansi", "status")
    list_filter = ("status", "jenis_instansi")
    list_select_related = ("instansi",)
    search_fields = ("nama",)
    autocomplete_fields = ("wilayah", "instansi")
    readonly_fields = ("status",)
    inlines: ClassVar = [DasarSuratInline]
    actions = ("aktifkan",)

    def has_delete_permission(self, request: HttpRequest, obj: Inspektorat | None = None) -> bool:
        """Never."""
        return False

    @admin.action(description=gettext_lazy("Aktifkan: terima kasus di kotak masuk portal"))
    def aktifkan(self, request: HttpRequest, queryset: QuerySet[Inspektorat]) -> None:
        """Activate those that are not active yet."""
        by, now = Actor.of(request.user), timezone.now()  # type: ignore[arg-type]
        belum = list(queryset.exclude(status=Inspektorat.Status.AKTIF))
        for inspektorat in belum:
            flow.aktifkan(inspektorat=inspektorat, by=by, now=now)
        self.message_user(request, _("%d inspektorat diaktifkan.") % len(belum), messages.SUCCESS)
