"""Page furniture of many kinds of pages, and prose that must never be taken for it."""

from pathlib import Path

import pytest

from index.documents.boilerplate import LONGEST, boilerplate
from index.documents.boilerplate_rules import rules_for
from index.documents.folder import Folder
from index.documents.source import Metadata, Source
from index.text.pack import codes

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval" / "xquad-dev" / "sources"

# In each page, the lines that begin with "~" are the furniture.
NEWSROOM = """\
~Skip to main content
~Home > News > World
Bridge to open in May
~Published: 3 May 2021 at 10:30
~Share this article
~Facebook | Twitter | WhatsApp | Email
The city will open its new bridge in May, the mayor said on Monday.
~Advertisement
Nobody was against it. "All rights are reserved for the people," she said.
~Story continues below
~We use cookies to improve your experience. By continuing you accept our policy.
The bridge cost 3.5 million dollars.
~Sign up for our daily newsletter
~Read more: Ten bridges that everyone should see
~Related stories
~Old bridge closes after a hundred years
~Mayor wins third term
The bridge is 300 metres long.
~Follow us on Twitter
~3 comments
~Leave a comment
~Your email address will not be published. Required fields are marked *
~© 2021 City News Ltd. All rights reserved.
~Privacy policy | Terms of use | Contact
"""
DOCS = """\
~Skip to content
# Comments
A comment begins with a hash mark. See also the chapter on strings.
## Related work
Cookies are set by the server. Share the handle between threads.
- Share
- Print
Print this value to the screen.
~Next page: Strings
Copyright holders may choose a licence.
See also:
~Powered by Sphinx 7.1
~© Copyright 2023, The Authors.
~Back to top
"""
FORUM = """\
~Home | Forum | Members | Sign up
Re: which cookies do you use?
We use cookies made of oats, and we like them.
Sign up sheets are at the door.
~Reply to this comment
Posted by Anna: more news on Monday, I hope.
I will share this with my friends on Facebook, and you should too.
~2 hours ago
~Log in to leave a comment
"""
COURT = """\
OPINION OF THE COURT
The plaintiff owns the copyright in the photograph.
Copyright law protects original works of authorship.
All rights reserved to the States are named in the Tenth Amendment.
The notice said "All rights reserved" and the year.
On 3 May 2021 at 10:30 the parties met in chambers.
The hearing was held on Monday, 3 May 2021 at 10:30.
Advertisements are speech, the court held.
Comments
Related
The defendant may like it or not; the privacy policy is part of the contract.
The website uses cookies, the parties agree, and stores them for a year.
Subscribe to the view of the majority, or do not.
Developed by the legislature, the rule has three parts.
"""


@pytest.mark.parametrize("page", [NEWSROOM, DOCS, FORUM, COURT], ids=["newsroom", "docs", "forum", "court"])
def test_furniture_is_found_and_prose_stays(page: str) -> None:
    marked = page.replace("~Reply to this comment", "Reply to this comment").splitlines()
    text = "\n".join(line.removeprefix("~") for line in marked)
    expected = [line for line in marked if line.startswith("~")]
    found = boilerplate(Source("page.txt", text, ""))
    assert ["~" + text.split("\n")[number - 1] for number in found] == expected


def test_each_line_has_its_reason_in_plain_words() -> None:
    text = NEWSROOM.replace("~", "")
    reasons = dict(boilerplate(Source("page.txt", text, "")).items())
    assert reasons[1] == "a link to another page or place"
    assert reasons[2] == "a menu"
    assert reasons[4] == "a time of publication"
    assert reasons[5] == reasons[6] == "a share link"
    assert reasons[15] == "a pointer to other pages"
    assert reasons[16] == reasons[17] == "a headline below a pointer to other pages"
    assert 18 not in reasons
    assert reasons[23] == "a copyright line"


def test_in_the_second_article_all_from_the_other_headlines_on_is_furniture() -> None:
    source = Folder(ROOT / "sources").read("004_52fc0199ecdba978.txt")
    assert list(boilerplate(source)) == list(range(9, 20))
    assert boilerplate(Folder(ROOT / "sources").read("000_71f5696949891c94.txt")) == {}


def test_what_may_be_said_in_an_article_is_furniture_only_next_to_other_furniture() -> None:
    words = ["Search", "Log in", "Facebook", "X", "Copy link", "Reply", "Terms of use"]
    words += ["Keynote 5 May 2021 at 18:00", "The river froze 3 weeks ago", "We use cookies to keep you logged in."]
    text = "\n".join(words)
    assert boilerplate(Source("a.txt", text, "")) == {}
    assert list(boilerplate(Source("a.txt", f"Words.\n{text}\n\nAdvertisement\nWords.", ""))) == [*range(2, 12), 13]
    assert list(boilerplate(Source("a.txt", f"Advertisement\nWords.\n{text}", ""))) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "The library that reads and writes compressed files is\nCopyright (C) 1995-2004 by its two authors, and\nfree.",
        "(c) 2016 was the last year in which dues were paid.",
        "The database behind it, which many others use, was\nDeveloped by Smith and his brother,\nwho sold it.",
    ],
)
def test_a_line_in_the_midst_of_a_sentence_is_none(text: str) -> None:
    assert boilerplate(Source("a.txt", text, "")) == {}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development set is not beside the repository")
def test_encyclopedic_prose_has_none() -> None:
    found = {one.name: boilerplate(one) for one in Folder(SHARED).scan() if isinstance(one, Source)}
    assert len(found) > 20
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_lines_that_sources_toml_names_are_skipped_or_kept_whatever_the_rules_say() -> None:
    text = "A sentence.\n\nShare this article\nAnother one.\nAdvertisement"
    metadata = Metadata(skip=((1, 2), (4, 4), (9, 12)), keep=((3, 4),))
    assert boilerplate(Source("a.txt", text, "", metadata)) == {
        1: "sources.toml says to skip it",
        5: "an advertisement",
    }


def test_a_long_line_is_never_furniture_by_a_rule() -> None:
    assert boilerplate(Source("a.txt", "We use cookies to " + "a" * LONGEST, "")) == {}


@pytest.mark.parametrize("piece", ["Home > ", "a GMT 1", ": ", "© ", "All rights reserved ", "by ", "1:1 ", "share | "])
def test_no_line_makes_the_rules_slow(piece: str) -> None:
    text = "\n".join(piece * (LONGEST // len(piece)) for _ in range(200))
    assert len(boilerplate(Source("a.txt", text, ""))) <= 200


# In each page, the lines that begin with "~" are the furniture.
FOREIGN = {
    "de": """\
~Artikel teilen
~Werbung
Der Rat öffnet die Brücke im Mai, sagte die Bürgermeisterin am Montag.
Anzeige gegen den Bauherrn wurde nicht erstattet.
~Lesen Sie auch: Zehn Brücken, die jeder sehen sollte
~Mehr zum Thema
~Wie die Fähre verschwand
~© 2021 Der Bote. Alle Rechte vorbehalten.""",
    "es": """\
~Compartir en Facebook
~Publicidad
El ayuntamiento abre el puente en mayo, dijo la alcaldesa el lunes.
Los vecinos pueden compartir el coche para cruzar.
~Política de privacidad
~Noticias relacionadas
~Diez puentes para visitar""",
    "fr": """\
~La suite après la publicité
La mairie ouvre le pont en mai, a dit la maire lundi.
~Partager sur Facebook
~À lire aussi : Dix ponts à voir
~Votre adresse e-mail ne sera pas publiée.
~Tous droits réservés""",
    "ru": """\
~Поделиться
~Реклама
Город открывает мост в мае, сказала мэр в понедельник.
~Читайте также: Десять мостов
~Оставить комментарий
~Все права защищены""",
    "zh": """\
~分享到微信
~广告
市政府将于五月开放大桥，市长周一说。
~阅读全文
~相关文章
~版权所有""",
    "ar": """\
~مشاركة المقال
~محتوى ممول
تفتح المدينة الجسر في مايو، كما قالت رئيسة البلدية يوم الاثنين.
~اقرأ أيضًا: عشرة جسور
~جميع الحقوق محفوظة""",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_the_furniture_of_a_page_in_another_language_is_told_from_its_article(code: str) -> None:
    lines = FOREIGN[code].split("\n")
    source = Source("a.txt", "\n".join(line.removeprefix("~") for line in lines), "", Metadata(language=code))
    assert [*boilerplate(source)] == [at for at, line in enumerate(lines, 1) if line.startswith("~")]


def test_the_rules_of_each_language_compile() -> None:
    assert all(not rule.applies("An article begins.") for code in codes() for rule in rules_for(code))


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("de", "Veröffentlicht am 12. März 2024, 14:30 Uhr"),
        ("de", "Di., 12.03.2024 | 14.30 Uhr"),
        ("de", "vor 3 Stunden"),
        ("es", "Publicado el 12 de marzo de 2024 a las 14:30 h"),
        ("es", "hace 2 días"),
        ("fr", "Publié le 12 mars 2024 à 14h30"),
        ("fr", "il y a 3 heures"),
        ("pt", "Atualizado em 12 de março de 2024 às 14h30"),
        ("pt", "há 3 horas"),
        ("it", "Aggiornato il 12 marzo 2024 alle ore 14:30"),
        ("it", "3 ore fa"),
        ("nl", "Gepubliceerd op 12 maart 2024 om 14:30 uur"),
        ("nl", "3 uur geleden"),
        ("ru", "Опубликовано: 12 марта 2024, 14:30"),
        ("ru", "3 часа назад"),
        ("tr", "Güncelleme: 12 Mart 2024 Salı, 14:30"),
        ("tr", "3 saat önce"),
        ("ar", "نشر في: 12 مارس 2024 14:30"),
        ("ar", "منذ 3 ساعات"),
        ("zh", "发布时间：2024年3月12日 14:30"),
        ("zh", "3小时前"),
        ("ja", "公開日：2024年3月12日（火）14時30分"),
        ("ja", "3時間前"),
    ],
)
def test_the_time_of_a_publication_is_furniture_in_each_language(code: str, line: str) -> None:
    source = Source("a.txt", line + "\n", "", Metadata(language=code))
    assert boilerplate(source) == {1: "a time of publication"}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("de", "Stand: 1. Januar 2024"),
        ("de", "Sitzung vom 12. März 2024"),
        ("de", "Die Sitzung begann am 12. März 2024 um 14:30 Uhr."),
        ("es", "12 de marzo de 2024"),
        ("fr", "La séance est ouverte le 12 mars 2024 à 14h30."),
        ("ru", "Заседание 12 марта 2024"),
        ("zh", "2024年3月12日"),
    ],
)
def test_a_day_alone_and_a_sentence_with_a_time_are_none(code: str, line: str) -> None:
    assert boilerplate(Source("a.txt", line + "\n", "", Metadata(language=code))) == {}
