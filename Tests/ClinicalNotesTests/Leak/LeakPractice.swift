import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// A practice for a keyless onlooker: all owners have equal numbers of visits and of notes, and half of them have
/// psychotherapy notes.
struct LeakPractice {
    /// What an index tells of one record.
    struct Line {
        let owner: OwnerID
        let pseudonym: Bytes16
        let statusClass: UInt8
        let time: Instant
    }

    let clinic: Clinic
    private let isSharing: Bool
    /// The owners, and whether they have psychotherapy notes.
    private(set) var owners: [OwnerID: Bool] = [:]
    /// What an index with one constant pseudonym for each owner and compartment would hold of the same notes.
    private(set) var control: [Line] = []

    /// Writes the notes: of each visit a session summary and a second note, some of them left as drafts; if it shares,
    /// second notes that were signed are released to their patients, who have keys.
    init(owners count: Int, visits: Int, isSharing: Bool = false) async throws {
        clinic = try await Clinic()
        self.isSharing = isSharing
        let therapists = [try await clinic.staff("Rivera"), try await clinic.staff("Okafor")]
        var numbers = SeededNumbers(17)
        for number in 0..<count {
            let isKind = number % 2 == 0
            let therapist = therapists[Int.random(in: 0..<2, using: &numbers)]
            let patient = try await clinic.vault.register(
                Person(legalName: Self.words(.random(in: 4..<30, using: &numbers))),
                idempotencyKey: IdempotencyKey("patient-\(number)")
            )
            if isSharing {
                let keyring = try Keyring.generate(for: .patient(patient))
                try await clinic.vault.enroll(
                    patient,
                    keys: keyring.publicKeys,
                    idempotencyKey: IdempotencyKey("portal-\(number)")
                )
            }
            clinic.directory.join(therapist.id, patient)
            owners[patient.owner] = isKind
            let desk = try await clinic.desk(therapist)
            for visit in 0..<visits {
                let hour = Int.random(in: 0..<100, using: &numbers)
                let begun = Practice.start + .seconds(visit * 7 * 86_400 + hour * 3_600)
                try await document(
                    patient,
                    begun..<(begun + .seconds(3_000)),
                    isKind,
                    key: "\(number)-\(visit)",
                    isSigned: Int.random(in: 0..<5, using: &numbers) > 0,
                    desk,
                    &numbers
                )
            }
        }
    }

    /// A visit in two notes: the second one is psychotherapy at owners of the kind, and a general one at the others.
    private mutating func document(
        _ patient: PatientID,
        _ period: Range<Instant>,
        _ isKind: Bool,
        key: String,
        isSigned: Bool,
        _ desk: NoteSession,
        _ numbers: inout SeededNumbers
    ) async throws {
        var texts: [ClinicalText] = []
        for _ in 0..<2 { texts.append(ClinicalText(Self.words(.random(in: 200..<3_000, using: &numbers)))) }
        let visit = try await desk.document(
            CounselingSession(
                subjects: [patient],
                period: period,
                modality: .individual,
                summary: SessionSummary(progress: texts[0])
            ),
            idempotencyKey: IdempotencyKey("\(key)-visit")
        )
        let second: NoteID
        if isKind {
            second = try await desk.draft(
                PsychotherapyNote(impressions: texts[1]),
                about: [patient],
                period: period,
                idempotencyKey: IdempotencyKey("\(key)-second")
            )
        } else {
            second = try await desk.draft(
                FreeText(texts[1]),
                about: [patient],
                period: period,
                idempotencyKey: IdempotencyKey("\(key)-second")
            )
        }
        if isSigned {
            for (name, note) in [("a", visit.summary), ("b", second)] {
                try await desk.sign(note, idempotencyKey: IdempotencyKey("\(key)-sign-\(name)"))
            }
            if isSharing {
                try await desk.release(
                    second,
                    to: patient,
                    idempotencyKey: IdempotencyKey("\(key)-release")
                )
            }
        }
        for compartment in [Compartment.general, isKind ? .psychotherapy : .general] {
            control.append(
                Line(
                    owner: patient.owner,
                    pseudonym: Bytes16(high: patient.bytes.high, low: UInt64(compartment.rawValue)),
                    statusClass: isSigned ? 2 : 1,
                    time: period.lowerBound
                )
            )
        }
    }

    private static func words(_ count: Int) -> String { String(repeating: "n", count: count) }

    /// The index as it is.
    func index() async throws -> [Line] {
        var lines: [Line] = []
        for collection in UInt8(1)...12 {
            let query = IndexQuery(
                tenant: clinic.tenant,
                collection: RecordCollection(rawValue: collection),
                predicate: .all,
                order: .ascending,
                limit: .max
            )
            lines += try await clinic.store.scan(query, by: .never).hits.map { hit in
                Line(
                    owner: hit.key.owner,
                    pseudonym: hit.entry.pseudonym,
                    statusClass: hit.entry.statusClass,
                    time: hit.entry.time
                )
            }
        }
        return lines
    }

    /// Owners with what some lines tell of each.
    func told(by lines: [Line]) -> [(features: [String: Double], isKind: Bool)] {
        let byOwner = Dictionary(grouping: lines, by: \.owner)
        return owners.sorted { $0.key < $1.key }.map { owner, isKind in
            (Self.features(of: byOwner[owner] ?? []), isKind)
        }
    }

    private static func features(of lines: [Line]) -> [String: Double] {
        let lists = Dictionary(grouping: lines, by: \.pseudonym).values.map(\.count).sorted(by: >)
        let times = Dictionary(grouping: lines, by: \.time)
        var features: [String: Double] = [
            "index: lines": Double(lines.count), "index: lists": Double(lists.count),
            "index: lines of the longest list": Double(lists.first ?? 0),
            "index: lines of the shortest list": Double(lists.last ?? 0),
            "index: times": Double(times.count),
            "index: lines of one time": Double(times.values.filter { $0.count > 1 }.joined().count),
            "index: times in several lists": Double(
                times.values.count { Set($0.map(\.pseudonym)).count > 1 }
            ),
        ]
        for (status, lines) in Dictionary(grouping: lines, by: \.statusClass) {
            features["index: lines of class \(status)"] = Double(lines.count)
            features["index: lists of class \(status)"] = Double(Set(lines.map(\.pseudonym)).count)
        }
        return features
    }

    /// Owners with what a whole copy of the store tells of each: the numbers, sizes and counts of their rows, and the
    /// index.
    func copied() async throws -> [(features: [String: Double], isKind: Bool)] {
        let rows = Dictionary(grouping: try await clinic.records(), by: \.key.owner)
        let lines = Dictionary(grouping: try await index(), by: \.owner)
        return owners.sorted { $0.key < $1.key }.map { owner, isKind in
            var features = Self.features(of: lines[owner] ?? [])
            features.merge(Self.features(of: rows[owner] ?? [])) { $1 }
            return (features, isKind)
        }
    }

    private static func features(of rows: [StoredRecord]) -> [String: Double] {
        var features: [String: Double] = [:]
        for (collection, rows) in Dictionary(grouping: rows, by: \.key.collection) {
            let name = "collection \(collection.rawValue)"
            features["\(name): rows"] = Double(rows.count)
            guard collection != .owner else {
                for row in rows {
                    features["\(name), record \(row.key.record.bytes.low): size"] = Double(row.value.count)
                    features["\(name), record \(row.key.record.bytes.low): writes"] = Double(row.revision)
                }
                continue
            }
            for (what, values) in [
                ("size", rows.map { Double($0.value.count) }), ("writes", rows.map { Double($0.revision) }),
            ] {
                features["\(name): sum of \(what)"] = values.reduce(0, +)
                // The keys are random, so the order of rows tells nothing but this.
                for (place, value) in values.sorted().prefix(40).enumerated() {
                    features["\(name): \(what) \(place) from the smallest"] = value
                }
                for (value, of) in Dictionary(grouping: values, by: { $0 }) {
                    features["\(name): rows of \(what) \(Int(value))"] = Double(of.count)
                }
            }
        }
        return features
    }
}
