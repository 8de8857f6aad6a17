"""Cut a list into pages and make the links from one to the next."""
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.reports.errors import BadParameter, NotHere
from govreports.reports.numbers import read_number

NEIGHBOURS = 2  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class PageLink:
    label: str
    url: str  # empty for a gap
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """What ``includes/_pager.html`` shows; ``links`` is empty when everything fits on one page."""

    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    first: int  # numbers of the items on this page, from 1
    last: int
    total: int


def page_of(items: QuerySet | list, query: QueryDict, size: int) -> Page:
    """The page that ``page=`` asks for, the first without it. Raises ``BadParameter`` and ``NotHere``."""
    asked, pages = query.get("page", "").strip() or "1", Paginator(items, size)
    number = read_number(asked)
    if number is None:
        raise BadParameter("page", asked, ["1", str(pages.num_pages)] if pages.num_pages > 1 else ["1"])
    if not 1 <= number <= pages.num_pages:
        raise NotHere(_("没有第 %(page)s 页") % {"page": asked}, _("一共只有 %(pages)d 页。") % {"pages": pages.num_pages})
    return pages.page(number)


def pager(page: Page, query: QueryDict) -> Pager:
    """The links of a page; all other parameters of the address stay as they are."""
    last = page.paginator.num_pages
    shown = sorted({1, last} | {n for n in range(page.number - NEIGHBOURS, page.number + NEIGHBOURS + 1) if 1 <= n <= last})
    links: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            links.append(PageLink("…", ""))
        links.append(PageLink(str(number), address(query, page=number), number == page.number))
    return Pager(
        links=tuple(links) if last > 1 else (),
        previous_url=address(query, page=page.number - 1) if page.has_previous() else "",
        next_url=address(query, page=page.number + 1) if page.has_next() else "",
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
    )


def address(query: QueryDict, **changes: str | int | None) -> str:
    """The query string with some parameters set, or taken out with None; "?" when nothing is left."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None or (name == "page" and value == 1):
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"
