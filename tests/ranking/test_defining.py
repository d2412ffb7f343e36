"""Definitions: a passage that says what a thing is is told from others that begin with it, in every language."""

from collections.abc import Mapping

import pytest

from index.documents.source import Metadata, Source
from index.query.answer_type import AnswerType
from index.query.expansion import expand
from index.query.question import understand
from index.ranking.defining import asks_to_define, definition
from index.retrieval.memory import MemoryEngine
from index.text.analyzer import analyzer

DEFINED: Mapping[str, tuple[str, tuple[str, str, str], tuple[str, ...]]] = {
    "en": (
        "A gauge is a device that measures how high the water stands.",
        ("In May the club bought a gauge for the bridge.", "The anglers met near it.", "The new gauge cost much."),
        ("What is a gauge?", "What does gauge mean?", "Can you tell me what is a gauge?"),
    ),
    "de": (
        "Ein Pegel ist ein Gerät, das den Wasserstand misst.",
        ("Im Mai kaufte der Verein einen Pegel.", "Am Pegel trafen sich die Angler.", "Der neue Pegel kostete viel."),
        ("Was ist ein Pegel?", "Was bedeutet Pegel?", "was ist der pegel", "Könnt ihr mir sagen, was ein Pegel ist?"),
    ),
    "es": (
        "El limnímetro es un aparato que mide el nivel del agua.",
        (
            "El club compró en mayo un limnímetro para el puente.",
            "Junto al limnímetro se reunieron los pescadores.",
            "El nuevo limnímetro costó mucho, dijo el guarda.",
        ),
        ("¿Qué es un limnímetro?", "¿Qué significa limnímetro?", "¿Me puedes decir qué es el limnímetro?"),
    ),
    "fr": (
        "Le limnimètre est un appareil qui mesure le niveau de l'eau.",
        (
            "Le club acheta en mai un limnimètre pour le pont.",
            "Près du limnimètre se réunirent les pêcheurs.",
            "Le nouveau limnimètre coûta cher, dit le garde.",
        ),
        ("Qu'est-ce qu'un limnimètre ?", "C'est quoi un limnimètre ?", "Que signifie limnimètre ?"),
    ),
    "it": (
        "L'idrometro è uno strumento che misura il livello dell'acqua.",
        (
            "Il circolo comprò a maggio un idrometro per il ponte.",
            "Presso l'idrometro si riunirono i pescatori.",
            "Il nuovo idrometro costò molto, disse il custode.",
        ),
        ("Che cos'è un idrometro?", "Cos'è l'idrometro?", "Cosa significa idrometro?"),
    ),
    "pt": (
        "O limnímetro é um aparelho que mede o nível da água.",
        (
            "O clube comprou em maio um limnímetro para a ponte.",
            "Junto ao limnímetro reuniram-se os pescadores.",
            "O novo limnímetro custou muito, disse o guarda.",
        ),
        ("O que é um limnímetro?", "O que significa limnímetro?"),
    ),
    "nl": (
        "Een peilschaal is een toestel dat de waterstand meet.",
        (
            "De club kocht in mei een peilschaal voor de brug.",
            "Bij de peilschaal kwamen de vissers samen.",
            "De nieuwe peilschaal kostte veel, zei de wachter.",
        ),
        ("Wat is een peilschaal?", "Wat betekent peilschaal?"),
    ),
    "ru": (
        "Лимниграф — это прибор, который измеряет уровень воды.",
        (
            "В мае клуб купил для моста лимниграф.",
            "У лимниграфа собрались рыбаки.",
            "Новый лимниграф стоил дорого, сказал сторож.",
        ),
        ("Что такое лимниграф?", "Что значит лимниграф?", "Подскажите, пожалуйста, что такое лимниграф?"),
    ),
    "tr": (
        "Limnigraf, su seviyesini ölçen bir alettir.",
        (
            "Kulüp mayıs ayında köprü için bir limnigraf aldı.",
            "Balıkçılar limnigraf yanında toplandı.",
            "Yeni limnigraf pahalıydı, dedi bekçi.",
        ),
        ("Limnigraf nedir?", "Limnigraf ne demek?"),
    ),
    "ar": (
        "الليمنيغراف هو جهاز يقيس مستوى الماء.",
        (
            "اشترى النادي في مايو الليمنيغراف من أجل الجسر.",
            "اجتمع الصيادون قرب الليمنيغراف.",
            "قال الحارس إن الليمنيغراف الجديد مكلف.",
        ),
        ("ما هو الليمنيغراف؟", "ماذا يعني الليمنيغراف؟"),
    ),
    "zh": (
        "水位计是测量水位高低的仪器。",
        ("俱乐部五月为桥买了水位计。", "渔民在水位计旁边集合。", "新的水位计很贵，看守人说。"),
        ("什么是水位计？", "水位计是什么意思？", "请问什么是水位计？"),
    ),
    "ja": (
        "水位計とは、水の高さを測る機器である。",
        ("クラブは五月に橋のために水位計を買った。", "漁師たちは水位計のそばに集まった。", "新しい水位計は高かった。"),
        ("水位計とは何ですか？", "水位計って何？"),
    ),
}


@pytest.mark.parametrize(("code", "question"), [(code, one) for code in DEFINED for one in DEFINED[code][2]])
def test_a_passage_that_says_what_a_thing_is_defines_it_and_no_other_does(code: str, question: str) -> None:
    defines, mentions, _ = DEFINED[code]
    text = "\n\n".join([*mentions, defines])
    engine = MemoryEngine([Source("a.txt", text, "", Metadata(language=code))])
    asked = understand(question, engine)
    query = expand(asked, engine)
    proposed = engine.candidates(dict.fromkeys(query.terms, 1.0), 10)
    held = [len(query.count(one.terms)) == len(query.terms) for one in proposed]
    values = {
        one.passage.plain: definition(query, one, analyzer(code), holds_all=holds_all)
        for one, holds_all in zip(proposed, held, strict=True)
    }
    assert asks_to_define(asked, query)
    assert asked.answer_type is AnswerType.DEFINITION
    assert [text for text, value in values.items() if value == 1.0] == [defines]
