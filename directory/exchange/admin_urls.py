from django.urls import path

from directory.exchange.import_views import ColumnsView, ImportsView, ReportView
from directory.exchange.register_views import DriftView, RegisterView

app_name = "directory_exchange"
urlpatterns = [
    path("directory/imports/", ImportsView.as_view(), name="imports"),
    path("directory/imports/<int:pk>/", ReportView.as_view(), name="run"),
    path("directory/imports/<int:pk>/columns/", ColumnsView.as_view(), name="columns"),
    path("reports/directory-register/", RegisterView.as_view(), name="register"),
    path("reports/directory-drift/", DriftView.as_view(), name="drift"),
]
