internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The host's anchor, whose calls end in time: what is not answered then counts as late.
struct BoundedAnchor: Anchor {
    private let anchor: any Anchor
    private let timeout: Duration
    private let watch: DeadlineWatch

    /// Wraps an anchor, once.
    init(_ anchor: any Anchor, timeout: Duration = CallTime.timeout) {
        if let bounded = anchor as? BoundedAnchor {
            self = bounded
        } else {
            self.anchor = anchor
            self.timeout = timeout
            watch = DeadlineWatch()
        }
    }

    var grade: AnchorGrade { anchor.grade }

    func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? {
        try await inTime { (anchor) async throws(CryptoError) in try await anchor.latest(log) }
    }

    func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool {
        try await inTime { (anchor) async throws(CryptoError) in
            try await anchor.advance(log, to: checkpoint, expecting: expected)
        }
    }

    func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? {
        try await inTime { (anchor) async throws(CryptoError) in try await anchor.journal(of: log) }
    }

    func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool {
        try await inTime { (anchor) async throws(CryptoError) in
            try await anchor.append(lines, toJournalOf: log, beginning: begins)
        }
    }

    func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {
        try await inTime { (anchor) async throws(CryptoError) in
            try await anchor.declare(checkpoint, asNewestOf: log, journaling: lines)
        }
    }

    private func inTime<Value: Sendable>(
        _ call: @escaping @Sendable (any Anchor) async throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        try await watch.ask(by: CallTime.step(timeout)) {
            [anchor] () async throws(CryptoError) in try await call(anchor)
        }
    }
}

extension DeadlineWatch {
    /// Asks an anchor or a key service, and waits until the deadline or until the caller is cancelled.
    func ask<Value: Sendable>(
        by deadline: Deadline,
        _ call: @escaping @Sendable () async throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        guard !Task.isCancelled else { throw CryptoError(.cancelled) }
        guard !deadline.hasPassed else { throw CryptoError(.timedOut) }
        return try await waitForHost(
            until: deadline.withGrace,
            late: .failure(CryptoError(.timedOut)),
            cancelled: .failure(CryptoError(.cancelled)),
            for: call
        )
    }
}
