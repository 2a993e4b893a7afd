"""Kinds of submissions for the tests: a long one, a short one, and one about something known."""

from uuid import UUID

from django import forms
from django.utils.html import format_html

from hubkit.intake.forms import SenderForm
from hubkit.intake.kinds import ConsentText, Kind, Step
from hubkit.intake.pictures import PictureField

KNOWN = UUID("00000000-0000-4000-8000-000000000001")
CHOICES = [("koper", "Koper"), ("izola", "Izola"), ("piran", "Piran")]


class NameForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    founded = forms.DateField(label="Founded", required=False, help_text="The day")
    towns = forms.MultipleChoiceField(
        label="Towns", choices=CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )


class TextForm(forms.Form):
    text = forms.CharField(label="Text", max_length=2000, widget=forms.Textarea)
    rooms = forms.IntegerField(label="Rooms", required=False, min_value=0)
    open = forms.BooleanField(label="Open to all", required=False)
    logo = PictureField(label="Logo")
    photo = PictureField(label="Photo")


class QuestionForm(forms.Form):
    question = forms.CharField(label="Question", max_length=2000, widget=forms.Textarea)
    sender_email = forms.EmailField(label="E-mail")


PROCESS = ConsentText(
    purpose="process",
    version="2026-11",
    texts={"sl": "Soglašam z obdelavo.", "it": "Acconsento al trattamento."},
)
PUBLISH = ConsentText(
    purpose="publish",
    version="2026-10",
    texts={"sl": "Soglašam z objavo.", "it": "Acconsento alla pubblicazione."},
    required=False,
)


class Proposal(Kind):
    """Three steps; a name can be known already, and two fields must agree."""

    code = "specimen.proposal"
    words = {"sl": "predlog", "it": "proposta"}
    title = "Predlog / Proposta"
    steps = (
        Step("who", "Who", NameForm, intro="Who it is"),
        Step("what", "What", TextForm),
        Step("sender", "You", SenderForm),
    )
    consents = (PROCESS, PUBLISH)
    happened: list[tuple[str, str]] = []

    def check(self, data, page, target_uid):
        if data.get("text") == data.get("name"):
            return {"text": "The text only repeats the name."}
        return {}

    def notices(self, data, page, target_uid):
        if data.get("name") != "Known":
            return []
        button = '<button name="become" value="specimen.change:{}">Change it</button>'
        return ["Similar: <b>Known & Co</b>", format_html(button, KNOWN)]

    def on_received(self, submission):
        self.happened.append(("received", submission.state))

    def on_confirmed(self, submission):
        self.happened.append(("confirmed", submission.state))

    def on_resubmitted(self, submission):
        self.happened.append(("resubmitted", submission.state))

    def on_withdrawn(self, submission):
        self.happened.append(("withdrawn", submission.state))

    def staff_path(self, submission):
        return f"/admin/review/{submission.pk}/"


class Question(Kind):
    """One step that sends; nothing is confirmed."""

    code = "specimen.question"
    words = {"sl": "vprasanje", "it": "domanda"}
    title = "Vprašanje / Domanda"
    steps = (Step("question", "Question", QuestionForm),)
    consents = (PROCESS,)
    has_summary = False
    needs_confirmation = False
    keeps_identity = True


class Change(Kind):
    """About something known, whose values fill the form."""

    code = "specimen.change"
    words = {"sl": "sprememba", "it": "modifica"}
    title = "Sprememba / Modifica"
    steps = Proposal.steps
    consents = (PROCESS,)
    needs_target = True
    known = {"name": "Known", "towns": ["koper", "piran"], "text": "As it is", "open": True}

    def may_begin(self, page, target_uid):
        return target_uid == KNOWN

    def initial(self, page, target_uid):
        return self.known
