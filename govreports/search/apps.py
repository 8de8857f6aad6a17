from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "govreports.search"
    verbose_name = "检索"

    def ready(self) -> None:
        from govreports.search import signals  # noqa: F401
