"""What the index holds, told by haystack's fields: documents for words and characters, numbers as columns, the rest exact.

The text lies in a column of its own, read only for the rows shown; of a document only its identifier is
stored. Pages show the text of the database, so they never show an old one.
"""
from hashlib import blake2b

from haystack import indexes
from haystack.fields import FacetField, SearchField
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema

from govreports.search.index.fields import Characters, Exact, Words

VERSION = 3  # raise it with every change below, in search_indexes.py or index/; an index of another version is left alone
GROUPS = ("role", "theme", "city", "year", "kind")  # what can be filtered and counted


class ExactField(indexes.CharField):
    """haystack's field for a value that is taken as it is; ``MultiValueField`` is the same for several."""


def characters_of(name: str) -> str:
    """The field that holds the units of the text of another."""
    return f"{name}_characters"


def text_of(name: str) -> str:
    """The column that holds the text itself."""
    return f"{name}_text"


def schema_for(fields: dict[str, SearchField]) -> Schema:
    """The schema for the fields of haystack's unified index."""
    found: dict[str, FieldType] = {"id": Exact(stored=True, unique=True), "django_ct": Exact(), "fingerprint": COLUMN(NumericColumn("Q"))}
    for name, field in fields.items():
        if getattr(field, "document", False):
            found |= {name: Words(phrases=characters_of(name)), characters_of(name): Characters(),
                      text_of(name): COLUMN(VarBytesColumn())}
        elif isinstance(field, indexes.IntegerField):
            found[name] = COLUMN(NumericColumn("Q"))
        elif isinstance(field, ExactField | indexes.MultiValueField | FacetField):
            found[name] = Exact()
        else:
            found[name] = Characters()
    return Schema(**found)


def document_for(schema: Schema, prepared: dict) -> dict:
    """What the writer is given for what haystack has prepared of an object."""
    document: dict[str, object] = {}
    for name, value in prepared.items():
        if name not in schema or value is None:
            continue
        document[name] = ",".join(map(str, value)) if isinstance(value, list | tuple) else value
        if isinstance(schema[name], Words):
            document |= {characters_of(name): value, text_of(name): value.encode()}
        elif isinstance(schema[name], Exact | Characters):
            document[name] = str(document[name])
    return document | {"fingerprint": _fingerprint(document)}


def _fingerprint(document: dict) -> int:
    """The same for the same content, told without storing it."""
    return int.from_bytes(blake2b(repr(sorted(document.items())).encode(), digest_size=8).digest())


def date_number(iso: str) -> int:
    """A date that may stop at year or month, for sorting: what is not known is 00, no date is 0.

    >>> date_number("2024-05-20"), date_number("2024-05"), date_number("")
    (20240520, 20240500, 0)
    """
    return int(iso.replace("-", "").ljust(8, "0"))
