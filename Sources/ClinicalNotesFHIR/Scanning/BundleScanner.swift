/// Takes bundles apart into what stands in their `entry`, and the rest of each.
struct BundleScanner {
    enum Found {
        case entry(ScannedText)
        case end(JSONObject)
    }

    private enum Place {
        /// Before, after or between bundles.
        case outside
        /// In a bundle, but not in its entries.
        case envelope
        /// Between entries; whether one may or must begin, or must not.
        case beforeFirst, beforeNext, afterOne
        /// In an entry.
        case entry
    }

    private let limits: ImportLimits
    private var place = Place.outside
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last string directly in the bundle, and whether the value of its name is awaited.
    private var name: [UInt8] = []
    private var isNamed = false
    /// The bundle's text without its entries.
    private var envelope: [UInt8] = []
    private var start: Int
    /// Where entries were left out of the envelope, and how many bytes they had.
    private var cut: (at: Int, count: Int)?
    private var listStart = 0
    private var hasEntries = false
    private var gathered: GatheredText
    /// Where the next chunk begins in the input.
    private var offset: Int

    init(at offset: Int, limits: ImportLimits) {
        self.limits = limits
        self.offset = offset
        start = offset
        // An entry has more in it than its resource, whose own size is looked at later.
        gathered = GatheredText(limit: limits.note + 65_536)
    }

    mutating func take(
        _ chunk: ArraySlice<UInt8>,
        _ body: (Found) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        let shift = offset - chunk.startIndex
        var index = chunk.startIndex
        /// Where the part of the chunk begins that belongs to the entry or the envelope.
        var from = index
        while index < chunk.endIndex {
            let byte = chunk[index]
            switch place {
            case .entry:
                guard let end = endOfEntry(in: chunk, from: index) else {
                    index = chunk.endIndex
                    break
                }
                try body(.entry(gathered.end(with: chunk[from..<end], at: from + shift)))
                hasEntries = true
                place = .afterOne
                index = end
            case .beforeFirst, .beforeNext, .afterOne:
                try takeBetween(byte, at: index + shift)
                if place == .entry || place == .envelope { from = index }
                // The first byte of an entry is looked at again as one of it.
                if place != .entry { index += 1 }
            case .envelope:
                if takeEnvelope(byte, at: index + shift) {
                    envelope += chunk[from...index]
                    try close(body)
                } else if place == .beforeFirst {
                    envelope += chunk[from...index]
                }
                guard envelope.count + index - from <= limits.note else { throw FHIRError(.tooLarge) }
                index += 1
            case .outside:
                if byte == UInt8(ascii: "{") {
                    open(at: index + shift)
                    from = index
                } else if !byte.isJSONSpace {
                    throw FHIRError(.malformedJSON, offset: index + shift)
                }
                index += 1
            }
        }
        switch place {
        case .entry: gathered.keep(chunk[from...], at: from + shift)
        case .envelope: envelope += chunk[from...]
        default: break
        }
        offset += chunk.count
    }

    /// Says that no more bytes come: throws if a bundle has not come to its end.
    func finish(at end: Int) throws(FHIRError) {
        switch place {
        case .outside: return
        case .envelope:
            _ = try object()
            throw FHIRError(.malformedJSON, offset: end)
        default: throw FHIRError(.malformedJSON, offset: end)
        }
    }

    private mutating func open(at offset: Int) {
        place = .envelope
        depth = 1
        envelope = []
        start = offset
        cut = nil
        hasEntries = false
        isNamed = false
        name = []
    }

    /// Takes a byte between entries.
    private mutating func takeBetween(_ byte: UInt8, at offset: Int) throws(FHIRError) {
        switch (place, byte) {
        case (_, _) where byte.isJSONSpace: return
        case (.beforeFirst, UInt8(ascii: "]")), (.afterOne, UInt8(ascii: "]")):
            cut = (at: envelope.count, count: offset - listStart)
            place = .envelope
        case (.afterOne, UInt8(ascii: ",")): place = .beforeNext
        case (.beforeFirst, _), (.beforeNext, _):
            guard byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") else {
                throw FHIRError(.malformedJSON, offset: offset)
            }
            place = .entry
            depth = 0
        default: throw FHIRError(.malformedJSON, offset: offset)
        }
        if place == .envelope { depth = 1 }
    }

    /// Takes a byte of the bundle itself.
    ///
    /// - Returns: Whether the bundle ends with it.
    private mutating func takeEnvelope(_ byte: UInt8, at offset: Int) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
                return false
            }
            if depth == 1, name.count < 8 { name.append(byte) }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            if depth == 1 { name = [] }
        case UInt8(ascii: ":"): isNamed = depth == 1 && cut == nil && name.elementsEqual("entry".utf8)
        case UInt8(ascii: "["):
            if isNamed, depth == 1 {
                place = .beforeFirst
                listStart = offset + 1
            } else {
                depth += 1
            }
            isNamed = false
        case UInt8(ascii: "{"):
            depth += 1
            isNamed = false
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            return depth <= 0
        case _ where byte.isJSONSpace: return false
        default: isNamed = false
        }
        return false
    }

    /// The index after the entry, if it ends in the chunk.
    private mutating func endOfEntry(in chunk: ArraySlice<UInt8>, from first: Int) -> Int? {
        var index = first
        while index < chunk.endIndex {
            let byte = chunk[index]
            index += 1
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return index }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // A value without brackets ends before the list does.
                guard depth > 0 else { return index - 1 }
                depth -= 1
                if depth == 0 { return index }
            case UInt8(ascii: ",") where depth == 0: return index - 1
            default: continue
            }
        }
        return nil
    }

    private mutating func close(_ body: (Found) throws(FHIRError) -> Void) throws(FHIRError) {
        place = .outside
        let object = try object()
        guard object.string("resourceType") == ComplexType.bundle.rawValue else { throw FHIRError(.notFHIR) }
        guard cut == nil || hasEntries else { throw FHIRError(.emptyElement, path: "Bundle.entry") }
        try body(.end(object))
        envelope = []
    }

    /// The bundle without its entries; offsets in errors count from the start of the input.
    private func object() throws(FHIRError) -> JSONObject {
        let value: JSONValue
        do throws(FHIRError) {
            value = try JSONReader.read(envelope[...], maximumDepth: limits.depth)
        } catch {
            let isAfter = cut.map { (error.offset ?? 0) >= $0.at } ?? false
            throw error.moved(by: start + (isAfter ? cut?.count ?? 0 : 0))
        }
        guard let object = value.object else { throw FHIRError(.notFHIR) }
        guard cut != nil, !object.hasRepeatedName else { return object }
        var members = object.members
        members.removeValue(forKey: "entry")
        return JSONObject(members: members, hasRepeatedName: false, range: object.range)
    }
}
