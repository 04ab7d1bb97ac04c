"""What a writing transaction is about: only one at a time is about the same.

A transaction whose decision rests on a member names that member, one about a case that case, and so on; it waits
until nobody else is about any of it. Names that were not known at the beginning are added with
`UnitOfWork.turn`. In a file everybody waits for everybody, and the names say nothing.
"""

NOTHING = ""
"""Of a transaction that only adds to the record: it keeps nobody waiting but its own counter."""


def member(member_id: int | None) -> str:
    """A member with account, card, agreements, documents, open cases and codes; None: nobody yet."""
    return NOTHING if member_id is None else f"member {member_id}"


def case(case_no: str) -> str:
    """A case, from its submission to its end."""
    return f"case {case_no}"


def key(idempotency_key: str) -> str:
    """A form, whether it is still a draft or sent: whatever is sent twice waits for itself."""
    return f"key {idempotency_key}"


def loan(contract_no: str) -> str:
    """A loan with its terms, people, instalments and orders."""
    return f"loan {contract_no}"


def proxy(id_no: str) -> str:
    """A person who acts for members, all of whom count."""
    return f"proxy {id_no}"


def staff(code: str) -> str:
    """A staff member: password, failures, calls and what may be done so often a day."""
    return f"staff {code}"


def order(order_no: str) -> str:
    """A work order and its steps."""
    return f"order {order_no}"


def paper(number: str) -> str:
    """A receipt or an issued paper, and the numbers that papers of a branch's day get."""
    return f"paper {number}"


def notice(number: int) -> str:
    """A notice in the outbox."""
    return f"notice {number}"


def chain(name: str) -> str:
    """An audit chain that has no head yet; one that has is waited for at its head."""
    return f"chain {name}"
