from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "passerelle.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from passerelle.foundation import notices

        from .addressees import addressees

        notices.look_up_addressees_by(addressees)
