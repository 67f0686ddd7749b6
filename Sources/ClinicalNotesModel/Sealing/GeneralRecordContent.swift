/// Content of the general medical record.
public protocol GeneralRecordContent: NoteContent {}

extension GeneralRecordContent {
    /// The wrapper of each property.
    public typealias Sealed<Value: GeneralFieldValue> = SealedField<Value, ContentSections.General>

    /// The general record.
    public static var compartment: Compartment { .general }
}
