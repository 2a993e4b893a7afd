from django.urls import path

from directory.life.views import CallsView, EntryView
from directory.quality.views import QualityView

app_name = "directory_life"
urlpatterns = [
    path("reports/directory-calls/", CallsView.as_view(), name="calls"),
    path("reports/directory-quality/", QualityView.as_view(), name="quality"),
    path("directory/entries/<uuid:uid>/", EntryView.as_view(), name="entry"),
]
