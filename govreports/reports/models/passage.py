"""The parts of a report: sections, and passages with their themes, the hosts they speak of and the facts in them."""
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .report import Report, Theme, Visit

PATH_JOINT = " › "


class Role(models.TextChoices):
    LEARNED = "learned", _("学到")
    REALIZED = "realized", _("悟到")
    ACTION = "action", _("行动")
    CONTEXT = "context", _("背景")


class Section(models.Model):
    """A heading and its place in the text."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name=_("报告"))
    number = models.PositiveIntegerField(_("序号"))  # from 1, in reading order
    level = models.PositiveSmallIntegerField(_("层次"))
    heading = models.CharField(_("标题"), max_length=500)
    original = models.CharField(_("原字形"), max_length=500, blank=True)
    path = models.CharField(_("上级标题"), max_length=1000, blank=True)  # headings above, joined by PATH_JOINT
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["report", "number"]
        verbose_name = verbose_name_plural = _("章节")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="section_number_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="section_not_empty"),
            models.CheckConstraint(condition=Q(level__gte=1), name="section_level_from_one"),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading_as_written(self) -> str:
        return self.original or self.heading


class Passage(models.Model):
    """Whole sentences of one paragraph with one role."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="passages", verbose_name=_("报告"))
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="passages", verbose_name=_("章节"))
    number = models.PositiveIntegerField(_("序号"))  # from 1, in reading order
    paragraph = models.PositiveIntegerField(_("自然段"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("文字（简体）"))
    original = models.TextField(_("文字（原字形）"), blank=True)
    role = models.CharField(_("角色"), max_length=10, choices=Role)
    role_score = models.FloatField(_("把握"), default=0)
    evidence = models.JSONField(_("依据"), default=list, blank=True)  # [{"kind", "text", "weight"}]
    corrected = models.BooleanField(_("人工改过"), default=False)
    places_corrected = models.BooleanField(_("谈到的地方人工改过"), default=False)  # then a change of hosts leaves them alone
    themes = models.ManyToManyField(Theme, through="PassageTheme", related_name="passages", verbose_name=_("主题"))

    class Meta:
        ordering = ["report", "number"]
        verbose_name = verbose_name_plural = _("段落")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="passage_number_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="passage_role_known"),
            models.CheckConstraint(condition=Q(role_score__gte=0, role_score__lte=1), name="passage_score_range"),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return f"{reverse('report', args=[self.report_id])}#p{self.number}"

    @property
    def as_written(self) -> str:
        return self.original or self.text


class PassageTheme(models.Model):
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="theme_marks")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="passage_marks", verbose_name=_("主题"))
    score = models.FloatField(_("把握"), default=1)
    evidence = models.JSONField(_("依据"), default=list, blank=True)

    class Meta:
        ordering = ["-score", "theme"]
        verbose_name = verbose_name_plural = _("段落主题")
        constraints = [models.UniqueConstraint(fields=["passage", "theme"], name="passage_theme_once")]

    def __str__(self) -> str:
        return str(self.theme)


class PassagePlace(models.Model):
    """A host that a passage speaks of. Its text may name less than the host: 杭州 for 杭州市拱墅区; ``code`` says what."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="place_marks")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="passage_marks", verbose_name=_("去了哪"))
    code = models.CharField(_("行政区划代码"), max_length=6, blank=True, db_index=True)  # empty where the host has none
    evidence = models.JSONField(_("依据"), default=list, blank=True)  # [{"kind", "text", "weight"}]

    class Meta:
        ordering = ["visit__position"]
        verbose_name = verbose_name_plural = _("段落谈到的地方")
        constraints = [models.UniqueConstraint(fields=["passage", "visit"], name="passage_place_once")]

    def __str__(self) -> str:
        return str(self.visit)


class Fact(models.Model):
    """A figure, measure, project, duty or borrowing that a passage tells of."""

    class Kind(models.TextChoices):
        FIGURE = "figure", _("数据")
        MEASURE = "measure", _("做法")
        PROJECT = "project", _("项目")
        DUTY = "duty", _("任务")
        BORROWING = "borrowing", _("借鉴")

    class Whose(models.TextChoices):
        HOST = "host", _("考察地")
        HOME = "home", _("本地")
        OTHER = "other", _("别处")

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="facts", verbose_name=_("段落"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    start = models.PositiveIntegerField()  # within the passage
    end = models.PositiveIntegerField()
    text = models.TextField(_("文字（简体）"))
    whose = models.CharField(_("谁的"), max_length=5, choices=Whose, blank=True)
    place = models.CharField(_("地方"), max_length=120, blank=True)
    data = models.JSONField(_("细目"), default=dict)  # the fields of the detail in analysis.records, by kind

    class Meta:
        ordering = ["passage", "start", "id"]
        verbose_name = verbose_name_plural = _("数据与事项")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="fact_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=["figure", "measure", "project", "duty", "borrowing"]), name="fact_kind_known"),
            models.CheckConstraint(condition=Q(whose__in=["", "host", "home", "other"]), name="fact_whose_known"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
