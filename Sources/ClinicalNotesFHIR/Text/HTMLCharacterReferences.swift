/// The character references of HTML that clinical texts use.
enum HTMLCharacterReferences {
    /// Resolves a reference.
    ///
    /// - Parameters:
    ///   - name: What stands between `&` and `;`.
    ///   - isClosed: Whether a `;` follows; the oldest names and numbers do without.
    /// - Returns: The text, or `nil` if the reference is not known and stays as it is.
    static func text(named name: String, isClosed: Bool) -> String? {
        if name.hasPrefix("#") { return number(name.dropFirst()) }
        guard isClosed || withoutEnd.contains(name) else { return nil }
        return named[name].map(String.init)
    }

    private static func number(_ text: Substring) -> String? {
        let isHexadecimal = text.first == "x" || text.first == "X"
        let digits = isHexadecimal ? text.dropFirst() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 != UInt8(ascii: "#") }) else { return nil }
        guard digits.allSatisfy({ isHexadecimal ? $0.isHexDigit : $0.isNumber }) else { return nil }
        // Numbers too large for any character are the replacement character.
        let value = UInt32(digits, radix: isHexadecimal ? 16 : 10) ?? .max
        if value == 0xA0 { return " " }
        if (0x80...0x9F).contains(value) { return windows[Int(value) - 0x80].map(String.init) ?? "" }
        // Control characters are no text.
        if value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D { return "" }
        return String(Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}")
    }

    private static let withoutEnd: Set<String> = [
        "amp", "lt", "gt", "quot", "nbsp", "AMP", "LT", "GT", "QUOT",
    ]

    /// What old pages mean by the numbers 128 to 159.
    private static let windows: [Character?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    private static let named: [String: Character] = [
        "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"",
        "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ", "shy": "\u{AD}",
        "ndash": "–", "mdash": "—", "horbar": "―", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
        "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›",
        "hellip": "…", "bull": "•", "middot": "·", "dagger": "†", "Dagger": "‡", "permil": "‰", "prime": "′",
        "Prime": "″", "para": "¶", "sect": "§", "copy": "©", "reg": "®", "trade": "™", "deg": "°",
        "plusmn": "±", "times": "×", "divide": "÷", "minus": "−", "le": "≤", "leq": "≤", "ge": "≥",
        "geq": "≥", "ne": "≠", "asymp": "≈", "equiv": "≡", "sum": "∑", "radic": "√", "infin": "∞",
        "frac12": "½", "frac14": "¼", "frac34": "¾", "sup1": "¹", "sup2": "²", "sup3": "³", "micro": "µ",
        "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "harr": "↔", "not": "¬", "check": "✓",
        "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "curren": "¤", "iexcl": "¡", "iquest": "¿",
        "ordf": "ª", "ordm": "º", "acute": "´", "cedil": "¸", "uml": "¨", "macr": "¯", "brvbar": "¦",
        "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å", "AElig": "Æ",
        "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë", "Igrave": "Ì", "Iacute": "Í",
        "Icirc": "Î", "Iuml": "Ï", "ETH": "Ð", "Ntilde": "Ñ", "Ograve": "Ò", "Oacute": "Ó", "Ocirc": "Ô",
        "Otilde": "Õ", "Ouml": "Ö", "Oslash": "Ø", "Ugrave": "Ù", "Uacute": "Ú", "Ucirc": "Û", "Uuml": "Ü",
        "Yacute": "Ý", "THORN": "Þ", "szlig": "ß", "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã",
        "auml": "ä", "aring": "å", "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê",
        "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "eth": "ð", "ntilde": "ñ",
        "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "ugrave": "ù",
        "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý", "thorn": "þ", "yuml": "ÿ", "OElig": "Œ",
        "oelig": "œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜",
        "Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Omega": "Ω", "Psi": "Ψ", "Sigma": "Σ",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "kappa": "κ", "lambda": "λ",
        "mu": "μ", "pi": "π", "psi": "ψ", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
        "omega": "ω", "theta": "θ", "Theta": "Θ", "Phi": "Φ", "Pi": "Π",
    ]
}
