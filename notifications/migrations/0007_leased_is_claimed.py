from django.db import migrations, models


class Migration(migrations.Migration):
    """Only what is claimed has a lease, so that a lease finds what it claimed by itself."""

    dependencies = [("notifications", "0006_own_reminders")]

    operations = [
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "claimed"), ("lease", None), _connector="OR"),
                name="delivery_leased_is_claimed",
            ),
        ),
    ]
