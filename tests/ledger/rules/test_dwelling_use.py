import pytest

from ledger.records.places import DwellingUse
from ledger.rules.dwelling_use import read_use


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("出租", DwellingUse.RENTED),
        ("租户：张三", DwellingUse.RENTED),
        ("群租，6人", DwellingUse.SHARED),
        ("空置", DwellingUse.VACANT),
        ("无人居住", DwellingUse.VACANT),
        ("自住", DwellingUse.OWNER),
        ("底商5号", DwellingUse.BUSINESS),
        ("电梯旁", None),
        ("", None),
    ],
)
def test_words_for_how_a_dwelling_is_used(text: str, use: DwellingUse | None) -> None:
    assert read_use(text) is use
