extension FHIRError {
    /// What is wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case unreadable, inputChanged
            case empty, tooLarge, tooManyEntries, tooDeep, invalidUTF8, malformedJSON
            case notFHIR, unknownResourceType, nestedBundle, unsupportedRequest
            case repeatedName, unknownElement, missingElement, emptyElement, tooManyElements, wrongType
            case invalidValue, invalidCode, invalidInstant, invalidDate, invalidBase64, invalidReference
            case unknownModifierExtension, implicitRules, labeledContained = "labelledContained"
            case mismatchedFullURL, missingIdentity, conflictingEntries, conflictingIdentifier
            case unresolvedReference, ambiguousReference, containedReference, wrongReferenceTarget
            case unsupportedGroup, unknownNoteKind, unknownLabel
            case attachmentWithoutContent, externalContent
            case sizeMismatch, hashMismatch, activeContent, emptyText, fieldTooLarge,
                noteTooLarge
            case authorNotEnrolled, recordNotIntact, notSupported, keyMissing, invalidTransition,
                nothingToWithdraw
        }
        private let base: Base
        private init(_ base: Base) { self.base = base }

        // The whole input, or a line of NDJSON.

        /// The input could not be opened or read.
        public static let unreadable = Code(.unreadable)
        /// The input is another one than when it was looked through first; a repeat begins anew.
        public static let inputChanged = Code(.inputChanged)
        /// There is nothing to read.
        public static let empty = Code(.empty)
        /// The input is larger than ``ImportLimits/bytes``.
        public static let tooLarge = Code(.tooLarge)
        /// There are more entries than ``ImportLimits/entries``.
        public static let tooManyEntries = Code(.tooManyEntries)
        /// Objects and arrays are nested deeper than ``ImportLimits/depth``.
        public static let tooDeep = Code(.tooDeep)
        /// A byte belongs to no UTF-8 character.
        public static let invalidUTF8 = Code(.invalidUTF8)
        /// The text is not JSON (RFC 8259).
        public static let malformedJSON = Code(.malformedJSON)
        /// The JSON text is no FHIR resource.
        public static let notFHIR = Code(.notFHIR)

        // The shape of an entry.

        /// R4 has no resource of that type.
        public static let unknownResourceType = Code(.unknownResourceType)
        /// An entry is itself a bundle, and has no entries or is not one of R4.
        public static let nestedBundle = Code(.nestedBundle)
        /// An entry of a batch or transaction asks for something other than POST or PUT.
        public static let unsupportedRequest = Code(.unsupportedRequest)
        /// An object has two members with one name.
        public static let repeatedName = Code(.repeatedName)
        /// R4 has no such element there; the path names what it stands in.
        public static let unknownElement = Code(.unknownElement)
        /// A required element is missing.
        public static let missingElement = Code(.missingElement)
        /// An object, array or string is empty.
        public static let emptyElement = Code(.emptyElement)
        /// An element is repeated more often than allowed.
        public static let tooManyElements = Code(.tooManyElements)
        /// The JSON value is of another type than the element.
        public static let wrongType = Code(.wrongType)
        /// The value has not the form of its type.
        public static let invalidValue = Code(.invalidValue)
        /// The code is not one of the required value set.
        public static let invalidCode = Code(.invalidCode)
        /// The moment is no `instant` of FHIR: a full date and time with its offset.
        public static let invalidInstant = Code(.invalidInstant)
        /// The date is no date of FHIR or of the calendar.
        public static let invalidDate = Code(.invalidDate)
        /// The data is not base64 (RFC 4648).
        public static let invalidBase64 = Code(.invalidBase64)
        /// The reference has not the form of one.
        public static let invalidReference = Code(.invalidReference)
        /// An extension that may change the meaning is not known here; of a note it closes the note instead.
        public static let unknownModifierExtension = Code(.unknownModifierExtension)
        /// The resource follows rules that are not known here; those of a note close the note instead.
        public static let implicitRules = Code(.implicitRules)
        /// A contained resource has a security label of its own (dom-5).
        public static let labeledContained = Code(.labeledContained)

        // Who is who.

        /// The full URL names another resource than the entry holds.
        public static let mismatchedFullURL = Code(.mismatchedFullURL)
        /// The resource has neither id nor full URL.
        public static let missingIdentity = Code(.missingIdentity)
        /// Two entries are said to be the same resource and differ; all of them are refused.
        public static let conflictingEntries = Code(.conflictingEntries)
        /// Two notes or two patients have one identifier, and all of them are refused; or the vault holds something else
        /// under it.
        public static let conflictingIdentifier = Code(.conflictingIdentifier)
        /// The target is not among the accepted entries or, of a patient, in the vault.
        public static let unresolvedReference = Code(.unresolvedReference)
        /// Several entries could be the target.
        public static let ambiguousReference = Code(.ambiguousReference)
        /// The target is inside the resource; only entries can be subjects and authors.
        public static let containedReference = Code(.containedReference)
        /// The target is of a type that the element does not allow.
        public static let wrongReferenceTarget = Code(.wrongReferenceTarget)
        /// The group is not one of actual people with lasting membership.
        public static let unsupportedGroup = Code(.unsupportedGroup)

        // The note.

        /// No coding of the type is a LOINC code of a clinical note known here.
        public static let unknownNoteKind = Code(.unknownNoteKind)
        /// A label inside the resource has no code.
        public static let unknownLabel = Code(.unknownLabel)
        /// An attachment has neither data nor url (us-core-6).
        public static let attachmentWithoutContent = Code(.attachmentWithoutContent)
        /// The text is at an address only, and the host has not fetched it.
        public static let externalContent = Code(.externalContent)
        /// The attachment's size is not the size of its data.
        public static let sizeMismatch = Code(.sizeMismatch)
        /// The attachment's hash is not the hash of its data.
        public static let hashMismatch = Code(.hashMismatch)
        /// A narrative holds a script (txt-1).
        public static let activeContent = Code(.activeContent)
        /// The note has neither words nor an original that could be kept.
        public static let emptyText = Code(.emptyText)
        /// A text is larger than ``ImportLimits/field``.
        public static let fieldTooLarge = Code(.fieldTooLarge)
        /// A resource is larger than ``ImportLimits/note``.
        public static let noteTooLarge = Code(.noteTooLarge)

        // The vault.

        /// The note may be kept under its authors' own keys only, and an author is not enrolled or has none.
        public static let authorNotEnrolled = Code(.authorNotEnrolled)
        /// What the vault holds of these people is not what was written there.
        public static let recordNotIntact = Code(.recordNotIntact)
        /// The vault has no template for the note.
        public static let notSupported = Code(.notSupported)

        /// The words are under a key that the importer has not: who holds the note's key imports them.
        public static let keyMissing = Code(.keyMissing)
        /// The note cannot come into that state: it was amended or withdrawn here since, or was final before, or a part of it
        /// is at an address from which it was not fetched this time.
        public static let invalidTransition = Code(.invalidTransition)
        /// The source has withdrawn the note and left nothing of it, and it never came in: there is nothing to withdraw.
        public static let nothingToWithdraw = Code(.nothingToWithdraw)

        /// The code's name.
        public var description: String { base.rawValue }
    }
}
