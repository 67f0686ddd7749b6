/// A value whose description and mirror are its type's name and nothing else: words, names and numbers stay out of logs.
public protocol DescribedByType: CustomStringConvertible, CustomReflectable {}

extension DescribedByType {
    /// The name of the type; nothing of the value.
    public var description: String { "\(Self.self)" }

    /// Nothing of the value.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
