/// The endpoints that a fault's match and an expectation of requests can name, as the fake names them.
package enum EndpointLabel: String, Sendable, CaseIterable, Hashable {
    case root, identity, library, sections, section, artists, albums, tracks, collections, playlists, metadata, children
    case allLeaves, collection, collectionItems, playlist, playlistItems, search, image
}

/// How a refresh can end, and what a banner can say.
package enum OutcomeName: String, Sendable, CaseIterable, Hashable {
    case success, offline, connectionLost, timeout, serverError, serverBusy, unauthorized, notFound, notPlex, malformed
    case untrustworthyAnswer, notModifiedUnasked, cancelled, diskFull, storeDamaged, otherServer, otherSection
    case redirectRefused
}

/// The misbehaviours that a scenario can arm.
package enum FaultName: String, Sendable, CaseIterable, Hashable {
    case refuse, reset, stall, delay, truncate, status, emptySuccess, staleValidator

    /// The parameters it takes, those it must have first.
    package var parameters: (required: [String], optional: [String]) {
        switch self {
        case .refuse, .emptySuccess, .staleValidator: ([], [])
        case .reset, .stall: ([], ["afterBytes"])
        case .delay: (["for"], [])
        case .truncate: ([], ["atPercent", "atBytes", "contentLength"])
        case .status: (["code"], ["retryAfter"])
        }
    }
}

/// Why a refresh is asked for.
package enum RefreshReason: String, Sendable, CaseIterable, Hashable { case userInitiated, background, launch }

/// When a step is over.
package enum StepEnd: String, Sendable, CaseIterable, Hashable {
    /// No refresh, no download, no undelivered observation is left.
    case rest
    /// The screen shows what the cache holds.
    case firstPaint
}

/// The library's tables, as expectations of rows name them.
package enum TableLabel: String, Sendable, CaseIterable, Hashable {
    case artists, albums, tracks, collections, playlists, members, entries, tags
}

/// What a screen's time of the last refresh can be expected to be.
package enum LastRefreshed: String, Sendable, CaseIterable, Hashable { case now, unchanged, never }
