internal import GRDB

/// The shape of the library's file, as the steps that lead to it.
///
/// A step that was once released is never changed, only followed by another. Tables are STRICT and say in constraints
/// what the model says in types, so that a row that cannot be right fails its transaction instead of being shown.
struct LibrarySchema: Sendable {
    /// One migration.
    struct Step: Sendable {
        var identifier: String
        var sql: String
    }

    var steps: [Step]

    /// The schema that this version writes.
    static let current = LibrarySchema(steps: [
        Step(identifier: "1 library", sql: library + order),
        Step(identifier: "2 bookkeeping", sql: bookkeeping),
        Step(identifier: "3 merged albums", sql: mergedAlbums),
        Step(identifier: "4 album orders", sql: albumOrders),
        Step(identifier: "5 album details", sql: albumDetails),
        Step(identifier: "6 observations", sql: observations),
        Step(identifier: "7 known pages", sql: knownPages),
        Step(identifier: "8 row counts", sql: rowCounts),
        Step(identifier: "9 failed pictures", sql: failedPictures),
    ])

    /// The tables that mirror the server, whose writes are churn where nothing changed.
    static let libraryTables = [
        "artist", "album", "track", "collection", "collectionMember", "playlist", "playlistEntry", "tag", "artistTag",
        "albumTag",
    ]

    /// The tables that remember how the mirror came about.
    static let bookkeepingTables = [
        "syncRun", "checkpoint", "validator", "artwork", "albumMerge", "albumDetail", "observation",
        "knownPage", "rowCount",
    ]

    /// Marks the file as ours: "PlxL".
    static let applicationID = 0x506C_784C

    /// The steps as GRDB runs them.
    var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in steps {
            // Steps add tables, columns and indexes. One that would move rows needs the deferred checks, which suspend
            // foreign keys and read every row once more.
            migrator.registerMigration(step.identifier, foreignKeyChecks: .immediate) { db in
                try db.execute(sql: step.sql)
            }
        }
        return migrator
    }

    private static let library = """
        CREATE TABLE artist (
            ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
            guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT, userRating REAL,
            thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
            titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
        ) STRICT;
        CREATE TABLE album (
            ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
            artistKey INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
            guid TEXT, title TEXT NOT NULL, titleSort TEXT, studio TEXT, summary TEXT, year INTEGER,
            originallyAvailableAt TEXT, rating REAL, userRating REAL,
            thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
            titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
        ) STRICT;
        CREATE TABLE track (
            ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
            albumKey INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            artistKey INTEGER CHECK (artistKey > 0),
            guid TEXT, title TEXT NOT NULL, titleSort TEXT, originalTitle TEXT, disc INTEGER NOT NULL, "index" INTEGER,
            duration INTEGER, userRating REAL,
            partKey TEXT NOT NULL, partContainer TEXT, partCodec TEXT, partBitrate INTEGER, partSize INTEGER,
            addedAt INTEGER, updatedAt INTEGER,
            titleFolded TEXT NOT NULL, performerFolded TEXT
        ) STRICT;
        CREATE TABLE collection (
            ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
            guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT, subtype TEXT,
            isSmart INTEGER NOT NULL CHECK (isSmart IN (0, 1)), childCount INTEGER,
            thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
            titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
        ) STRICT;
        CREATE TABLE playlist (
            ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
            guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT,
            isSmart INTEGER NOT NULL CHECK (isSmart IN (0, 1)), leafCount INTEGER,
            thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
            titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
        ) STRICT;

        -- Positions order a list and have gaps, so that one place added or removed is one row written.
        -- What stands in a list need not be known here, so it has no foreign key.
        CREATE TABLE collectionMember (
            id INTEGER PRIMARY KEY,
            collectionKey INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
            position INTEGER NOT NULL,
            memberKey INTEGER NOT NULL CHECK (memberKey > 0),
            UNIQUE (collectionKey, position)
        ) STRICT;
        CREATE TABLE playlistEntry (
            id INTEGER PRIMARY KEY,
            playlistKey INTEGER NOT NULL REFERENCES playlist ON DELETE CASCADE,
            position INTEGER NOT NULL,
            itemID INTEGER,
            trackKey INTEGER NOT NULL CHECK (trackKey > 0),
            UNIQUE (playlistKey, position)
        ) STRICT;

        -- One row per word, however it is spelled; a link keeps the spelling of its item where that differs.
        CREATE TABLE tag (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('genre', 'style', 'mood')),
            name TEXT NOT NULL, folded TEXT NOT NULL,
            UNIQUE (kind, folded)
        ) STRICT;
        CREATE TABLE artistTag (
            id INTEGER PRIMARY KEY,
            artistKey INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
            position INTEGER NOT NULL,
            tagID INTEGER NOT NULL REFERENCES tag,
            spelling TEXT,
            UNIQUE (artistKey, position)
        ) STRICT;
        CREATE TABLE albumTag (
            id INTEGER PRIMARY KEY,
            albumKey INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            position INTEGER NOT NULL,
            tagID INTEGER NOT NULL REFERENCES tag,
            spelling TEXT,
            UNIQUE (albumKey, position)
        ) STRICT;

        """

    /// Indexes for the order of screens, for foreign keys, and for finding the lists in which an item stands.
    private static let order = """
        CREATE INDEX artistOrder ON artist (sortFolded);
        CREATE INDEX albumOrder ON album (artistKey, sortFolded, year);
        CREATE INDEX trackOrder ON track (albumKey, disc, "index");
        CREATE INDEX collectionMemberKey ON collectionMember (memberKey);
        CREATE INDEX playlistEntryTrack ON playlistEntry (trackKey);
        CREATE INDEX artistTagTag ON artistTag (tagID);
        CREATE INDEX albumTagTag ON albumTag (tagID);
        """

    private static let bookkeeping = """
        CREATE TABLE syncRun (
            id INTEGER PRIMARY KEY CHECK (id > 0),
            reason TEXT NOT NULL CHECK (reason IN ('launch', 'userInitiated', 'background')),
            startedAt REAL NOT NULL, endedAt REAL NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome <> ''), message TEXT,
            counts TEXT NOT NULL CHECK (json_valid(counts)),
            requests INTEGER NOT NULL CHECK (requests >= 0), bytes INTEGER NOT NULL CHECK (bytes >= 0),
            artworkFetched INTEGER NOT NULL CHECK (artworkFetched >= 0),
            artworkRemoved INTEGER NOT NULL CHECK (artworkRemoved >= 0),
            verdicts TEXT NOT NULL CHECK (json_valid(verdicts))
        ) STRICT;
        CREATE TABLE checkpoint (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL
        ) STRICT;
        CREATE TABLE validator (
            id INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, etag TEXT, lastModified TEXT, itemCount INTEGER
        ) STRICT;
        -- `reference` is the picture that is wanted, `fileReference` the one that the file holds.
        CREATE TABLE artwork (
            ownerKey INTEGER PRIMARY KEY CHECK (ownerKey > 0),
            reference TEXT NOT NULL CHECK (reference <> ''),
            fileName TEXT CHECK (fileName <> ''), fileReference TEXT CHECK (fileReference <> ''),
            length INTEGER CHECK (length >= 0), hash TEXT CHECK (hash <> ''), etag TEXT,
            lastUsedAt REAL,
            CHECK ((fileName IS NULL) = (fileReference IS NULL)),
            CHECK ((fileName IS NULL) = (length IS NULL)),
            CHECK ((fileName IS NULL) = (hash IS NULL))
        ) STRICT;
        CREATE INDEX artworkWanted ON artwork (ownerKey) WHERE fileReference IS NOT reference;
        CREATE INDEX artworkFile ON artwork (fileName);
        """

    /// Which albums are shown within another one.
    private static let mergedAlbums = """
        -- Follows from albums and tracks, see AlbumMerge; holds only albums that are shown within another one.
        CREATE TABLE albumMerge (
            albumKey INTEGER PRIMARY KEY REFERENCES album ON DELETE CASCADE,
            shownKey INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            CHECK (shownKey < albumKey)
        ) STRICT;
        CREATE INDEX albumMergeShown ON albumMerge (shownKey);
        CREATE INDEX albumGroup ON album (artistKey, titleFolded, year);
        """

    /// Indexes for lists of albums in other orders than the grid's, and for their filters.
    private static let albumOrders = """
        CREATE INDEX albumTitle ON album (sortFolded);
        CREATE INDEX albumYear ON album (year, sortFolded);
        CREATE INDEX albumAdded ON album (addedAt);
        DROP INDEX albumTagTag;
        CREATE INDEX albumTagAlbum ON albumTag (tagID, albumKey, spelling);
        """

    /// For which stamp an album's details were read, and what tags its list gave then.
    private static let albumDetails = """
        CREATE TABLE albumDetail (
            albumKey INTEGER PRIMARY KEY REFERENCES album ON DELETE CASCADE,
            stamp INTEGER NOT NULL,
            listTags TEXT NOT NULL
        ) STRICT;
        """

    /// What each refresh saw of the validators of each list.
    private static let observations = """
        CREATE TABLE observation (
            id INTEGER PRIMARY KEY,
            runID INTEGER NOT NULL CHECK (runID > 0),
            at REAL NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('artist', 'album', 'track', 'collection', 'playlist')),
            status INTEGER NOT NULL,
            etag TEXT, lastModified TEXT, cacheControl TEXT,
            contentChangedAt INTEGER, updatedAt INTEGER, scannedAt INTEGER,
            bodyHash TEXT, isChanged INTEGER NOT NULL CHECK (isChanged IN (0, 1))
        ) STRICT;
        CREATE INDEX observationKind ON observation (kind, id);
        """

    /// Pages of which every item stands in the library as the page has it: see ``KnownPage``.
    private static let knownPages = """
        CREATE TABLE knownPage (
            id INTEGER PRIMARY KEY,
            request TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('artist', 'album', 'track', 'collection', 'playlist')),
            bodyHash TEXT NOT NULL CHECK (bodyHash <> ''),
            total INTEGER, "offset" INTEGER,
            items BLOB NOT NULL CHECK (length(items) % 16 = 0)
        ) STRICT;
        """

    /// How many rows each kind has, kept by every commit: counting a million takes longer than the rest of a commit.
    private static let rowCounts = """
        CREATE TABLE rowCount (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL UNIQUE CHECK (kind IN ('artist', 'album', 'track', 'collection', 'playlist')),
            rows INTEGER NOT NULL CHECK (rows >= 0)
        ) STRICT;
        INSERT INTO rowCount (kind, rows)
        SELECT 'artist', count(*) FROM artist UNION ALL SELECT 'album', count(*) FROM album
        UNION ALL SELECT 'track', count(*) FROM track UNION ALL SELECT 'collection', count(*) FROM collection
        UNION ALL SELECT 'playlist', count(*) FROM playlist;
        """

    /// How many pictures did not come, beside those that did.
    private static let failedPictures = """
        ALTER TABLE syncRun ADD COLUMN artworkFailed INTEGER NOT NULL DEFAULT 0 CHECK (artworkFailed >= 0);
        """
}
