/// Why a value of the model is refused.
///
/// Names the property, field or rule; carries no content, name or key.
public struct ModelError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// What was wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, Codable, Sendable {
        /// A property of the content is not wrapped in `@Sealed`.
        case unwrappedProperty
        /// A property of the content has no case among the coding keys, so that its value would be lost.
        case undeclaredProperty
        /// A coding key has no number: the keys are to be `enum CodingKeys: Int, FieldKey`.
        case missingFieldNumber
        /// Two coding keys have the same number.
        case duplicateFieldNumber
        /// A field's number is not between 1 and 65,535.
        case fieldNumberOutOfRange
        /// A property uses the wrapper of another compartment's content.
        case foreignField
        /// Psychotherapy or counseling content has a field of a type that it may not hold.
        case excludedItem
        /// The content says another compartment than its protocol, or conforms to none or two of them.
        case foreignCompartment
        /// The content has no field.
        case noFields
        /// The name and version are taken by a template with other fields.
        case templateConflict
        /// A template's name is not 1 to 64 letters, digits, dots, hyphens or underscores, or its version is 0.
        case invalidTemplateName
        /// A LOINC code is malformed or its check digit is wrong, or a local code is empty.
        case invalidKind
        /// A field's bytes are not what its type writes.
        case malformedField
        /// A field's value cannot be written, such as a number that is not finite.
        case unencodableField
        /// There are bytes for a field that the template does not have.
        case unknownField
        /// A field has more than 1 MiB.
        case fieldTooLarge
        /// The fields of a note have more than 16 MiB together.
        case noteTooLarge
        /// Clinical content was given to a coder that is not ``FieldCoder``.
        case fieldCoderOnly
        /// A signed note is amended or addended, never edited or discarded.
        case signedNoteIsImmutable
        /// Only a signed note is cosigned, amended, addended or entered in error.
        case notSigned
        /// The note is signed.
        case alreadySigned
        /// The note is cosigned.
        case alreadyCosigned
        /// The note was entered in error; nothing follows.
        case withdrawn
        /// There is no note yet, or its draft was discarded.
        case noSuchNote
        /// There is a note; it cannot begin again.
        case alreadyBegun
        /// A note is about at least one patient.
        case noSubjects
        /// A patient stands twice among the subjects.
        case repeatedSubject
        /// An individual part is about somebody who is not a subject.
        case notASubject
        /// A session ends before or when it begins.
        case periodInvalid
        /// An individual session has several subjects.
        case subjectsDoNotFitModality
        /// The text is not a day of the form `2026-03-02`.
        case malformedDay
        /// The text is not a moment of RFC 3339.
        case malformedInstant
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
