internal import HTTPTypes

extension HTTPResponse.Status {
    /// Whether an answer of this status never has a body (RFC 9110, 6.4.1).
    var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }

    /// A status by its number, with the words of its registration (RFC 9110, 15); numbers of no status are bent.
    static func named(_ code: Int) -> HTTPResponse.Status {
        let code = min(max(code, 100), 999)
        return HTTPResponse.Status(code: code, reasonPhrase: reasonPhrases[code] ?? "Unknown")
    }

    private static let reasonPhrases: [Int: String] = [
        200: "OK", 204: "No Content", 206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
        308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
        412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable",
        417: "Expectation Failed", 422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 498: "Invalid Token",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout", 505: "HTTP Version Not Supported", 507: "Insufficient Storage",
        509: "Bandwidth Limit Exceeded",
    ]
}
