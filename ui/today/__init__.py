"""今日: the month at a glance, what must not be dropped, and where to go next."""
