"""Django's admin for everything stored. It stands here, above the search, because what it changes has to reach the index."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import parts, places, reports, themes

__all__ = ["parts", "places", "reports", "themes"]

admin.site.site_header = admin.site.site_title = _("考察报告库")
admin.site.index_title = _("管理")
