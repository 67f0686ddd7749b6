/// Which fields a content type has, found by letting it decode itself.
enum ContentShape {
    /// Decodes content, and says which fields it asked for.
    static func decode<Content: NoteContent>(
        _ type: Content.Type,
        from fields: [UInt32: SensitiveBytes]
    ) throws(ModelError) -> (content: Content, asked: [RegisteredField]) {
        try checkCompartment(of: type)
        let asked = AskedFields(fields: fields, compartment: type.compartment)
        do {
            return (try Content(from: FieldDecoder(asked: asked)), asked.asked)
        } catch let refusal as ModelError {
            throw refusal
        } catch {
            throw ModelError(.malformedField)
        }
    }

    /// The fields of a content type, in the order of their numbers; refuses a type that cannot be sealed.
    static func fields<Content: NoteContent>(of type: Content.Type) throws(ModelError) -> [RegisteredField] {
        let (content, asked) = try decode(type, from: [:])
        // Synthesised coding skips a property that the keys leave out; reflection sees it.
        for child in Mirror(reflecting: content).children {
            let label = child.label ?? ""
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            guard child.value is any SealedFieldWrapper else {
                throw ModelError(.unwrappedProperty, property: name)
            }
            guard asked.contains(where: { $0.name == name }) else {
                throw ModelError(.undeclaredProperty, property: name)
            }
        }
        guard !asked.isEmpty else { throw ModelError(.noFields, property: type.template.name) }
        return asked.sorted { $0.number < $1.number }
    }

    /// Refuses content whose compartment is not that of the one protocol it conforms to.
    static func checkCompartment<Content: NoteContent>(of type: Content.Type) throws(ModelError) {
        var homes: [Compartment] = []
        if type is any GeneralRecordContent.Type { homes.append(.general) }
        if type is any PsychotherapyContent.Type { homes.append(.psychotherapy) }
        if type is any SubstanceUseContent.Type { homes.append(.substanceUse) }
        if type is any SubstanceUseCounselingContent.Type { homes.append(.substanceUseCounseling) }
        guard homes == [type.compartment] else {
            throw ModelError(.foreignCompartment, property: type.template.name)
        }
    }
}
