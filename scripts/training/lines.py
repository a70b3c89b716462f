"""What people may say, as the campaign and the bot have it: search lines, and questions that the texts don't cover."""

import json
import pathlib
import tomllib
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "bot-core/content"
MODEL = CONTENT / "understanding/model"
LANGUAGES = "ar bn de en es fr ne pt ru sw zh".split()
# Kinds of questions that aren't covered, as classes of their own beside the passages.
KINDS = ["near", "offtopic", "smalltalk", "injection"]


class Line(NamedTuple):
    text: str
    language: str
    # A passage's id, or one of KINDS.
    about: str


def read(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


def lines():
    """Every line once, in a fixed order."""
    found = {}
    for language in LANGUAGES:
        for passage, said in read(CONTENT / f"campaign/search/{language}.toml").items():
            for text in said:
                found.setdefault((text, language), passage)
        for kind, said in read(CONTENT / f"understanding/not_covered/{language}.toml").items():
            for text in said:
                found.setdefault((text, language), kind)
        titles = CONTENT / f"campaign/explanations/{language}.toml"
        if titles.exists():
            for passage, explained in read(titles).items():
                found.setdefault((explained["title"], language), passage)
    searchable = set(read(CONTENT / "campaign/search/en.toml"))
    return [Line(text, language, about) for (text, language), about in found.items()
            if about in KINDS or about in searchable]


def texts_of_passages():
    """Other words of ours: what the pieces of the vocabulary are chosen by, and what a student reads."""
    found = [passage["text"] for passage in read(CONTENT / "campaign/passages.toml")["passage"]]
    for language in LANGUAGES:
        path = CONTENT / f"campaign/explanations/{language}.toml"
        if path.exists():
            found += [text for explained in read(path).values() for text in explained.values()]
    return found


def questions(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
