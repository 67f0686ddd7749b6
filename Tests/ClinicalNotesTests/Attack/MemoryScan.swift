#if os(Linux)
import Glibc

/// Looks through the memory of this process for words that are kept nowhere but in the scan's own pages.
@safe final class MemoryScan {
    /// Its own pages: first the words that are sought, then what is looked through.
    private let pages: UnsafeMutableRawPointer
    private let chunk = 1 << 20
    private let start = 4096
    private let length: Int

    /// Makes the words that are sought, byte by byte.
    init(count: Int, _ word: (Int) -> UInt8) throws {
        let mapped = unsafe mmap(
            nil,
            start + chunk,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS,
            -1,
            0
        )
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw Unreadable() }
        unsafe pages = mapped
        length = count
        for index in 0..<count {
            unsafe pages.storeBytes(of: word(index), toByteOffset: index, as: UInt8.self)
        }
    }

    deinit { unsafe _ = munmap(pages, start + chunk) }

    struct Unreadable: Error {}

    /// How often the words lie in what this process may write.
    func count() throws -> Int {
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Unreadable() }
        defer { close(memory) }
        var found = 0
        for region in try Self.regions() where !overlaps(region) {
            var address = region.lowerBound
            while address < region.upperBound {
                let size = min(UInt(chunk), region.upperBound - address)
                let read = unsafe pread(memory, pages + start, Int(size), off_t(address))
                guard read > 0 else { break }
                found += count(in: read)
                // What lies across the border is seen with the next piece.
                let step = read > length ? read - length + 1 : read
                address += UInt(address + UInt(read) >= region.upperBound ? read : step)
            }
        }
        unsafe _ = memset(pages + start, 0, chunk)
        return found
    }

    private func count(in size: Int) -> Int {
        let first = unsafe Int32(pages.load(as: UInt8.self))
        let end = start + size
        var (found, offset) = (0, start)
        while end - offset >= length, let place = unsafe memchr(pages + offset, first, end - offset) {
            offset = unsafe place - pages
            guard end - offset >= length else { break }
            if unsafe memcmp(place, pages, length) == 0 { found += 1 }
            offset += 1
        }
        return found
    }

    private func overlaps(_ region: Range<UInt>) -> Bool {
        let own = unsafe UInt(bitPattern: pages)
        return region.overlaps(own..<own + UInt(start + chunk))
    }

    private static func regions() throws -> [Range<UInt>] {
        guard let maps = unsafe fopen("/proc/self/maps", "r") else { throw Unreadable() }
        defer { unsafe _ = fclose(maps) }
        var regions: [Range<UInt>] = []
        var line = [CChar](repeating: 0, count: 4096)
        while unsafe fgets(&line, Int32(line.count), maps) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, words[1].hasPrefix("rw") else { continue }
            regions.append(bounds[0]..<bounds[1])
        }
        return regions
    }
}
#endif
