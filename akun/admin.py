"""Reference data and accounts for the system administrator. No password hash and no second factor is ever shown."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401 - these three register what is taken away again below
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun import flow, pemangku
from akun.actor import APIP, Actor, Peran
from akun.models import Instansi, Pejabat, Pemangku, Unit, User, Wilayah

# Roles are code, second factors are taken away by an action with a trail: these pages would go around both.
for model in (Authenticator, EmailAddress, Group, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)

admin.site.site_header = admin.site.site_title = gettext_lazy("Data acuan Portal LKPP")
admin.site.index_title = gettext_lazy("Data acuan")


class KeepRows:
    """Rows that others point to are not deleted here; they are renamed or switched off."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False


@admin.register(Wilayah)
class WilayahAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """Regions come from the Ministry's list and are only looked at."""

    list_display = ("kode", "nama", "jenis", "otonom")
    list_filter = ("jenis",)
    search_fields = ("kode", "nama")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: the file is renewed instead."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Wilayah | None = None) -> bool:
        """Never: the file is renewed instead."""
        return False


@admin.register(Instansi)
class InstansiAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """K/L/PD; other spellings stand in `alias`, separated by "; "."""

    list_display = ("nama", "jenis", "kd_klpd", "alias")
    list_filter = ("jenis",)
    search_fields = ("nama", "alias", "kd_klpd")
    autocomplete_fields = ("wilayah",)


@admin.register(Unit)
class UnitAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """LKPP's organisation chart."""

    list_display = ("kode", "nama", "induk")
    search_fields = ("kode", "nama")


@admin.register(Pejabat)
class PejabatAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """Posts that letters are addressed to."""

    list_display = ("jabatan", "unit")
    search_fields = ("jabatan",)
    list_select_related = ("unit",)


class PemangkuForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who holds an office: definitely, or as Plt. or Plh. between two days."""

    class Meta:
        model = Pemangku
        fields = ("pejabat", "user", "sebagai", "mulai", "sampai")

    def clean(self) -> dict[str, Any]:
        """What does not go together is said at the field that has to be mended."""
        isi = super().clean() or self.cleaned_data
        data: dict[str, Any] = {k: isi.get(k, getattr(self.instance, k, None)) for k in ("sebagai", "mulai", "sampai")}
        for kolom, model in (("pejabat", Pejabat), ("user", User)):
            ada = getattr(self.instance, f"{kolom}_id", None) or 0
            data[kolom] = isi.get(kolom) or model.objects.filter(pk=ada).first()
        if all(data[k] for k in ("pejabat", "user", "sebagai", "mulai")) and not self.errors:
            for kolom, kalimat in pemangku.cacat(**data, pk=self.instance.pk):
                self.add_error(kolom if kolom in self.fields else None, kalimat)
        return isi


@admin.register(Pemangku)
@method_decorator(reauthentication_required, name="changeform_view")
class PemangkuAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """Holders of offices. A term is ended by its last day, never deleted; person and office of a row stay."""

    form = PemangkuForm
    list_display = ("pejabat", "user", "sebagai", "mulai", "sampai")
    list_filter = ("sebagai",)
    list_select_related = ("pejabat", "user")
    search_fields = ("pejabat__jabatan", "user__nama", "user__email")
    autocomplete_fields = ("pejabat", "user")

    def get_readonly_fields(self, request: HttpRequest, obj: Pemangku | None = None) -> tuple[str, ...]:
        """Who held what is history."""
        return ("pejabat", "user") if obj else ()

    def save_model(self, request: HttpRequest, obj: Pemangku, form: Any, change: bool) -> None:
        """Through the flow, with a trail."""
        by = Actor.of(request.user)  # type: ignore[arg-type]
        pemangku.simpan(pemangku=obj, kolom=form.changed_data, by=by, now=timezone.now())


class PetugasForm(forms.ModelForm):  # type: ignore[type-arg]
    """An account as the administrator edits it."""

    class Meta:
        model = User
        fields = ("email", "nama", "peran", "unit", "instansi", "konflik", "is_active")

    def clean_peran(self) -> str:
        """The role of the machine is nobody's."""
        peran: str = self.cleaned_data["peran"]
        if peran == Peran.SISTEM:
            raise ValidationError(_("Peran ini hanya untuk sistem."))
        return peran

    def clean(self) -> dict[str, Any]:
        """An inspector belongs to an institution."""
        isi = super().clean() or self.cleaned_data
        if isi.get("peran") in APIP and not isi.get("instansi"):
            self.add_error("instansi", _("Akun APIP harus punya instansi."))
        return isi


@admin.register(User)
@method_decorator(reauthentication_required, name="changeform_view")
@method_decorator(reauthentication_required(allow_get=True), name="changelist_view")
class UserAdmin(KeepRows, admin.ModelAdmin):  # type: ignore[type-arg]
    """Accounts. Changing one, by form or by action, asks for the administrator's password or second factor again."""

    form = PetugasForm
    list_display = ("email", "nama", "peran", "instansi", "unit", "is_active")
    list_filter = ("peran", "is_active")
    list_select_related = ("instansi", "unit")
    search_fields = ("email", "nama")
    autocomplete_fields = ("instansi", "unit", "konflik")
    actions = ("cabut_kunci_kedua",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """The address is the login: its owner changes it, with a confirmation by mail."""
        return ("email",) if obj else ("konflik", "is_active")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """New accounts are made and invited by the flow; changes are saved with a trail."""
        by, now = Actor.of(request.user), timezone.now()  # type: ignore[arg-type]
        if change:
            flow.catat_perubahan(user=obj, kolom=form.changed_data, by=by, now=now)
            return
        isi = form.cleaned_data
        baru = flow.buat_petugas(
            email=isi["email"],
            nama=isi["nama"],
            peran=Peran(isi["peran"]),
            instansi=isi["instansi"],
            unit=isi["unit"],
            by=by,
            now=now,
        )
        obj.pk, obj._state.adding = baru.pk, False
        self._undang(request, baru)

    def _undang(self, request: HttpRequest, user: User, *, ulang: bool = False) -> None:
        try:
            flow.undang(user, ulang=ulang)
        except OSError:
            tautan = flow.tautan_sandi(user)
            self.message_user(request, _("Surel undangan gagal. Sampaikan tautan ini: %s") % tautan, messages.WARNING)

    @admin.action(description=gettext_lazy("Cabut kunci kedua (ponsel hilang)"))
    def cabut_kunci_kedua(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """These people are out; a mail brings them the link to a new password, the login asks for a new factor."""
        by = Actor.of(request.user)  # type: ignore[arg-type]
        for user in queryset:
            flow.cabut_kunci_kedua(user=user, by=by, now=timezone.now())
            self._undang(request, user, ulang=True)
        self.message_user(request, _("Kunci kedua %d akun sudah dicabut.") % len(queryset))
