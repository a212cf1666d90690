import HTTPTypes

extension HTTPField.Name {
    /// The first row of the page that the answer holds.
    static let containerStart = plex("X-Plex-Container-Start")
    /// How many rows the whole list has.
    static let containerTotalSize = plex("X-Plex-Container-Total-Size")

    private static func plex(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}
