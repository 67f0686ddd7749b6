internal import ClinicalNotesCrypto

/// The host's anchor as a vault uses it: what it answers is noted, and what is lost is never begun anew in silence.
///
/// An anchor that is damaged answers like one that knows nothing, so that reports say `unanchored`. One that does not
/// answer at all throws.
struct KeptAnchor: Anchor {
    let base: any Anchor
    let health: HealthMonitor

    var grade: AnchorGrade { base.grade }

    func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            let state = try await base.latest(log)
            note { $0.checkpoint.state = state == nil ? .missing : .kept }
            return state
        } catch {
            if error.code != .cancelled { note { $0.checkpoint.state = .unreadable } }
            guard error.isDamage else { throw error }
            return nil
        }
    }

    func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool {
        // Only a founding and a declared renewal begin an anchor.
        guard expected != nil else { return false }
        do throws(CryptoError) {
            let isAdvanced = try await base.advance(log, to: checkpoint, expecting: expected)
            note { $0.checkpoint.isUnwritable = false }
            return isAdvanced
        } catch {
            note { $0.checkpoint.isUnwritable = true }
            throw error
        }
    }

    func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? {
        do throws(CryptoError) {
            let lines = try await base.journal(of: log)
            note { $0.journal.state = lines?.isEmpty == true ? .missing : .kept }
            return lines
        } catch {
            if error.code != .cancelled { note { $0.journal.state = .unreadable } }
            guard error.isDamage else { throw error }
            return []
        }
    }

    func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool {
        do throws(CryptoError) {
            let isKept = try await base.append(lines, toJournalOf: log, beginning: begins)
            note { $0.journal.isUnwritable = false }
            return isKept
        } catch {
            note { signs in
                switch error.code {
                case .fileMissing: signs.journal.state = .missing
                case _ where error.isDamage: signs.journal.state = .unreadable
                default: signs.journal.isUnwritable = true
                }
            }
            throw error
        }
    }

    func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {
        try await base.declare(checkpoint, asNewestOf: log, journaling: lines)
        note { signs in
            signs.checkpoint = HealthMonitor.Kept(state: .kept)
            signs.journal = HealthMonitor.Kept(state: .kept)
        }
    }

    private func note(_ learn: (inout HealthMonitor.Signs) -> Void) {
        guard grade != .none else { return }
        health.note(learn)
    }
}

extension CryptoError {
    /// Whether a file is there and is not what it should be.
    var isDamage: Bool { code == .fileInvalid || code == .malformed }
}
