"""Which hosts each passage speaks of; told for the reports that are stored already."""
import django.db.models.deletion
from django.db import migrations, models

from govreports.reports.services.passage_places import mark_fields, tell_places


def tell_stored(apps, schema_editor) -> None:
    report_model, mark_model = (apps.get_model("reports", name) for name in ("Report", "PassagePlace"))
    for report in report_model.objects.only("id", "title").iterator(chunk_size=100):
        passages, sections = list(report.passages.order_by("number")), list(report.sections.order_by("number"))
        visits = report.visits.select_related("place").order_by("position")
        hosts, origin = list(visits.filter(side="host")), list(visits.filter(side="origin"))
        marks = tell_places(report.title, passages, sections, hosts, origin)
        mark_model.objects.bulk_create(mark_model(**fields) for fields in mark_fields(zip(passages, marks, strict=True), hosts))


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_themes")]
    operations = [
        migrations.AddField(
            model_name="passage", name="places_corrected", field=models.BooleanField(default=False, verbose_name="谈到的地方人工改过"),
        ),
        migrations.CreateModel(
            name="PassagePlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, db_index=True, max_length=6, verbose_name="行政区划代码")),
                ("evidence", models.JSONField(blank=True, default=list, verbose_name="依据")),
                ("passage", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="place_marks", to="reports.passage")),
                ("visit", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="passage_marks", to="reports.visit", verbose_name="去了哪")),
            ],
            options={
                "verbose_name": "段落谈到的地方", "verbose_name_plural": "段落谈到的地方", "ordering": ["visit__position"],
                "constraints": [models.UniqueConstraint(fields=("passage", "visit"), name="passage_place_once")],
            },
        ),
        migrations.RunPython(tell_stored, migrations.RunPython.noop),
    ]
