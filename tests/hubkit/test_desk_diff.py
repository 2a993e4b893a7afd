"""What changed in a sentence, word by word, as HTML that can be shown."""

import pytest

from hubkit.bilingual.desk.diff import shown, word_diff


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        ("Pridite.", "Pridite.", "Pridite."),
        ("Pridite.", "Pridite vsi.", "Pridite<ins> vsi</ins>."),
        (
            "Stara hiša stoji.",
            "Nova koča stoji.",
            "<del>Stara hiša</del><ins>Nova koča</ins> stoji.",
        ),
        ("", "Novo", "<ins>Novo</ins>"),
        ("Staro", "", "<del>Staro</del>"),
        ("Ena dve", "Ena <b>dve</b>", "Ena <del>dve</del><ins><b>dve</b></ins>"),
        ('<a id="a1">tu</a>', '<a id="a2">tam</a>', "<del><u>tu</u></del><ins><u>tam</u></ins>"),
        ("a &lt;b&gt; c", "a &lt;b&gt; d", "a &lt;b&gt; <del>c</del><ins>d</ins>"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, diff):
    assert word_diff(before, after) == diff


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ('<b onclick="x()">krepko</b>', "<b>krepko</b>"),
        ('<img src=x onerror="x()">', ""),
        ("ena<br/>dve", "ena<br>dve"),
        ("<i><b>oboje</b></i>", "<i><b>oboje</b></i>"),
    ],
)
def test_only_known_tags_are_shown(text, html):
    assert shown(text) == html
