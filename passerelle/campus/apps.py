from django.apps import AppConfig


class CampusConfig(AppConfig):
    name = "passerelle.campus"
    label = "campus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import kinds, news

        kinds.register()
        news.register()
