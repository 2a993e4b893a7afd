"""The project's own drawing of the eight municipalities: who lies where, not how it is shaped.

Drawn by hand in the frame of `region_map.VIEWBOX`, the coast larger than it is so that its names
can be read. Neighbours share the points of their border.
"""

# Municipality, path data, and the middle of the label from the left and from above.
SCHEMATIC = (
    (  # Ankaran
        "213",
        "M310,550 160,550 80,490 170,430 300,425Z",
        215,
        487,
    ),
    (  # Divača
        "019",
        "M610,200 545,270 575,350 540,440 680,500 760,510 775,430 740,350 765,270 690,195Z",
        660,
        350,
    ),
    (  # Hrpelje - Kozina
        "035",
        (
            "M430,490 480,450 540,440 680,500 760,510 750,610 785,700 770,780 690,770 610,690 "
            "550,620 460,580Z"
        ),
        615,
        545,
    ),
    (  # Izola
        "040",
        "M110,625 190,580 300,600 275,730 140,725Z",
        205,
        655,
    ),
    (  # Komen
        "049",
        "M510,110 450,70 370,25 260,40 220,90 120,110 130,145 260,205 420,180Z",
        325,
        115,
    ),
    (  # Koper
        "050",
        (
            "M300,425 390,460 430,490 460,580 550,620 610,690 580,770 480,850 380,820 270,810 "
            "275,730 300,600 345,575 310,550Z"
        ),
        425,
        680,
    ),
    (  # Piran
        "090",
        "M90,860 75,780 20,655 110,625 140,725 275,730 270,810 190,860Z",
        168,
        788,
    ),
    (  # Sežana
        "111",
        "M480,450 390,390 340,290 260,205 420,180 510,110 610,200 545,270 575,350 540,440Z",
        465,
        280,
    ),
)
