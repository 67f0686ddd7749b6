/// What is on record about a patient or a principal as a person.
///
/// Sealed like every record that feeds a decision. The description shows nothing of it.
public struct Person: Hashable, Sendable {
    /// The legal name.
    public var legalName: String
    /// The day of birth, if it is known.
    public var birthDate: CalendarDay?
    /// What is known of the day of birth where it is not the day; counts only where ``birthDate`` is `nil`.
    public var partialBirthDate: PartialDate?
    /// The administrative gender, if it is known.
    public var gender: Gender?
    /// Whether the person is alive.
    public var isAlive: Bool
    /// The day of death, if it is known; protection lasts 50 years from it, 45 CFR 164.502(f).
    public var deathDate: CalendarDay?
    /// Whether a minor is emancipated.
    public var isEmancipated: Bool
    /// Whether the person is an inmate, 45 CFR 164.524(a)(2)(ii).
    public var isInmate: Bool
    /// What the person said about relatives and friends.
    public var familyPreference: FamilyPreference
    /// What decides who acts for a minor, if it is on record.
    public var minor: MinorCircumstances?
    /// How other systems know the person, and nobody else: no two people on record share one.
    public var identifiers: [PersonIdentifier]
    /// Numbers that others may carry too, such as an insurer's of a whole family; nobody is recognized by them.
    public var sharedIdentifiers: [PersonIdentifier]
    /// The labels that the host put on the person, for house rules to ask for.
    public var labels: Set<HostWord>
    /// Whether nobody has described the person yet: a patient of whom is known only what a note calls them.
    ///
    /// Ends when the patient's own record comes in, or when somebody updates the person. Until then it is unknown whether the
    /// person is alive, of age or has said anything, and nobody is enrolled as the person.
    public var isProvisional: Bool

    /// Puts a person on record.
    ///
    /// - Parameters:
    ///   - legalName: The legal name.
    ///   - birthDate: The day of birth, if it is known.
    ///   - partialBirthDate: What is known of the day of birth where it is not the day.
    ///   - gender: The administrative gender, if it is known.
    ///   - isAlive: Whether the person is alive.
    ///   - deathDate: The day of death, if it is known.
    ///   - isEmancipated: Whether a minor is emancipated.
    ///   - isInmate: Whether the person is an inmate.
    ///   - familyPreference: What the person said about relatives and friends.
    ///   - minor: What decides who acts for a minor.
    ///   - identifiers: How other systems know the person, and nobody else.
    ///   - sharedIdentifiers: Numbers that others may carry too.
    ///   - labels: The labels that the host put on the person.
    ///   - isProvisional: Whether nobody has described the person yet.
    public init(
        legalName: String,
        birthDate: CalendarDay? = nil,
        partialBirthDate: PartialDate? = nil,
        gender: Gender? = nil,
        isAlive: Bool = true,
        deathDate: CalendarDay? = nil,
        isEmancipated: Bool = false,
        isInmate: Bool = false,
        familyPreference: FamilyPreference = .unsaid,
        minor: MinorCircumstances? = nil,
        identifiers: [PersonIdentifier] = [],
        sharedIdentifiers: [PersonIdentifier] = [],
        labels: Set<HostWord> = [],
        isProvisional: Bool = false
    ) {
        self.legalName = legalName
        self.birthDate = birthDate
        self.partialBirthDate = partialBirthDate
        self.gender = gender
        self.isAlive = isAlive
        self.deathDate = deathDate
        self.isEmancipated = isEmancipated
        self.isInmate = isInmate
        self.familyPreference = familyPreference
        self.minor = minor
        self.identifiers = identifiers
        self.sharedIdentifiers = sharedIdentifiers
        self.labels = labels
        self.isProvisional = isProvisional
    }

    /// The name of a person of whom not even a name is known.
    public static let nameNotKnown = "(name not known)"

    /// How many years old the person is, or `nil` if the day of birth is unknown or lies ahead.
    public func age(at instant: Instant) -> Int? { birthDate?.age(at: instant) }
}

extension Person: DescribedByType {}

extension Person: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.text(legalName)
        writer.optional(birthDate) { $0.day($1) }
        writer.optional(partialBirthDate) { $0.partialDate($1) }
        writer.optional(gender) { $0.word($1) }
        writer.flag(isAlive)
        writer.optional(deathDate) { $0.day($1) }
        writer.flag(isEmancipated)
        writer.flag(isInmate)
        writer.word(familyPreference)
        writer.optional(minor) { $0.record($1) }
        for identifiers in [identifiers, sharedIdentifiers] {
            writer.list(identifiers) { writer, identifier in
                writer.text(identifier.system)
                writer.text(identifier.value)
            }
        }
        writer.hostWords(labels)
        writer.flag(isProvisional)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        legalName = try reader.text()
        birthDate = try reader.optional { (reader) throws(MalformedBytes) in try reader.day() }
        partialBirthDate = try reader.optional { (reader) throws(MalformedBytes) in try reader.partialDate() }
        gender = try reader.optional { (reader) throws(MalformedBytes) in try reader.word() }
        isAlive = try reader.flag()
        deathDate = try reader.optional { (reader) throws(MalformedBytes) in try reader.day() }
        isEmancipated = try reader.flag()
        isInmate = try reader.flag()
        familyPreference = try reader.word()
        minor = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        identifiers = try Self.identifiers(from: &reader)
        sharedIdentifiers = try Self.identifiers(from: &reader)
        labels = try reader.hostWords()
        isProvisional = try reader.flag()
    }

    private static func identifiers(
        from reader: inout ByteReader
    ) throws(MalformedBytes) -> [PersonIdentifier] {
        try reader.list { (reader) throws(MalformedBytes) in
            PersonIdentifier(system: try reader.text(), value: try reader.text())
        }
    }
}
