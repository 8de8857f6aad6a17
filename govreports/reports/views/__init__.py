"""One module a page: it reads the request, calls one selector, renders."""
