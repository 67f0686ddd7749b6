"""The records of section 14, written from Documentation/FormatSpecification.md alone.

A codec reads a value from a Reader and writes it to bytes. Values are what JSON has: names, numbers, texts, lists;
bytes and identifiers in hexadecimal, instants in milliseconds.
"""
import datetime
import unicodedata

from vectors.formats import Reader, Refused, blake2b, box_id, counted, i64, kdf, leaf_hash, signing_id, u8, u32, u64, unhex


class Codec:
    """How one value is read and written."""

    def __init__(self, read, write):
        self.read, self.write = read, write


def number(size, signed=False):
    return Codec(lambda r: r.integer(size, signed), lambda v: v.to_bytes(size, "little", signed=signed))


def raw(size): return Codec(lambda r: r.raw(size).hex(), lambda v: exactly(unhex(v), size))


def exactly(data, size):
    if len(data) != size:
        raise Refused
    return data


def read_flag(reader):
    value = reader.integer(1)
    if value > 1:
        raise Refused
    return bool(value)


def read_text(reader):
    try:
        return reader.counted().decode()
    except UnicodeDecodeError:
        raise Refused


def read_day(reader):
    year, month, day = reader.integer(4, True), reader.integer(1), reader.integer(1)
    if not 0 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= 31:
        raise Refused
    if year:
        try:
            datetime.date(year, month, day)
        except ValueError:
            raise Refused
    return f"{year:04}-{month:02}-{day:02}"


def write_day(text):
    year, month, day = (int(part) for part in text.split("-"))
    return i64(year)[:4] + u8(month) + u8(day)


U8, U32, U64, INSTANT = number(1), number(4), number(8), number(8, signed=True)
FLAG = Codec(read_flag, lambda v: u8(int(v)))
TEXT = Codec(read_text, lambda v: counted(v.encode()))
BYTES = Codec(lambda r: r.counted().hex(), lambda v: counted(unhex(v)))
ID, DIGEST = raw(16), raw(32)
DAY = Codec(read_day, write_day)


def optional(codec):
    return Codec(lambda r: codec.read(r) if read_flag(r) else None,
                 lambda v: u8(0) if v is None else u8(1) + codec.write(v))


def many(codec):
    return Codec(lambda r: r.list(lambda: codec.read(r)),
                 lambda v: u32(len(v)) + b"".join(map(codec.write, v)))


def list_of_one(codec):
    """A list that has one element or none in version 1."""
    whole = many(codec)

    def read(reader):
        values = whole.read(reader)
        if len(values) > 1:
            raise Refused
        return values[0] if values else None

    return Codec(read, lambda v: whole.write([] if v is None else [v]))


def ascending(codec, key):
    """A list in strictly ascending order of the key."""
    def check(values):
        keys = [key(value) for value in values]
        if any(a >= b for a, b in zip(keys, keys[1:])):
            raise Refused
        return values
    inner = many(codec)
    return Codec(lambda r: check(inner.read(r)), lambda v: inner.write(check(v)))


def host_words():
    """Words of the host's own, each once."""
    return ascending(TEXT, lambda value: value.encode())


def words(text):
    """A closed list of words."""
    allowed = text.split()

    def check(value):
        if value not in allowed:
            raise Refused
        return value
    return Codec(lambda r: check(read_text(r)), lambda v: TEXT.write(check(v)))


def fields(*parts):
    """Named parts, one after the other."""
    return Codec(lambda r: {name: codec.read(r) for name, codec in parts},
                 lambda v: b"".join(codec.write(v[name]) for name, codec in parts))


def versioned(codec):
    def read(reader):
        if reader.integer(1) != 1:
            raise Refused
        return codec.read(reader)
    return Codec(read, lambda v: u8(1) + codec.write(v))


def record(*parts): return versioned(fields(*parts))


def extended(first, name, codec):
    """A record whose version 2 has one part more, which is never empty."""
    second = fields(*first, (name, codec))
    first = fields(*first)

    def read(reader):
        version = reader.integer(1)
        if version not in (1, 2):
            raise Refused
        value = (first if version == 1 else second).read(reader)
        if not value.setdefault(name, []) and version == 2:
            raise Refused
        return value
    return Codec(read, lambda v: u8(2) + second.write(v) if v[name] else u8(1) + first.write(v))


def extended_optionally(first, rest):
    """A record whose version 2 has parts more that may be missing, but not all of them."""
    second = fields(*first, *((name, optional(codec)) for name, codec in rest))
    first = fields(*first)
    names = [name for name, _ in rest]

    def read(reader):
        version = reader.integer(1)
        if version not in (1, 2):
            raise Refused
        value = (first if version == 1 else second).read(reader)
        if version == 2 and all(value[name] is None for name in names):
            raise Refused
        return {**dict.fromkeys(names), **value}

    def write(value):
        if all(value[name] is None for name in names):
            return u8(1) + first.write(value)
        return u8(2) + second.write(value)
    return Codec(read, write)


def choice(*cases):
    """A number and what belongs to it; a case without content is its name alone, another an object of one name."""
    by_number = {case[0]: case for case in cases}
    by_name = {case[1]: case for case in cases}

    def read(reader):
        case = by_number.get(reader.integer(1))
        if case is None:
            raise Refused
        return case[1] if len(case) == 2 else {case[1]: case[2].read(reader)}

    def write(value):
        name = value if isinstance(value, str) else next(iter(value))
        case = by_name[name]
        return u8(case[0]) + (b"" if len(case) == 2 else case[2].write(value[name]))
    return Codec(read, write)


def row(*codecs):
    """Several values without names."""
    return Codec(lambda r: [codec.read(r) for codec in codecs],
                 lambda v: b"".join(codec.write(part) for codec, part in zip(codecs, v)))


def checked(codec, holds):
    def check(value):
        if not holds(value):
            raise Refused
        return value
    return Codec(lambda r: check(codec.read(r)), lambda v: codec.write(check(v)))


# 14.14 words

ROLE = words(
    "originator treating-clinician other-clinician-same-org clinician-other-org trainee supervisor billing operations "
    "administrator patient personal-representative parent family-member designated-third-party researcher health-plan "
    "business-associate health-information-exchange intermediary attorney-for-provider opposing-attorney court "
    "law-enforcement oversight-agency hhs coroner funeral-director organ-procurement public-health-authority "
    "protective-services correctional-institution national-security workers-comp employer threat-target marketer "
    "data-buyer")
PURPOSE = words(
    "treatment emergency-treatment payment operations training legal-defense patient-request patient-directed "
    "required-by-law judicial-proceeding law-enforcement health-oversight hhs-compliance coroner funeral "
    "organ-donation serious-threat public-health abuse-report workers-comp specialized-government family-involvement "
    "research marketing sale employment documentation amendment-request accounting "
    "at-request-of-individual")
ACTION = words(
    "read browse disclose export deidentify create edit sign cosign amend annotate delete mark-entered-in-error "
    "set-sharing request-amendment request-accounting record-directive confirm-directive list-directives "
    "revoke-directive import attest enroll register update-person")
EVENT = TEXT
STATUS = words("draft signed cosigned amended addended entered-in-error")
GROUND = words(
    "endanger-life-or-physical-safety substantial-harm-to-referenced-person substantial-harm-by-representative "
    "confidential-source correctional-safety research-in-progress serious-harm-physical-or-mental emotional-distress "
    "clinician-preference unpaid-bill infeasible-segmentation patient-request-not-to-share")
COMPOUND = words(
    "psychotherapy-authorization general-authorization research-authorization consent-to-treatment part2-consent-tpo "
    "part2-consent-sud-counseling other")
CONDITIONING = words("none care-or-coverage research-treatment plan-enrollment care-for-third-party")
OBLIGATION = words(
    "account-disclosure append-not-overwrite attach-consent await-confirmation break-glass-audit deidentify-first "
    "deliver-as-requested document-emergency inform-individual legal-review limit-to-authorization limit-to-law "
    "limit-to-order minimum-necessary notify-recipients offer-review part2-notice reclassify-note "
    "record-originator-decision record-reason redact-held-part redact-other-subjects release-remainder "
    "request-no-further-use respond-30-days respond-60-days show-status verify-identity written-denial")

NOTE = fields(("owner", ID), ("record", ID))
COMPARTMENT = checked(U8, lambda value: 1 <= value <= 4)
IDENTIFIER = fields(("system", TEXT), ("value", TEXT))
IDENTIFIERS = many(IDENTIFIER)
FOREIGN_VERSION = optional(fields(("id", optional(TEXT)), ("lastUpdated", optional(INSTANT))))
SECURITY_LABEL = fields(("system", TEXT), ("code", TEXT), ("display", optional(TEXT)))
LABELED = fields(
    ("encounter", optional(IDENTIFIER)), ("labels", fields(
        ("written", many(SECURITY_LABEL)), ("compartment", COMPARTMENT), ("proposedCompartment", optional(COMPARTMENT)))))
FOREIGN_STATE = fields(
    ("key", IDENTIFIER), ("version", FOREIGN_VERSION), ("revision", U64), ("marks", fields(("words", ID), ("headings", optional(ID)))), ("files", many(ID)), ("importers", many(ID)),
    ("date", optional(INSTANT)),
    ("type", optional(fields(
        ("codings", many(fields(("system", optional(TEXT)), ("code", TEXT), ("display", optional(TEXT))))),
        ("text", optional(TEXT))))),
    ("labels", many(SECURITY_LABEL)), ("encounters", many(IDENTIFIER)), ("lifted", many(SECURITY_LABEL)),
    ("context", fields(
        ("organization", optional(TEXT)), ("custodian", optional(TEXT)), ("encounter", optional(TEXT)),
        ("authenticator", optional(TEXT)))),
    ("references", many(U64)),
    ("relations", many(choice(
        (0, "addendum", IDENTIFIER), (1, "replacement", IDENTIFIER), (2, "derived", IDENTIFIER), (3, "signature", IDENTIFIER)))),
    ("markedText", FLAG), ("partial", FLAG), ("preliminary", FLAG), ("proposed", optional(COMPARTMENT)), ("declined", optional(COMPARTMENT)))


def itself(value): return value


def note_key(note): return note["owner"] + note["record"]


IDS = ascending(ID, itself)
NOTES = ascending(NOTE, note_key)
COMPARTMENTS = ascending(COMPARTMENT, itself)


def set_of_words(codec): return ascending(codec, str.encode)


# 14.11 people, notes and what is shared

MINOR = record(
    ("serviceConsent", words("parental minor-alone court-or-other")), ("confidentialityAgreement", FLAG),
    ("requestedParentAsRepresentative", FLAG), ("stateParentAccess", words("silent permits requires prohibits")),
    ("professionalDecision", optional(words("grant deny"))), ("stateSubstanceUseParentalConsent", optional(FLAG)))
PARTIAL_DATE = checked(fields(("year", number(4, signed=True)), ("month", optional(U8))), lambda value: (
    0 <= value["year"] <= 9999 and (value["month"] is None or 1 <= value["month"] <= 12)))
PERSON = record(
    ("legalName", TEXT), ("birthDate", optional(DAY)), ("partialBirthDate", optional(PARTIAL_DATE)),
    ("gender", optional(words("female male other"))), ("isAlive", FLAG), ("deathDate", optional(DAY)),
    ("isEmancipated", FLAG), ("isInmate", FLAG), ("familyPreference", words("unknown agreed objected")),
    ("minor", optional(MINOR)), ("identifiers", IDENTIFIERS), ("sharedIdentifiers", IDENTIFIERS),
    ("labels", host_words()), ("isProvisional", FLAG))
KIND = record(("system", words("loinc local")), ("code", TEXT), ("display", TEXT))


def read_part(reader):
    number, subject = U32.read(reader), optional(ID).read(reader)
    return {"id": number, "audience": "everyone" if subject is None else {"subject": subject}}


def write_part(value):
    audience = value["audience"]
    return U32.write(value["id"]) + optional(ID).write(None if audience == "everyone" else audience["subject"])


PART = versioned(Codec(read_part, write_part))
SCOPE = versioned(choice((0, "note"), (1, "part", U32), (2, "field", fields(("part", U32), ("field", U32)))))
RELEASE = record(
    ("note", NOTE), ("scope", SCOPE), ("patient", ID),
    ("state", choice((0, "withheld"), (1, "scheduled", INSTANT), (2, "released"))), ("by", ID), ("at", INSTANT))
HOLD = record(
    ("note", NOTE), ("scope", SCOPE), ("patient", ID), ("ground", GROUND),
    ("determinedBy", words("licensed-professional unlicensed-staff system-policy")), ("by", ID), ("at", INSTANT),
    ("individualized", FLAG), ("treatingRelationship", FLAG), ("expires", optional(INSTANT)),
    ("review", words("not-requested upheld reversed")))
DENIAL = fields(("code", TEXT), ("explanation", TEXT), ("obligations", many(OBLIGATION)))
ACCESS_RESPONSE = record(
    ("id", ID), ("receivedAt", INSTANT), ("due", INSTANT), ("granted", many(NOTE)), ("isPartlyDenied", FLAG),
    ("denials", ascending(DENIAL, DENIAL.write)))
REASON = record(("note", NOTE), ("by", ID), ("at", INSTANT), ("words", TEXT))

# 14.12 directives

PARTY = versioned(choice((0, "principal", ID), (1, "organization", ID), (2, "role", ROLE)))
PARTIES = ascending(PARTY, PARTY.write)
EXPIRY = versioned(choice((0, "day", DAY), (1, "event", TEXT), (2, "none")))
SIGNATURE = record(
    ("signer", words("patient minor parent minor-and-parent personal-representative")), ("principal", optional(ID)),
    ("signedOn", optional(DAY)), ("authority", optional(TEXT)))
REVOCATION = record(("at", INSTANT), ("inWriting", FLAG), ("recordedBy", ID))
NON_RECOGNITION = record(("believedEndangered", FLAG), ("notInBestInterest", FLAG), ("by", ID), ("at", INSTANT))
AUTHORIZATION = record(
    ("subjects", IDS), ("description", TEXT), ("covers", COMPARTMENTS), ("notes", optional(NOTES)),
    ("disclosers", PARTIES), ("recipients", PARTIES), ("purposes", set_of_words(PURPOSE)),
    ("atRequestOfIndividual", FLAG), ("expiry", optional(EXPIRY)), ("signature", optional(SIGNATURE)),
    ("statements", set_of_words(words("right-to-revoke conditioning redisclosure"))), ("plainLanguage", FLAG),
    ("soughtByHolder", FLAG), ("copyGiven", FLAG), ("compoundWith", set_of_words(COMPOUND)),
    ("conditioning", CONDITIONING), ("remuneration", words("none stated unstated")), ("knownFalse", FLAG),
    ("revocation", optional(REVOCATION)))
PART2_CONSENT = record(
    ("kind", words(
        "part2-consent-tpo part2-consent-specific part2-consent-proceedings part2-consent-sud-counseling")),
    ("subjects", IDS), ("disclosers", PARTIES), ("description", TEXT), ("covers", COMPARTMENTS),
    ("recipients", PARTIES), ("intermediaryParticipants", PARTIES), ("purposes", set_of_words(PURPOSE)),
    ("expiry", optional(EXPIRY)), ("signature", optional(SIGNATURE)),
    ("statements", set_of_words(words("right-to-revoke redisclosure refusal-consequences"))),
    ("parentalConsentRequired", optional(FLAG)), ("compoundWith", set_of_words(COMPOUND)),
    ("conditioning", CONDITIONING), ("knownFalse", FLAG), ("revocation", optional(REVOCATION)))
GENERAL_CONSENT = record(
    ("subjects", IDS), ("covers", COMPARTMENTS), ("purposes", set_of_words(PURPOSE)),
    ("signature", optional(SIGNATURE)), ("revocation", optional(REVOCATION)))
ACCESS_DIRECTIVE = record(
    ("subjects", IDS), ("covers", COMPARTMENTS), ("recipients", PARTIES), ("destination", TEXT),
    ("signature", optional(SIGNATURE)), ("revocation", optional(REVOCATION)))
RESTRICTION = record(
    ("kind", words("paid-in-full agreed requested-only")), ("patient", ID), ("notes", optional(NOTES)),
    ("blocksRoles", set_of_words(ROLE)), ("blocksPurposes", set_of_words(PURPOSE)),
    ("termination", optional(words("by-patient by-entity"))), ("terminatedAt", optional(INSTANT)))
REPRESENTATION = record(
    ("patient", ID), ("representative", ID), ("basis", words("adult parent estate")), ("from", INSTANT),
    ("until", optional(INSTANT)), ("nonRecognition", optional(NON_RECOGNITION)))
LEGAL_PROCESS = record(
    ("instrument", optional(words(
        "court-order warrant grand-jury-subpoena attorney-subpoena administrative-request statute "
        "child-abuse-statute hhs-demand part2-court-order"))),
    ("subjects", IDS), ("notes", optional(NOTES)), ("recipients", PARTIES), ("expresslyCovers", FLAG),
    ("mandatory", FLAG), ("assurance", words("none notice protective-order audit-agreement")),
    ("threePartTest", FLAG), ("againstPatient", FLAG),
    ("broughtBy", words("none patient provider third-party government")),
    ("oversight", words("none originator organisation plan patient-benefits patient-unrelated-to-care")),
    ("part2Section", optional(words("2.64 2.65"))), ("part2ConfidentialFinding", FLAG),
    ("part2WithSubpoena", FLAG), ("receivedAt", INSTANT), ("withdrawnAt", optional(INSTANT)))
DOCUMENT = versioned(choice(
    (0, "authorization", AUTHORIZATION), (1, "part2Consent", PART2_CONSENT), (2, "generalConsent", GENERAL_CONSENT),
    (3, "accessDirective", ACCESS_DIRECTIVE), (4, "restriction", RESTRICTION), (5, "representation", REPRESENTATION),
    (6, "legalProcess", LEGAL_PROCESS)))
FILING = versioned(choice(
    (0, "inForce"), (1, "unconfirmed"), (2, "confirmed", fields(("by", ID), ("at", INSTANT), ("alone", FLAG)))))
DIRECTIVE = record(("id", ID), ("document", DOCUMENT), ("recordedBy", ID), ("recordedAt", INSTANT),
                   ("endedAt", optional(INSTANT)), ("standing", FILING))

# 14.2 to 14.8

KEY_SLOTS = record(("slots", many(raw(512))))
ENROLMENT = record(
    ("standing", fields(
        ("role", ROLE), ("organization", optional(ID)), ("training", checked(U8, lambda value: value <= 2)),
        ("part2Program", FLAG), ("coveredEntity", FLAG))),
    ("keys", list_of_one(fields(("box", raw(32)), ("signing", raw(32))))), ("since", INSTANT),
    ("ended", optional(INSTANT)), ("registrar", optional(ID)), ("filing", FILING),
    ("brought", optional(fields(("box", raw(32)), ("signing", raw(32))))), ("certificate", list_of_one(BYTES)), ("lastKeys", many(ID)), ("lastSerial", U64),
    ("replacement", optional(fields(
        ("at", INSTANT), ("previous", ID), ("current", ID), ("isAcknowledged", FLAG), ("confirmedBy", many(ID))))))
SLOT_USE = fields(
    ("index", U32),
    ("scope", choice((1, "header"), (2, "generation", row(COMPARTMENT, U32)), (3, "note", row(COMPARTMENT, ID)))),
    ("reader", optional(ID)), ("granter", optional(ID)), ("notBefore", INSTANT), ("directive", optional(ID)))
AGGREGATE = extended((
    ("compartments", row(ID, ID, ID, ID)), ("nextGeneration", U32), ("slotCount", U32), ("slots", many(SLOT_USE)),
    ("persons", ascending(fields(("patient", ID), ("person", PERSON)), lambda value: value["patient"])),
    ("staff", optional(PERSON)), ("members", many(ID)), ("groups", many(ID)), ("enrolment", list_of_one(ENROLMENT)),
    ("directives", many(fields(("record", ID), ("directive", DIRECTIVE)))), ("holds", many(HOLD)),
    ("certificates", many(BYTES)), ("authors", ascending(ID, lambda value: value)),
    ("origins", many(fields(
        ("key", IDENTIFIER), ("version", FOREIGN_VERSION),
        ("links", many(fields(("kind", words("replaced-by replaces refer seealso")), ("other", IDENTIFIER)))),
        ("death", optional(checked(U8, lambda value: 1 <= value <= 2)))))),
    ("labeled", many(LABELED))), "linked", ascending(ID, lambda value: value))
RECEIVED = fields(
    ("holder", words("received-copy covered-entity lawful-holder")),
    ("under", optional(words("tpo-consent non-tpo-consent"))), ("authorUnavailable", FLAG))
LABELS = fields(("words", host_words()), ("unit", optional(TEXT)))


def is_entry_error(code):
    """A code of the library's, or a word of the host's: 1 to 128 bytes, not blank, without control characters."""
    if code in ("wrong-patient", "duplicate", "wrong-content"):
        return True
    word = code.removeprefix("host:")
    return (code.startswith("host:") and 1 <= len(word.encode()) <= 128 and not word.isspace()
            and not any(unicodedata.category(character) == "Cc" for character in word))


COSIGNATURES = many(fields(("principal", ID), ("revision", U64), ("at", INSTANT), ("key", ID), ("signature", BYTES)))
WITHDRAWAL = fields(("error", checked(TEXT, is_entry_error)), ("refiled", optional(NOTE)))
REFILING = fields(
    ("from", NOTE), ("by", ID), ("at", INSTANT),
    ("originals", many(fields(
        ("revision", U64), ("manifestHash", DIGEST), ("locator", ID), ("hash", DIGEST),
        ("cosignatures", COSIGNATURES)))))
HEADER = checked(extended_optionally((
    ("compartment", COMPARTMENT), ("kind", KIND), ("template", TEXT), ("templateVersion", U32), ("status", STATUS),
    ("originators", many(ID)), ("organization", ID), ("subjects", many(ID)), ("parts", many(PART)),
    ("referencesOther", optional(words("none provider non-provider"))), ("compiledForProceeding", FLAG),
    ("byMentalHealthProfessional", optional(FLAG)),
    ("created", INSTANT),
    ("period", checked(fields(("start", INSTANT), ("end", INSTANT)), lambda value: value["start"] <= value["end"])),
    ("relation", optional(choice((1, "addendum", NOTE), (2, "annotation", NOTE), (3, "replacement", NOTE)))),
    ("addenda", many(NOTE)), ("releases", many(RELEASE)), ("holds", many(HOLD)), ("revision", U64),
    ("manifestHash", DIGEST), ("frameHash", DIGEST), ("keyGeneration", U32),
    ("history", many(fields(
        ("revision", U64), ("locator", ID), ("frameHash", DIGEST), ("manifestHash", DIGEST)))),
    ("cosignatures", COSIGNATURES),
    ("identifiers", IDENTIFIERS), ("attestedAuthors", many(TEXT)),
    ("origin", optional(fields(("by", ID), ("at", INSTANT), ("source", optional(TEXT))))), ("foreign", optional(FOREIGN_STATE)),
    ("confirmations", many(fields(("author", ID), ("by", ID)))), ("claims", many(fields(("author", ID), ("by", ID)))),
    ("usedForDecision", FLAG),
    ("received", optional(RECEIVED)), ("labels", LABELS), ("amendmentRequests", many(ID)), ("attachments", many(ID))),
    (("withdrawal", WITHDRAWAL), ("refiling", REFILING))),
    lambda value: value["withdrawal"] is None or value["status"] == "entered-in-error")
AUDIT_ENTRY = record(
    ("at", INSTANT), ("event", EVENT), ("principal", ID), ("role", ROLE), ("purpose", PURPOSE), ("action", ACTION),
    ("owner", ID), ("record", optional(ID)), ("revision", U64), ("outcome", words("permitted refused")),
    ("rules", many(TEXT)), ("duties", many(fields(("obligation", TEXT), ("due", optional(INSTANT))))),
    ("declared", many(TEXT)), ("epoch", U64), ("count", U32),
    ("change", optional(fields(("number", U64), ("follows", DIGEST), ("makes", DIGEST)))),
    ("guards", many(fields(("owner", ID), ("epoch", U64)))),
    ("commit", optional(ID)), ("settles", optional(fields(("position", U64), ("obligation", TEXT)))))
ENTRY_LINK = fields(
    ("instance", ID), ("before", U64), ("state", DIGEST), ("place", U32), ("unsettled", many(DIGEST)))
AUDIT_RECORD = record(("id", ID), ("commitment", DIGEST), ("envelope", BYTES))
AUDIT_CHECKPOINT = record(("count", U64), ("end", U64), ("clock", INSTANT), ("frontier", many(DIGEST)), ("note", TEXT))
AUDIT_TILE = record(("leaves", checked(many(DIGEST), lambda value: len(value) <= 256)))
TENANT = record(
    ("tenant", ID), ("organization", ID),
    ("keys", many(fields(("purpose", U8), ("generation", U32), ("wrapped", BYTES)))), ("instance", raw(32)),
    ("authority", raw(32)), ("lockedInstance", BYTES), ("lockedAuthority", optional(BYTES)), ("signature", raw(64)))
POINTER = record(("tenant", ID))

# Section 10

DIRECTORY_ENTRY = checked(
    fields(("record", raw(12)), ("revision", U64), ("leaf", DIGEST), ("compartment", checked(U8, lambda value: value <= 4)),
           ("statusClass", checked(U8, lambda value: value <= 3)), ("time", INSTANT)),
    # Zeros stand for what is no note's header, and for nothing else.
    lambda value: bool(value["statusClass"]) if value["compartment"] else not (value["statusClass"] or value["time"]))
HEAD = fields(
    ("version", checked(number(2), lambda value: value == 1)), ("tenant", ID), ("owner", ID), ("number", U64),
    ("previous", DIGEST), ("count", U64),
    ("root", DIGEST), ("frontier", many(DIGEST)), ("epoch", U64), ("aggregateHash", DIGEST), ("keySlotsHash", DIGEST),
    ("pageHashes", many(DIGEST)))
PAGE = fields(
    ("version", checked(number(2), lambda value: value == 1)),
    ("entries", checked(ascending(DIRECTORY_ENTRY, lambda value: value["record"]), lambda value: len(value) <= 128)))

AMENDMENT_REQUEST = record(
    ("id", ID), ("note", NOTE), ("requestedBy", ID), ("receivedAt", INSTANT), ("due", INSTANT), ("words", TEXT),
    ("answer", optional(fields(("isAccepted", FLAG), ("by", ID), ("at", INSTANT), ("words", TEXT)))))
DISCLOSURE = fields(
    ("at", INSTANT), ("recipient", ID), ("role", ROLE), ("purpose", PURPOSE), ("note", NOTE), ("kind", optional(KIND)))
ACCOUNTING = record(("id", ID), ("receivedAt", INSTANT), ("due", INSTANT), ("disclosures", many(DISCLOSURE)), ("isComplete", FLAG))

# 14.17 attachments

SEGMENT_SIZE = 1 << 20
ATTACHMENT = checked(
    record(
        ("note", NOTE), ("by", ID), ("at", INSTANT), ("first", ID), ("size", U64), ("segments", many(DIGEST)),
        ("name", BYTES), ("signature", optional(fields(("key", ID), ("bytes", BYTES))))),
    lambda value: value["first"].endswith("00000000")
    and len(value["segments"]) == max(1, -(-value["size"] // SEGMENT_SIZE)) <= 65536)
ATTACHMENT_NAME = record(("name", optional(TEXT)), ("mediaType", TEXT))
UPLOAD = checked(
    record(("request", ID), ("owner", ID), ("first", ID), ("count", U32), ("touched", INSTANT)),
    lambda value: value["first"].endswith("00000000") and value["count"] <= 65536)

# 14.15 recovery

RECOVERY = record(
    ("kind", words("restore anchor-renewal solo-practice solo-practice-end")), ("at", INSTANT), ("approvers", many(ID)),
    ("soloReason", optional(words("sole-provider others-unavailable"))))
NARROWING = versioned(choice(
    (0, "directive", DIRECTIVE), (1, "enrolment", ENROLMENT), (2, "person", row(ID, PERSON)), (3, "release", RELEASE),
    (4, "hold", HOLD), (5, "withdrawal", NOTE), (6, "discard", NOTE),
    (7, "labels", row(NOTE, LABELS)), (8, "labeled", many(LABELED)),
    (9, "linked", ascending(ID, lambda value: value)), (10, "misfiling", row(NOTE, optional(NOTE)))))
JOURNAL_LINE = record(
    ("at", INSTANT),
    ("content", choice((0, "narrowed", row(ID, U64, BYTES)), (1, "declared", row(RECOVERY, U64, many(ID))))))

RECORDS = {
    "person": PERSON, "directive": DIRECTIVE, "hold": HOLD, "release": RELEASE, "part": PART, "kind": KIND,
    "header": HEADER, "enrolment": ENROLMENT, "aggregate": AGGREGATE, "auditEntry": AUDIT_ENTRY,
    "accessResponse": ACCESS_RESPONSE, "amendmentRequest": AMENDMENT_REQUEST, "accounting": ACCOUNTING, "reason": REASON, "keySlots": KEY_SLOTS, "auditTile": AUDIT_TILE,
    "attachment": ATTACHMENT, "attachmentName": ATTACHMENT_NAME, "upload": UPLOAD, "tenant": TENANT, "pointer": POINTER, "recovery": RECOVERY, "narrowing": NARROWING, "journalLine": JOURNAL_LINE,
}


def decode(codec, data):
    """The value of bytes; every one of them must be needed."""
    reader = Reader(data)
    value = codec.read(reader)
    reader.finish()
    return value


# 14.13 templates: compartment, LOINC code, fields by number; a field with a star is structured.

TEMPLATES = {
    "clinical-notes.free-text": (1, "34109-9", "text"),
    "clinical-notes.soap": (1, "34904-3", "subjective objective assessment plan"),
    "clinical-notes.dap": (1, "34904-3", "data assessment plan"),
    "clinical-notes.birp": (1, "34904-3", "behavior intervention response plan"),
    "clinical-notes.girp": (1, "34904-3", "goal intervention response plan"),
    "clinical-notes.intake": (
        1, "78466-0", "presentingProblem history socialHistory mentalStatus risk symptoms functionalStatus diagnosis "
        "medications* testResults* plan"),
    "clinical-notes.session-summary": (
        1, "34864-9", "period* modality* frequency diagnosis functionalStatus symptoms progress prognosis plan "
        "medications* testResults*"),
    "clinical-notes.psychotherapy": (
        2, "78309-2", "impressions hypotheses processNotes transference countertransference themes* "
        "supervisionQuestions"),
    "clinical-notes.psychotherapy-free-text": (2, "78309-2", "text"),
    "clinical-notes.substance-use-free-text": (3, "34109-9", "text"),
    "clinical-notes.substance-use-counseling-free-text": (4, "34109-9", "text"),
    "clinical-notes.sections": (1, "34109-9", "section1"),
    "clinical-notes.psychotherapy-sections": (2, "78309-2", "section1"),
    "clinical-notes.substance-use-sections": (3, "34109-9", "section1"),
    "clinical-notes.substance-use-counseling-sections": (4, "34109-9", "section1"),
}

# Places and pseudonyms


def place(tenant, owner, record=bytes(16), compartment=bytes(16), revision=0, part=0, schema=0):
    return tenant + owner + compartment + record + u64(revision) + u32(part) + u32(0) + u32(schema) + u32(0)


def as_id(value): return value.to_bytes(16, "big")


def plain_hash(data):
    return blake2b(data)


def pseudonym(secret, generation, label, *parts):
    message = counted(label.encode()) + u32(len(parts)) + b"".join(map(counted, parts))
    return blake2b(message, 16, kdf(secret, generation, b"cnpseudo"), b"cnotes.pseudonym")


def leaf_of(record_id, revision, sealed):
    return leaf_hash(record_id + u64(revision) + plain_hash(sealed))


def listing_of(kind, value):
    """What an entry of the directory tells lists of a filed record: compartment, status class, time."""
    if kind != "header":
        return 0, 0, 0
    return (value["compartment"], {"draft": 1, "entered-in-error": 3}.get(value["status"], 2),
            value["period"]["start"])


def index_of(header, secret, generation):
    """The index entries of a note's header."""
    names = []
    if header["status"] == "draft":
        names += [pseudonym(secret, generation, "drafts", unhex(author)) for author in header["originators"]]
    names += [pseudonym(secret, generation, "identifier", entry["system"].encode(), entry["value"].encode())
              for entry in header["identifiers"]]
    named = []
    for relation in (header["foreign"] or {"relations": []})["relations"]:
        target = relation.get("addendum") or relation.get("replacement")
        if target and target not in named:
            named.append(target)
    names += [pseudonym(secret, generation, "related")] if named else []
    names += [pseudonym(secret, generation, "relation", entry["system"].encode(), entry["value"].encode()) for entry in named]
    return [{"pseudonym": name.hex(), "generation": generation, "statusClass": 0, "time": 0} for name in names]


def identities_of(aggregate, owner, enrolments):
    """The parts of the pseudonyms of everything that names an owner and nobody else."""
    person = {value["patient"]: value["person"] for value in aggregate["persons"]}.get(owner.hex(), aggregate["staff"])
    names = {(b"identifier", one["system"].encode(), one["value"].encode())
             for one in (person or {"identifiers": []})["identifiers"]}
    for keys in [enrolment["keys"] for enrolment in enrolments if enrolment and enrolment["keys"]]:
        names |= {(b"box-key", box_id(unhex(keys["box"]))), (b"signing-key", signing_id(unhex(keys["signing"])))}
    return names
