"""What people agree to, in both languages. A changed text gets a new version."""

from hubkit.intake.kinds import ConsentText

PROCESS = ConsentText(
    "process",
    "2026-11",
    {
        "sl": (
            "Strinjam se, da stičišče uporabi moje podatke za pregled te oddaje in stik z mano. "
            "Mojega imena in naslova ne objavi."
        ),
        "it": (
            "Acconsento che il punto d'incontro usi i miei dati per esaminare questo invio e per "
            "contattarmi. Il mio nome e il mio indirizzo non vengono pubblicati."
        ),
    },
)
# Given by the tick beside the person's name, so that nobody ticks it twice.
PUBLISH = ConsentText(
    "publish",
    "2026-11",
    {
        "sl": "Oseba ve, da bodo njeno ime in stiki javni, in se strinja.",
        "it": "La persona sa che il suo nome e i suoi recapiti saranno pubblici ed è d'accordo.",
    },
)
