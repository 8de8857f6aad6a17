from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "govreports.intake"
    verbose_name = "收文"
