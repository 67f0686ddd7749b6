#!/usr/bin/env python3
"""Looks for words that the reducer of HTML lost, with two parsers of HTML that others wrote.

    python3 -m venv .build/oracles && .build/oracles/bin/pip install html5lib selectolax
    .build/oracles/bin/python Scripts/check-html.py [FILE...]

Without a FILE, the pages of Tests/Vectors/html-v1.json. A FILE has {"cases": [{"html": ..., "text": ...}]}; the texts
of other pages are written into one by
    CLINICAL_NOTES_PAGES=FILE swift test --disable-xctest --filter HTMLReducerTests

A word is a run of letters and digits, or a sign. Every word that html5lib or selectolax sees, but for scripts, style
sheets and comments, must be a whole word of the text, at least as often. A word that the markup cuts (`H<sub>2</sub>O`),
or that a parser joins where it leaves out a tag, may be several words of the text, which follow each other.
"""
import collections
import json
import pathlib
import re
import sys

import html5lib
from selectolax.lexbor import LexborHTMLParser

UNSEEN = {"script", "style"}
# What only says how letters look: no word ends where these begin or end.
FORMATTING = set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
# Stands where formatting begins or ends; no page has it.
SEAM = "\ue000"
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def joined(tag, inside):
    """What an element says, its words apart from those around it unless it only formats them."""
    edge = SEAM if tag in FORMATTING else " "
    return edge + inside + edge


def said_by_html5lib(page):
    """The text of the document that html5lib makes of a page."""

    def said(element):
        inside = element.text or ""
        for child in element:
            is_seen = isinstance(child.tag, str) and child.tag not in UNSEEN
            inside += joined(child.tag, said(child)) if is_seen else SEAM
            inside += child.tail or ""
        return inside

    return said(html5lib.parse(page, namespaceHTMLElements=False))


def said_by_selectolax(page):
    """The text of the document that Lexbor makes of a page."""

    def said(element):
        inside = ""
        for child in element.iter(include_text=True):
            if child.tag == "-text":
                inside += child.text_content or ""
            else:
                is_seen = child.tag and not child.tag.startswith("-") and child.tag not in UNSEEN
                inside += joined(child.tag, said(child)) if is_seen else SEAM
        return inside

    root = LexborHTMLParser(page).root
    return "" if root is None else said(root)


def chains(said):
    """The words of a text, each as the pieces in which formatting cuts it."""
    for run in said.replace("\ufeff", "").split():
        chain = []
        for number, piece in enumerate(run.split(SEAM)):
            for place, word in enumerate(WORD.findall(piece)):
                continues = number and not place and chain and chain[-1].isalnum() and word.isalnum()
                if chain and not continues:
                    yield chain
                    chain = []
                chain.append(word)
        if chain:
            yield chain


def take(chain, left):
    """Takes a word out of those that are left of a text, whole or in as few pieces as possible; False if it is not there."""
    if not chain:
        return True
    for end in range(len(chain), 0, -1):
        word = "".join(chain[:end])
        if left[word] > 0:
            left[word] -= 1
            if take(chain[end:], left):
                return True
            left[word] += 1
    return False


def take_in_a_row(word, text, left):
    """Takes a word out of a text's words where some that follow each other make it; False if none do."""
    for start in range(len(text)):
        row = ""
        for end in range(start, len(text)):
            row += text[end]
            if not word.startswith(row):
                break
            if row == word and not collections.Counter(text[start : end + 1]) - left:
                left.subtract(text[start : end + 1])
                return True
    return False


def lost(said, text):
    """The words that are in a text less often than a parser says them."""
    words = WORD.findall(text.replace("\ufeff", ""))
    left = collections.Counter(words)
    # Whole words first, so that pieces do not take what others need.
    missing = ["".join(chain) for chain in sorted(chains(said), key=len) if not take(chain, left)]
    rows = [word for word in words if word.isalnum()]
    return [word for word in missing if not take_in_a_row(word, rows, left)]


def main(files):
    pages = failures = 0
    for file in files:
        for case in json.loads(pathlib.Path(file).read_text("utf-8"))["cases"]:
            pages += 1
            for name, said in [("html5lib", said_by_html5lib), ("selectolax", said_by_selectolax)]:
                missing = lost(said(case["html"]), case["text"])
                if missing:
                    failures += 1
                    print(f"{file}: {name}: {case['html'][:80]!r}: {missing[:8]}")
    print(f"{pages} pages, {failures} with words lost")
    return 1 if failures or not pages else 0


if __name__ == "__main__":
    default = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors" / "html-v1.json"
    sys.exit(main(sys.argv[1:] or [default]))
