from django.db import migrations, models


class Migration(migrations.Migration):
    """Before a change of hours may move due times: which ones the author gave. Times given earlier
    are not known any more; they are as they were."""

    dependencies = [("threads", "0008_scheduled_messages")]

    operations = [
        migrations.AddField(
            model_name="ask",
            name="is_due_as_given",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
