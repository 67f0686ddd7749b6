extension FHIRError {
    /// What is wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, Codable, Sendable, CustomStringConvertible {
        // The whole input, or a line of NDJSON.

        /// The input could not be opened or read.
        case unreadable
        /// The input is another one than when it was looked through first; a repeat begins anew.
        case inputChanged
        /// There is nothing to read.
        case empty
        /// The input is larger than ``ImportLimits/bytes``.
        case tooLarge
        /// There are more entries than ``ImportLimits/entries``.
        case tooManyEntries
        /// Objects and arrays are nested deeper than ``ImportLimits/depth``.
        case tooDeep
        /// A byte belongs to no UTF-8 character.
        case invalidUTF8
        /// The text is not JSON (RFC 8259).
        case malformedJSON
        /// The JSON text is no FHIR resource.
        case notFHIR

        // The shape of an entry.

        /// R4 has no resource of that type.
        case unknownResourceType
        /// An entry is itself a bundle, and has no entries or is not one of R4.
        case nestedBundle
        /// An entry of a batch or transaction asks for something other than POST or PUT.
        case unsupportedRequest
        /// An object has two members with one name.
        case repeatedName
        /// R4 has no such element there; the path names what it stands in.
        case unknownElement
        /// A required element is missing.
        case missingElement
        /// An object, array or string is empty.
        case emptyElement
        /// An element is repeated more often than allowed.
        case tooManyElements
        /// The JSON value is of another type than the element.
        case wrongType
        /// The value has not the form of its type.
        case invalidValue
        /// The code is not one of the required value set.
        case invalidCode
        /// The moment is no `instant` of FHIR: a full date and time with its offset.
        case invalidInstant
        /// The date is no date of FHIR or of the calendar.
        case invalidDate
        /// The data is not base64 (RFC 4648).
        case invalidBase64
        /// The reference has not the form of one.
        case invalidReference
        /// An extension that may change the meaning is not known here; of a note it closes the note instead.
        case unknownModifierExtension
        /// The resource follows rules that are not known here; those of a note close the note instead.
        case implicitRules
        /// A contained resource has a security label of its own (dom-5).
        case labeledContained = "labelledContained"

        // Who is who.

        /// The full URL names another resource than the entry holds.
        case mismatchedFullURL
        /// The resource has neither id nor full URL.
        case missingIdentity
        /// Two entries are said to be the same resource and differ; all of them are refused.
        case conflictingEntries
        /// Two notes or two patients have one identifier, and all of them are refused; or the vault holds something else
        /// under it.
        case conflictingIdentifier
        /// The target is not among the accepted entries or, of a patient, in the vault.
        case unresolvedReference
        /// Several entries could be the target.
        case ambiguousReference
        /// The target is inside the resource; only entries can be subjects and authors.
        case containedReference
        /// The target is of a type that the element does not allow.
        case wrongReferenceTarget
        /// The group is not one of actual people with lasting membership.
        case unsupportedGroup

        // The note.

        /// No coding of the type is a LOINC code of a clinical note known here.
        case unknownNoteKind
        /// A label inside the resource has no code.
        case unknownLabel
        /// An attachment has neither data nor url (us-core-6).
        case attachmentWithoutContent
        /// The text is at an address only, and the host has not fetched it.
        case externalContent
        /// The attachment's size is not the size of its data.
        case sizeMismatch
        /// The attachment's hash is not the hash of its data.
        case hashMismatch
        /// A narrative holds a script (txt-1).
        case activeContent
        /// The note has neither words nor an original that could be kept.
        case emptyText
        /// A text is larger than ``ImportLimits/field``.
        case fieldTooLarge
        /// A resource is larger than ``ImportLimits/note``.
        case noteTooLarge

        // The vault.

        /// The note may be kept under its authors' own keys only, and an author is not enrolled or has none.
        case authorNotEnrolled
        /// What the vault holds of these people is not what was written there.
        case recordNotIntact
        /// The vault has no template for the note.
        case notSupported

        /// The words are under a key that the importer has not: who holds the note's key imports them.
        case keyMissing
        /// The note cannot come into that state: it was amended or withdrawn here since, or was final before, or a part of it
        /// is at an address from which it was not fetched this time.
        case invalidTransition
        /// The source has withdrawn the note and left nothing of it, and it never came in: there is nothing to withdraw.
        case nothingToWithdraw

        /// The code's name.
        public var description: String { rawValue }
    }
}
