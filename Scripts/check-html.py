#!/usr/bin/env python3
"""Looks for words that the reducer of HTML lost, with two parsers of HTML that others wrote.

    python3 -m venv .build/oracles && .build/oracles/bin/pip install html5lib selectolax
    .build/oracles/bin/python Scripts/check-html.py [FILE...]

Without a FILE, the pages of Tests/Vectors/html-v1.json. A FILE has {"cases": [{"html": ..., "text": ...}]}; the texts
of other pages are written into one by
    CLINICAL_NOTES_PAGES=FILE swift test --disable-xctest --filter HTMLReducerTests

A word is what stands between spaces in one run of text. Every word that html5lib or selectolax sees, but for
scripts, style sheets and comments, must be in the text at least as often.
"""
import collections
import json
import pathlib
import sys

import html5lib
from selectolax.lexbor import LexborHTMLParser

UNSEEN = {"script", "style"}


def words_of_html5lib(page):
    """The words of the document that html5lib makes of a page."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    runs = []

    def walk(element):
        if not isinstance(element.tag, str) or element.tag.split("}")[-1] in UNSEEN:
            runs.append(element.tail or "")
            return
        runs.append(element.text or "")
        for child in element:
            walk(child)
        runs.append(element.tail or "")

    walk(document)
    return [word for run in runs for word in run.split()]


def words_of_selectolax(page):
    """The words of the document that Lexbor makes of a page."""
    tree = LexborHTMLParser(page)
    tree.strip_tags(list(UNSEEN))
    if tree.root is None:
        return []
    return [word for word in tree.root.text(separator=" ", strip=False).split()]


def plain(text):
    """A text without space or a mark of its start, in which each word is looked for."""
    return "".join(text.replace("\ufeff", "").split())


def lost(words, text):
    """The words that are in a text less often than they should be."""
    wanted = collections.Counter(words)
    # Cells outside a table are one word to a parser, and two to a reader.
    texts = [plain(text), plain(text.replace("|", ""))]
    return [word for word, count in wanted.items() if max(t.count(plain(word)) for t in texts) < count]


def main(files):
    pages = failures = 0
    for file in files:
        for case in json.loads(pathlib.Path(file).read_text("utf-8"))["cases"]:
            pages += 1
            for name, oracle in [("html5lib", words_of_html5lib), ("selectolax", words_of_selectolax)]:
                missing = lost(oracle(case["html"]), case["text"])
                if missing:
                    failures += 1
                    print(f"{file}: {name}: {case['html'][:80]!r}: {missing[:8]}")
    print(f"{pages} pages, {failures} with words lost")
    return 1 if failures or not pages else 0


if __name__ == "__main__":
    default = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors" / "html-v1.json"
    sys.exit(main(sys.argv[1:] or [default]))
