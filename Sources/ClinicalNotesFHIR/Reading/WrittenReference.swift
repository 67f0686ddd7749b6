/// What a reference says of its target, in whichever of the ways that R4 knows.
struct WrittenReference {
    /// How the target is named.
    enum Form: Hashable {
        /// Not at all, or by its number alone.
        case none
        /// A resource inside the one that refers.
        case contained(id: String)
        /// An address.
        case address(String)
        /// A resource of the same server.
        case local(type: String, id: String)
        /// Whatever a search finds, by a number if it asks for one.
        case search(type: String)
        /// A text that is no reference.
        case unreadable
    }

    let form: Form
    /// The resource type, if the reference says it.
    let type: String?
    /// Whether the reference says two types of its target.
    let isContradicting: Bool
    /// The number that names the target, if there is one.
    let identifier: ImportedIdentifier?
    /// The words for a reader, if there are any.
    let display: String?
    /// The reference as it was written, if it is more than words.
    let text: String?

    init(_ object: JSONObject) {
        let text = object.string("reference").map(ResourceAddress.withoutVersion)
        let found = WrittenReference.form(of: text)
        form = found.form
        self.text = text
        display = object.string("display")
        identifier = found.identifier ?? ImportedIdentifier.all(of: object, "identifier").first
        let said = object.string("type").flatMap { ValueSets.resourceType.contains($0) ? $0 : nil }
        switch form {
        case .local(let type, _), .search(let type): self.type = type
        case .address(let address): type = RestfulURL(address)?.resourceType ?? said
        case .none, .contained, .unreadable: type = said
        }
        isContradicting = said != nil && said != type
    }

    /// A reference that is an address and nothing else.
    init(address: String) {
        self.init(JSONObject(members: ["reference": .string(address)], hasRepeatedName: false, range: 0..<0))
    }

    /// What the reference calls its target where no name is known: its words, its number, or itself.
    var words: String? { display ?? identifier?.value ?? text }

    private static func form(of text: String?) -> (form: Form, identifier: ImportedIdentifier?) {
        guard let text else { return (.none, nil) }
        if text.hasPrefix("#") { return (.contained(id: String(text.dropFirst())), nil) }
        if let search = search(text) { return search }
        if ResourceAddress.isAbsolute(text) { return (.address(text), nil) }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, ValueSets.resourceType.contains(String(parts[0])),
            PrimitiveCheck.isID(parts[1])
        else { return (.unreadable, nil) }
        return (.local(type: String(parts[0]), id: String(parts[1])), nil)
    }

    /// Reads `Practitioner?identifier=system|value`.
    private static func search(_ text: String) -> (form: Form, identifier: ImportedIdentifier?)? {
        guard let mark = text.firstIndex(of: "?") else { return nil }
        let type = String(text[..<mark].split(separator: "/").last ?? "")
        guard ValueSets.resourceType.contains(type) else { return nil }
        for parameter in text[text.index(after: mark)...].split(separator: "&") {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let value = decoded(pair[1])
            if pair[0] == "_id", PrimitiveCheck.isID(value) { return (.local(type: type, id: value), nil) }
            guard pair[0] == "identifier" else { continue }
            let halves = value.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            let system = halves.count == 2 && !halves[0].isEmpty ? halves[0] : nil
            guard let number = halves.last, !number.isEmpty else { continue }
            return (.search(type: type), ImportedIdentifier(system: system, value: number))
        }
        // What another search would find nobody here can tell.
        return (.search(type: type), nil)
    }

    /// The text without the escapes of addresses; one that is none stands for itself.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            let escaped = digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
            if byte == UInt8(ascii: "%"), let escaped {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
