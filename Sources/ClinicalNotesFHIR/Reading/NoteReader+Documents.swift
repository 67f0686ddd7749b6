internal import ClinicalNotesModel

extension NoteReader {
    /// A document reference.
    func document(_ resource: JSONObject) throws(FHIRError) -> NoteElements {
        let type = ComplexType.documentReference
        let contents = resource.objects("content").map { $0.object("attachment") }
        let status = NoteReader.documentStatus(resource)
        // Of a note that is withdrawn it tells of the withdrawal, if of anything.
        let narrative = status == .enteredInError ? nil : narrative(of: resource)
        var content = try content(
            of: contents,
            "\(type.rawValue).content",
            ".attachment",
            isWithdrawn: status == .enteredInError,
            mayBeEmpty: narrative != nil
        )
        content.narrative = narrative
        if content.pending.isEmpty { content.takeNarrative() }
        if let name = resource.string("description") { content.nameAttachments(name) }
        let context = resource.object("context")
        return elements(
            of: resource,
            type,
            masterIdentifier: ImportedIdentifier.all(of: resource, "masterIdentifier").first,
            identifiers: ImportedIdentifier.all(of: resource, "identifier"),
            status: status,
            isSuperseded: resource.string("status") == "superseded",
            kind: NoteKindReader(type: resource.object("type"), categories: []),
            authors: references(resource, "author", type),
            authenticator: reference(resource, "authenticator", type),
            encounters: (context?.objects("encounter") ?? []).enumerated().map { index, encounter in
                NoteElements.Reference(
                    object: encounter,
                    path: "\(type.rawValue).context.encounter[\(index)]"
                )
            },
            relations: resource.objects("relatesTo").enumerated().compactMap { index, relation in
                guard let target = relation.object("target") else { return nil }
                return NoteReader.relation(
                    relation.string("code"),
                    target,
                    "\(type.rawValue).relatesTo[\(index)].target"
                )
            },
            date: resource.string("date"),
            attachments: contents.compactMap { $0 },
            period: try period(context?.object("period"), path: "\(type.rawValue).context.period"),
            content: content
        )
    }

    /// What a document says of itself.
    private func narrative(of resource: JSONObject) -> ImportedContent.Narrative? {
        var narrative = ImportedContent()
        add(resource.object("text"), [], to: &narrative)
        if let section = narrative.sections.first {
            return ImportedContent.Narrative(
                section: section,
                originals: narrative.attachments,
                fallbacks: narrative.fallbacks
            )
        }
        let words = resource.string("description").map { SensitiveBytes($0.utf8) }
        guard let words, !TextCheck(words).isBlank else { return nil }
        return ClinicalText(utf8: words).map {
            ImportedContent.Narrative(section: ImportedSection(title: nil, text: $0))
        }
    }

    /// A report whose words are among its presented forms.
    func report(_ resource: JSONObject) throws(FHIRError) -> NoteElements {
        let type = ComplexType.diagnosticReport
        let forms = resource.objects("presentedForm")
        let status = NoteReader.findingStatus(resource)
        let conclusion = resource.string("conclusion").flatMap { text in
            TextCheck(SensitiveBytes(text.utf8)).isBlank ? nil : text
        }
        // A form need not say anything beside a conclusion.
        var content = try content(
            of: forms,
            "\(type.rawValue).presentedForm",
            "",
            isWithdrawn: status == .enteredInError,
            mayBeEmpty: conclusion != nil
        )
        if let conclusion, !content.says(conclusion) {
            content.add(ImportedSection(title: "Conclusion", text: ClinicalText(conclusion)))
        }
        let interpreters = references(resource, "resultsInterpreter", type)
        let period = try self.period(
            resource.object("effectivePeriod"),
            path: "\(type.rawValue).effectivePeriod"
        )
        let moment = resource.string("effectiveDateTime").flatMap { FHIRDate($0) }
        return elements(
            of: resource,
            type,
            identifiers: ImportedIdentifier.all(of: resource, "identifier"),
            status: status,
            kind: NoteKindReader(type: resource.object("code"), categories: resource.objects("category")),
            authors: interpreters.isEmpty ? references(resource, "performer", type) : interpreters,
            encounters: [reference(resource, "encounter", type)].compactMap { $0 },
            date: resource.string("issued"),
            attachments: forms,
            period: period ?? moment.map { ImportedPeriod(start: $0, end: $0) },
            content: content
        )
    }

    /// An observation or a request that has words of its own.
    func annotated(_ resource: JSONObject, _ type: ComplexType) throws(FHIRError) -> NoteElements {
        var parts: [AttachmentPart] = []
        for name in ["valueString", "patientInstruction"] {
            if let text = resource.string(name) {
                parts.append(
                    AttachmentPart(path: "\(type.rawValue).\(name)", mediaType: "text/plain", text: text)
                )
            }
        }
        for (index, note) in resource.objects("note").enumerated() {
            let path = "\(type.rawValue).note[\(index)].text"
            // Who added it is told with the words; the note as a whole has its own authors.
            let title = [note.string("authorString"), note.string("time")].compactMap { $0 }.joined(
                separator: ", "
            )
            parts.append(
                AttachmentPart(
                    path: path,
                    mediaType: "text/plain",
                    title: title.isEmpty ? nil : title,
                    text: note.string("text") ?? ""
                )
            )
        }
        let isRequest = type == .serviceRequest
        let span = isRequest ? "occurrence" : "effective"
        let moment = (resource.string("\(span)DateTime") ?? resource.string("\(span)Instant")).flatMap {
            FHIRDate($0)
        }
        let period = try self.period(resource.object("\(span)Period"), path: "\(type.rawValue).\(span)Period")
        return elements(
            of: resource,
            type,
            identifiers: ImportedIdentifier.all(of: resource, "identifier"),
            status: isRequest ? NoteReader.requestStatus(resource) : NoteReader.findingStatus(resource),
            kind: NoteKindReader(type: resource.object("code"), categories: resource.objects("category")),
            authors: isRequest
                ? [reference(resource, "requester", type)].compactMap { $0 }
                : references(resource, "performer", type),
            encounters: [reference(resource, "encounter", type)].compactMap { $0 },
            date: resource.string(isRequest ? "authoredOn" : "issued"),
            period: period ?? moment.map { ImportedPeriod(start: $0, end: $0) },
            content: try ContentReader(limits: limits, path: "\(type.rawValue).note").content(of: parts)
        )
    }

    // MARK: Status

    private static func documentStatus(_ resource: JSONObject) -> ImportedNoteStatus? {
        guard let status = resource.string("status") else { return nil }
        guard status != "entered-in-error" else { return .enteredInError }
        return switch resource.string("docStatus") {
        case "preliminary": .draft
        case "amended": .amended
        case "entered-in-error": .enteredInError
        default: .final
        }
    }

    /// The status of a report, observation or composition; `nil` if it is not known.
    static func findingStatus(_ resource: JSONObject) -> ImportedNoteStatus? {
        switch resource.string("status") {
        case "registered", "partial", "preliminary": .draft
        case "amended", "corrected", "appended": .amended
        case "entered-in-error": .enteredInError
        case "final", "cancelled": .final
        default: nil
        }
    }

    private static func requestStatus(_ resource: JSONObject) -> ImportedNoteStatus? {
        switch resource.string("status") {
        case "draft": .draft
        case "entered-in-error": .enteredInError
        case "unknown", nil: nil
        default: .final
        }
    }

    static func relation(_ code: String?, _ target: JSONObject, _ path: String) -> NoteElements.Relation? {
        code.flatMap(ImportedRelation.Kind.init(rawValue:)).map { kind in
            NoteElements.Relation(kind: kind, target: NoteElements.Reference(object: target, path: path))
        }
    }
}

extension ImportedContent {
    /// Whether the content is these words and no others: what stands among others may mean something else there.
    func says(_ words: String) -> Bool {
        text.utf8.copyBytes().filter { $0 > 0x20 } == words.utf8.filter { $0 > 0x20 }
    }

    /// Names the attachments that have no name of their own.
    mutating func nameAttachments(_ name: String) {
        for place in attachments.indices where attachments[place].name == nil {
            attachments[place].name = ClinicalText(name)
        }
    }

    /// Adds a section at the end.
    mutating func add(_ section: ImportedSection) {
        if TextCheck(section.text.utf8).hasMarkedCharacters { hasMarkedCharacters = true }
        sections.append(section)
    }
}
