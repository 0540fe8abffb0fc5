from django.apps import AppConfig


class DatathonConfig(AppConfig):
    name = "passerelle.datathon"
    label = "datathon"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import kinds

        kinds.register()
