"""Numbers inside free text (notes, remarks) made fit for other eyes."""

import re

from ledger.rules.masking import masked_id_number, masked_phone

_ID_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{14,17}[\dXx](?![\dA-Za-z])")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)")


def masked_text(text: str) -> str:
    """`text` with every ID number and mobile number in it masked."""
    hidden = _ID_NUMBER.sub(lambda found: masked_id_number(found.group()), text)
    return _PHONE.sub(lambda found: masked_phone(re.sub(r"\D", "", found.group())), hidden)
