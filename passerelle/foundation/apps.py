from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "passerelle.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import mail, notices  # noqa: F401  # their jobs are known from the start
