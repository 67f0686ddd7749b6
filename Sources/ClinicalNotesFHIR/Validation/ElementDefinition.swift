/// What R4 says about one element: its type and how often it may stand.
struct ElementDefinition: Sendable {
    let type: ElementType
    let minimum: Int
    let repeats: Bool

    static func optional(_ type: ElementType) -> ElementDefinition {
        ElementDefinition(type: type, minimum: 0, repeats: false)
    }

    static func required(_ type: ElementType) -> ElementDefinition {
        ElementDefinition(type: type, minimum: 1, repeats: false)
    }

    static func many(_ type: ElementType) -> ElementDefinition {
        ElementDefinition(type: type, minimum: 0, repeats: true)
    }

    static func some(_ type: ElementType) -> ElementDefinition {
        ElementDefinition(type: type, minimum: 1, repeats: true)
    }
}

/// The type of an element.
enum ElementType: Sendable {
    /// A JSON string, Boolean or number with a syntax of its own.
    case primitive(PrimitiveType)
    /// A code of a required value set.
    case code(Set<String>)
    /// An object with elements of its own.
    case complex(ComplexType)
    /// Anything: the value of an extension, or a contained resource.
    case open

    static let string = ElementType.primitive(.string)
    static let boolean = ElementType.primitive(.boolean)
    static let integer = ElementType.primitive(.integer)
    static let decimal = ElementType.primitive(.decimal)
    static let anyCode = ElementType.primitive(.code)
    static let id = ElementType.primitive(.id)
    static let uri = ElementType.primitive(.uri)
    static let instant = ElementType.primitive(.instant)
    static let dateTime = ElementType.primitive(.dateTime)
    static let date = ElementType.primitive(.date)
    static let base64 = ElementType.primitive(.base64)
    static let data = ElementType.primitive(.data)
    static let xhtml = ElementType.primitive(.xhtml)
    static let url = ElementType.primitive(.url)
    static let reference = ElementType.complex(.reference)
    static let concept = ElementType.complex(.codeableConcept)

    var isPrimitive: Bool {
        switch self {
        case .primitive, .code: true
        case .complex, .open: false
        }
    }
}

/// The primitive types of R4 that the checked resources use.
enum PrimitiveType: Sendable {
    case string, boolean, integer, decimal, code, id, uri, instant, dateTime, date, base64
    /// Base64 that is checked where it is decoded.
    case data
    /// Formatted words, however long.
    case xhtml
    /// An address that may hold what it names.
    case url
}
