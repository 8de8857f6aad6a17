from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "govreports.comparison"
    verbose_name = "比较"
