import django.db.models.deletion
from django.db import migrations, models

KINDS = [("figure", "数据"), ("measure", "做法"), ("project", "项目"), ("duty", "任务"), ("borrowing", "借鉴")]


class Migration(migrations.Migration):

    dependencies = [
        ("reports", "0003_passage_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=10, verbose_name="类别")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.TextField(verbose_name="文字（简体）")),
                ("whose", models.CharField(
                    blank=True, choices=[("host", "考察地"), ("home", "本地"), ("other", "别处")], max_length=5, verbose_name="谁的")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="地方")),
                ("data", models.JSONField(default=dict, verbose_name="细目")),
                ("passage", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="reports.passage", verbose_name="段落")),
            ],
            options={
                "verbose_name": "数据与事项",
                "verbose_name_plural": "数据与事项",
                "ordering": ["passage", "start", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("end__gt", models.F("start"))), name="fact_not_empty"),
                    models.CheckConstraint(condition=models.Q(("kind__in", [kind for kind, _ in KINDS])), name="fact_kind_known"),
                    models.CheckConstraint(condition=models.Q(("whose__in", ["", "host", "home", "other"])), name="fact_whose_known"),
                ],
            },
        ),
    ]
