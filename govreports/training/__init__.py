"""Learning from annotated reports: what ``make train`` runs. Nothing here is imported by the running site."""
