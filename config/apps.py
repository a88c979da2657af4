from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Brings the commands `prepare` and `dev_mail`'s templates; it has no models."""

    name = "config"
