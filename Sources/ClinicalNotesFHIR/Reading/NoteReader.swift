internal import ClinicalNotesModel

/// Reads what a resource that passed ``ResourceCheck`` says as a note.
struct NoteReader {
    let limits: ImportLimits
    /// Gives the resource of the input that an address names, such as a `Binary`, or `nil`.
    let lookUp: (_ address: String) -> JSONObject?

    /// Whether a resource is imported as a note: a document reference or composition always, a report if it has a
    /// presented form, an observation or request if it has words of its own and its type is asked for.
    static func isNote(_ resource: JSONObject, _ type: ComplexType, asked: Set<ComplexType> = []) -> Bool {
        switch type {
        case .documentReference, .composition: true
        case .diagnosticReport: resource["presentedForm"] != nil
        case .observation:
            asked.contains(type) && (resource["note"] != nil || resource["valueString"] != nil)
        case .serviceRequest:
            asked.contains(type) && (resource["note"] != nil || resource["patientInstruction"] != nil)
        default: false
        }
    }

    /// What the resource says; whom and what it refers to is left to be resolved.
    ///
    /// - Throws: ``FHIRError`` if its content is damaged, or its period ends before it begins.
    func elements(of resource: JSONObject, type: ComplexType) throws(FHIRError) -> NoteElements {
        switch type {
        case .composition: try composition(resource)
        case .diagnosticReport: try report(resource)
        case .observation, .serviceRequest: try annotated(resource, type)
        default: try document(resource)
        }
    }

    /// Puts the elements together that every type has.
    func elements(
        of resource: JSONObject,
        _ type: ComplexType,
        masterIdentifier: ImportedIdentifier? = nil,
        identifiers: [ImportedIdentifier],
        status: ImportedNoteStatus?,
        isSuperseded: Bool = false,
        kind: NoteKindReader,
        authors: [NoteElements.Reference],
        authenticator: NoteElements.Reference? = nil,
        encounters: [NoteElements.Reference],
        relations: [NoteElements.Relation] = [],
        date: String?,
        attachments: [JSONObject] = [],
        period: ImportedPeriod?,
        content: ImportedContent
    ) -> NoteElements {
        let meta = resource.object("meta")
        let updated = meta?.string("lastUpdated").flatMap { Instant(fhir: $0) }
        let made = NoteDate(own: date, period: period, updated: updated, attachments: attachments)
        var fallbacks = content.fallbacks
        if let fallback = made.fallback { fallbacks.insert(fallback) }
        if let fallback = kind.fallback { fallbacks.insert(fallback) }
        if status == nil { fallbacks.insert(.statusUnknown) }
        if let id = resource.string("id"), id.utf8.count > PrimitiveCheck.idLength {
            fallbacks.insert(.longID)
        }
        return NoteElements(
            type: type,
            masterIdentifier: masterIdentifier,
            identifiers: identifiers,
            versionID: meta?.string("versionId"),
            lastUpdated: updated,
            status: status ?? .final,
            isSuperseded: isSuperseded,
            kind: kind.kind,
            writtenType: kind.written,
            subject: reference(resource, "subject", type),
            authors: authors,
            authenticator: authenticator,
            custodian: reference(resource, "custodian", type),
            encounters: encounters,
            relations: relations,
            date: made.date,
            period: period,
            content: content,
            fallbacks: fallbacks
        )
    }

    // MARK: Elements

    func reference(_ object: JSONObject, _ name: String, _ type: ComplexType) -> NoteElements.Reference? {
        object.object(name).map { NoteElements.Reference(object: $0, path: "\(type.rawValue).\(name)") }
    }

    func references(_ object: JSONObject, _ name: String, _ type: ComplexType) -> [NoteElements.Reference] {
        object.objects(name).enumerated().map { index, reference in
            NoteElements.Reference(object: reference, path: "\(type.rawValue).\(name)[\(index)]")
        }
    }

    func period(_ period: JSONObject?, path: String) throws(FHIRError) -> ImportedPeriod? {
        guard let period else { return nil }
        let start = period.string("start").flatMap { FHIRDate($0) }
        let end = period.string("end").flatMap { FHIRDate($0) }
        // Compared as far as both are known: a day ends after every moment of it.
        if let start = start?.moments.lowerBound, let end = end?.moments {
            let isOver = end.isEmpty ? end.upperBound < start : end.upperBound <= start
            if isOver { throw FHIRError(.invalidValue, path: path) }
        }
        return ImportedPeriod(start: start, end: end)
    }

    /// What some attachments say; of a note that is withdrawn nothing need be left, and what is left need not be in order.
    func content(
        of attachments: [JSONObject?],
        _ path: String,
        _ element: String,
        isWithdrawn: Bool,
        mayBeEmpty: Bool = false
    ) throws(FHIRError) -> ImportedContent {
        do throws(FHIRError) {
            return try content(of: attachments, path, element)
        } catch {
            let isEmpty = [.emptyText, .attachmentWithoutContent].contains(error.code)
            guard isWithdrawn || mayBeEmpty && isEmpty else { throw error }
            return ImportedContent()
        }
    }

    private func content(
        of attachments: [JSONObject?],
        _ path: String,
        _ element: String
    ) throws(FHIRError) -> ImportedContent {
        var parts: [AttachmentPart] = []
        for (index, attachment) in attachments.enumerated() {
            guard let attachment else { continue }
            let place = "\(path)[\(index)]\(element)"
            if let part = try AttachmentPart(attachment, path: place, lookUp: lookUp) { parts.append(part) }
        }
        guard !parts.isEmpty else {
            throw FHIRError(.attachmentWithoutContent, path: "\(path)[0]\(element)")
        }
        return try ContentReader(limits: limits, path: path).content(of: parts)
    }
}
