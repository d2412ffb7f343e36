"""Words whose full stop may be no end of a sentence, and words that begin one.

The lists are short on purpose: a word belongs here only where the general rules of ``sentences`` (initials, dotted
letters, capitalised words without a vowel) do not know it. All are in lower case and without the last stop.
"""

__all__ = ["ABBREVIATIONS", "BEFORE_NAMES", "BEFORE_NUMBERS", "GERMAN_MONTHS", "MONTHS", "STARTERS", "ZONES"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_NAMES = _words(
    """mr mrs ms mx dr prof rev fr hon pres gov sen sens rep reps gen lt col maj capt cpt cmdr cdr adm sgt cpl pvt
    supt insp det amb messrs msgr mme mlle mgr st ste mt ft fig figs eq eqs vs v viz cf e.g i.e eg ie ca approx al
    hrn dipl ing sra srta dña ud uds vgl bzw evtl ggf sog inkl z.b d.h u.a p.ex ул им просп пл т.е т.к
    т.н акад проф"""
)
"""Never the end of a sentence when a capital follows: titles before names, and words that need one after them."""

BEFORE_NUMBERS = _words(
    """no nos nr nrs fig figs vol vols pp p par para sec sect art arts ch chap eq pt ed eds op cl reg app ex
    approx ca c circa rs tk us abs str tel ext ул д кв стр рис гл ст п"""
)
"""No end of a sentence when a number follows, though some are words of their own: "he said no"."""

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
"""No end of a sentence when a day or a year follows."""

GERMAN_MONTHS = _words("januar februar märz april mai juni juli august september oktober november dezember")
"""After a day in figures: "Am 5. Mai"."""

ABBREVIATIONS = _words(
    """inc corp co cos ltd llc plc bros jr sr esq assn univ dept est govt natl intl ave blvd rd sq bldg hwy
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo mon tue tues wed thu thur thurs fri sat sun etc usw ed eds vol ph esp incl excl cont
    al resp max min mio mrd"""
)
"""May end a sentence or not: they do where a word of STARTERS follows."""

ZONES = _words("est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest eastern central pacific")
"""What follows "5 p.m." within its sentence; so do the days of the week and the months."""

STARTERS = _words(
    """the a an this that these those he she it they we you i his her its their our my your there here
    in on at for from with by as after before when while since if but and or so yet however then now not no
    what who where why how which both some many most all each another other others although though despite during
    until because once also meanwhile moreover according only even still such several today yesterday tomorrow
    nor instead later earlier afterwards thus therefore hence to of one two three nobody nothing none everyone
    everybody mr mrs ms dr it's he's she's they're we're i'm that's there's isn't didn't
    der die das ein eine er sie es wir ich und aber im am le la les il elle ils nous el los las en un una"""
)
"""Words that begin a sentence and are hardly ever part of a name after an abbreviation."""
