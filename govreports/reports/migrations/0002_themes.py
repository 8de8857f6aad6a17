"""The fourteen themes the library begins with; the core three of the product come first.

Staff may rename, merge and add themes later, so the rows are only made where the slug is missing.
"""
from django.db import migrations

THEMES = (
    ("eco-city", "生态城市", "Eco-city"),
    ("cultural-tourism", "文旅融合", "Culture and tourism"),
    ("smart-governance", "智慧治理", "Smart governance"),
    ("urban-renewal", "城市更新与精细管理", "Urban renewal and fine management"),
    ("industry", "产业升级", "Industrial upgrading"),
    ("innovation", "科技创新与人才", "Innovation and talent"),
    ("investment", "招商与项目", "Investment and projects"),
    ("business-environment", "营商环境", "Business environment"),
    ("infrastructure", "交通与基础设施", "Transport and infrastructure"),
    ("community", "社区与基层治理", "Community and grassroots governance"),
    ("rule-of-law", "法治", "Rule of law"),
    ("livelihood", "民生服务", "Public services"),
    ("rural", "乡村振兴", "Rural revitalisation"),
    ("cadre", "干部作风与党建", "Officials' conduct and Party building"),
)


def add_themes(apps, schema_editor) -> None:
    theme = apps.get_model("reports", "Theme")
    for position, (slug, name, name_en) in enumerate(THEMES, start=1):
        theme.objects.get_or_create(slug=slug, defaults={"name": name, "name_en": name_en, "position": position})


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
