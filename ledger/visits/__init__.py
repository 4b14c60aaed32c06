"""Visits (走访): recording them with their matters, looking back at them, and knowing where one is due."""
