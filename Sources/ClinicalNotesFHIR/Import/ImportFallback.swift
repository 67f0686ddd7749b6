/// What an import takes in place of something that the input does not say; more may come.
public struct ImportFallback: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String {
        case dateOfPeriod, dateOfUpdate, dateOfAttachment, dateUnknown
        case kindOfAxes, kindUnknown
        case statusUnknown
        case subjectOfSource, subjectOfBundle, subjectOfDisplay, subjectUnknown, patientProvisional
        case contentTypeGuessed, charsetGuessed, compressed, shortened, notReadable, notFetched
        case hashNotChecked, sectionWithoutText
        case narrativeTaken, longID, labelUnknown, labelsNotKept
    }
    private let base: Base
    private init(_ base: Base) { self.base = base }

    /// There is no date: the start of the period of care is taken.
    public static let dateOfPeriod = ImportFallback(.dateOfPeriod)
    /// There is no date: the moment of the last update is taken.
    public static let dateOfUpdate = ImportFallback(.dateOfUpdate)
    /// There is no date: the moment when an attachment was made is taken.
    public static let dateOfAttachment = ImportFallback(.dateOfAttachment)
    /// Nothing says when the note was made.
    public static let dateUnknown = ImportFallback(.dateUnknown)
    /// The type is no kind of the catalog: the one that has its subject matter and service is taken.
    public static let kindOfAxes = ImportFallback(.kindOfAxes)
    /// The type is no kind of the catalog, or is not given: a note of no particular kind.
    public static let kindUnknown = ImportFallback(.kindUnknown)
    /// The status is not given: the note is taken to be in force.
    public static let statusUnknown = ImportFallback(.statusUnknown)
    /// The note names no subject: the patient as the source knew them is taken, `context.sourcePatientInfo`.
    public static let subjectOfSource = ImportFallback(.subjectOfSource)
    /// The note names no subject: the one patient of its bundle is taken, which is a document, message, batch or transaction.
    public static let subjectOfBundle = ImportFallback(.subjectOfBundle)
    /// Of the subject nothing but a name is given: the note gets a chart of its own.
    public static let subjectOfDisplay = ImportFallback(.subjectOfDisplay)
    /// The note names no subject at all: it gets a chart of its own.
    public static let subjectUnknown = ImportFallback(.subjectUnknown)
    /// The subject is on record provisionally, since no input has described them yet; what an import says, not a reading.
    public static let patientProvisional = ImportFallback(.patientProvisional)
    /// An attachment has no media type, or one that says nothing: it is told by its first bytes.
    public static let contentTypeGuessed = ImportFallback(.contentTypeGuessed)
    /// The text is not UTF-8, as it says or as it must be where no charset is named: it is read as windows-1252, and the original is kept.
    public static let charsetGuessed = ImportFallback(.charsetGuessed)
    /// An attachment is compressed with gzip: the original is kept.
    public static let compressed = ImportFallback(.compressed)
    /// A text is longer than ``ImportLimits/field``: it is cut, mostly at the end of a line, and the original is kept.
    public static let shortened = ImportFallback(.shortened)
    /// No words could be read: the original alone is kept.
    public static let notReadable = ImportFallback(.notReadable)
    /// A part is at an address from which it was not fetched.
    public static let notFetched = ImportFallback(.notFetched)
    /// A hash is not the SHA-1 that R4 asks for, and was not checked.
    public static let hashNotChecked = ImportFallback(.hashNotChecked)
    /// A section refers to records that bring no words along: the note shows its title and says so.
    public static let sectionWithoutText = ImportFallback(.sectionWithoutText)
    /// The id is longer than the 64 characters of R4.
    public static let longID = ImportFallback(.longID)

    /// No attachment could be read: what the resource says of itself is taken, its narrative or else its description.
    public static let narrativeTaken = ImportFallback(.narrativeTaken)
    /// A security label is not known, or an extension or set of rules that may change the meaning: the note is closed until
    /// somebody decides.
    public static let labelUnknown = ImportFallback(.labelUnknown)
    /// An encounter has no name, or names no patient of whom anything else tells: its labels reach the notes that came along with it, and no others.
    public static let labelsNotKept = ImportFallback(.labelsNotKept)

    /// The fallback's name.
    public var description: String { base.rawValue }
}
