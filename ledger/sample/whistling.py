"""Whistles (吹哨): a matter that goes to a department calls it; what was done is its answer (回单)."""

from ledger.matters.steps import Stroke
from ledger.sample.town import Town


def send_whistle(town: Town, matter_id: int, stroke: Stroke, *, to: str) -> None:
    """Call a department to a matter, an emergency where life is in danger."""
    with town.ledger.write("whistle.send") as write:
        if to not in town.departments:
            town.departments[to] = write.insert("department", name=to)
        row = town.ledger.row("select urgency, due_on from matter where id = ?", (matter_id,))
        urgency, due_on = row if row is not None else ("", None)
        write.insert(
            "whistle",
            matter_id=matter_id,
            department_id=town.departments[to],
            kind="emergency" if urgency == "danger" else "service",
            status="sent",
            sent_on=str(stroke.on),
            due_on=due_on,
            text=stroke.text,
        )


def answer_whistle(town: Town, matter_id: int) -> None:
    """Note that the department has answered: the matter has left the account."""
    sent = town.ledger.value(
        "select id from whistle where matter_id = ? and status = 'sent' and withdrawn_at is null", (matter_id,)
    )
    if sent is not None:
        with town.ledger.write("whistle.answer") as write:
            write.update("whistle", sent, status="answered")
