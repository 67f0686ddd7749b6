import ClinicalNotesCrypto
import Foundation

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// A value as the vectors spell it: the properties by name, without the codec's help.
enum PlainForm {
    static func of(_ value: Any) -> Any {
        scalar(value) ?? special(value) ?? reflected(value)
    }

    private static func scalar(_ value: Any) -> Any? {
        switch value {
        case let id as any ClinicalNotesModel.Identifier: id.bytes.hex
        case let bytes as Bytes16: bytes.hex
        case let key as KeyID: key.bytes.hex
        case let digest as Digest: digest.bytes.hex
        case let bytes as [UInt8] where type(of: value) is [UInt8].Type: bytes.hex
        case let key as SigningPublicKey: key.bytes.hex
        case let key as BoxPublicKey: key.bytes.hex
        case let moment as Instant: moment.milliseconds
        case let day as CalendarDay: day.description
        case let text as ClinicalText: text.copyString()
        case let compartment as Compartment: Int(compartment.rawValue)
        case let training as TrainingProgram: Int(training.stored)
        case let kind as RecoveryKind: kind.description
        case let reason as SoloReason: reason.description
        case let word as HostWord: word.description
        case let error as EntryError: error.code
        case let plain as String: plain
        case let flag as Bool: flag
        case let number as any BinaryInteger: UInt64(truncatingIfNeeded: number)
        case let word as any RawRepresentable: of(word.rawValue)
        default: nil
        }
    }

    private static func special(_ value: Any) -> Any? {
        switch value {
        case let person as Person:
            [
                "legalName": person.legalName, "birthDate": of(person.birthDate as Any),
                "partialBirthDate": of(person.partialBirthDate as Any), "gender": of(person.gender as Any),
                "isAlive": person.isAlive, "deathDate": of(person.deathDate as Any),
                "isEmancipated": person.isEmancipated, "isInmate": person.isInmate,
                "familyPreference": person.familyPreference.rawValue, "minor": of(person.minor as Any),
                "identifiers": of(person.identifiers), "sharedIdentifiers": of(person.sharedIdentifiers),
                "isProvisional": person.isProvisional,
                "labels": of(person.labels),
            ]
        // Mirrors nothing of itself.
        case let link as ExternalLink: ["kind": of(link.kind), "other": of(link.other)]
        case let period as Range<Instant>: ["start": of(period.lowerBound), "end": of(period.upperBound)]
        case let parties as Set<Party>:
            parties.sorted { $0.encodedBytes.lexicographicallyPrecedes($1.encodedBytes) }.map(of)
        case let denials as Set<AccessResponse.Denial>:
            denials.sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }.map(of)
        case let key as TenantRecord.WrappedKey:
            [
                "purpose": of(key.name.purpose), "generation": of(key.name.generation),
                "wrapped": of(key.wrapped),
            ]
        case let words as Set<HostWord>: words.sorted().map(of)
        case let notes as Set<NoteID>: notes.sorted().map(of)
        case let persons as [PatientID: Person]:
            persons.sorted { $0.key < $1.key }.map { ["patient": of($0.key), "person": of($0.value)] }
        case let compartments as [Compartment: CompartmentID]:
            Compartment.allCases.map { of(compartments[$0] as Any) }
        default: nil
        }
    }

    /// The vectors keep the spelling that they were written with.
    private static func spelled(_ label: String) -> String { spellings[label] ?? label }

    private static let spellings = [
        "enrollment": "enrolment", "affiliation": "standing", "external": "foreign",
    ]

    private static func reflected(_ value: Any) -> Any {
        let mirror = Mirror(reflecting: value)
        let children = Array(mirror.children)
        switch mirror.displayStyle {
        case .optional: return children.first.map { of($0.value) } ?? NSNull()
        case .collection: return children.map { of($0.value) }
        case .set: return children.map { of($0.value) }.sorted { "\($0)" < "\($1)" }
        case .tuple: return children.count == 1 ? of(children[0].value) : children.map { of($0.value) }
        case .enum:
            guard let child = children.first, let label = child.label else { return "\(value)" }
            return [spelled(label): of(child.value)]
        default:
            // What is said of an affiliation before it is enrolled is not stored.
            let stored = children.filter { $0.label != "isOfPractice" }
            return Dictionary(uniqueKeysWithValues: stored.map { (spelled($0.label ?? ""), of($0.value)) })
        }
    }
}

extension [UInt8] {
    var hex: String { map { String(format: "%02x", $0) }.joined() }

    init?(hex: String) {
        guard hex.utf8.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(hex)
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self = bytes
    }
}
