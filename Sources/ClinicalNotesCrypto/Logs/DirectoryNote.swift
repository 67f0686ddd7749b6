package import ClinicalNotesModel

/// What an owner's directory tells of a note, so that a chart is selected and ordered without opening a header.
package struct DirectoryNote: Hashable, Sendable {
    /// The compartment it is kept in.
    package let compartment: Compartment
    /// Where it is in its life.
    package let statusClass: NoteStatusClass
    /// The start of its period.
    package let time: Instant

    /// Says what the directory tells of a note.
    package init(compartment: Compartment, statusClass: NoteStatusClass, time: Instant) {
        self.compartment = compartment
        self.statusClass = statusClass
        self.time = time
    }
}

extension DirectoryNote {
    /// Ten bytes; zeros stand for a record that is no note's header.
    static func encode(_ note: DirectoryNote?, into writer: inout ByteWriter) {
        writer.integer(note?.compartment.rawValue ?? 0)
        writer.integer(note?.statusClass.rawValue ?? 0)
        writer.instant(note?.time ?? Instant(milliseconds: 0))
    }

    static func decode(from reader: inout ByteReader) throws(MalformedBytes) -> DirectoryNote? {
        let (compartment, status): (UInt8, UInt8) = (try reader.integer(), try reader.integer())
        let time = try reader.instant()
        guard compartment != 0 else {
            guard status == 0, time.milliseconds == 0 else { throw MalformedBytes() }
            return nil
        }
        guard let compartment = Compartment(rawValue: compartment),
            let status = NoteStatusClass(rawValue: status)
        else { throw MalformedBytes() }
        return DirectoryNote(compartment: compartment, statusClass: status, time: time)
    }
}
