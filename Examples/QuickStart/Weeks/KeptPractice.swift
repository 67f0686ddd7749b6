internal import ClinicalNotes
internal import Foundation

/// What lies outside the store and a later week needs: everybody's own keys, and what the host remembers.
///
/// In earnest the keys lie with the people, and the rest in the host's own records. No name and no word of a note is in it.
struct KeptPractice: Codable {
    private struct Person: Codable {
        let id: Member.ID
        let purpose: PurposeOfUse
        /// Their keys, sealed under the passphrase.
        let keyring: Data
    }

    private let members: [Person]
    private let consultant: Data
    private let ana: PatientID
    private let ben: PatientID
    private let mia: PatientID
    private let nadia: PatientID
    private let tom: PatientID
    /// The charts of all patients.
    private(set) var charts: [PatientID]
    /// All notes that were written or imported.
    private(set) var notes: [NoteID]
    /// How many psychotherapy notes the therapist has.
    private(set) var psychotherapyWritten: Int
    /// The weeks; the last may not be over.
    private(set) var weeks: [Week]

    /// Keeps a practice at the end of its first week.
    init(
        _ practice: Practice,
        charts: [PatientID],
        notes: some Collection<NoteID>,
        psychotherapyWritten: Int,
        first: Week,
        cost: PassphraseCost
    ) throws {
        members = try practice.members.map {
            Person(id: $0.id, purpose: $0.purpose, keyring: try $0.keyring.sealed(cost))
        }
        consultant = try practice.consultant.sealed(cost)
        (ana, ben, mia, nadia, tom) = (
            practice.ana, practice.ben, practice.mia, practice.nadia, practice.tom
        )
        self.charts = charts
        self.notes = notes.sorted()
        self.psychotherapyWritten = psychotherapyWritten
        weeks = [first]
    }

    /// Reads what was kept beside a store.
    ///
    /// - Throws: ``DemonstrationError`` if it is missing or damaged.
    init(beside files: PracticeFiles) throws {
        guard FileManager.default.fileExists(atPath: files.people) else {
            throw DemonstrationError("\(files.people) is missing: nobody's keys are here")
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: files.people)))
        } catch {
            throw DemonstrationError("\(files.people) is not what was kept beside the store, or is damaged")
        }
    }

    /// Writes it beside the store, in place of what was there.
    func write(beside files: PracticeFiles) throws {
        try Data(json.utf8).write(to: URL(filePath: files.people), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: files.people)
    }

    /// The practice, its people's keys unlocked.
    func practice() throws -> Practice {
        Practice(
            members: try members.map { person in
                let keyring = try Keyring(sealed: person.keyring)
                return Member(
                    id: person.id,
                    principal: keyring.principal,
                    purpose: person.purpose,
                    keyring: keyring
                )
            },
            consultant: try Keyring(sealed: consultant),
            ana: ana,
            ben: ben,
            mia: mia,
            nadia: nadia,
            tom: tom
        )
    }

    /// What the last week that is over opened.
    var lastOpened: Week.Opened? { weeks.last { $0.opened != nil }?.opened }

    /// Adds what came with a further input.
    mutating func add(_ takenOver: TakenOver, psychotherapyWritten: Int) {
        charts = Set(charts).union(takenOver.patients).sorted()
        notes = (notes + takenOver.notes.values).sorted()
        self.psychotherapyWritten += psychotherapyWritten
    }

    /// Begins the next week, or goes on with one that broke off.
    mutating func begin(at now: Instant) -> Week {
        if let last = weeks.last, last.opened == nil { return last }
        let week = Week(number: weeks.count + 1, began: now)
        weeks.append(week)
        return week
    }

    /// Ends the week that was begun.
    mutating func end(having opened: Week.Opened) {
        guard let last = weeks.indices.last else { return }
        weeks[last].opened = opened
        notes = (notes + [opened.summary, opened.analysis].compactMap(\.self)).sorted()
        psychotherapyWritten += opened.analysis == nil ? 0 : 1
    }
}

extension PracticeFiles {
    /// Keeps somebody's sealed keys from before they are enrolled until the end of the first week, when the practice that is kept
    /// takes their place.
    func keep(_ keyring: Keyring) throws {
        let file = URL(filePath: people)
        let isThere = FileManager.default.fileExists(atPath: people)
        let earlier = isThere ? try JSONDecoder().decode([Data].self, from: Data(contentsOf: file)) : []
        try JSONEncoder().encode(earlier + [keyring.sealed(cost)]).write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: people)
    }
}

extension Keyring {
    fileprivate func sealed(_ cost: PassphraseCost) throws(CryptoError) -> Data {
        Data(try export(passphrase: Passphrase.current, cost: cost))
    }

    fileprivate convenience init(sealed bytes: Data) throws(CryptoError) {
        try self.init(importing: bytes, passphrase: Passphrase.current)
    }
}
