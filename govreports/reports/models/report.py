"""A report as a whole: the file it came from, its text and facts, where it went; the themes and places known."""
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PARTIAL_DATE = RegexValidator(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", _("日期写成 2024、2024-05 或 2024-05-20"))


class Kind(models.TextChoices):
    STUDY_TOUR = "study_tour", _("考察报告")
    SPEECH = "speech", _("讲话")
    OTHER = "other", _("其他")


class State(models.TextChoices):
    DRAFT = "draft", _("待核对")
    PUBLISHED = "published", _("已收入")
    SUPERSEDED = "superseded", _("已有新版")


class Theme(models.Model):
    slug = models.SlugField(_("代号"), unique=True, max_length=50)
    name = models.CharField(_("名称"), max_length=50, unique=True)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("次序"), default=100)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = verbose_name_plural = _("主题")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])


class Place(models.Model):
    """A division of GB/T 2260 that some report names, current or former."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        PREFECTURE = "prefecture", _("地级")
        COUNTY = "county", _("县级")

    code = models.CharField(_("行政区划代码"), max_length=6, unique=True, validators=[RegexValidator(r"^\d{6}$")])
    name = models.CharField(_("名称"), max_length=50)
    full_name = models.CharField(_("全称"), max_length=120)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级"))
    is_former = models.BooleanField(_("已撤销"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = _("地方")

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("city", args=[self.code])


class SourceFile(models.Model):
    """A file byte for byte as it came in; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("文件名"), max_length=255)
    content = models.FileField(_("原件"), upload_to="%Y/%m")
    size = models.PositiveBigIntegerField(_("字节"))
    format = models.CharField(_("格式"), max_length=10)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = verbose_name_plural = _("原件")

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="reports", verbose_name=_("原件"))
    part = models.PositiveSmallIntegerField(_("文件中第几篇"), default=1)
    state = models.CharField(_("状态"), max_length=12, choices=State, default=State.DRAFT, db_index=True)
    newer = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="older", verbose_name=_("新的一版"))
    title = models.CharField(_("标题"), max_length=300)
    kind = models.CharField(_("文种"), max_length=12, choices=Kind, db_index=True)
    date = models.CharField(_("成文日期"), max_length=10, blank=True, db_index=True, validators=[PARTIAL_DATE])
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True, db_index=True, editable=False)
    visit_start = models.CharField(_("考察开始"), max_length=10, blank=True, validators=[PARTIAL_DATE])
    visit_end = models.CharField(_("考察结束"), max_length=10, blank=True, validators=[PARTIAL_DATE])
    text = models.TextField(_("整理后的文字（简体）"), editable=False)
    original = models.TextField(_("整理后的文字（原字形）"), editable=False, blank=True)  # empty when the same
    text_hash = models.CharField(max_length=64, db_index=True, editable=False)
    fixes = models.JSONField(_("整理步骤"), default=list, editable=False)  # [{"name", "count", "sample"}]
    damage = models.JSONField(_("原件缺损"), default=list, blank=True)  # reasons, in Chinese
    characters = models.PositiveIntegerField(_("字数"), default=0, editable=False)
    created_at = models.DateTimeField(_("收入时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("改动时间"), auto_now=True)

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = verbose_name_plural = _("报告")
        constraints = [
            models.UniqueConstraint(fields=["source", "part"], name="report_once_per_source_part"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(visit_end="") | Q(visit_start="") | Q(visit_start__lte=F("visit_end")), name="report_visit_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    def save(self, *args, **kwargs) -> None:
        self.year = int((self.date or self.visit_start)[:4]) if (self.date or self.visit_start) else None
        super().save(*args, **kwargs)

    @property
    def text_as_written(self) -> str:
        return self.original or self.text


class Visit(models.Model):
    """A place in the story of a report: where the delegation came from, or a host it visited."""

    class Side(models.TextChoices):
        ORIGIN = "origin", _("谁去的")
        HOST = "host", _("去了哪")

    report = models.ForeignKey(Report, models.CASCADE, related_name="visits", verbose_name=_("报告"))
    side = models.CharField(_("一方"), max_length=6, choices=Side)
    name = models.CharField(_("报告里的叫法"), max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("地方"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["report", "side", "position"]
        verbose_name = verbose_name_plural = _("来去")
        constraints = [
            models.UniqueConstraint(fields=["report", "side", "name"], name="visit_name_once"),
            models.CheckConstraint(condition=Q(side__in=["origin", "host"]), name="visit_side_known"),
        ]

    def __str__(self) -> str:
        return self.name
