from django.apps import AppConfig


class DiplomaConfig(AppConfig):
    name = "passerelle.diploma"
    label = "diploma"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import news

        news.register()
