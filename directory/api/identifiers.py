"""Identifiers of what has no row of its own, such as an address: made of the organisation's."""

from uuid import UUID, uuid5

TAIL = (1 << 96) - 1


def derived(organisation: UUID, *names) -> UUID:
    """Return the UUID (version 5) of a part of an organisation, always the same for its names.

    Its first 32 bits are the organisation's own, so that `owners_of` finds the organisation again
    by an index instead of deriving the identifiers of all.
    """
    digest = uuid5(organisation, "/".join(str(name) for name in names))
    return UUID(int=(organisation.int & ~TAIL) | (digest.int & TAIL))


def owners_of(uid: UUID) -> tuple[UUID, UUID]:
    """Return the first and last identifier that an organisation of a derived `uid` may have."""
    return UUID(int=uid.int & ~TAIL), UUID(int=uid.int | TAIL)
