from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "govreports.search"
    verbose_name = "检索"
