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
    case html, json, emptyBody, otherRoot, malformed, wrongTotal, shortPage, ignoredPaging, repeatedItem, damage
    case missingTags, redirect, maintenance, dribble

    /// The parameters it takes, those it must have first.
    package var parameters: (required: [String], optional: [String]) {
        switch self {
        case .refuse, .emptySuccess, .staleValidator, .html, .json, .emptyBody, .otherRoot, .ignoredPaging: ([], [])
        case .reset, .stall: ([], ["afterBytes"])
        case .delay: (["for"], [])
        case .truncate: ([], ["atPercent", "atBytes", "contentLength"])
        case .status: (["code"], ["retryAfter"])
        case .malformed: (["form"], [])
        case .wrongTotal: ([], ["by", "total", "sizeBy"])
        case .shortPage: (["items"], ["rest"])
        case .repeatedItem: (["item"], ["again", "title"])
        case .damage: (["item"], ["child", "attribute", "becomes", "twice"])
        case .missingTags: (["tags"], [])
        case .redirect: (["to"], ["code"])
        case .maintenance: ([], ["retryAfter"])
        case .dribble: (["bytes", "every"], [])
        }
    }
}

/// How a malformed answer is not well-formed.
package enum MalformedLabel: String, Sendable, CaseIterable, Hashable {
    case unclosedTag, badEntity, strayAmpersand, bareAngle, doubledAttribute, bareValue, trailingGarbage
}

/// Where the second copy of a repeated item stands: right after the first, or at the list's end.
package enum RepeatedLabel: String, Sendable, CaseIterable, Hashable { case beside, end }

/// Where a redirect leads.
package enum RedirectLabel: String, Sendable, CaseIterable, Hashable { case secondOrigin, sameOrigin, itself }

/// What becomes of the client's token at the server.
package enum TokenChange: String, Sendable, CaseIterable, Hashable {
    /// It is refused.
    case revoked
    /// It is accepted again.
    case restored
    /// Another one takes its place, with which the client signs in when it is launched again.
    case renewed
}

/// What becomes of the section's change counter.
package enum CounterLabel: String, Sendable, CaseIterable, Hashable {
    /// It rises with every change.
    case moving
    /// It stays where it is.
    case stuck
    /// The server gives none.
    case missing
}

/// Why a refresh is asked for.
package enum RefreshReason: String, Sendable, CaseIterable, Hashable { case userInitiated, background, launch }

/// What a refresh does beyond the usual.
package enum RefreshMode: String, Sendable, CaseIterable, Hashable {
    /// Nothing.
    case usual
    /// It applies a removal that is refused for its size.
    case acceptingLargeDeletion
    /// It reads every list, and believes no validator and no counter.
    case verifyingInFull
    /// It takes the library of whatever server answers in place of the cached one.
    case startingOver
}

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
