"""``/search/export.xlsx`` and ``.csv``: the result of a search as a file."""
import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreports.reports.errors import BadParameter, NotHere
from govreports.reports.models import Theme
from govreports.search.engine import SearchUnavailable
from govreports.search.parameters import read_query

from .passages import passage_file_words, passage_sheet
from .sheet import Sheet, file_name
from .writers import WRITERS

IN_MEMORY = 1_000_000  # bytes of a file; a larger one waits on disk


@require_safe
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """Raises ``BadParameter``, ``NotHere`` for another format."""
    check_format(extension)
    themes = list(Theme.objects.all())
    try:
        query = read_query(request.GET, themes)
        if query.is_blank:
            raise BadParameter("q", "", [("物业 信托制", _("几个词")), ("“一网统管”", _("原话")), ("&role=action", _("只用条件"))])
        return file_response(passage_sheet(query, themes, request.build_absolute_uri), passage_file_words(query, themes), extension)
    except SearchUnavailable:
        return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    return render(request, "search/unavailable.html", {"again": request.get_full_path()}, status=503)


def check_format(extension: str) -> None:
    if extension not in WRITERS:
        allowed = " ".join(WRITERS)
        raise NotHere(_("不能导出 %(format)s") % {"format": extension[:20]}, _("可以导出的格式：%(allowed)s。") % {"allowed": allowed})


def file_response(sheet: Sheet, words: str, extension: str) -> HttpResponse:
    """The whole file is written first: should the index fail halfway, the reader gets a page that says so, not half a file."""
    write, content_type = WRITERS[extension]
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        write(sheet, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(words, extension), content_type=content_type)
