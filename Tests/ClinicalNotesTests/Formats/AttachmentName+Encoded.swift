import ClinicalNotesCrypto
import ClinicalNotesModel

@testable import ClinicalNotes

extension AttachmentName {
    /// What is sealed of it.
    var encoded: [UInt8] {
        var writer = ByteWriter()
        describe(into: &writer)
        return SensitiveBytes(writer).copyBytes()
    }
}
