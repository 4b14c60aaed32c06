"""Which file is meant: what cannot be told, in sentences."""

from collections.abc import Mapping

from ledger.language import mark

DOSSIER_PROBLEMS: Mapping[str, str] = {
    "which_file": mark("Please say whose file: --household ADDRESS or --resident NAME."),
    "no_such_household": mark("No household lives at “%(text)s”; write the door as 3-2-501."),
    "several_households": mark("Several households live at “%(text)s” (%(who)s); name a resident as well."),
    "no_such_resident": mark("There is no resident “%(name)s” there."),
    "several_residents": mark("Several residents are called “%(name)s” (%(where)s); say the door as well."),
}
