import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("browser", models.CharField(blank=True, db_index=True, max_length=32, verbose_name="浏览器")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("query", models.CharField(max_length=8000, verbose_name="检索条件")),
                ("known", models.JSONField(default=dict, verbose_name="上次看时库里有的")),
                ("known_before", models.JSONField(blank=True, null=True, verbose_name="再上一次有的")),
                ("seen_at", models.DateTimeField(verbose_name="上次看过")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="存下时间")),
                ("owner", models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="saved_searches",
                    to=settings.AUTH_USER_MODEL, verbose_name="帐号")),
            ],
            options={
                "verbose_name": "存下的检索",
                "verbose_name_plural": "存下的检索",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(owner__isnull=False, browser="") | (Q(owner__isnull=True) & ~Q(browser="")),
                        name="saved_search_belongs_to_one"),
                ],
            },
        ),
    ]
