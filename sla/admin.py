"""Policies and holidays for the system administrator: asked for the password again, and each change on the trail."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.decorators import method_decorator

from akun.actor import Actor
from jejak.trail import record
from sla.models import HariLibur, Kebijakan


@method_decorator(reauthentication_required, name="changeform_view")
@method_decorator(reauthentication_required, name="delete_view")
@method_decorator(reauthentication_required(allow_get=True), name="changelist_view")
class JejakAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that decide when a case is late: nobody changes one unseen."""

    kejadian: str

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save, and write down which columns."""
        super().save_model(request, obj, form, change)
        self._catat(request, obj, {"kolom": sorted(form.changed_data), "baru": not change})

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete, and write down that it was there."""
        self._catat(request, obj, {"dihapus": True})
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        """Delete one by one, each with its trail."""
        for obj in queryset:
            self.delete_model(request, obj)

    def _catat(self, request: HttpRequest, obj: Model, data: dict[str, Any]) -> None:
        by = Actor.of(request.user)  # type: ignore[arg-type]
        record(kejadian=self.kejadian, objek=obj, by=by, now=timezone.now(), data=data | self.keadaan(obj))

    def keadaan(self, obj: Any) -> dict[str, Any]:
        """What the row says now, in short."""
        raise NotImplementedError


@admin.register(Kebijakan)
class KebijakanAdmin(JejakAdmin):
    """How long things may take. The flows name policies by their code, so codes stay and rows are not deleted."""

    kejadian = "sla.kebijakan_diubah"
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

    def keadaan(self, obj: Kebijakan) -> dict[str, Any]:
        """The limit and its alarms."""
        alarm = [obj.pengingat, obj.eskalasi_2, obj.eskalasi_3]
        return {"kode": obj.kode, "jumlah": obj.jumlah, "satuan": obj.satuan, "alarm": alarm}


@admin.register(HariLibur)
class HariLiburAdmin(JejakAdmin):
    """Days on which the office is closed."""

    kejadian = "sla.libur_diubah"
    list_display = ("tanggal", "nama", "jenis", "perkiraan")
    list_filter = ("jenis", "perkiraan")
    search_fields = ("nama",)
    date_hierarchy = "tanggal"

    def keadaan(self, obj: HariLibur) -> dict[str, Any]:
        """The day."""
        return {"tanggal": obj.tanggal.isoformat()}
