"""The month account (月账): balancing it, closing it, and gathering what the printed month shows."""
