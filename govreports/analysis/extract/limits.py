"""How much a file may cost before it is refused; every reader stays within these bounds.

A real report is a few thousand characters and at most some megabytes with pictures. The limits
are far above that, and far below what would stall the machine.
"""
MB = 1024 * 1024

MAX_BYTES = 50 * MB  # of an uploaded file, looked at before any parsing
MAX_TEXT_BYTES = 20 * MB  # of a file that is text or HTML all through; a novel has about 3 MB
MAX_CHARACTERS = 2_000_000  # of text taken out of a file; the longest collections seen have 0.5 million
MAX_HTML_TAGS = 300_000  # of a web page; pages of document sites have 3,000
MAX_PAGES = 600  # of a PDF or an OFD

MAX_MEMBERS = 5_000  # files inside a docx or ofd; Word writes about 20, an OFD about 5 a page
MAX_INFLATED = 300 * MB  # all members of a package together
MAX_PART = 64 * MB  # one XML part; the text of a report is under 1 MB of XML
MAX_TAGS = 2_000_000  # in one part; a collection of 0.5 million characters cut into tiny runs has 1.5 million
MAX_RATIO = 200  # inflated : packed of a whole package; Word's own XML reaches about 25
RATIO_MATTERS = 20 * MB  # below this even an absurd ratio does no harm

ARCHIVE_MEMBERS = 2_000  # reports in one zip archive
ARCHIVE_INFLATED = 500 * MB  # all of them together
ARCHIVE_BYTES = 200 * MB  # the archive itself

PDF_SECONDS = 60  # a report of 20 pages takes 0.2
OFFICE_SECONDS = 120  # a first start of LibreOffice takes up to 20 on a slow machine
