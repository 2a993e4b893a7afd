"""The places that a fresh install knows before anything is imported.

Facts after the register of spatial units (GURS, CC BY 4.0, 2021-12): the posts of the region, the
24 settlements with two official names, and the seats of the Karst municipalities. Coordinates are
degrees WGS84, to some hundred metres. The rest, and the streets, come by `import_places`.
"""

from django.apps import apps as installed
from django.db import router

SETTLEMENT_COLUMNS = ("code", "municipality", "name_sl", "name_it", "lat", "lon")
SETTLEMENTS = (
    ("10101310", "213", "Ankaran", "Ancarano", 45.579, 13.738),
    ("10130620", "019", "Divača", "", 45.682, 13.97),
    ("10130956", "035", "Hrpelje", "", 45.603, 13.948),
    ("10131146", "035", "Kozina", "", 45.609, 13.937),
    ("10097649", "040", "Dobrava", "Dobrava presso Isola", 45.531, 13.632),
    ("10097665", "040", "Izola", "Isola", 45.538, 13.662),
    ("10097673", "040", "Jagodje", "Jagodje", 45.528, 13.647),
    ("10131103", "049", "Komen", "", 45.816, 13.751),
    ("10101336", "050", "Barizoni", "Barisoni", 45.589, 13.74),
    ("10101352", "050", "Bertoki", "Bertocchi", 45.545, 13.767),
    ("10101417", "050", "Bošamarin", "Bossamarino", 45.519, 13.74),
    ("10101476", "050", "Cerej", "Cerei", 45.591, 13.76),
    ("10101662", "050", "Hrvatini", "Crevatini", 45.581, 13.764),
    ("10101697", "050", "Kampel", "Campel", 45.515, 13.744),
    ("10101735", "050", "Kolomban", "Colombano", 45.594, 13.745),
    ("10101743", "050", "Koper", "Capodistria", 45.547, 13.729),
    ("10102073", "050", "Premančan", "Premanzano", 45.584, 13.775),
    ("10102227", "050", "Šalara", "Salara", 45.522, 13.716),
    ("10102243", "050", "Škocjan", "San Canziano", 45.531, 13.775),
    ("10102405", "050", "Prade", "Prade", 45.538, 13.775),
    ("10122953", "090", "Dragonja", "Dragogna", 45.46, 13.658),
    ("10122961", "090", "Lucija", "Lucia", 45.507, 13.602),
    ("10122996", "090", "Parecag", "Parezzago", 45.482, 13.639),
    ("10123003", "090", "Piran", "Pirano", 45.529, 13.57),
    ("10123011", "090", "Portorož", "Portorose", 45.517, 13.58),
    ("10123038", "090", "Seča", "Sezza", 45.498, 13.609),
    ("10123046", "090", "Sečovlje", "Sicciole", 45.475, 13.617),
    ("10123054", "090", "Strunjan", "Strugnano", 45.534, 13.607),
    ("10131855", "111", "Sežana", "", 45.703, 13.871),
)

POST_COLUMNS = ("code", "name_sl", "name_it", "lat", "lon")
POSTS = (
    ("6000", "Koper", "Capodistria", 45.547, 13.729),
    ("6210", "Sežana", "", 45.703, 13.871),
    ("6215", "Divača", "", 45.682, 13.97),
    ("6216", "Podgorje", "", 45.505, 13.946),
    ("6217", "Vremski Britof", "", 45.655, 14.024),
    ("6219", "Lokev", "", 45.664, 13.924),
    ("6221", "Dutovlje", "", 45.753, 13.853),
    ("6222", "Štanjel", "", 45.839, 13.886),
    ("6223", "Komen", "", 45.816, 13.751),
    ("6224", "Senožeče", "", 45.713, 14.022),
    ("6225", "Hruševje", "", 45.787, 14.088),
    ("6240", "Kozina", "", 45.603, 13.948),
    ("6242", "Materija", "", 45.581, 13.996),
    ("6243", "Obrov", "", 45.615, 14.077),
    ("6244", "Podgrad", "", 45.526, 14.21),
    ("6271", "Dekani", "", 45.544, 13.807),
    ("6272", "Gračišče", "", 45.492, 13.9),
    ("6273", "Marezige", "", 45.495, 13.829),
    ("6274", "Šmarje", "", 45.491, 13.769),
    ("6275", "Črni Kal", "", 45.548, 13.852),
    ("6276", "Pobegi", "", 45.54, 13.794),
    ("6280", "Ankaran", "Ancarano", 45.58, 13.769),
    ("6281", "Škofije", "", 45.574, 13.808),
    ("6310", "Izola", "Isola", 45.538, 13.662),
    ("6320", "Portorož", "Portorose", 45.522, 13.624),
    ("6330", "Piran", "Pirano", 45.529, 13.57),
    ("6333", "Sečovlje", "Sicciole", 45.487, 13.635),
)


def add_missing(sender, *, using: str, apps=installed, **kwargs) -> None:
    """Add the rows whose codes the database has not got; on `post_migrate` of this app.

    Not a data migration, because that runs once: whatever flushes the database later (a test in
    real transactions, the command `flush`) leaves it empty, and sends `post_migrate`. It costs two
    queries when nothing is missing, and never touches what an import has brought.
    """
    _add(apps, using, "Settlement", SETTLEMENT_COLUMNS, SETTLEMENTS)
    _add(apps, using, "Post", POST_COLUMNS, POSTS)


def _add(apps, using: str, name: str, columns: tuple, rows: tuple) -> None:
    try:
        model = apps.get_model("hubkit_places", name)
    except LookupError:  # migrated back to before the table
        return
    if not router.allow_migrate_model(using, model):
        return
    manager = model._default_manager.using(using)
    known = set(manager.values_list("code", flat=True))
    missing = (dict(zip(columns, row, strict=True)) for row in rows if row[0] not in known)
    manager.bulk_create([model(**values) for values in missing], ignore_conflicts=True)
