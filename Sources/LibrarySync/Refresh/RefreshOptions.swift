/// What a refresh may do that no refresh does by itself.
struct RefreshOptions: OptionSet, Sendable {
    let rawValue: Int

    /// Applies a removal that the guard would refuse.
    static let acceptingLargeDeletion = Self(rawValue: 1)
    /// Believes no validator and no counter, and reads every list.
    static let verifyingInFull = Self(rawValue: 2)
    /// Takes whatever server and section answer for the library, in place of the one that is cached.
    static let startingOver = Self(rawValue: 4)
}
