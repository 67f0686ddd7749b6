/// The program that Scripts/demo runs.
@main
struct QuickStart {
    static func main() throws {
        let bits = try FlippedBits()
        print("\(bits.refused) of \(bits.flipped) flipped bits of a sealed sentence were detected.")
    }
}
