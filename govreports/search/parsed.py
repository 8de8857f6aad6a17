"""How a reader's line was read, in words. Comes in: ``Understood``; goes out: labelled items, none where there is nothing to tell."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from govreports.search.query import Understood


@dataclass(frozen=True, slots=True)
class ParsedItem:
    label: str
    value: str
    others: str = ""  # other names that are looked for too


def parsed(understood: Understood, names: Mapping[str, Mapping[str, str]]) -> tuple[ParsedItem, ...]:
    """``names`` are filter -> value -> what a reader calls it. A single plain word needs no explanation."""
    items = (*_words(understood), *_narrowing(understood, names))
    is_plain = len(items) == 1 and len(understood.words) == 1 and not understood.words[0].synonyms and not understood.words[0].is_quoted
    return () if is_plain else items


def _words(understood: Understood) -> Iterator[ParsedItem]:
    for word in understood.words:
        label = _("原话") if word.is_quoted else _("必须有") if word.is_required else _("词")
        yield ParsedItem(label, _("或").join((str(word), *word.others)), "、".join(word.synonyms))
    for word in understood.excluded:
        yield ParsedItem(_("不含"), str(word))


def _narrowing(understood: Understood, names: Mapping[str, Mapping[str, str]]) -> Iterator[ParsedItem]:
    labels = {"city": _("城市"), "theme": _("主题"), "role": _("角色"), "year": _("年份"), "kind": _("文种")}
    for group, values in understood.narrowing.filters:
        said = [names.get(group, {}).get(value, value) for value in values]
        is_span = group == "year" and len(said) > 2
        yield ParsedItem(labels[group], _("%(first)s 至 %(last)s") % {"first": said[0], "last": said[-1]} if is_span else "、".join(said))
    scopes = {"sentence": _("同一句"), "passage": _("同一段"), "section": _("同一节")}
    if understood.narrowing.within:
        yield ParsedItem(_("范围"), scopes[understood.narrowing.within])
    unknown = {
        "city": _("没有叫“%s”的城市"), "theme": _("没有叫“%s”的主题"), "role": _("没有叫“%s”的角色"),
        "year": _("“%s”不是年份"), "kind": _("没有叫“%s”的文种"), "in": _("范围只有句、段、节，没有“%s”"),
    }
    for group, value in understood.narrowing.unknown:
        yield ParsedItem(_("略去"), unknown[group] % value)
