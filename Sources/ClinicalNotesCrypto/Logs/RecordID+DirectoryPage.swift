package import ClinicalNotesModel

extension RecordID {
    /// The page of the owner's directory that this record is filed on: its first four bytes.
    package var directoryPage: UInt32 { UInt32(truncatingIfNeeded: bytes.high >> 32) }

    /// A record of a page, by the twelve bytes that follow the page's number.
    package init(onPage page: UInt32, _ middle: UInt32, _ low: UInt64) {
        self.init(Bytes16(high: UInt64(page) << 32 | UInt64(middle), low: low))
    }

    /// Writes the twelve bytes that tell the record from others of its page.
    func encodeInPage(into writer: inout ByteWriter) {
        writer.integer(UInt32(truncatingIfNeeded: bytes.high).byteSwapped)
        writer.integer(bytes.low.byteSwapped)
    }

    init(onPage page: UInt32, from reader: inout ByteReader) throws(MalformedBytes) {
        let (middle, low): (UInt32, UInt64) = (try reader.integer(), try reader.integer())
        self.init(onPage: page, middle.byteSwapped, low.byteSwapped)
    }
}
