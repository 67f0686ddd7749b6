import ClinicalNotesCrypto
import TestSupport

@testable import ClinicalNotes

/// A practice that goes on from a store, by one process after another.
struct TamperedLife {
    let practice: TamperedPractice
    let database: any HeldDatabase
    let anchor: any Anchor
    var numbers: SeededNumbers
    private(set) var vault: NoteVault
    private(set) var past: [StoreImage] = []
    /// Whether somebody did anything that is noticed whoever goes on.
    private(set) var isTampered = false
    /// Owners who were put back, as they stood before and as they became.
    private var putBack:
        [OwnerID: (stood: [RecordKey: StoreImage.Row], became: [RecordKey: StoreImage.Row])] = [:]
    /// Whether what was done cannot have been undone since.
    private var isForGood = false
    /// Whether all that was done is undone: what was put back was put forward again before anybody wrote to it.
    var isHealed: Bool { isTampered && !isForGood && putBack.isEmpty }
    private var written = 0

    init(
        _ practice: TamperedPractice,
        in database: any HeldDatabase,
        _ anchor: any Anchor,
        _ numbers: SeededNumbers
    ) async throws {
        self.practice = practice
        self.database = database
        self.anchor = anchor
        self.numbers = numbers
        vault = try await TamperedPractice.open(
            database.store,
            practice.keys,
            practice.directory,
            anchor
        )
    }

    mutating func reopen() async throws {
        vault = try await TamperedPractice.open(database.store, practice.keys, practice.directory, anchor)
    }

    /// A step that anybody may make; a process that has seen more than the store tells is left for another one.
    mutating func work() async throws {
        past.append(try database.image())
        written += 1
        let note = practice.written[[0, 2, 4].randomElement(using: &numbers) ?? 0].note
        let step = Int.random(in: 0..<6, using: &numbers)
        do {
            let desk = try await practice.desk(of: vault)
            switch step {
            case 0: _ = try await desk.read(note)
            case 1: _ = try await desk.chart(of: practice.ana).page(limit: 3)
            case 2:
                try await desk.amend(
                    note,
                    SessionSummary(progress: "\(written)"),
                    idempotencyKey: IdempotencyKey("w-\(written)")
                )
            case 3:
                try await desk.release(
                    note,
                    to: practice.ana,
                    idempotencyKey: IdempotencyKey("w-\(written)")
                )
            case 4:
                try await desk.withhold(
                    note,
                    from: practice.ana,
                    idempotencyKey: IdempotencyKey("w-\(written)")
                )
            default: try await vault.checkpoint()
            }
        } catch let error as NotesError where error.code == .rolledBack {
            try await reopen()
        } catch let error as NotesError where error.code == .behindAnchor {
            // The anchor's journal tells that access was narrowed since: nobody gets further.
        } catch let error as NotesError
            where [.refused, .notFound, .invalidTransition, .invalidInput].contains(error.code)
        {
            // What is not Ana's cannot be released to her.
        }
    }

    /// A step of whoever holds the database.
    ///
    /// - Returns: Whether it is noticed whoever goes on. That the last entries of a process which never writes again were
    ///   removed before anything vouched for them is not: the threat model says so.
    mutating func tamper() async throws -> Bool {
        let before = try database.image()
        guard let older = past.randomElement(using: &numbers) else { return false }
        let entries = before.keys.filter { $0.collection == .audit }
        var image = before
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0:
            let owner = Bool.random(using: &numbers) ? practice.ana.owner : practice.ben.owner
            image.putBack(owner, from: older)
            guard image.rows != before.rows else { return true }
            note(owner, from: before, to: image)
        case 1:
            guard let copied = entries.randomElement(using: &numbers) else { return false }
            let log = AuditRecord.log(of: practice.vault.tenant)
            image[log.key(at: UInt64(entries.count))] = before[copied]
            isForGood = true
        default:
            guard let removed = entries.randomElement(using: &numbers) else { return false }
            image[removed] = nil
            (isTampered, isForGood) = (true, true)
            try database.put(image)
            return false
        }
        isTampered = true
        try database.put(image)
        return true
    }

    private mutating func note(_ owner: OwnerID, from before: StoreImage, to after: StoreImage) {
        let (stood, becomes) = (before.rows(of: owner), after.rows(of: owner))
        guard let earlier = putBack[owner] else {
            putBack[owner] = (stood, becomes)
            return
        }
        // What was written over an older state stays in the log.
        guard stood == earlier.became else {
            isForGood = true
            return
        }
        putBack[owner] = becomes == earlier.stood ? nil : (earlier.stood, becomes)
    }

    /// Puts everything back to an earlier moment, as a backup does that is restored in silence.
    mutating func putBackWhole() throws -> (before: StoreImage, after: StoreImage) {
        let before = try database.image()
        let older = past.randomElement(using: &numbers) ?? before
        try database.put(older)
        return (before, older)
    }

    /// Work of every process that is left, so that newer entries of each are vouched for.
    mutating func settle() async throws {
        for _ in 0..<2 {
            do {
                let desk = try await practice.desk(of: vault)
                _ = try await vault.register(
                    Person(legalName: "Later"),
                    idempotencyKey: IdempotencyKey("settled-\(written)")
                )
                for note in [practice.written[0].note, practice.written[4].note] {
                    do {
                        _ = try await desk.read(note)
                    } catch {
                        guard error.code == .behindAnchor else { throw error }
                    }
                }
                try await vault.checkpoint()
                return
            } catch let error as NotesError where error.code == .rolledBack {
                try await reopen()
            }
        }
    }
}
