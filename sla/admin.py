"""Policies and holidays for the system administrator."""

from django.contrib import admin
from django.http import HttpRequest

from sla.models import HariLibur, Kebijakan


@admin.register(Kebijakan)
class KebijakanAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """How long things may take. The flows name policies by their code, so codes stay and rows are not deleted."""

    list_display = ("kode", "nama", "jumlah", "satuan", "dasar_hukum", "kebijakan_internal")
    list_filter = ("kebijakan_internal",)
    search_fields = ("kode", "nama")
    readonly_fields = ("kode",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new kind of limit comes with the code that uses it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Kebijakan | None = None) -> bool:
        """Never."""
        return False


@admin.register(HariLibur)
class HariLiburAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Days on which the office is closed."""

    list_display = ("tanggal", "nama", "jenis", "perkiraan")
    list_filter = ("jenis", "perkiraan")
    search_fields = ("nama",)
    date_hierarchy = "tanggal"
