import Foundation
import PlexXML

/// Asks one server, with the token in a header and nowhere else.
struct PlexClient: Sendable {
    var address: ServerAddress
    var token: String
    var identity: ClientIdentity
    var transport: any HTTPTransport
    var clock: any Clock<Duration>
    /// The wall clock, for a Retry-After that names a date.
    var now: @Sendable () -> Date
    /// The longest that one request may take.
    var timeout: Duration
    var policy: RetryPolicy
    var activity: Activity
    var meter: TrafficMeter
    /// Bytes: a page of a thousand tracks is about one megabyte, and a page beyond this is not a page.
    var maximumBody = 64 << 20
    /// Redirects that one request may meet.
    var maximumRedirects = 5

    /// The same client that counts elsewhere, and repeats otherwise.
    func metered(by meter: TrafficMeter, policy: RetryPolicy) -> PlexClient {
        var client = self
        client.meter = meter
        client.policy = policy
        return client
    }

    /// Asks for Plex's own answers.
    func answer(
        _ request: PlexRequest, on condition: Precondition? = nil
    ) async throws(RequestFailure) -> PlexAnswer {
        guard let url = address.url(request.path, query: request.query) else {
            throw .other("\(request.path) is no path on a server")
        }
        var headers = ownHeaders
        headers["Accept"] = "application/xml"
        if let window = request.window {
            headers["X-Plex-Container-Start"] = String(window.start)
            headers["X-Plex-Container-Size"] = String(window.size)
        }
        return try await answer(url, headers, condition)
    }

    /// Asks for a picture; one on another origin is asked for without token and identity.
    func picture(
        _ reference: String, on condition: Precondition? = nil
    ) async throws(RequestFailure) -> PlexAnswer {
        guard let target = address.resolve(reference: reference) else {
            throw .other("the picture's reference is no address")
        }
        var headers = target.isOwn ? ownHeaders : ["User-Agent": identity.product]
        headers["Accept"] = "image/*"
        return try await answer(target.url, headers, condition)
    }

    private var ownHeaders: [String: String] {
        [
            "X-Plex-Token": token, "X-Plex-Client-Identifier": identity.identifier,
            "X-Plex-Product": identity.product, "X-Plex-Version": identity.version,
        ]
    }

    private func answer(
        _ url: URL, _ headers: [String: String], _ condition: Precondition?
    ) async throws(RequestFailure) -> PlexAnswer {
        var headers = headers
        if let condition { headers[condition.field] = condition.value }
        var repetitions = 0
        while true {
            do throws(RequestFailure) {
                let response = try await followingRedirects(url, headers)
                return try judge(response, wasConditional: condition != nil)
            } catch {
                if Task.isCancelled { throw .cancelled }
                guard let wait = policy.delay(after: error, repetitions: repetitions) else { throw error }
                repetitions += 1
                do { try await clock.sleep(for: wait) } catch { throw .cancelled }
            }
        }
    }

    /// Sends the request, and again to where a redirect points, so long as that is the same origin.
    ///
    /// A token that the server wrote into the new address is taken out: the header has it.
    private func followingRedirects(
        _ url: URL, _ headers: [String: String]
    ) async throws(RequestFailure) -> TransportResponse {
        var url = url
        for _ in 0...maximumRedirects {
            let response = try await once(url, headers)
            guard [301, 302, 303, 307, 308].contains(response.status), let place = response.header("Location") else {
                return response
            }
            let address = PlexAddress.withoutToken(place)
            guard let next = URL(string: address, relativeTo: url)?.absoluteURL, let origin = Origin(next) else {
                throw .redirectRefused(host: "an address that is not http")
            }
            guard origin == Origin(url) else { throw .redirectRefused(host: origin.host) }
            url = next
        }
        throw .tooManyRedirects
    }

    private func once(_ url: URL, _ headers: [String: String]) async throws(RequestFailure) -> TransportResponse {
        if Task.isCancelled { throw .cancelled }
        let request = TransportRequest(url: url, headers: headers, maximumBody: maximumBody)
        activity.requestBegan()
        defer { activity.requestEnded() }
        meter.countRequest()
        let transport = transport
        do throws(TransportError) {
            let response = try await withWatchdog(timeout, on: clock) { () throws(TransportError) in
                try await transport.send(request)
            }
            meter.count(bytes: response.body.count)
            return response
        } catch {
            throw RequestFailure(error)
        }
    }

    private func judge(
        _ response: TransportResponse, wasConditional: Bool
    ) throws(RequestFailure) -> PlexAnswer {
        switch response.status {
        case 200: return PlexAnswer(response, isNotModified: false)
        case 304 where wasConditional: return PlexAnswer(response, isNotModified: true)
        case 304: throw .notModifiedUnasked
        default: throw .status(response.status, retryAfter: retryAfter(response))
        }
    }

    /// Seconds, or a date (RFC 9110, 10.2.3); one that makes no sense is as good as none.
    private func retryAfter(_ response: TransportResponse) -> Duration? {
        guard let text = response.header("Retry-After") else { return nil }
        if let seconds = Int64(text) { return seconds >= 0 ? .seconds(seconds) : nil }
        guard let date = HTTPDate.seconds(text) else { return nil }
        let present = response.header("Date").flatMap(HTTPDate.seconds) ?? Int64(now().timeIntervalSince1970)
        return .seconds(max(0, date - present))
    }
}

/// A 200, or a 304 that was asked for.
struct PlexAnswer: Sendable {
    var body: Data
    /// The server says that what it sent with the validator still holds; there is no body.
    var isNotModified: Bool
    var etag: String?
    var lastModified: String?
    var cacheControl: String?
    /// The server's clock, seconds since 1970.
    var serverTime: Int64?

    init(_ response: TransportResponse, isNotModified: Bool) {
        body = response.body
        self.isNotModified = isNotModified
        etag = response.header("ETag").flatMap { $0.isEmpty ? nil : $0 }
        lastModified = response.header("Last-Modified")
        cacheControl = response.header("Cache-Control")
        serverTime = response.header("Date").flatMap(HTTPDate.seconds)
    }
}
