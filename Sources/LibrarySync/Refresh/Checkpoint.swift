/// The names of what is remembered from one refresh to the next.
enum Checkpoint {
    /// Which server the library is from.
    static let machineIdentifier = "machineIdentifier"
    /// Which section the library is.
    static let sectionUUID = "sectionUUID"
    static let sectionKey = "sectionKey"
    /// The section's own change counter (wire contract, 2.4).
    static let contentChangedAt = "contentChangedAt"
    /// The server's clock when the last refresh began, seconds since 1970.
    static let serverTime = "serverTime"
    /// The moment of ``serverTime`` by our clock.
    static let clientTime = "clientTime"
    /// The moment by the server's clock since which updated tracks are asked for: see `RefreshRun.readTracks()`.
    static let tracksSince = "tracksSince"
    /// How many of the server's tracks the library leaves out, being damaged or without an album.
    static let tracksLeftOut = "tracksLeftOut"
    /// What the last refresh could not read, being damaged: see `ReadAgain`.
    static let readAgain = "readAgain"
    /// `closed` once a validator was caught lying.
    static let validatorGate = "validatorGate"
    /// The kinds whose lists changed although the section's counter had not moved, when it was believed.
    static let counterGate = "counterGate"
    /// When everything was last read without validators, seconds since 1970 by our clock.
    static let verifiedInFull = "verifiedInFull"
}
