"""The admin's addresses of language pairs, in one namespace; each part adds its own here."""

from django.urls import include, path

from hubkit.bilingual.desk.opening import open_pair
from hubkit.bilingual.gate_views import gate
from hubkit.bilingual.report.views import LanguagesReport

app_name = "hubkit_bilingual"
urlpatterns = [
    path("reports/languages/", LanguagesReport.as_view(), name="report"),
    path(
        "reports/languages/results/",
        LanguagesReport.as_view(results_only=True),
        name="report_results",
    ),
    path("languages/<int:pair_id>/", include("hubkit.bilingual.desk.urls")),
    path("languages/of/<uuid:translation_key>/", open_pair, name="desk_of"),
    path("", include("hubkit.bilingual.guests.admin_urls")),
    path("languages/gate/<int:page_id>/", gate, name="gate"),
]
