"""What was found in a roster, in sentences: what is wrong, and what became of it."""

from collections.abc import Mapping

from ledger.language import mark

ROSTER_WORLD: Mapping[str, tuple[str, str]] = {
    "roster_unreadable": (
        mark("%(path)s cannot be read; another program may hold it open."),
        mark("Close it in WPS or Excel, check that you may read it, and try again."),
    ),
}

_FILE_PROBLEMS: Mapping[str, str] = {
    "roster_is_folder": mark("%(file)s is a folder; choose the workbook in it."),
    "roster_empty": mark("%(file)s is empty; choose the file with the residents in it."),
    "roster_no_workbook": mark("%(file)s is no workbook; save it as .xlsx in WPS or Excel and try again."),
    "roster_damaged": mark(
        "%(file)s is a damaged workbook; open it in WPS or Excel, save it under a new name and try again."
    ),
    "roster_password": mark("%(file)s is protected by a password; save it without one and try again."),
    "roster_too_large": mark("%(file)s is too large for a roster; choose the right file."),
    "roster_unrelated": mark(
        "No sheet of %(file)s lists residents (sheets: %(sheets)s; headings seen: %(columns)s)."
        " A roster needs headings such as 姓名 and 住址, or 楼栋 and 房号."
    ),
    "roster_no_residents": mark("%(file)s has the headings of a roster but no rows below them."),
    "roster_no_such_sheet": mark("There is no sheet “%(sheet)s”; the file has %(sheets)s."),
}

_EXPORT_PROBLEMS: Mapping[str, str] = {
    "month_without_meaning": mark("Residents are listed as they are now; leave the month out."),
}

_VALUE_PROBLEMS: Mapping[str, str] = {
    "date_no_day": mark("“%(text)s” names no day; entered as %(date)s, no day is made up."),
    "date_no_month": mark("“%(text)s” names only the year; entered as %(date)s."),
    "date_impossible": mark("“%(text)s” is not a day that exists."),
    "date_future": mark("“%(text)s” has not come yet."),
    "date_too_old": mark("“%(text)s” is more than %(years)s years ago."),
    "date_two_digit_year": mark("“%(text)s” has a year of two digits; write all four."),
    "date_month_unsure": mark("“%(text)s” came as a number: January or October? Only %(year)s is entered."),
    "date_lunar": mark("“%(text)s” is of the lunar calendar; look up the date on the ID card."),
    "date_era": mark("“%(text)s” counts years by an era; write it as 1945-08-15."),
    "date_order": mark("“%(text)s”: day first or month first? Only %(year)s is entered."),
    "date_serial": mark("“%(text)s” was read as Excel's number of a day: %(date)s."),
    "date_unreadable": mark("“%(text)s” is no date; write it as 1945-08-15."),
    "id_lost_digits": mark(
        "The ID number %(text)s came as a number and has lost its last digits; make the cell text and type it again."
    ),
    "id_check_digit": mark("The ID number %(text)s fails its check digit; compare it with the card."),
    "id_length": mark("The ID number %(text)s has %(count)s digits, not 18."),
    "id_birth": mark("The ID number %(text)s holds a birth date that does not exist."),
    "id_masked": mark("The ID number %(text)s has been masked."),
    "id_unreadable": mark("“%(text)s” is no ID number."),
    "id_area_unknown": mark("The ID number begins with an area nobody knows (%(area)s); it is entered."),
    "id_too_old": mark("By the ID number the birth was on %(date)s, more than %(years)s years ago; it is entered."),
    "id_birth_differs": mark("Written: %(said)s; the ID number says %(id_says)s. Both are entered as written."),
    "id_sex_differs": mark("Written: %(said)s; the ID number says %(id_says)s. Both are entered as written."),
    "sex_unreadable": mark("“%(text)s” is no sex; write 男 or 女."),
    "phone_digits": mark("The phone number %(text)s has %(count)s digits."),
    "phone_lost_digits": mark("The phone number %(text)s has lost digits; make the cell text and type it again."),
    "phone_unreadable": mark("“%(text)s” is no phone number."),
    "name_several": mark("“%(text)s” names several people; give each a row."),
    "name_unreadable": mark("“%(text)s” is no name."),
    "name_spaced": mark("“%(text)s” has a space in it: one person or two? Entered as one."),
    "name_masked": mark("“%(text)s” hides part of the name; entered as it is."),
    "name_odd": mark("“%(text)s” has a character that names do not have; entered as it is."),
    "name_short": mark("“%(text)s” is one character only; entered as it is."),
    "name_dead": mark("The sheet says of %(name)s: %(text)s. Entered; please record the death as a life event."),
}

_ROW_PROBLEMS: Mapping[str, str] = {
    "roster_name_missing": mark("Somebody without a name (%(said)s): not entered, kept in the household's note."),
    "members_in_one_cell": mark("%(count)s members stand in one cell; each was entered with name and relation."),
    "address_missing": mark("The household has no address; it is entered without a door."),
    "no_address_column": mark("No column tells where people live; all are entered without doors."),
    "address_no_building": mark("“%(text)s” does not say which building."),
    "address_no_room": mark("“%(text)s” does not say which door."),
    "address_several": mark("“%(text)s” names several doors; give each household one."),
    "address_unreadable": mark("“%(text)s” could not be read as an address; write it as 3-2-501."),
    "address_no_estate": mark("%(address)s may be in several estates; write the estate's name before it."),
    "door_became_date": mark("Excel made a date (%(text)s) of the door; make the cell text and type it again."),
    "building_from_sheet_name": mark("No building is named; the sheet's name was taken: %(building)s."),
    "row_not_understood": mark("“%(text)s” was not understood and left out."),
    "resident_twice": mark("%(name)s stands in row %(first_row)s of this household already; entered once."),
    "same_name_in_household": mark(
        "%(name)s is also the name of row %(first_row)s in this household; both are entered, please check."
    ),
    "resident_elsewhere": mark(
        "%(name)s has the ID number of row %(first_row)s (%(sheet)s): one person in two households."
        " Entered in the first only."
    ),
    "id_number_shared": mark(
        "%(name)s has the same ID number as %(other)s in row %(first_row)s (%(sheet)s); entered without it."
    ),
    "roster_two_heads": mark("%(name)s is called head as well as %(head)s; the relation is left open."),
    "head_not_listed": mark("The head %(name)s is not among the members listed; entered as a member."),
    "head_differs": mark("%(name)s is named as head, another member is marked as head; the mark was followed."),
    "roster_resident_gone": mark(
        "%(name)s has died or moved out, says the ledger; nothing was changed."
        " Record the return first, if there is one."
    ),
}

ROSTER_PROBLEMS: Mapping[str, str] = {**_EXPORT_PROBLEMS, **_FILE_PROBLEMS, **_VALUE_PROBLEMS, **_ROW_PROBLEMS}
