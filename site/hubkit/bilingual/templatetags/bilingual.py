from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from hubkit.bilingual.parity import public_parity
from hubkit.bilingual.peers import speaking, text_language

register = template.Library()
register.filter("text_language", text_language)


@register.filter
def foreign_to_reader(page) -> bool:
    """Whether the page's words are in another language than the reader's."""
    return text_language(page) != get_language()


@register.simple_tag
def lang_attribute(page) -> str:
    """Return `lang="…"` where the page's words are foreign to the reader, else nothing."""
    language = text_language(page)
    return "" if language == get_language() else format_html('lang="{}"', language)


@register.filter
def marked(wording) -> str:
    """Wrap a Wording in a span that names its language, where that is not the reader's."""
    language = getattr(wording, "language", None)
    if not wording or language in (None, get_language()):
        return wording
    return format_html('<span lang="{}">{}</span>', language, wording)


@register.inclusion_tag("bilingual/language_note.html", takes_context=True)
def language_note(context, page):
    """Say in the reader's language that the page exists only in the other one."""
    language = text_language(page)
    return {
        "page": page,
        "language": language,
        "foreign": language != get_language(),
        "source": page.alias_of,
        "request": context.get("request"),
    }


@register.inclusion_tag("bilingual/language_parity.html")
def language_parity():
    """Tell readers how many pages are in both languages, where staff have switched that on."""
    return {"parity": public_parity()}


class SpeakingNode(template.Node):
    def __init__(self, page, nodelist):
        self.page = page
        self.nodelist = nodelist

    def render(self, context):
        with speaking(text_language(self.page.resolve(context))):
            return self.nodelist.render(context)


@register.tag
def speaking_as(parser, token):
    """Write what is inside in the language of the page's words: dates, quotes, labels.

    ``{% speaking_as page %}…{% end_speaking %}``. Links inside still lead to the reader's language.
    """
    _tag, page = token.split_contents()
    nodelist = parser.parse(("end_speaking",))
    parser.delete_first_token()
    return SpeakingNode(parser.compile_filter(page), nodelist)
