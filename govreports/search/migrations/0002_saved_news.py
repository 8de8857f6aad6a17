from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("savedsearch", "query", models.CharField(max_length=8000, verbose_name="检索")),
        migrations.AddField("savedsearch", "known", models.JSONField(default=dict)),
        migrations.AddField("savedsearch", "known_before", models.JSONField(blank=True, null=True)),
        migrations.AddConstraint("savedsearch", models.CheckConstraint(
            condition=Q(owner__isnull=False, browser="") | (Q(owner__isnull=True) & ~Q(browser="")), name="saved_search_belongs_to_one")),
    ]
