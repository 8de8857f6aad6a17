from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "govreports.reports"
    verbose_name = "报告"
