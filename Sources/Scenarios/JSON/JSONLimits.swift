/// What the reader of JSON puts up with.
package struct JSONLimits: Sendable, Equatable {
    /// Bytes of one file.
    package var bytes: Int
    /// How deep arrays and objects may stand inside each other.
    package var depth: Int

    /// Limits.
    package init(bytes: Int = 64 << 20, depth: Int = 64) {
        self.bytes = bytes
        self.depth = depth
    }

    /// 64 MiB, which is more than a library of 20,000 albums takes, and 64 levels.
    package static let standard = JSONLimits()
}
