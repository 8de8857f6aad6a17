"""The engines compared with are installed for ``make bench`` only, so these modules are not looked through for doctests."""
collect_ignore = ["haystacks.py", "page.py", "peers.py", "settings.py", "table.py", "timing.py"]
