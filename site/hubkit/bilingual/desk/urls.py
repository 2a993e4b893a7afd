from django.urls import path

from hubkit.bilingual.desk.views import Desk, save_row

urlpatterns = [
    path("", Desk.as_view(), name="desk"),
    path("row/", save_row, name="desk_row"),
]
