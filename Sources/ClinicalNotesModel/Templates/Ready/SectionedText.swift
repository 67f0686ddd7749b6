/// A note whose words stand in sections, as many as it has, such as one that was written elsewhere.
///
/// Each section is a field, numbered from 1 in the note's order, so that each can be shown or held back by itself.
public struct SectionedText<Section: ContentSection>: NoteContent {
    /// The template of this library, version 1.
    public static var template: Template {
        switch Section.compartment {
        case .general: Template("clinical-notes.sections", version: 1, kind: .note)
        case .psychotherapy:
            Template("clinical-notes.psychotherapy-sections", version: 1, kind: .psychotherapyIndividual)
        case .substanceUse: Template("clinical-notes.substance-use-sections", version: 1, kind: .note)
        case .substanceUseCounseling:
            Template("clinical-notes.substance-use-counseling-sections", version: 1, kind: .note)
        }
    }

    /// The compartment of its sections.
    public static var compartment: Compartment { Section.compartment }

    /// The fields' numbers: each section's place, from 1.
    public struct CodingKeys: FieldKey {
        /// The place.
        public let intValue: Int?

        /// Names the section at a place.
        public init?(intValue: Int) { self.intValue = intValue }
        /// Names nothing: sections have numbers.
        public init?(stringValue: String) { return nil }
        /// The place, in words.
        public var stringValue: String { "section\(intValue ?? 0)" }
    }

    /// The sections in their order; one that was not opened for this reader is `nil`, and those at the end are missing.
    public var sections: [NoteSection?]

    /// Fills in a note.
    ///
    /// - Parameter sections: The sections, in their order.
    public init(_ sections: [NoteSection?]) { self.sections = sections }

    /// Reads what ``FieldCoder`` was given.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let last = max(1, container.allKeys.compactMap(\.intValue).max() ?? 1)
        sections = try (1...last).map { place in
            guard let key = CodingKeys(intValue: place) else { return nil }
            return try container.decode(SealedField<NoteSection, Section>.self, forKey: key).wrappedValue
        }
    }

    /// Writes each section as a field of its own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        for (index, section) in sections.enumerated() {
            guard let key = CodingKeys(intValue: index + 1) else { continue }
            try container.encode(SealedField<NoteSection, Section>(wrappedValue: section), forKey: key)
        }
    }
}

extension SectionedText: CustomReflectable {
    /// The sections as the fields that they are.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: sections.enumerated().map { index, section in
                (
                    label: "section\(index + 1)",
                    value: SealedField<NoteSection, Section>(wrappedValue: section) as Any
                )
            }
        )
    }
}

extension SectionedText: GeneralRecordContent where Section == ContentSections.General {}
extension SectionedText: PsychotherapyContent where Section == ContentSections.Psychotherapy {}
extension SectionedText: SubstanceUseContent where Section == ContentSections.SubstanceUse {}
extension SectionedText: SubstanceUseCounselingContent
where Section == ContentSections.SubstanceUseCounseling {}
