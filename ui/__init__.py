"""The desktop of 民情账本. Knows no SQL: it shows what `ledger` returns and calls what `ledger` offers.

theme, widgets · jobs, workspace · shell · one package a page (today, visits, matters …) · settings, setup ·
application. A page imports from the left of it, never from another page; the shell routes between them.
"""
