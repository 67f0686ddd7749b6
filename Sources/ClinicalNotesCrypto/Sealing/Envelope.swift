package import ClinicalNotesModel

/// The one way in which bytes are sealed: to a kind, to a place and to a key, all three committed to.
///
/// header 8 | nonce 24 | commitment 32 | ciphertext | tag 16. There is no way to pass a nonce or additional data,
/// and no way to open without saying what is expected where.
package enum Envelope {
    /// How many bytes an envelope adds to the padded text.
    package static let overhead = headerSize + Sodium.sealOverhead

    static let headerSize = 8
    static let version: UInt8 = 1
    static let suite: UInt8 = 1

    /// The eight header bytes, as a little-endian word.
    static func header(_ kind: SealedKind, _ padding: Padding, _ generation: UInt32) -> UInt64 {
        UInt64(version) | UInt64(suite) << 8 | UInt64(kind.storageClass.rawValue) << 16
            | UInt64(padding.rawValue) << 24 | UInt64(generation) << 32
    }

    /// Seals bytes.
    ///
    /// - Parameters:
    ///   - text: What is sealed.
    ///   - kind: What it is.
    ///   - place: Where it belongs.
    ///   - generation: The generation of `key`, or 0 where keys of this kind have none.
    ///   - padding: How the length is hidden.
    ///   - key: The key.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: The envelope.
    /// - Throws: ``CryptoError`` `.malformed` if the text is 4 GiB or longer.
    package static func seal(
        _ text: [UInt8],
        as kind: SealedKind,
        at place: Address,
        generation: UInt32 = 0,
        padding: Padding,
        under key: borrowing SecretKey,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        try text.lend { (span) throws(CryptoError) in
            try seal(
                span,
                as: kind,
                at: place,
                generation: generation,
                padding: padding,
                under: key,
                nonce: entropy.bytes(Sodium.nonceSize)
            )
        }
    }

    /// Seals bytes that are wiped after use.
    ///
    /// - Parameters:
    ///   - text: What is sealed.
    ///   - kind: What it is.
    ///   - place: Where it belongs.
    ///   - generation: The generation of `key`, or 0 where keys of this kind have none.
    ///   - padding: How the length is hidden.
    ///   - key: The key.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: The envelope.
    /// - Throws: ``CryptoError`` `.malformed` if the text is 4 GiB or longer.
    package static func seal(
        _ text: SensitiveBytes,
        as kind: SealedKind,
        at place: Address,
        generation: UInt32 = 0,
        padding: Padding,
        under key: borrowing SecretKey,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        try text.withBytes { (span) throws(CryptoError) in
            try seal(
                span,
                as: kind,
                at: place,
                generation: generation,
                padding: padding,
                under: key,
                nonce: entropy.bytes(Sodium.nonceSize)
            )
        }
    }

    static func seal(
        _ text: RawSpan,
        as kind: SealedKind,
        at place: Address,
        generation: UInt32,
        padding: Padding,
        under key: borrowing SecretKey,
        nonce: some Collection<UInt8>
    ) throws(CryptoError) -> [UInt8] {
        guard UInt32(exactly: text.byteCount) != nil else { throw CryptoError(.malformed) }
        let size = padding.size(of: text.byteCount)
        let header = header(kind, padding, generation)
        var bytes = blank(header: header, size: size, nonce: nonce)
        let context = Sodium.Context(header: header, personal: kind.personal, place: place)
        key.withBytes { key in
            Sodium.seal(
                text,
                padded: padding == .none ? nil : size,
                in: &bytes,
                at: headerSize,
                context: context,
                key: key
            )
        }
        return bytes
    }

    /// Header, nonce, and room for the rest.
    static func blank(header: UInt64, size: Int, nonce: some Collection<UInt8>) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: overhead + size)
        for offset in 0..<headerSize {
            bytes[offset] = UInt8(truncatingIfNeeded: header >> UInt64(8 * offset))
        }
        nonce.lend { Sodium.copy($0, into: &bytes, at: headerSize) }
        return bytes
    }

    /// Opens a record that lies in an array: keeps callers in other modules from the generic code.
    ///
    /// - Parameters:
    ///   - envelope: What was sealed.
    ///   - kind: What it must be.
    ///   - place: Where it must belong.
    ///   - key: The key.
    /// - Returns: The text.
    /// - Throws: ``CryptoError`` `.malformed` before the key is touched, `.cannotOpen` for every other reason.
    package static func open(
        _ envelope: [UInt8],
        as kind: SealedKind,
        at place: Address,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> [UInt8] {
        try open(envelope[...], as: kind, at: place, under: key)
    }

    /// Opens a record; clinical text and keys are opened by ``openSensitive(_:as:at:under:)``.
    ///
    /// - Parameters:
    ///   - envelope: What was sealed.
    ///   - kind: What it must be.
    ///   - place: Where it must belong.
    ///   - key: The key.
    /// - Returns: The text.
    /// - Throws: ``CryptoError`` `.malformed` before the key is touched, `.cannotOpen` for every other reason.
    package static func open(
        _ envelope: some Collection<UInt8>,
        as kind: SealedKind,
        at place: Address,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> [UInt8] {
        try envelope.lend { (span) throws(CryptoError) in
            let (header, padding) = try check(span, kind)
            let sealed = span.extracting(headerSize..<span.byteCount)
            let context = Sodium.Context(header: header, personal: kind.personal, place: place)
            let (outcome, text) = key.withBytes { key in
                Sodium.open(sealed, padded: padding != .none, context: context, key: key)
            }
            guard outcome == .opened else { throw CryptoError(.cannotOpen) }
            return text
        }
    }

    /// Opens straight into memory that is wiped after use.
    ///
    /// - Parameters:
    ///   - envelope: What was sealed.
    ///   - kind: What it must be.
    ///   - place: Where it must belong.
    ///   - key: The key.
    /// - Returns: The text.
    /// - Throws: ``CryptoError`` `.malformed` before the key is touched, `.cannotOpen` for every other reason.
    package static func openSensitive(
        _ envelope: some Collection<UInt8>,
        as kind: SealedKind,
        at place: Address,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> SensitiveBytes {
        let (outcome, text) = try openTelling(envelope, as: kind, at: place, under: key)
        guard outcome == .opened else { throw CryptoError(.cannotOpen) }
        return text
    }

    /// For files of keys, where a wrong passphrase and a damaged file are told apart.
    static func openTelling(
        _ envelope: some Collection<UInt8>,
        as kind: SealedKind,
        at place: Address,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> (Sodium.Opening, SensitiveBytes) {
        try envelope.lend { (span) throws(CryptoError) in
            let (header, padding) = try check(span, kind)
            let sealed = span.extracting(headerSize..<span.byteCount)
            let context = Sodium.Context(header: header, personal: kind.personal, place: place)
            return key.withBytes { key in
                Sodium.openSensitive(sealed, padded: padding != .none, context: context, key: key)
            }
        }
    }

    /// The generation of the key that an envelope was sealed under: a lookup, never a search.
    ///
    /// - Parameter envelope: What was sealed.
    /// - Returns: The generation, not authenticated until the envelope opens.
    /// - Throws: ``CryptoError`` `.malformed` if this is no envelope.
    package static func generation(of envelope: some Collection<UInt8>) throws(CryptoError) -> UInt32 {
        try envelope.lend { (span) throws(CryptoError) in UInt32(try checkHeader(span) >> 32) }
    }

    /// Version, suite, storage class and rule, before any key is touched.
    static func check(
        _ envelope: RawSpan,
        _ kind: SealedKind
    ) throws(CryptoError) -> (header: UInt64, padding: Padding) {
        let header = try checkHeader(envelope)
        guard UInt8(truncatingIfNeeded: header >> 16) == kind.storageClass.rawValue,
            let padding = Padding(rawValue: UInt8(truncatingIfNeeded: header >> 24))
        else { throw CryptoError(.malformed) }
        let size = envelope.byteCount - overhead
        guard padding == .none || (size >= 256 && padding.size(of: size - 4) == size) else {
            throw CryptoError(.malformed)
        }
        return (header, padding)
    }

    private static func checkHeader(_ envelope: RawSpan) throws(CryptoError) -> UInt64 {
        guard envelope.byteCount >= overhead else { throw CryptoError(.malformed) }
        let header = envelope.littleEndianWord
        guard UInt8(truncatingIfNeeded: header) == version,
            UInt8(truncatingIfNeeded: header >> 8) == suite,
            SealedKind.StorageClass(rawValue: UInt8(truncatingIfNeeded: header >> 16)) != nil,
            Padding(rawValue: UInt8(truncatingIfNeeded: header >> 24)) != nil
        else { throw CryptoError(.malformed) }
        return header
    }
}
