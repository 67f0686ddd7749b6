internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension OwnerVerifier {
    /// The segments of a filed attachment, as they are met in their order.
    struct SegmentsSeen {
        let manifest: AttachmentRecord
        let run: SegmentRun
        /// The key that opens them, where the practice has it; found with the first one.
        var key: HeldKey?
        var next: UInt32 = 0
    }

    /// Every attachment is one that its note names, and signed by whom it says.
    mutating func verifyAttachments() {
        for (record, attachment) in filed.attachments.sorted(by: { $0.key < $1.key }) {
            guard let note = notes[attachment.note.record], attachment.note.owner == records.owner,
                note.header.attachments.contains(record), runs[attachment.first] == nil
            else {
                // What is damaged may be the note that names it.
                if isNamedInFull { findings.add(.contradictory, records.header(record)) }
                continue
            }
            let signers = trusted?.signers ?? [:]
            do throws(CryptoError) {
                try attachment.verifySignature { (key) throws(CryptoError) in
                    guard let signer = signers[key] else { throw CryptoError(.cannotOpen) }
                    return signer
                }
            } catch {
                findings.add(.unsigned, records.header(record))
            }
            let run = SegmentRun(
                tenant: records.tenant,
                owner: records.owner,
                compartment: trusted?.aggregate.compartmentID(note.header.compartment)
                    ?? CompartmentID(.zero),
                first: attachment.first
            )
            runs[attachment.first] = SegmentsSeen(manifest: attachment, run: run)
        }
    }

    /// A segment must be the one that its manifest names; in granted custody nothing more can be seen of it.
    mutating func takeSegment(_ row: StoredRecord) {
        guard trusted != nil else { return }
        let (first, number) = (row.key.record.segment(0), row.key.record.segmentNumber)
        guard var seen = runs[first], Int(number) < seen.manifest.segments.count else {
            // What belongs to a damaged manifest cannot be judged; the manifest was reported.
            if isNamedInFull { loose[first, default: []].append(number) }
            return
        }
        reportMissing(of: seen, before: number)
        if number == 0 || seen.key == nil { seen.key = key(of: seen) }
        seen.next = number + 1
        runs[first] = seen
        let sealed = row.value.joined
        guard Digest.of(sealed) == seen.manifest.segments[Int(number)] else {
            findings.add(.altered, row.key)
            return
        }
        guard let key = seen.key else { return }
        let isLast = seen.manifest.isLast(number)
        if (try? seen.run.open(sealed, as: number, isLast: isLast, under: key.key)) == nil {
            findings.add(.unreadable, row.key)
        }
    }

    /// There are no more segments.
    mutating func findMissingSegments() {
        for (_, seen) in runs.sorted(by: { $0.key < $1.key }) {
            reportMissing(of: seen, before: UInt32(seen.manifest.segments.count))
        }
    }

    private mutating func reportMissing(of seen: SegmentsSeen, before number: UInt32) {
        for missing in seen.next..<max(seen.next, number) {
            findings.add(.missing, records.segment(seen.run.first.segment(missing)))
        }
    }

    /// The key of the note that an attachment belongs to, in ordinary custody; what is wrong with it was reported with the
    /// note.
    private func key(of seen: SegmentsSeen) -> HeldKey? {
        let record = seen.manifest.note.record
        guard let note = notes[record], note.header.compartment.custody == .ordinary else { return nil }
        do throws(CryptoError) {
            return HeldKey(try ordinaryKey(of: note, record))
        } catch {
            return nil
        }
    }
}
