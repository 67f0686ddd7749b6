#!/usr/bin/env python3
"""Imports what others published, and prints what came in as a table in Markdown.

    Scripts/try-sources.py FOLDER [--refusals FILE] [--quick-start PROGRAM]
    Scripts/try-sources.py --check [--quick-start PROGRAM]    tries a folder that it writes itself

Each folder in FOLDER is a source: its `.json` and `.ndjson` files, however deep. The NDJSON files of one folder are an
export and are read together; every other file is read by itself. Each input goes into a fresh store, with a name of
its own for its system. Files that hold no DocumentReference, Composition or DiagnosticReport are passed over.

A note is an entry of one of these types. It is imported (withdrawn notes count), refused for a reason, or left aside: a
report without words of its own, a copy, an older version. An input that cannot be used as a whole counts as one note refused,
for `<reason> (whole)`. With --refusals each refusal is written to FILE, with its input, entry and element.
Exit status 0 only if the program ended as it should on every input and every note has an outcome.
"""
import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTE = re.compile(r'"resourceType"\s*:\s*"(DocumentReference|Composition|DiagnosticReport)"')
WORDS = re.compile(r"FHIRError\((\w+)")
ON_RECORD = ["notesImported", "notesChanged", "notesWithdrawn", "notesUnchanged"]


class Counts:
    """What became of the notes of a source."""

    def __init__(self):
        self.inputs = self.imported = self.aside = self.provisional = 0
        self.refused = collections.Counter()

    def row(self, name):
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.refused.items()))
        notes = self.imported + self.aside + self.refused.total()
        return (
            f"| {name} | {self.inputs:,} | {notes:,} | {self.imported:,} | {reasons or 'none'} "
            f"| {self.aside:,} | {self.provisional:,} |"
        )


def inputs(source):
    """The inputs of a source, each a list of files that are read together."""
    exports = collections.defaultdict(list)
    for file in sorted(source.rglob("*")):
        if file.suffix == ".ndjson" and file.is_file():
            exports[file.parent].append(file)
        elif file.suffix == ".json" and file.is_file():
            exports[file].append(file)
    return [files for _, files in sorted(exports.items()) if any(NOTE.search(text(file)) for file in files)]


def text(file):
    return file.read_bytes().decode("utf-8", errors="replace")


class Practice:
    """The program, and a founded practice that every import gets a copy of."""

    def __init__(self, program, folder):
        self.program, self.folder = str(program), folder
        self.founded = folder / "founded"
        self.founded.mkdir()
        self.run("--store", self.founded / "practice.db", "--json", may_end_with=[0])

    def run(self, *arguments, may_end_with):
        run = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, check=False)
        if run.returncode not in may_end_with:
            raise RuntimeError(f"ended with {run.returncode}: {run.stderr.strip()[-500:]}")
        return run.stdout

    def take(self, files, system):
        """Imports files that belong together; what the program printed, and the lines of its report."""
        copy = self.folder / "copy"
        shutil.copytree(self.founded, copy)
        try:
            arguments = ["--store", copy / "practice.db", "--json", "--report", copy / "report", "--source", system]
            for file in files:
                arguments += ["--input", file]
            printed = self.run(*arguments, may_end_with=[0, 2])
            report = copy / "report"
            return json.loads(printed) if printed else None, report.read_text("utf-8").splitlines()
        finally:
            shutil.rmtree(copy)


def try_source(source, practice, tell):
    """Counts what became of a source; raises RuntimeError if the program failed or an entry has no outcome."""
    counts = Counts()
    for number, files in enumerate(inputs(source)):
        place = files[0] if len(files) == 1 else files[0].parent
        name = place.relative_to(source.parent)
        try:
            said, lines = practice.take(files, f"urn:example:tried:{number}")
        except RuntimeError as error:
            raise RuntimeError(f"{name}: {error}") from None
        counts.inputs += 1
        for line in lines:
            tell(f"{name}: {line}")
        if said is None:
            reason = WORDS.search(lines[0]) if lines else None
            if not reason:
                raise RuntimeError(f"{name}: nothing is said of it")
            counts.refused[f"{reason[1]} (whole)"] += 1
            continue
        if sum(said["refused"].values()) != len(lines):
            raise RuntimeError(f"{name}: {len(lines)} lines of {sum(said['refused'].values())} refusals")
        counts.imported += sum(said[key] for key in ON_RECORD)
        counts.aside += said["notesLeftAside"]
        counts.provisional += said["notesProvisional"]
        counts.refused.update(said["notesRefused"])
    return counts


def table(folder, program, tell=lambda line: None):
    """The lines of the table of all sources in a folder."""
    yield "| source | inputs | notes | imported | refused | left aside | of provisional patients |"
    yield "| --- | ---: | ---: | ---: | --- | ---: | ---: |"
    with tempfile.TemporaryDirectory() as scratch:
        practice = Practice(program, pathlib.Path(scratch))
        for source in sorted(path for path in folder.iterdir() if path.is_dir()):
            yield try_source(source, practice, tell).row(source.name.replace("+", "/"))


def built():
    """The program, built."""
    examples = ROOT / "Examples"
    subprocess.run([ROOT / "Scripts/demo", "--help"], check=True, stdout=subprocess.DEVNULL)
    where = subprocess.run(
        ["swift", "build", "--package-path", examples, "--show-bin-path"], check=True, stdout=subprocess.PIPE, text=True
    )
    return pathlib.Path(where.stdout.strip()) / "quick-start"


def check(program):
    """Tries a folder that holds what a table is about; True if the table says so."""

    def note(number, **more):
        attachment = {"contentType": "text/plain", "data": "V29yZHMu"}
        return {
            "resourceType": "DocumentReference", "id": f"n{number}", "status": "current", "content": [{"attachment": attachment}],
            "subject": {"reference": "Patient/p"}, **more,
        }  # fmt: skip

    def bundle(*resources):
        return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}

    patient = {"resourceType": "Patient", "id": "p", "name": [{"text": "Ana"}]}
    faulty = note(3, status="open")
    report = {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Report"}}
    files = {
        "export/Patient.ndjson": json.dumps(patient),
        "export/notes.ndjson": "\n".join(map(json.dumps, [note(1), note(2), note(1), faulty, report])),
        "maker+files/a/one.json": json.dumps(bundle(patient, note(1, status="entered-in-error"), note(2))),
        # The same id once more, of another patient: files that stand alone have nothing to do with each other.
        "maker+files/b/other.json": json.dumps(note(2)),
        "maker+files/b/broken.json": json.dumps(bundle(note(1)))[:-1],
        "maker+files/b/none.json": json.dumps(bundle(patient)),
        "maker+files/readme.txt": json.dumps(note(9)),
        "nothing/patient.json": json.dumps(patient),
    }
    expected = [
        "| export | 1 | 5 | 2 | 1 invalidCode | 2 | 0 |",
        "| maker/files | 3 | 4 | 3 | 1 malformedJSON (whole) | 0 | 1 |",
        "| nothing | 0 | 0 | 0 | none | 0 | 0 |",
    ]
    refusals = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            file = pathlib.Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        rows = list(table(pathlib.Path(folder), program, refusals.append))[2:]
    places = [line.split(":")[0] for line in refusals]
    if rows == expected and places == ["export", "maker+files/b/broken.json"]:
        return True
    print("try-sources: the table of its own folder is wrong", *rows, *refusals, sep="\n", file=sys.stderr)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--refusals", type=pathlib.Path)
    parser.add_argument("--quick-start", type=pathlib.Path, help="the program, if it is built already")
    options = parser.parse_args()
    if options.check == bool(options.folder):
        parser.error("either FOLDER or --check")
    program = options.quick_start or built()
    if options.check:
        return 0 if check(program) else 1
    refusals = []
    try:
        for line in table(options.folder, program, refusals.append):
            print(line, flush=True)
    except RuntimeError as error:
        print(f"try-sources: {error}", file=sys.stderr)
        return 1
    finally:
        if options.refusals:
            options.refusals.write_text("".join(line + "\n" for line in refusals), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
