"""民情账本: the ledger of a community secretary, as a library. Knows no Qt.

The rooms, from the ground up; a room imports only from rooms named before it:
records, errors · language, wording · rules · store · places, people, visits, matters ·
accounts, search, notebook · reports, exchange, sample · checks · commands.
"""

__version__ = "0.1.0"
