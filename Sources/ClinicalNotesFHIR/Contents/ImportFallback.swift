/// What an import takes in place of something that the input does not say; more may come.
@nonexhaustive
public enum ImportFallback: String, Codable, Sendable, CustomStringConvertible {
    /// There is no date: the start of the period of care is taken.
    case dateOfPeriod
    /// There is no date: the moment of the last update is taken.
    case dateOfUpdate
    /// There is no date: the moment when an attachment was made is taken.
    case dateOfAttachment
    /// Nothing says when the note was made.
    case dateUnknown
    /// The type is no kind of the catalog: the one that has its subject matter and service is taken.
    case kindOfAxes
    /// The type is no kind of the catalog, or is not given: a note of no particular kind.
    case kindUnknown
    /// The status is not given: the note is taken to be in force.
    case statusUnknown
    /// The note names no subject: the patient as the source knew them is taken, `context.sourcePatientInfo`.
    case subjectOfSource
    /// The note names no subject: the one patient of its bundle is taken, which is a document, message, batch or transaction.
    case subjectOfBundle
    /// Of the subject nothing but a name is given: the note gets a chart of its own.
    case subjectOfDisplay
    /// The note names no subject at all: it gets a chart of its own.
    case subjectUnknown
    /// The subject is on record provisionally, since no input has described them yet; what an import says, not a reading.
    case patientProvisional
    /// An attachment has no media type, or one that says nothing: it is told by its first bytes.
    case contentTypeGuessed
    /// The text is not UTF-8, as it says or as it must be where no charset is named: it is read as windows-1252, and the original is kept.
    case charsetGuessed
    /// An attachment is compressed with gzip: the original is kept.
    case compressed
    /// A text is longer than ``ImportLimits/field``: it is cut, mostly at the end of a line, and the original is kept.
    case shortened
    /// No words could be read: the original alone is kept.
    case notReadable
    /// A part is at an address from which it was not fetched.
    case notFetched
    /// A hash is not the SHA-1 that R4 asks for, and was not checked.
    case hashNotChecked
    /// A section refers to records that bring no words along: the note shows its title and says so.
    case sectionWithoutText
    /// The id is longer than the 64 characters of R4.
    case longID

    /// No attachment could be read: what the resource says of itself is taken, its narrative or else its description.
    case narrativeTaken
    /// A security label is not known, or an extension or set of rules that may change the meaning: the note is closed until
    /// somebody decides.
    case labelUnknown
    /// An encounter has no name, or names no patient of whom anything else tells: its labels reach the notes that came along with it, and no others.
    case labelsNotKept

    /// The fallback's name.
    public var description: String { rawValue }
}
