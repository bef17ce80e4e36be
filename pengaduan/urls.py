"""Doors of complaints, by reader."""

from pengaduan import urls_apip, urls_lkpp, urls_pengadu

app_name = "pengaduan"
urlpatterns = [*urls_apip.urlpatterns, *urls_pengadu.urlpatterns, *urls_lkpp.urlpatterns]
