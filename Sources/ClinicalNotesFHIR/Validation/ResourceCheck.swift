/// Checks a resource against the element tables: names, types, cardinalities and required value sets.
///
/// What passes can be read without further doubt about its shape. Collects inline security labels on
/// the way, since they may stand on any element, and whether a note says something that may change its meaning.
struct ResourceCheck {
    /// What was found on the way.
    struct Findings {
        var inlineLabels: [InlineLabel] = []
        /// Whether there is an extension that may change the meaning, or a set of rules: nobody here knows what it asks for.
        var mayMeanOtherwise = false
    }

    /// An inline label, with the path of the element that bears it.
    struct InlineLabel {
        let coding: JSONObject
        let path: String
    }

    private static let inlineLabelURL =
        "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label"

    private let limit: Int
    private var path: [String]
    private var found = Findings()
    /// Whether what may change the meaning is told instead of refused: words that could say more are still words.
    private let isNote: Bool

    private init(_ type: ComplexType, limit: Int) {
        self.limit = limit
        isNote = type.isNote
        path = [type.rawValue]
    }

    /// Checks a resource.
    static func run(
        _ object: JSONObject,
        as type: ComplexType,
        limit: Int
    ) throws(FHIRError) -> Findings {
        var check = ResourceCheck(type, limit: limit)
        try check.object(object, as: type)
        return check.found
    }

    /// Checks an object that is part of something else, such as an entry.
    static func run(
        _ object: JSONObject,
        as type: ComplexType,
        at path: String,
        limit: Int
    ) throws(FHIRError) {
        var check = ResourceCheck(type, limit: limit)
        check.path = [path]
        try check.object(object, as: type)
    }

    private func error(_ code: FHIRError.Code, _ name: String? = nil) -> FHIRError {
        FHIRError(code, path: (path + (name.map { [$0] } ?? [])).joined(separator: "."))
    }

    private mutating func object(_ object: JSONObject, as type: ComplexType) throws(FHIRError) {
        guard !object.hasRepeatedName else { throw error(.repeatedName) }
        guard !object.members.isEmpty else { throw error(.emptyElement) }
        let definitions = ComplexType.definitions[type] ?? [:]
        // In the order of names, so that the same input always gives the same error.
        for name in object.members.keys.sorted() {
            guard let value = object[name] else { continue }
            if name == "resourceType" && type.isResource { continue }
            if name == "modifierExtension" && !type.isDataType {
                try meetModifier(.unknownModifierExtension, name)
                try open(value)
                continue
            }
            if let definition = definitions[name] {
                try element(value, name: name, definition)
            } else if type == .extensionType && name.hasPrefix("value") {
                try open(value)
            } else if name.hasPrefix("_"),
                definitions[String(name.dropFirst())]?.type.isPrimitive == true
                    || (type == .extensionType && name.hasPrefix("_value"))
            {
                try open(value)
            } else {
                throw error(.unknownElement)
            }
        }
        for name in ComplexType.requiredNames[type] ?? [] where object[name] == nil {
            // Of a primitive value, an extension may stand in its place and tell why it is not known.
            guard definitions[name]?.type.isPrimitive == true, object["_\(name)"] != nil else {
                throw error(.missingElement, name)
            }
        }
        if type.isResource && object["implicitRules"] != nil {
            try meetModifier(.implicitRules, "implicitRules")
        }
        if type == .extensionType { try collectInlineLabel(object) }
        if type == .narrative { try narrative(object) }
    }

    /// Something may change what the resource means.
    private mutating func meetModifier(_ code: FHIRError.Code, _ name: String? = nil) throws(FHIRError) {
        guard isNote else { throw error(code, name) }
        found.mayMeanOtherwise = true
    }

    private mutating func element(
        _ value: JSONValue,
        name: String,
        _ definition: ElementDefinition
    ) throws(FHIRError) {
        guard definition.repeats else {
            if case .array = value { throw error(.wrongType, name) }
            path.append(name)
            try single(value, as: definition.type)
            path.removeLast()
            return
        }
        guard let elements = value.elements else { throw error(.wrongType, name) }
        guard !elements.isEmpty else { throw error(.emptyElement, name) }
        for (index, element) in elements.enumerated() {
            path.append("\(name)[\(index)]")
            // A value that is not known leaves a gap, and an extension tells of it.
            if element != .null || !definition.type.isPrimitive { try single(element, as: definition.type) }
            if name == "contained" { try contained(element) }
            path.removeLast()
        }
    }

    private mutating func single(_ value: JSONValue, as type: ElementType) throws(FHIRError) {
        switch type {
        case .primitive(let primitive):
            if let code = PrimitiveCheck.fault(of: value, as: primitive, limit: limit) { throw error(code) }
        case .code(let values):
            if let code = PrimitiveCheck.fault(of: value, as: .code, limit: limit) { throw error(code) }
            guard let text = value.string, values.contains(text) else { throw error(.invalidCode) }
        case .complex(let type):
            guard let object = value.object else { throw error(.wrongType) }
            try self.object(object, as: type)
        case .open: try open(value)
        }
    }

    /// Walks what is not checked by name; the path stays at the element in which it stands.
    private mutating func open(_ value: JSONValue) throws(FHIRError) {
        switch value {
        case .array(let elements): for element in elements { try open(element) }
        case .object(let object):
            guard !object.hasRepeatedName else { throw error(.repeatedName) }
            if object["modifierExtension"] != nil { try meetModifier(.unknownModifierExtension) }
            try collectInlineLabel(object)
            for name in object.members.keys.sorted() { if let value = object[name] { try open(value) } }
        case .string, .null, .boolean, .number: return
        }
    }

    private func contained(_ value: JSONValue) throws(FHIRError) {
        guard let resource = value.object else { throw error(.wrongType) }
        guard resource.object("meta")?["security"] == nil else {
            throw error(.labeledContained, "meta.security")
        }
        if let narrative = resource.object("text") { try self.narrative(narrative) }
    }

    /// A narrative is formatted words and nothing that acts (txt-1).
    private func narrative(_ object: JSONObject) throws(FHIRError) {
        guard let page = object.string("div"), HTMLTokenizer.acts(page) else { return }
        throw error(.activeContent, "div")
    }

    private mutating func collectInlineLabel(_ object: JSONObject) throws(FHIRError) {
        guard object.string("url") == ResourceCheck.inlineLabelURL else { return }
        guard let coding = object.object("valueCoding") else { throw error(.unknownLabel) }
        found.inlineLabels.append(InlineLabel(coding: coding, path: path.joined(separator: ".")))
    }
}
