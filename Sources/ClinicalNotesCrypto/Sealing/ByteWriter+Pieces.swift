package import ClinicalNotesModel

extension ByteWriter {
    /// Hands over all that was written and lent, piece by piece, in its order.
    func forEachPiece(_ body: (RawSpan) -> Void) {
        var start = 0
        for (offset, sensitive) in lent {
            if offset > start { bytes[start..<offset].lend(body) }
            sensitive.withBytes(body)
            start = offset
        }
        if bytes.count > start { bytes[start...].lend(body) }
    }
}

extension SensitiveBytes {
    /// All that was written and lent to a writer.
    package init(_ writer: ByteWriter) {
        self.init(capacity: writer.count) { (out: inout OutputRawSpan) in
            writer.forEachPiece { out.append(copying: $0) }
        }
    }
}
