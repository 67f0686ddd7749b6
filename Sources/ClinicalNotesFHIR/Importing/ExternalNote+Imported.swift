internal import ClinicalNotes
internal import ClinicalNotesModel

extension ExternalNote {
    /// A note of the inputs.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - subjects: The positions of its subjects. One who is missing refuses the note; leaving somebody out would file it
    ///     under the others.
    ///   - practitioners: The practitioners of the inputs.
    ///   - importer: What the host says.
    init(
        _ note: ImportedNote,
        subjects: [Int],
        _ practitioners: [ReferenceKey: ExternalAuthor],
        _ importer: FHIRImporter
    ) {
        let source = importer.scope
        let own = ImportPlan.identifier(note.key, source)
        let isFallback = !note.fallbacks.isDisjoint(with: [.kindOfAxes, .kindUnknown])
        let authors = note.allAuthors.map { author in
            var foreign = author.key.flatMap { practitioners[$0] } ?? ExternalAuthor(author, importer)
            // Who has no name in a record of their own may have one where they are referred to.
            if author.isNamed, !author.name.isEmpty { foreign.attested = author.name }
            foreign.reference = ExternalReference(author, source)
            return foreign
        }
        self.init(
            key: note.masterIdentifier.flatMap(PersonIdentifier.init) ?? own,
            address: own,
            identifiers: ImportPlan.identifiers(note.identifiers, note.key, source),
            version: note.version.isKnown ? note.version : nil,
            kind: (isFallback ? importer.kind?(note) : nil) ?? note.kind,
            type: isFallback ? note.writtenType.map { ExternalType($0) } : nil,
            compartment: importer.classify.map { $0(note).joined(with: note.compartment) }
                ?? note.compartment,
            // A label that nobody knows could be one of psychotherapy notes.
            proposedCompartment: note.labels.hasUnknown && importer.classify == nil ? .psychotherapy : nil,
            labels: note.labels.written,
            encounters: note.encounters.map { ImportPlan.identifier($0, source) },
            sections: note.content.sections.map { ExternalSection(title: $0.title, text: $0.text) },
            attachments: note.content.attachments.map {
                ExternalAttachment(
                    name: $0.name?.copyString(),
                    mediaType: $0.mediaType,
                    content: .bytes($0.bytes)
                )
            },
            markedText: note.content.hasMarkedCharacters,
            status: NoteStatus(note),
            authors: authors.isEmpty ? [ExternalAuthor(attested: ExternalAuthor.notNamed)] : authors,
            context: note.context,
            references: note.parties.compactMapValues { ExternalReference($0, source) },
            subjects: subjects,
            period: Range(note),
            date: note.date,
            relations: note.relatesTo.map { ExternalRelation($0, source) }
        )
        isPartial = !note.content.fallbacks.isDisjoint(with: [.notFetched, .narrativeTaken])
    }
}

extension ExternalReference {
    fileprivate init?(_ author: ImportedAuthor, _ source: String) {
        guard let value = author.reference?.value else { return nil }
        // What is on the source's own server is referred to with its address and without.
        let rest = value.utf8.dropFirst(source.utf8.count)
        let isOwn = rest.first == UInt8(ascii: "/") && value.utf8.starts(with: source.utf8)
        self.init(
            PersonIdentifier(system: source, value: isOwn ? String(Substring(rest.dropFirst())) : value),
            isNamed: author.isNamed
        )
    }
}

extension ExternalRelation {
    init(_ relation: ImportedRelation, _ source: String) {
        let target =
            relation.identifier.flatMap(PersonIdentifier.init)
            ?? ImportPlan.identifier(relation.target, source)
        self =
            switch relation.kind {
            case .appends: .addendum(to: target)
            case .replaces: .replacement(of: target)
            case .transforms: .derived(from: target)
            case .signs: .signature(of: target)
            }
    }
}

extension ExternalType {
    init(_ type: ImportedType) {
        self.init(
            codings: type.codings.map { Coding(system: $0.system, code: $0.code, display: $0.display) },
            text: type.text
        )
    }
}

extension NoteStatus {
    /// A note whose place another one has taken was corrected by it, unless it was never signed or is withdrawn.
    init(_ note: ImportedNote) {
        self =
            switch note.status {
            case .draft: .draft
            case .final: note.isSuperseded ? .amended : .signed
            case .amended: .amended
            case .enteredInError: .enteredInError
            }
    }
}
