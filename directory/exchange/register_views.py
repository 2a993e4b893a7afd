"""The business register in the admin: how much of it is in the directory, and what differs."""

from collections import Counter

from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from directory.exchange.coverage import coverage
from directory.exchange.drift import drifts
from directory.exchange.import_forms import RegisterForm
from directory.exchange.import_views import CuratorView
from directory.exchange.register import import_register
from directory.exchange.sheets import SheetError
from directory.models import RegistryRow

PER_PAGE = 50


class RegisterView(CuratorView):
    """Coverage by municipality, and the form that brings the register's file."""

    page_title = gettext_lazy("Directory: business register")
    header_icon = "table"
    template_name = "directory/exchange/register.html"

    def post(self, request, *args, **kwargs):
        form = RegisterForm(request.POST, request.FILES)
        if form.is_valid() and (counts := take(form)):
            messages.success(request, summary(counts))
            return redirect("directory_exchange:register")
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        rows = coverage()
        context = {
            "form": RegisterForm(),
            "coverage": rows,
            "registered": sum(row.registered for row in rows),
            "listed": sum(row.listed for row in rows),
            "as_of": RegistryRow.objects.aggregate(latest=Max("imported_at"))["latest"],
        }
        return super().get_context_data(**{**context, **kwargs})


def take(form: RegisterForm) -> Counter[str] | None:
    """Import the form's file, or add the error that says why not."""
    try:
        return import_register(form.cleaned_data["file"].file, partial=form.cleaned_data["partial"])
    except SheetError as error:
        form.add_error("file", str(error))
        return None


def summary(counts: Counter[str]) -> str:
    return _(
        "The register has been imported. Organisations of the eight municipalities: %(kept)d, "
        "non-governmental: %(ngo)d. New: %(new)d, changed: %(changed)d, removed: %(removed)d."
    ) % {name: counts[name] for name in ("kept", "ngo", "new", "changed", "removed")}


class DriftView(CuratorView):
    """The entries of which the register says something else."""

    page_title = gettext_lazy("Directory: differences from the register")
    header_icon = "warning"
    template_name = "directory/exchange/drift.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(drifts(), PER_PAGE)
        shown = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            drifts=shown.object_list,
            page_obj=shown,
            elided_page_range=pages.get_elided_page_range(shown.number),
            has_register=RegistryRow.objects.exists(),
            **kwargs,
        )
