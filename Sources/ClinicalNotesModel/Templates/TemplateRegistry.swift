/// The templates that a vault knows.
///
/// ```swift
/// var templates = TemplateRegistry.standard
/// try templates.register(IntakeForm.self)
/// try templates.register(LongerIntakeForm.self)
/// try templates.register(Formulation.self)
/// ```
public struct TemplateRegistry: Sendable {
    private struct Name: Hashable {
        let name: String
        let version: UInt32
    }
    private var templates: [Name: RegisteredTemplate] = [:]

    /// Makes an empty registry.
    public init() {}

    /// Every template, in the order of names and versions.
    public var all: [RegisteredTemplate] {
        templates.values.sorted {
            ($0.template.name, $0.template.version) < ($1.template.name, $1.template.version)
        }
    }

    /// The template of that name and version, if it is registered.
    public subscript(name: String, version: UInt32) -> RegisteredTemplate? {
        templates[Name(name: name, version: version)]
    }

    /// Adds a template, or refuses it; adding the same one again changes nothing.
    ///
    /// - Parameter type: The content's type.
    /// - Throws: `ModelError` that names the property or template: `unwrappedProperty`,
    ///   `undeclaredProperty`, `missingFieldNumber`, `duplicateFieldNumber`, `fieldNumberOutOfRange`,
    ///   `foreignField`, `excludedItem`, `foreignCompartment`, `noFields`, `invalidTemplateName`,
    ///   `invalidKind`, `templateConflict`.
    public mutating func register<Content: NoteContent>(_ type: Content.Type) throws(ModelError) {
        let template = type.template
        try template.check()
        let fields = try ContentShape.fields(of: type)
        let key = Name(name: template.name, version: template.version)
        if let known = templates[key] {
            guard
                known.fields == fields, known.compartment == type.compartment,
                known.template.kind == template.kind, known.contentType == type
            else { throw ModelError(.templateConflict, property: template.name) }
        }
        templates[key] = RegisteredTemplate(
            template: template,
            compartment: type.compartment,
            fields: fields,
            contentType: type
        )
    }
}
