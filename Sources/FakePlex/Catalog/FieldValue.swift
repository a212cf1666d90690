/// A value for one field of an item, as a library file or an edit gives it.
public enum FieldValue: Sendable, Equatable {
    /// A text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case number(Double)
    /// A truth value.
    case flag(Bool)
    /// Several texts, such as genres or the ids of members.
    case list([String])
    /// No value: the field becomes absent.
    case none
}
