/// Why a value of the model is refused.
///
/// Names the property, field or rule; carries no content, name or key.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case unwrappedProperty, undeclaredProperty, missingFieldNumber, duplicateFieldNumber
            case fieldNumberOutOfRange, foreignField, excludedItem, foreignCompartment, noFields
            case templateConflict, invalidTemplateName, invalidKind
            case malformedField, unencodableField, unknownField, fieldTooLarge, noteTooLarge
            case fieldCoderOnly, signedNoteIsImmutable, notSigned, alreadySigned, alreadyCosigned
            case withdrawn, noSuchNote, alreadyBegun, noSubjects, repeatedSubject, notASubject
            case periodInvalid, subjectsDoNotFitModality, malformedDay, malformedInstant
        }
        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// A property of the content is not wrapped in `@Sealed`.
        public static let unwrappedProperty = Code(.unwrappedProperty)
        /// A property of the content has no case among the coding keys, so that its value would be lost.
        public static let undeclaredProperty = Code(.undeclaredProperty)
        /// A coding key has no number: the keys are to be `enum CodingKeys: Int, FieldKey`.
        public static let missingFieldNumber = Code(.missingFieldNumber)
        /// Two coding keys have the same number.
        public static let duplicateFieldNumber = Code(.duplicateFieldNumber)
        /// A field's number is not between 1 and 65,535.
        public static let fieldNumberOutOfRange = Code(.fieldNumberOutOfRange)
        /// A property uses the wrapper of another compartment's content.
        public static let foreignField = Code(.foreignField)
        /// Psychotherapy or counseling content has a field of a type that it may not hold.
        public static let excludedItem = Code(.excludedItem)
        /// The content says another compartment than its protocol, or conforms to none or two of them.
        public static let foreignCompartment = Code(.foreignCompartment)
        /// The content has no field.
        public static let noFields = Code(.noFields)
        /// The name and version are taken by a template with other fields.
        public static let templateConflict = Code(.templateConflict)
        /// A template's name is not 1 to 64 letters, digits, dots, hyphens or underscores, or its version is 0.
        public static let invalidTemplateName = Code(.invalidTemplateName)
        /// A LOINC code is malformed or its check digit is wrong, or a local code is empty.
        public static let invalidKind = Code(.invalidKind)
        /// A field's bytes are not what its type writes.
        public static let malformedField = Code(.malformedField)
        /// A field's value cannot be written, such as a number that is not finite.
        public static let unencodableField = Code(.unencodableField)
        /// There are bytes for a field that the template does not have.
        public static let unknownField = Code(.unknownField)
        /// A field has more than 1 MiB.
        public static let fieldTooLarge = Code(.fieldTooLarge)
        /// The fields of a note have more than 16 MiB together.
        public static let noteTooLarge = Code(.noteTooLarge)
        /// Clinical content was given to a coder that is not ``FieldCoder``.
        public static let fieldCoderOnly = Code(.fieldCoderOnly)
        /// A signed note is amended or addended, never edited or discarded.
        public static let signedNoteIsImmutable = Code(.signedNoteIsImmutable)
        /// Only a signed note is cosigned, amended, addended or entered in error.
        public static let notSigned = Code(.notSigned)
        /// The note is signed.
        public static let alreadySigned = Code(.alreadySigned)
        /// The note is cosigned.
        public static let alreadyCosigned = Code(.alreadyCosigned)
        /// The note was entered in error; nothing follows.
        public static let withdrawn = Code(.withdrawn)
        /// There is no note yet, or its draft was discarded.
        public static let noSuchNote = Code(.noSuchNote)
        /// There is a note; it cannot begin again.
        public static let alreadyBegun = Code(.alreadyBegun)
        /// A note is about at least one patient.
        public static let noSubjects = Code(.noSubjects)
        /// A patient stands twice among the subjects.
        public static let repeatedSubject = Code(.repeatedSubject)
        /// An individual part is about somebody who is not a subject.
        public static let notASubject = Code(.notASubject)
        /// A session ends before or when it begins.
        public static let periodInvalid = Code(.periodInvalid)
        /// An individual session has several subjects.
        public static let subjectsDoNotFitModality = Code(.subjectsDoNotFitModality)
        /// The text is not a day of the form `2026-03-02`.
        public static let malformedDay = Code(.malformedDay)
        /// The text is not a moment of RFC 3339.
        public static let malformedInstant = Code(.malformedInstant)

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What was wrong.
    public let code: Code
    /// The property, template or rule it was wrong with: a name from code, never from content.
    public let property: String?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: What was wrong.
    ///   - property: A name from code, never content.
    public init(_ code: Code, property: String? = nil) {
        self.code = code
        self.property = property
    }

    /// The code's name and the property.
    public var description: String {
        guard let property else { return "ModelError(\(code))" }
        return "ModelError(\(code): \(property))"
    }
}
