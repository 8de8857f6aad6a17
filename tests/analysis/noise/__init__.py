"""Noise made to order: annotated reports dressed as sites, converters and forums hand them out.

    draft.py       a report as lines that noise can be put around and into, and its rendering
    around.py      noise beside the text, in the words of wordings.toml
    within.py      what happens to the text itself: wraps, glue, lost marks, other scripts, damage
    kinds.py       every kind of noise by name
    __main__.py    the figures of each kind: ``make noise``

One seed gives one dressing. Wordings and reports come in two halves: ``tune`` to write rules by, ``held`` only to measure.
"""
