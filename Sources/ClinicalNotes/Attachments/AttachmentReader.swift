internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage
internal import Synchronization

/// Reads segments of one attachment for one principal, for as long as the decision to open it stands.
///
/// Each look at the store fetches the segments together with the guards of the owner and of the principal. Where one of them
/// has moved it is decided anew, and recorded, before anything more is handed out. So it is every minute, since dates pass and
/// people leave a care team without moving a guard; what is decided then is recorded if it is something else.
final class AttachmentReader: Sendable {
    /// How many segments are fetched and opened at a time.
    static let together = 4

    /// How long a decision stands.
    private static let validity: Duration = .seconds(60)

    private struct State {
        var admission: Admission
        var key: HeldKey
        /// When it was decided.
        var moment: Instant

        func stands(at now: Instant) -> Bool { moment <= now && now < moment + validity }
    }

    let session: NoteSession
    let id: AttachmentID
    let reading: NoteReading
    let manifest: AttachmentRecord
    private let run: SegmentRun
    private let compartment: Compartment
    private let state: Mutex<State>

    init(
        _ session: NoteSession,
        _ id: AttachmentID,
        as reading: NoteReading,
        _ admitted: NoteSession.AdmittedAttachments,
        _ manifest: AttachmentRecord
    ) {
        self.session = session
        self.id = id
        self.reading = reading
        self.manifest = manifest
        run = admitted.run(of: manifest)
        compartment = admitted.note.header.compartment
        state = Mutex(
            State(admission: admitted.opened.admission, key: admitted.key, moment: session.core.now)
        )
    }

    /// One segment.
    func segment(_ number: Int) async throws(NotesError) -> SensitiveBytes {
        guard let segment = try await segments(number..<(number + 1)).first else {
            throw NotesError(.invalidInput, at: "offset")
        }
        return segment
    }

    /// Some segments that follow each other, at most as many as are fetched at a time.
    func segments(_ numbers: Range<Int>) async throws(NotesError) -> [SensitiveBytes] {
        let core = session.core
        let wanted = numbers.prefix(Self.together).map { UInt32($0) }
        let keys = wanted.map { core.records(run.owner).segment(run.first.segment($0)) }
        return try await core.inTime {
            while true {
                let admitted = state.withLock { $0 }
                let found = try await core.fetch(keys + admitted.admission.keys)
                guard admitted.admission.stands(found[keys.count...], core.caches.newest), isUnlocked,
                    try await stillStands(admitted)
                else {
                    try await readmit()
                    continue
                }
                let work = zip(wanted, found).map { (number: $0, row: $1) }
                return try await work.concurrentMap(share: 1) {
                    [self] item throws(NotesError) in try open(item.number, item.row, under: admitted.key)
                }
            }
        }
    }

    /// Whether the principal's own keys are still at hand, where the note needs them.
    private var isUnlocked: Bool {
        compartment.custody == .ordinary || session.state.keyring?.isLocked == false
    }

    /// Whether the same would be decided now; asked once a minute.
    private func stillStands(_ admitted: State) async throws -> Bool {
        let (core, now) = (session.core, session.core.now)
        guard !admitted.stands(at: now) else { return true }
        let asking = session.pinned()
        guard let note = try await core.load([id.note])[id.note],
            let request = await asking.ask(reading.action, about: [id.note], [id.note: note], at: now)
                .requests[id.note]
        else { return false }
        let decision = core.policy.decide(request)
        guard decision.effect == .permit, Admission.Permitted(decision) == admitted.admission.permit
        else { return false }
        state.withLock { state in
            if state.admission == admitted.admission { state.moment = now }
        }
        return true
    }

    private func readmit() async throws {
        let now = session.core.now
        let admitted = try await session.admit(id.note, as: reading)
        guard admitted.note.attachments[id.record] == manifest else { throw NotesError(.notFound) }
        state.withLock {
            $0 = State(admission: admitted.opened.admission, key: admitted.key, moment: now)
        }
    }

    private func open(
        _ number: UInt32,
        _ row: StoredRecord?,
        under key: HeldKey
    ) throws(NotesError) -> SensitiveBytes {
        do throws(CryptoError) {
            guard let sealed = row?.value.joined, Digest.of(sealed) == manifest.segments[Int(number)] else {
                throw CryptoError(.cannotOpen)
            }
            return try run.open(sealed, as: number, isLast: manifest.isLast(number), under: key.key)
        } catch {
            throw NotesError(error, of: session.core.records(run.owner).segment(run.first.segment(number)))
        }
    }
}
