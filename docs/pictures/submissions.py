"""What people have sent to the directory of the pictured site, in each guide's own language."""

import uuid
from dataclasses import dataclass
from typing import Any

WAITING = "queued"
ASIDE = "quarantined"


@dataclass(frozen=True)
class Case:
    """What the guide of one language decides on: a change of the entry with the number `maticna`.

    The sender wants `website` and, as the sentence in their language, `summary`; when they began
    the website was `website_before`, so that it has changed here too. `new` is the name of an
    organisation that is not there yet, much like one that is; `claimed` the number of an entry
    that somebody asks to look after. `table` is a file to import, with one wrong row.
    """

    language: str
    maticna: str
    website_before: str
    website: str
    summary: str
    phone: str
    note: str
    new: str
    claimed: str
    table: str


CASES = {
    "sl": Case(
        language="sl",
        maticna="0000035",
        website_before="https://murva-stara.example.org/",
        website="https://www.murva.example.org/",
        summary="Najboljša družba na Obali! Vpišite se še danes in prvi mesec je zastonj!",
        phone="+386 5 200 00 44",
        note="Selimo se, novi telefon velja že zdaj.",
        new="Društvo za druženje Murva – primer",
        claimed="0000043",
        table="Naziv;Matična številka;Telefon;Spletna stran\n"
        "Društvo za medgeneracijsko druženje Murva – primer;0000035;05 200 00 44;\n"
        "Kulturno društvo Sedem burij – primer;0000019;;https://burje.example.org/\n"
        "Športno društvo Mirna voda – primer;0000095;05 200 00 12;\n",
    ),
    "it": Case(
        language="it",
        maticna="0000108",
        website_before="https://salicornia-vecchia.example.org/",
        website="https://www.salicornia.example.org/",
        summary="Il miglior circolo della costa! Iscriviti oggi, il primo mese è gratis!",
        phone="+386 5 200 00 55",
        note="Cambiamo sede, il nuovo telefono è già attivo.",
        new="Circolo Salicornia – esempio",
        claimed="0000086",
        table="Denominazione;Matricola;Telefono;Sito web\n"
        "Circolo di lettura La Salicornia – esempio;0000108;05 200 00 55;\n"
        "Coro misto Brezza di terra – esempio;0000086;;https://brezza.example.org/\n"
        "Associazione sportiva Acqua calma – esempio;0000095;05 200 00 12;\n",
    ),
}


def make(language: str) -> None:
    """Put the submissions of a guide into the queue; runs inside the site (`manage.py shell`)."""
    from directory.models import Entry  # noqa: PLC0415  (only there is it importable)
    from hubkit.intake import kinds  # noqa: PLC0415

    case = CASES[language]
    entry = Entry.objects.get(maticna=case.maticna)
    home = directory_of(language)
    base = kinds.get("directory.change").initial(home, entry.uid)
    told = {"sender_name": "Ana Primer", "sender_relation": "head", "note": case.note}
    proposed = {"website": case.website, f"summary_{language}": case.summary, "phone": case.phone}
    send(case, "change", entry.uid, base | proposed | told, base | {"website": case.website_before})
    send(case, "new", None, {"official_name": case.new, "municipality": "050"} | told)
    claimed = Entry.objects.get(maticna=case.claimed)
    send(case, "claim", claimed.uid, told)
    send(case, "report", claimed.uid, {"about": "hours", "note": case.note}, state=ASIDE)


def send(
    case: Case,
    kind: str,
    target: uuid.UUID | None,
    values: dict[str, Any],
    base: dict[str, Any] | None = None,
    state: str = WAITING,
) -> None:
    from hubkit.intake import kinds, receipts  # noqa: PLC0415
    from hubkit.intake.models import Event, Passage, Submission  # noqa: PLC0415

    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{case.language}/{kind}")
    submission = Submission.objects.create(
        kind=f"directory.{kind}",
        page_uid=directory_of(case.language).translation_key,
        target_uid=target,
        base=base or {},
        language=case.language,
        payload=values,
        email="ana@primer.example.org",
        state=state,
        reasons=["trap"] if state == ASIDE else [],
        idempotency_key=key,
        receipt_code=receipts.code_of(key),
        nonce="0",
    )
    if state == WAITING:
        confirm(submission)
        Passage.objects.create(submission=submission, event=Event.CONFIRM, state=state)
    kinds.get(submission.kind).on_received(submission)


def confirm(submission) -> None:
    submission.email_confirmed_at = submission.created_at
    submission.save(update_fields=["email_confirmed_at"])


def directory_of(language: str):
    from directory.models import DirectoryPage  # noqa: PLC0415

    return DirectoryPage.objects.get(locale__language_code=language)
