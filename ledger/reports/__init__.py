"""Paper: the printed month, drawn from what the accounts gathered. The only place that knows reportlab.

Layout comes before drawing, so the page total is known and a table of five thousand rows takes about a
second. Import `ledger.reports.month` only when a report is wanted: reportlab costs a fifth of a second.
"""
