internal import ClinicalNotesModel

extension NoteReader {
    /// A composition, which a document begins with: its sections are those of the note.
    func composition(_ resource: JSONObject) throws(FHIRError) -> NoteElements {
        let type = ComplexType.composition
        var content = ImportedContent()
        content.wasMarkup = true
        add(resource.objects("section"), under: [], to: &content)
        // Sections that only say that they have no words make no note.
        if !content.sections.contains(where: { !$0.isWordless }) {
            content.sections = []
            content.fallbacks.remove(.sectionWithoutText)
            add(resource.object("text"), [], to: &content)
        }
        let status = NoteReader.findingStatus(resource)
        guard !content.sections.isEmpty || status == .enteredInError else {
            throw FHIRError(.emptyText, path: "\(type.rawValue).section")
        }
        let attesters = resource.objects("attester").enumerated().compactMap { index, attester in
            attester.object("party").map { party in
                NoteElements.Reference(object: party, path: "\(type.rawValue).attester[\(index)].party")
            }
        }
        let events = resource.objects("event")
        let period = events.enumerated().first { $1["period"] != nil }
        return elements(
            of: resource,
            type,
            masterIdentifier: ImportedIdentifier.all(of: resource, "identifier").first,
            identifiers: [],
            status: status,
            kind: NoteKindReader(type: resource.object("type"), categories: []),
            authors: references(resource, "author", type),
            authenticator: attesters.first,
            encounters: [reference(resource, "encounter", type)].compactMap { $0 },
            relations: resource.objects("relatesTo").enumerated().compactMap { index, relation in
                let path = "\(type.rawValue).relatesTo[\(index)]"
                if let target = relation.object("targetReference") {
                    return NoteReader.relation(relation.string("code"), target, "\(path).targetReference")
                }
                guard let identifier = relation.object("targetIdentifier") else { return nil }
                let target = JSONObject(
                    members: ["identifier": .object(identifier)],
                    hasRepeatedName: false,
                    range: identifier.range
                )
                return NoteReader.relation(relation.string("code"), target, "\(path).targetIdentifier")
            },
            date: resource.string("date"),
            period: try self.period(
                period?.element.object("period"),
                path: "\(type.rawValue).event[\(period?.offset ?? 0)].period"
            ),
            content: content
        )
    }

    /// The most bytes of headings that are told over each of the sections below them.
    private static let maximumOverSections = 1024

    /// Adds sections and those inside them; a section without a narrative tells those of its entries.
    private func add(
        _ sections: [JSONObject],
        under titles: [String],
        to content: inout ImportedContent
    ) {
        for section in sections {
            let own = section.string("title") ?? section.object("code").flatMap(NoteReader.words)
            var titles = titles + [own].compactMap { $0 }
            if let own, titles.joined().utf8.count > Self.maximumOverSections {
                // What is too long to stand over each section inside is said once.
                let heading = titles.dropLast().joined(separator: ": ")
                let title = heading.isEmpty ? nil : ClinicalText(heading)
                content.add(ImportedSection(title: title, text: ClinicalText(own)))
                titles = []
            }
            let before = content.sections.count
            add(section.object("text"), titles, to: &content)
            if content.sections.count == before {
                for address in section.objects("entry").compactMap({ $0.string("reference") }) {
                    add(lookUp(address)?.object("text"), titles, to: &content)
                }
            }
            add(section.objects("section"), under: titles, to: &content)
            if content.sections.count == before { tellWordless(section, titles, in: &content) }
        }
    }

    /// Says of a section without words why it has none, or that it is only about records which bring none along.
    private func tellWordless(_ section: JSONObject, _ titles: [String], in content: inout ImportedContent) {
        let title = titles.isEmpty ? nil : ClinicalText(titles.joined(separator: ": "))
        if let reason = section.object("emptyReason").flatMap(NoteReader.words) {
            content.add(ImportedSection(title: title, text: ClinicalText("[Empty: \(reason)]")))
        } else if !section.objects("entry").isEmpty {
            content.fallbacks.insert(.sectionWithoutText)
            content.add(
                ImportedSection(
                    title: title,
                    text: ClinicalText("[This section refers to records and has no words of its own.]"),
                    isWordless: true
                )
            )
        }
    }

    /// Adds the words of a narrative, if it has any.
    func add(_ narrative: JSONObject?, _ titles: [String], to content: inout ImportedContent) {
        guard let page = narrative?.string("div") else { return }
        let shown = ShownText(
            SensitiveBytes(HTMLReducer.text(of: Array(page.utf8))),
            limit: limits.field
        )
        guard !TextCheck(shown.text).isBlank, let text = ClinicalText(utf8: shown.text) else { return }
        let title = titles.isEmpty ? nil : ClinicalText(titles.joined(separator: ": "))
        if shown.isShortened {
            content.fallbacks.insert(.shortened)
            content.attachments.append(
                ImportedAttachment(name: title, mediaType: "text/html", bytes: SensitiveBytes(page.utf8))
            )
        }
        content.add(ImportedSection(title: title, text: text))
    }

    private static func words(_ concept: JSONObject) -> String? {
        let codings = concept.objects("coding").lazy
        return concept.string("text") ?? codings.compactMap { $0.string("display") }.first
            ?? codings.compactMap { $0.string("code") }.first
    }
}
