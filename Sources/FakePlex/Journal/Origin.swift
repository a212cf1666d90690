/// The addresses at which one world is reached: whoever sends the token to another origin than the server's own has
/// lost it.
public enum Origin: String, Sendable {
    /// The server's own address.
    case main
    /// The second address, to which redirects and absolute addresses of pictures may lead.
    case second
}
