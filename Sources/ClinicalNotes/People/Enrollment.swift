public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// What the practice certified about a principal: who they are to it, and which keys are theirs.
///
/// ```swift
/// let rivera = try await vault.enroll(
///     Person(legalName: "Elena Rivera", birthDate: CalendarDay(year: 1981, month: 4, day: 2)),
///     .treatingClinician,
///     keys: keyring.publicKeyring
/// )
/// ```
public struct Enrollment: Hashable, Sendable {
    /// What the principal is to the practice.
    public struct Affiliation: Hashable, Sendable {
        /// The role that the principal acts in unless a session declares another.
        public let role: PrincipalRole
        /// The organization, or `nil` for a private person; of who is enrolled, the practice's own if none was named.
        public let organization: OrganizationID?
        /// The mental health training program.
        public let training: TrainingProgram
        /// Whether the principal belongs to a Part 2 program with a treatment-related need (42 CFR 2.12(c)(3)).
        public let part2Program: Bool
        /// Whether the principal is a covered entity, or a business associate under contract.
        public let coveredEntity: Bool
        /// Whether the organization is the practice that enrolls, whichever that is.
        private let isOfPractice: Bool

        /// Makes the affiliation of somebody who belongs to an organization that is named, or to none.
        public init(
            role: PrincipalRole,
            organization: OrganizationID?,
            training: TrainingProgram = .none,
            part2Program: Bool = false,
            coveredEntity: Bool = false
        ) {
            self.role = role
            self.organization = organization
            self.training = training
            self.part2Program = part2Program
            self.coveredEntity = coveredEntity
            isOfPractice = false
        }

        /// Makes the affiliation of somebody who belongs to the practice that enrolls, if the role is one of its workforce; whoever acts
        /// in another role, such as a court or a clinician elsewhere, belongs to nobody.
        public init(
            role: PrincipalRole,
            training: TrainingProgram = .none,
            part2Program: Bool = false,
            coveredEntity: Bool = false
        ) {
            self.role = role
            organization = nil
            self.training = training
            self.part2Program = part2Program
            self.coveredEntity = coveredEntity
            isOfPractice = role.isOfWorkforce
        }

        /// The affiliation with a practice that enrolls somebody.
        func enrolling(in practice: OrganizationID) -> Affiliation {
            guard isOfPractice else { return self }
            return Affiliation(
                role: role,
                organization: practice,
                training: training,
                part2Program: part2Program,
                coveredEntity: coveredEntity
            )
        }
    }

    /// What the principal is to the practice.
    public let affiliation: Affiliation
    /// The certified public keys; `nil` for somebody who opens ordinary compartments only.
    public let keys: PublicKeys?
    /// When the enrollment began.
    public internal(set) var since: Instant
    /// When it ended, if it did.
    public internal(set) var ended: Instant?
    /// Who put it on record; `nil` for the practice itself.
    public internal(set) var registrar: PrincipalID?
    /// Whether somebody else confirmed what a registrar put on record alone: until then the principal can do nothing.
    public internal(set) var filing = FilingStanding.inForce
    /// Keys that the principal brought and that nobody else certified yet.
    public internal(set) var brought: PublicKeys?
    /// The authority's certificate over the keys.
    let certificate: [UInt8]?
    /// The names of the keys that were certified last, box and signing key; empty if there never were any.
    var lastKeys: [KeyID] = []
    /// The highest serial of a certificate that was ever entered.
    var lastSerial: UInt64 = 0
    /// That the keys took the place of others, if they did.
    public internal(set) var replacement: KeyReplacement?
}

extension Enrollment {
    private static let version: UInt8 = 1

    func encode(into writer: inout ByteWriter) {
        writer.integer(Self.version)
        affiliation.encode(into: &writer)
        writer.listOfOne(keys) { $1.encode(into: &$0) }
        writer.instant(since)
        writer.optional(ended) { $0.instant($1) }
        writer.optional(registrar) { $0.identifier($1) }
        filing.encode(into: &writer)
        writer.optional(brought) { $1.encode(into: &$0) }
        writer.listOfOne(certificate) { $0.counted($1) }
        writer.list(lastKeys) { $0.bytes16($1.bytes) }
        writer.integer(lastSerial)
        writer.optional(replacement) { $1.encode(into: &$0) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt8.self) == Self.version,
            let role = PrincipalRole(rawValue: try reader.text())
        else { throw MalformedBytes() }
        let organization = try reader.optional { reader throws(MalformedBytes) in
            try reader.identifier(OrganizationID.self)
        }
        let training = try TrainingProgram(stored: reader.integer())
        affiliation = Affiliation(
            role: role,
            organization: organization,
            training: training,
            part2Program: try reader.flag(),
            coveredEntity: try reader.flag()
        )
        keys = try reader.listOfOne { reader throws(MalformedBytes) in try PublicKeys(from: &reader) }
        since = try reader.instant()
        ended = try reader.optional { reader throws(MalformedBytes) in try reader.instant() }
        registrar = try reader.optional { reader throws(MalformedBytes) in try reader.identifier() }
        filing = try FilingStanding(from: &reader)
        brought = try reader.optional { reader throws(MalformedBytes) in try PublicKeys(from: &reader) }
        certificate = try reader.listOfOne { reader throws(MalformedBytes) in Array(try reader.counted()) }
        lastKeys = try reader.list { reader throws(MalformedBytes) in KeyID(try reader.bytes16()) }
        lastSerial = try reader.integer()
        replacement = try reader.optional { reader throws(MalformedBytes) in try KeyReplacement(from: &reader)
        }
    }
}

extension Enrollment {
    /// Whether the authority certified the keys as this principal's; without keys there is nothing to certify.
    func isCertified(_ principal: PrincipalID, in tenant: TenantID, by authority: SigningPublicKey) -> Bool {
        guard let keys else { return true }
        guard let certificate, let signed = try? SignedEnrollment(certificate),
            let statement = try? signed.verify(authority)
        else { return false }
        return statement.tenant == tenant && statement.principal == principal && statement.publicKeys == keys
            && statement.kind == EnrollmentKind(affiliation.role) && !statement.isRevoked
    }

    /// The keys that somebody may seal to.
    ///
    /// - Parameters:
    ///   - granter: Who seals.
    ///   - reader: Whose enrollment this is; nobody confirms their own keys to themselves.
    /// - Returns: The keys, or `nil` if there are none.
    /// - Throws: ``NotesError`` with `keysChanged` for keys that took the place of others and that the granter did not confirm.
    func keys(forGrantsBy granter: PrincipalID, as reader: PrincipalID) throws(NotesError) -> PublicKeys? {
        guard granter == reader || replacement.map({ $0.confirmedBy.contains(granter) }) ?? true else {
            throw NotesError(.keysChanged, at: "reader")
        }
        return keys
    }
}

extension Enrollment.Affiliation {
    func encode(into writer: inout ByteWriter) {
        writer.text(role.rawValue)
        writer.optional(organization) { $0.identifier($1) }
        writer.integer(training.stored)
        writer.flag(part2Program)
        writer.flag(coveredEntity)
    }
}

extension TrainingProgram {
    /// The byte that an enrollment keeps.
    var stored: UInt8 {
        switch self {
        case .none: 0
        case .own: 1
        case .other: 2
        }
    }

    fileprivate init(stored: UInt8) throws(MalformedBytes) {
        switch stored {
        case 0: self = .none
        case 1: self = .own
        case 2: self = .other
        default: throw MalformedBytes()
        }
    }
}

extension PublicKeys {
    fileprivate func encode(into writer: inout ByteWriter) {
        writer.raw(box.bytes)
        writer.raw(signing.bytes)
    }

    fileprivate init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard let box = BoxPublicKey(try reader.raw(32)), let signing = SigningPublicKey(try reader.raw(32))
        else { throw MalformedBytes() }
        self.init(box: box, signing: signing)
    }
}
