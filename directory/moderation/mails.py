"""The mails by which staff answer, in the sender's language and in the open transaction."""

from typing import Any

from directory.models import DirectoryPage, Entry, OrganisationPage
from directory.moderation.matters import CHANGE
from hubkit.bilingual.peers import language_of
from hubkit.intake import kinds, words
from hubkit.intake import mails as intake
from hubkit.intake.conf import setting
from hubkit.intake.models import Submission
from hubkit.outbox import mail

FOLDER = "directory/mail"


def tell(submission: Submission, name: str, **context: Any) -> bool:
    """Queue the mail `name` to the sender; False where no address is known (any more)."""
    if not submission.email:
        return False
    status_url = intake.url(submission, words.STATUS, submission.receipt)
    mail.send(
        template=f"{FOLDER}/{name}",
        to=submission.email,
        language=submission.language,
        context={"submission": submission, "status_url": status_url, **context},
        reply_to=[setting("ADDRESS")] if setting("ADDRESS") else [],
    )
    return True


def links_of(entry: Entry, language: str) -> dict[str, Any]:
    """Return its `title`, the addresses of its `pages`, the reader's language first, and
    `change_url`, where a change of it may be proposed."""
    pages = list(OrganisationPage.objects.filter(translation_key=entry.uid, live=True))
    pages.sort(key=lambda page: language_of(page.locale_id) != language)
    return {
        "title": entry.title,
        "pages": [page.full_url for page in pages if page.full_url],
        "change_url": change_url(entry, language),
    }


def change_url(entry: Entry, language: str) -> str:
    directory = DirectoryPage.objects.live().filter(locale__language_code=language).first()
    kind = kinds.registered().get(CHANGE)
    if directory is None or kind is None or not directory.full_url:
        return ""
    return directory.full_url + words.path(language, kind.words, str(entry.uid))
