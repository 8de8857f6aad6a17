"""What page and file of the grid say in the same words."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .page import GridView
from .table import MOST_CITIES
from .terms import MOST_TERMS


def any_city(view: GridView) -> str:
    """The head of the totals of rows."""
    return _("所选城市") if view.query.cities else _("不限城市")


def left_out(view: GridView) -> list[str]:
    """What did not fit; empty when everything did."""
    grid, said = view.grid, []
    if grid and grid.terms_left:
        said.append(_("只取前 %(most)d 个词语，没有列出：%(left)s。") % {"most": MOST_TERMS, "left": _("、").join(grid.terms_left)})
    if grid and grid.cities_left:
        number = grid.cities_left
        said.append(ngettext(
            "只列出谈得最多的 %(most)d 个城市，另有 %(number)d 个没有列出，可以自己选。",
            "只列出谈得最多的 %(most)d 个城市，另有 %(number)d 个没有列出，可以自己选。", number,
        ) % {"most": MOST_CITIES, "number": number})
    if view.cities_ignored:
        said.append(_("最多选 %(most)d 个城市，后面的没有列出。") % {"most": MOST_CITIES})
    return said
