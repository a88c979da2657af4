from django.db import migrations, models


class Migration(migrations.Migration):
    """What an admin writes before the rules of how people work together."""

    dependencies = [("accounts", "0002_hours_holidays_focus")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="agreement",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
