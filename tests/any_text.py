"""Any text at all, for properties: every script, signs, emoji, marks, invisible and broken characters."""

from hypothesis import strategies as st

SCRIPTS = "许徐敏漏水電燈灯裏里臺台後后𠀀𠮷𪚥㐀がｶﾞ가ᄀᆨ각한ﬁßİıſK①½㎏㈱﷽مرحباשלוםñn\u0303e\u0301ä👨‍👩‍👧🇨🇳❤️"
TROUBLE = "\0\x01\x1f \t\n\u3000\u200b\ufe0f\u0301\u0327\u3099\u09be\u09c7\u1161\u11a8\ud800\U00016d67"
SIGNS = "-\"'*%_()[]{}^:+,.\\/?&|~`#@!;<>= andornotnear"

CHARACTERS = st.one_of(st.characters(), st.sampled_from(SCRIPTS), st.sampled_from(TROUBLE), st.sampled_from(SIGNS))
ANY_TEXT = st.text(CHARACTERS, max_size=30)
FEW_CHARACTERS = st.text(st.sampled_from("许敏漏水修a1- 電\u0301𠀀👧"), max_size=8)
"""Texts so alike that parts of one are often in another."""
