package import ClinicalNotesModel

/// Cuts bytes that come in pieces of any size into segments.
package struct SegmentCutter {
    private var pieces: [SensitiveBytes] = []
    /// How many bytes of the first piece have been taken.
    private var taken = 0
    /// How many bytes are held.
    package private(set) var count = 0

    package init() {}

    /// Takes the next bytes.
    package mutating func take(_ piece: SensitiveBytes) {
        guard piece.count > 0 else { return }
        pieces.append(piece)
        count += piece.count
    }

    /// The next whole segment behind which more bytes follow, or `nil` as long as there is none.
    package mutating func next() -> SensitiveBytes? {
        count > SegmentRun.segmentSize ? cut(SegmentRun.segmentSize) : nil
    }

    /// What is left, when no more bytes follow.
    package mutating func last() -> SensitiveBytes { cut(count) }

    private mutating func cut(_ size: Int) -> SensitiveBytes {
        count -= size
        // A piece that is a segment by itself need not be copied.
        if taken == 0, let first = pieces.first, first.count == size {
            pieces.removeFirst()
            return first
        }
        var used = 0
        let segment = SensitiveBytes(capacity: size) { (out: inout OutputRawSpan) in
            while out.byteCount < size, used < pieces.count {
                let piece = pieces[used]
                let length = min(piece.count - taken, size - out.byteCount)
                piece.withBytes { out.append(copying: $0.extracting(taken..<(taken + length))) }
                taken += length
                guard taken == piece.count else { break }
                taken = 0
                used += 1
            }
        }
        pieces.removeFirst(used)
        return segment
    }
}

extension SensitiveBytes {
    /// A run of bytes that stand one behind the other in several pieces.
    ///
    /// - Parameters:
    ///   - pieces: The pieces.
    ///   - start: Where the run begins in the first of them.
    ///   - count: How many bytes it has; as many as there are, if there are fewer.
    package init(of pieces: [SensitiveBytes], from start: Int, count: Int) {
        let held = pieces.reduce(0) { $0 + $1.count } - start
        let size = max(0, min(count, held))
        self.init(capacity: size) { (out: inout OutputRawSpan) in
            var skipped = start
            for piece in pieces {
                let from = min(skipped, piece.count)
                skipped -= from
                let length = min(piece.count - from, size - out.byteCount)
                piece.withBytes { out.append(copying: $0.extracting(from..<(from + length))) }
            }
        }
    }
}
