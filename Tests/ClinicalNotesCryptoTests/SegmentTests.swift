import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("Segments of an attachment")
struct SegmentTests {
    private let key: HeldKey
    private let run: SegmentRun
    private let whole = SensitiveBytes([UInt8](repeating: 0x61, count: SegmentRun.segmentSize))

    init() throws {
        key = try HeldKey.of(9)
        run = Self.run(Address.sample, first: RecordID(id(0x44)).segment(0))
    }

    private static func run(_ place: Address, first: RecordID) -> SegmentRun {
        SegmentRun(tenant: place.tenant, owner: place.owner, compartment: place.compartment, first: first)
    }

    private func refusal(
        _ sealed: [UInt8],
        _ run: SegmentRun,
        _ number: UInt32,
        isLast: Bool
    ) -> CryptoError.Code? {
        failure { () throws(CryptoError) in
            _ = try run.open(sealed, as: number, isLast: isLast, under: key.key)
        }
    }

    @Test func `a segment opens as what it is, and as nothing else`() throws {
        let sealed = try run.seal(whole, as: 3, isLast: false, under: key.key)
        #expect(sealed.count == SegmentRun.segmentSize + Envelope.overhead)
        let opened = try run.open(sealed, as: 3, isLast: false, under: key.key)
        #expect(opened.copyBytes() == whole.copyBytes())
        // Another number, and the end of an attachment that was cut short.
        #expect(refusal(sealed, run, 2, isLast: false) == .cannotOpen)
        #expect(refusal(sealed, run, 4, isLast: false) == .cannotOpen)
        #expect(refusal(sealed, run, 3, isLast: true) == .cannotOpen)
        // Another attachment, owner, compartment or practice.
        let other = Self.run(.sample, first: RecordID(id(0x45)).segment(0))
        #expect(refusal(sealed, other, 3, isLast: false) == .cannotOpen)
        for place in Address.sample.neighbors.prefix(3) {
            let other = Self.run(place, first: run.first)
            #expect(other == run || refusal(sealed, other, 3, isLast: false) == .cannotOpen)
        }
        let stranger = try HeldKey.of(10)
        let code = failure { () throws(CryptoError) in
            _ = try run.open(sealed, as: 3, isLast: false, under: stranger.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `the last segment tells its length by a bucket alone, and does not pass for one in between`()
        throws
    {
        for count in [0, 1, 252, 253, SegmentRun.segmentSize - 1, SegmentRun.segmentSize] {
            let text = SensitiveBytes([UInt8](repeating: 1, count: count))
            let sealed = try run.seal(text, as: 0, isLast: true, under: key.key)
            #expect(sealed.count == Padding.bucket.size(of: count) + Envelope.overhead)
            #expect(try run.open(sealed, as: 0, isLast: true, under: key.key).count == count)
            #expect(refusal(sealed, run, 0, isLast: false) == .cannotOpen)
        }
    }

    @Test func `a segment of another length is not sealed`() throws {
        let short = SensitiveBytes([UInt8](repeating: 1, count: SegmentRun.segmentSize - 1))
        let long = SensitiveBytes([UInt8](repeating: 1, count: SegmentRun.segmentSize + 1))
        for (text, isLast) in [(short, false), (long, false), (long, true)] {
            let code = failure { () throws(CryptoError) in
                _ = try run.seal(text, as: 0, isLast: isLast, under: key.key)
            }
            #expect(code == .malformed)
        }
        let code = failure { () throws(CryptoError) in
            _ = try run.seal(whole, as: UInt32(SegmentRun.maximumSegments), isLast: false, under: key.key)
        }
        #expect(code == .malformed)
    }

    @Test func `segments have one record each, told by their numbers`() {
        let first = RecordID.firstSegment(.counting(from: 3))
        #expect(first.segmentNumber == 0)
        let other = first.segment(0x0102_0304)
        #expect(other.segmentNumber == 0x0102_0304)
        #expect(other.bytes.bytes.prefix(12) == first.bytes.bytes.prefix(12))
        #expect(other.bytes.bytes.suffix(4) == [1, 2, 3, 4])
        #expect(other.segment(0) == first)
        #expect(first.segment(1) < first.segment(256))
    }

    @Test func `so many bytes have so many segments`() {
        let size = UInt64(SegmentRun.segmentSize)
        let cases: [(UInt64, UInt64)] = [(0, 1), (1, 1), (size, 1), (size + 1, 2), (3 * size, 3)]
        for (bytes, count) in cases { #expect(SegmentRun.count(of: bytes) == count) }
        #expect(SegmentRun.count(of: SegmentRun.maximumBytes) == UInt64(SegmentRun.maximumSegments))
        #expect(SegmentRun.count(of: .max) > UInt64(SegmentRun.maximumSegments))
    }

    @Test(
        "bytes that come in pieces of any size are cut into the same segments",
        arguments: [
            0, 1, SegmentRun.segmentSize, SegmentRun.segmentSize + 1, 3 * SegmentRun.segmentSize + 77,
        ]
    )
    func cutting(total: Int) {
        let bytes = (0..<total).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 11) }
        for piece in [1000, 65_537, SegmentRun.segmentSize, 2 * SegmentRun.segmentSize + 3, max(total, 1)] {
            var cutter = SegmentCutter()
            var segments: [[UInt8]] = []
            for start in stride(from: 0, to: total, by: piece) {
                cutter.take(SensitiveBytes(bytes[start..<min(start + piece, total)]))
                cutter.take(SensitiveBytes([]))
                while let segment = cutter.next() { segments.append(segment.copyBytes()) }
            }
            segments.append(cutter.last().copyBytes())
            #expect(cutter.count == 0)
            #expect(segments.count == Int(SegmentRun.count(of: UInt64(total))))
            #expect(segments.dropLast().allSatisfy { $0.count == SegmentRun.segmentSize })
            #expect(Array(segments.joined()) == bytes)
        }
    }

    @Test func `a run of bytes is put together out of several pieces`() {
        let pieces = [[1, 2, 3], [4], [], [5, 6, 7, 8]].map { SensitiveBytes($0 as [UInt8]) }
        let all: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        for start in 0...8 {
            for count in 0...9 {
                let joined = SensitiveBytes(of: pieces, from: start, count: count)
                #expect(joined.copyBytes() == Array(all.dropFirst(start).prefix(count)))
            }
        }
    }
}
