"""Translates the names and descriptions of the commands for Discord.

Names are 1 to 32 characters, lower case and without spaces for slash commands; descriptions are at most 100.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import discord
from discord import app_commands

__all__ = ["LANGUAGES", "TEXTS", "CommandTranslator"]

LANGUAGES = ("de", "es", "fr", "zh")
_LOCALES = MappingProxyType(
    {
        discord.Locale.german: 0,
        discord.Locale.spain_spanish: 1,
        discord.Locale.latin_american_spanish: 1,
        discord.Locale.french: 2,
        discord.Locale.chinese: 3,
    }
)

TEXTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "ask": ("fragen", "preguntar", "demander", "提问"),
        "Answer a question with the sources' own sentences, each with its place": (
            "Beantwortet eine Frage mit den Sätzen der Quellen selbst, jeder mit Fundstelle",
            "Responde con las frases de las propias fuentes, cada una con su lugar",
            "Répond avec les phrases mêmes des sources, chacune avec son emplacement",
            "用资料原文中的句子回答问题，并注明每句的出处",
        ),
        "question": ("frage", "pregunta", "question", "问题"),
        "What you want to know": (
            "Was du wissen willst",
            "Lo que quieres saber",
            "Ce que vous voulez savoir",
            "您想知道什么",
        ),
        "private": ("privat", "privado", "privé", "仅自己可见"),
        "Show the answer to you alone": (
            "Nur dir die Antwort zeigen",
            "Mostrar la respuesta solo a ti",
            "Ne montrer la réponse qu'à vous",
            "仅向您显示回答",
        ),
        "check": ("prüfen", "comprobar", "vérifier", "核对"),
        "Check a citation or a quote against the sources as they stand now": (
            "Prüft eine Fundstelle oder ein Zitat an den Quellen, wie sie jetzt sind",
            "Comprueba una referencia o una cita con las fuentes tal como están ahora",
            "Vérifie une référence ou une citation dans les sources telles qu'elles sont",
            "将引文或出处与资料的当前内容核对",
        ),
        "claim": ("zitat", "cita", "citation", "引文"),
        "A citation such as article.txt:12, or words that are said to stand in the sources": (
            "Eine Fundstelle wie artikel.txt:12, oder Worte, die in den Quellen stehen sollen",
            "Una referencia como articulo.txt:12, o palabras que deberían estar en las fuentes",
            "Une référence comme article.txt:12, ou des mots censés figurer dans les sources",
            "出处（如 article.txt:12），或据称出自资料的原话",
        ),
        "sources": ("quellen", "fuentes", "sources", "资料"),
        "List the sources that answers are taken from": (
            "Listet die Quellen auf, aus denen die Antworten stammen",
            "Muestra las fuentes de las que salen las respuestas",
            "Liste les sources dont viennent les réponses",
            "列出回答所依据的资料",
        ),
        "name": ("name", "nombre", "nom", "名称"),
        "The name or title of a source": (
            "Name oder Titel einer Quelle",
            "Nombre o título de una fuente",
            "Nom ou titre d'une source",
            "资料的名称或标题",
        ),
        "source": ("quelle", "fuente", "source", "原文"),
        "Show the lines of a source around a place": (
            "Zeigt die Zeilen einer Quelle um eine Stelle",
            "Muestra las líneas de una fuente alrededor de un lugar",
            "Montre les lignes d'une source autour d'un endroit",
            "显示资料中某处前后的行",
        ),
        "line": ("zeile", "línea", "ligne", "行号"),
        "The number of the line, from 1": (
            "Die Nummer der Zeile, ab 1",
            "El número de la línea, desde 1",
            "Le numéro de la ligne, à partir de 1",
            "行号，从 1 开始",
        ),
        "about": ("über", "acerca", "à-propos", "关于"),
        "What this bot is, how to ask it, and what it sees": (
            "Was dieser Bot ist, wie man ihn fragt und was er sieht",
            "Qué es este bot, cómo preguntarle y qué ve",
            "Ce qu'est ce bot, comment l'interroger et ce qu'il voit",
            "这个机器人是什么、如何提问、它能看到什么",
        ),
        "forget": ("vergessen", "olvidar", "oublier", "忘记"),
        "Remove everything that this bot has stored about you": (
            "Entfernt alles, was dieser Bot über dich gespeichert hat",
            "Elimina todo lo que este bot ha guardado sobre ti",
            "Supprime tout ce que ce bot a enregistré sur vous",
            "删除这个机器人存储的有关您的一切",
        ),
        "setup": ("einrichten", "configurar", "configurer", "设置"),
        "Set who may ask this bot in this server, and how it answers": (
            "Legt fest, wer diesen Bot auf diesem Server fragen darf und wie er antwortet",
            "Define quién puede preguntar a este bot en este servidor y cómo responde",
            "Définit qui peut interroger ce bot sur ce serveur, et comment il répond",
            "设置在此服务器中谁可以向机器人提问，以及它如何回答",
        ),
        "unanswered": ("unbeantwortet", "sin-respuesta", "sans-réponse", "未答"),
        "List the questions that were not answered well here": (
            "Listet die Fragen auf, die hier nicht gut beantwortet wurden",
            "Muestra las preguntas que aquí no se respondieron bien",
            "Liste les questions auxquelles il n'a pas été bien répondu ici",
            "列出在这里没有得到良好回答的问题",
        ),
        "Show a source, or change what answers are taken from": (
            "Zeigt eine Quelle oder ändert, woraus die Antworten stammen",
            "Muestra una fuente o cambia de dónde salen las respuestas",
            "Montre une source, ou change ce d'où viennent les réponses",
            "显示资料，或更改回答所依据的资料",
        ),
        "show": ("zeigen", "mostrar", "montrer", "显示"),
        "add": ("hinzufügen", "añadir", "ajouter", "添加"),
        "Add a file to the sources, for people who manage the server": (
            "Fügt den Quellen eine Datei hinzu, für alle, die den Server verwalten",
            "Añade un archivo a las fuentes, para quienes gestionan el servidor",
            "Ajoute un fichier aux sources, pour qui gère le serveur",
            "向资料中添加文件，供管理服务器的人使用",
        ),
        "file": ("datei", "archivo", "fichier", "文件"),
        "A text, a page, a PDF or a document to answer from": (
            "Ein Text, eine Seite, ein PDF oder ein Dokument als Quelle",
            "Un texto, una página, un PDF o un documento del que responder",
            "Un texte, une page, un PDF ou un document d'où répondre",
            "用于回答的文本、网页、PDF 或文档",
        ),
        "remove": ("entfernen", "quitar", "retirer", "移除"),
        "Remove a source that was saved or added in this server": (
            "Entfernt eine Quelle, die auf diesem Server gespeichert oder hinzugefügt wurde",
            "Quita una fuente guardada o añadida en este servidor",
            "Retire une source enregistrée ou ajoutée sur ce serveur",
            "移除在此服务器中保存或添加的资料",
        ),
        "The name of the source": (
            "Der Name der Quelle",
            "El nombre de la fuente",
            "Le nom de la source",
            "资料的名称",
        ),
        "reload": ("neu-laden", "recargar", "recharger", "重新加载"),
        "Take up now what changed among the sources": (
            "Nimmt jetzt auf, was sich an den Quellen geändert hat",
            "Recoge ahora lo que cambió en las fuentes",
            "Prend en compte maintenant ce qui a changé dans les sources",
            "立即载入资料中的更改",
        ),
        "Save as source": ("Als Quelle speichern", "Guardar como fuente", "Enregistrer comme source", "保存为资料"),
        "Check this quote": ("Dieses Zitat prüfen", "Comprobar esta cita", "Vérifier cette citation", "核对此引文"),
    }
)


class CommandTranslator(app_commands.Translator):
    """Translates by `TEXTS`; other texts stay English."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _: app_commands.TranslationContext[Any, Any], /
    ) -> str | None:
        """Return the translation of a name or a description, or None."""
        texts = TEXTS.get(string.message)
        return texts[_LOCALES[locale]] if texts and locale in _LOCALES else None
