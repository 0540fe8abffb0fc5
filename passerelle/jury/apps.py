from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "passerelle.jury"
    label = "jury"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import day_words, kinds

        day_words.register_news()
        kinds.register()
