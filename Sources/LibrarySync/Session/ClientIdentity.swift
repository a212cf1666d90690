/// How an app names itself to servers (wire contract, 1.1).
public struct ClientIdentity: Sendable, Equatable {
    /// Tells this installation from others; opaque and unchanging.
    public var identifier: String
    /// The app's name.
    public var product: String
    /// The app's version.
    public var version: String

    /// An app with this name and version.
    public init(identifier: String, product: String, version: String) {
        self.identifier = identifier
        self.product = product
        self.version = version
    }
}
