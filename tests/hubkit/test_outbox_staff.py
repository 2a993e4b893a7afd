"""The list of outgoing mail: who sees it, what it shows, sending again and giving up."""

import pytest
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse
from wagtail.users.models import UserProfile

from hubkit.outbox import mail
from hubkit.outbox.models import Message, State
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

INDEX = "outbox:index"


@pytest.fixture
def visit(client, django_user_model):
    """Log in a person of the given rights and language; returns the client."""

    def log_in(*rights, language="sl"):
        user = django_user_model.objects.create_user("vida", "vida@example.org", "geslo")
        names = ["access_admin", *(f"{right}_message" for right in rights)]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        client.force_login(user)
        return client

    return log_in


def write(subject="Potrdilo", state=State.FAILED, **values):
    email = EmailMessage(subject, "Skrivna povezava", to=["ana@example.org"])
    message = mail.queue(email)
    Message.objects.filter(pk=message.pk).update(state=state, **values)
    return message


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("rights", "sees", "acts"),
    [((), False, False), (("view",), True, False), (("view", "change"), True, True)],
)
def test_who_sees_the_mail_and_who_acts_on_it(visit, rights, sees, acts):
    message = write(last_error="550 no such person")
    client = visit(*rights)
    index = client.get(reverse(INDEX))
    assert ("550 no such person" in index.content.decode()) is sees
    again = reverse("outbox:again", args=[message.pk])
    assert (again in index.content.decode()) is acts
    response = client.post(again)
    assert response.url == (reverse(INDEX) if acts else reverse("wagtailadmin_home"))
    message.refresh_from_db()
    assert message.state == (State.WAITING if acts else State.FAILED)


def test_the_menu_offers_the_list_to_those_who_may_see_it(visit):
    client = visit("view")
    assert reverse(INDEX) in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_hides_the_list_from_others(visit):
    client = visit()
    assert reverse(INDEX) not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy"])
def test_nobody_writes_or_edits_mail_by_hand(client, superuser, name):
    message = write()
    for arguments in ([], [message.pk]):
        with pytest.raises(NoReverseMatch):
            reverse(f"outbox:{name}", args=arguments)
    client.force_login(superuser)
    page = client.get(reverse(INDEX)).content.decode()
    assert reverse("outbox:inspect", args=[message.pk]) in page
    assert f"/{name}/" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_question_changes_nothing_and_the_answer_does(visit):
    message = write(attempts=17)
    client = visit("change")
    again = reverse("outbox:again", args=[message.pk])
    assert "Potrdilo" in text_of(client.get(again))
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, 17)
    client.post(again)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)
    client.post(reverse("outbox:give_up", args=[message.pk]))
    message.refresh_from_db()
    assert message.state == State.GIVEN_UP
    assert message.done_at is not None


@pytest.mark.parametrize("state", [State.SENDING, State.SENT])
def test_a_mail_that_went_meanwhile_is_left_alone(visit, state):
    message = write(state=state)
    client = visit("change")
    response = client.post(reverse("outbox:again", args=[message.pk]), follow=True)
    assert "se je medtem spremenilo" in text_of(response)
    message.refresh_from_db()
    assert message.state == state


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sl", ["Odhodna pošta", "Prejemniki", "Zadeva", "Stanje", "Poskusi", "Zadnja napaka",
                "Ni uspelo", "Pošlji znova", "Opusti"]),
        ("it", ["Posta in uscita", "Destinatari", "Oggetto", "Stato", "Tentativi",
                "Ultimo errore", "Non riuscito", "Invia di nuovo", "Rinuncia"]),
    ],
)  # fmt: skip
def test_the_list_speaks_the_users_language(visit, language, words):
    write()
    page = text_of(visit("view", "change", language=language).get(reverse(INDEX)))
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    ("language", "action", "words"),
    [
        ("sl", "again", ["Ponovno pošiljanje sporočila", "Želite to sporočilo zdaj znova poslati?",
                         "Da, pošlji", "Ne, nazaj", "Prejemniki"]),
        ("sl", "give_up", ["Želite opustiti dostavo tega sporočila?", "Da, opusti"]),
        ("it", "again", ["Nuovo invio del messaggio", "Inviare ora di nuovo questo messaggio?",
                         "Sì, invia", "No, torna indietro", "Destinatari"]),
        ("it", "give_up", ["Rinunciare alla consegna di questo messaggio?", "Sì, rinuncia"]),
    ],
)  # fmt: skip
def test_the_questions_speak_the_users_language(visit, language, action, words):
    client = visit("change", language=language)
    page = text_of(client.get(reverse(f"outbox:{action}", args=[write().pk])))
    assert [word for word in words if word not in page] == []


def test_the_list_filters_by_state_and_finds_by_receiver(visit):
    write("Prvo", State.FAILED)
    write("Drugo", State.SENT)
    client = visit("view")
    failed = text_of(client.get(reverse(INDEX), {"state": "failed"}))
    assert ("Prvo" in failed, "Drugo" in failed) == (True, False)
    found = [
        "Prvo" in text_of(client.get(reverse(INDEX), {"q": words}))
        for words in ("ana@example", "brez")
    ]
    assert found == [True, False]


def test_no_view_shows_the_text_of_a_mail(visit):
    message = write()
    client = visit("view", "change")
    places = [reverse(INDEX), *(reverse(f"outbox:{name}", args=[message.pk])
                                for name in ("inspect", "again", "give_up"))]  # fmt: skip
    assert ["Skrivna" in text_of(client.get(place)) for place in places] == [False] * 4
    assert message.message_id.strip("<>") in text_of(client.get(places[1]))


def test_the_list_takes_as_many_queries_for_three_mails_as_for_one(visit):
    client = visit("view", "change")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            write()
        counts.append(queries_of(client, reverse(INDEX)))
    assert counts[0] == counts[1]
