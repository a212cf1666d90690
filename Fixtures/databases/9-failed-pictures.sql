-- A library as the version wrote it whose last step was "9 failed pictures". Frozen: see Fixtures/README.md.
PRAGMA application_id = 1349285964;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE album (
    ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
    artistKey INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
    guid TEXT, title TEXT NOT NULL, titleSort TEXT, studio TEXT, summary TEXT, year INTEGER,
    originallyAvailableAt TEXT, rating REAL, userRating REAL,
    thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
    titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
) STRICT;
INSERT INTO album VALUES(11,1,'plex://album/11','Signal Box',NULL,'Pier',NULL,1998,'1998-04-01',7.5,NULL,'/library/metadata/11/thumb/1600000000',1500000011,1600000000,'signal box','signal box');
INSERT INTO album VALUES(12,1,NULL,'SIGNAL BOX',NULL,NULL,NULL,1998,NULL,NULL,NULL,NULL,1500000012,1600000000,'signal box','signal box');
INSERT INTO album VALUES(21,2,NULL,'A Third','Third, A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1500000021,1600000000,'a third','third, a');
INSERT INTO album VALUES(4300000001,2,NULL,'Beyond',NULL,NULL,NULL,2001,NULL,NULL,NULL,NULL,1500000001,1600000000,'beyond','beyond');
CREATE TABLE albumDetail (
    albumKey INTEGER PRIMARY KEY REFERENCES album ON DELETE CASCADE,
    stamp INTEGER NOT NULL,
    listTags TEXT NOT NULL
) STRICT;
INSERT INTO albumDetail VALUES(11,1600000000,'genre Rock');
CREATE TABLE albumMerge (
    albumKey INTEGER PRIMARY KEY REFERENCES album ON DELETE CASCADE,
    shownKey INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
    CHECK (shownKey < albumKey)
) STRICT;
INSERT INTO albumMerge VALUES(12,11);
CREATE TABLE albumTag (
    id INTEGER PRIMARY KEY,
    albumKey INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tagID INTEGER NOT NULL REFERENCES tag,
    spelling TEXT,
    UNIQUE (albumKey, position)
) STRICT;
INSERT INTO albumTag VALUES(1,11,0,1,NULL);
INSERT INTO albumTag VALUES(2,21,0,1,'ROCK');
INSERT INTO albumTag VALUES(3,21,1048576,2,NULL);
CREATE TABLE artist (
    ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
    guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT, userRating REAL,
    thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
    titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
) STRICT;
INSERT INTO artist VALUES(1,'plex://artist/1','The Öl','Öl','Words
and "more"',8.5,'/library/metadata/1/thumb/1600000000',1500000000,1600000000,'the ol','ol');
INSERT INTO artist VALUES(2,NULL,'Two',NULL,NULL,NULL,NULL,1500000000,1600000000,'two','two');
CREATE TABLE artistTag (
    id INTEGER PRIMARY KEY,
    artistKey INTEGER NOT NULL REFERENCES artist ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tagID INTEGER NOT NULL REFERENCES tag,
    spelling TEXT,
    UNIQUE (artistKey, position)
) STRICT;
INSERT INTO artistTag VALUES(1,1,0,1,NULL);
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
INSERT INTO artwork VALUES(11,'/library/metadata/11/thumb/1600000000','11-abc.png','/library/metadata/11/thumb/1600000000',10,'abc',NULL,1600000200.0);
CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL
) STRICT;
INSERT INTO checkpoint VALUES(1,'tracks','1600000000');
CREATE TABLE collection (
    ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
    guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT, subtype TEXT,
    isSmart INTEGER NOT NULL CHECK (isSmart IN (0, 1)), childCount INTEGER,
    thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
    titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
) STRICT;
INSERT INTO collection VALUES(31,NULL,'Favourites',NULL,NULL,'album',0,2,NULL,1500000000,1600000000,'favourites','favourites');
CREATE TABLE collectionMember (
    id INTEGER PRIMARY KEY,
    collectionKey INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
    position INTEGER NOT NULL,
    memberKey INTEGER NOT NULL CHECK (memberKey > 0),
    UNIQUE (collectionKey, position)
) STRICT;
INSERT INTO collectionMember VALUES(1,31,0,21);
INSERT INTO collectionMember VALUES(2,31,1048576,12);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1 library');
INSERT INTO grdb_migrations VALUES('2 bookkeeping');
INSERT INTO grdb_migrations VALUES('3 merged albums');
INSERT INTO grdb_migrations VALUES('4 album orders');
INSERT INTO grdb_migrations VALUES('5 album details');
INSERT INTO grdb_migrations VALUES('6 observations');
INSERT INTO grdb_migrations VALUES('7 known pages');
INSERT INTO grdb_migrations VALUES('8 row counts');
INSERT INTO grdb_migrations VALUES('9 failed pictures');
CREATE TABLE knownPage (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('artist', 'album', 'track', 'collection', 'playlist')),
    bodyHash TEXT NOT NULL CHECK (bodyHash <> ''),
    total INTEGER, "offset" INTEGER,
    items BLOB NOT NULL CHECK (length(items) % 16 = 0)
) STRICT;
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
INSERT INTO observation VALUES(1,1,1700000000.0,'album',200,'"a"',NULL,'no-cache',48213,1600000000,1700000000,'00000000000000ff',0);
CREATE TABLE playlist (
    ratingKey INTEGER PRIMARY KEY CHECK (ratingKey > 0),
    guid TEXT, title TEXT NOT NULL, titleSort TEXT, summary TEXT,
    isSmart INTEGER NOT NULL CHECK (isSmart IN (0, 1)), leafCount INTEGER,
    thumb TEXT CHECK (thumb <> ''), addedAt INTEGER, updatedAt INTEGER,
    titleFolded TEXT NOT NULL, sortFolded TEXT NOT NULL
) STRICT;
INSERT INTO playlist VALUES(41,NULL,'Mix',NULL,NULL,0,3,'/playlists/41/composite/1600000000',1500000000,1600000000,'mix','mix');
CREATE TABLE playlistEntry (
    id INTEGER PRIMARY KEY,
    playlistKey INTEGER NOT NULL REFERENCES playlist ON DELETE CASCADE,
    position INTEGER NOT NULL,
    itemID INTEGER,
    trackKey INTEGER NOT NULL CHECK (trackKey > 0),
    UNIQUE (playlistKey, position)
) STRICT;
INSERT INTO playlistEntry VALUES(1,41,0,501,111);
INSERT INTO playlistEntry VALUES(2,41,1048576,502,999);
INSERT INTO playlistEntry VALUES(3,41,2097152,503,111);
CREATE TABLE rowCount (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL UNIQUE CHECK (kind IN ('artist', 'album', 'track', 'collection', 'playlist')),
    rows INTEGER NOT NULL CHECK (rows >= 0)
) STRICT;
INSERT INTO rowCount VALUES(1,'artist',2);
INSERT INTO rowCount VALUES(2,'album',4);
INSERT INTO rowCount VALUES(3,'track',4);
INSERT INTO rowCount VALUES(4,'collection',1);
INSERT INTO rowCount VALUES(5,'playlist',1);
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
, artworkFailed INTEGER NOT NULL DEFAULT 0 CHECK (artworkFailed >= 0)) STRICT;
INSERT INTO syncRun VALUES(7,'userInitiated',1600000100.0,1600000101.5,'success',NULL,'{"album":{"changed":0,"deleted":0,"new":4,"unchanged":0}}',9,123456,1,0,'["one element skipped"]',0);
CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('genre', 'style', 'mood')),
    name TEXT NOT NULL, folded TEXT NOT NULL,
    UNIQUE (kind, folded)
) STRICT;
INSERT INTO tag VALUES(1,'genre','Rock','rock');
INSERT INTO tag VALUES(2,'mood','Calm','calm');
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
INSERT INTO track VALUES(111,11,1,NULL,'Points',NULL,NULL,1,1,180000,NULL,'/library/parts/111/file.flac','flac','flac',900,20000000,1500000000,1600000000,'points',NULL);
INSERT INTO track VALUES(112,11,1,NULL,'Lever',NULL,NULL,1,2,180000,NULL,'/library/parts/112/file.flac','flac','flac',900,20000000,1500000000,1600000000,'lever',NULL);
INSERT INTO track VALUES(121,12,1,NULL,'Detonators',NULL,'A Guest',1,3,180000,NULL,'/library/parts/121/file.flac','flac','flac',900,20000000,1500000000,1600000000,'detonators','a guest');
INSERT INTO track VALUES(211,21,2,NULL,'Untitled',NULL,NULL,2,NULL,180000,NULL,'/library/parts/211/file.flac','flac','flac',900,20000000,1500000000,1600000000,'untitled',NULL);
CREATE TABLE validator (
    id INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, etag TEXT, lastModified TEXT, itemCount INTEGER
) STRICT;
INSERT INTO validator VALUES(1,'albums','"a"',NULL,4);
CREATE INDEX albumAdded ON album (addedAt);
CREATE INDEX albumGroup ON album (artistKey, titleFolded, year);
CREATE INDEX albumMergeShown ON albumMerge (shownKey);
CREATE INDEX albumOrder ON album (artistKey, sortFolded, year);
CREATE INDEX albumTagAlbum ON albumTag (tagID, albumKey, spelling);
CREATE INDEX albumTitle ON album (sortFolded);
CREATE INDEX albumYear ON album (year, sortFolded);
CREATE INDEX artistOrder ON artist (sortFolded);
CREATE INDEX artistTagTag ON artistTag (tagID);
CREATE INDEX artworkFile ON artwork (fileName);
CREATE INDEX artworkWanted ON artwork (ownerKey) WHERE fileReference IS NOT reference;
CREATE INDEX collectionMemberKey ON collectionMember (memberKey);
CREATE INDEX observationKind ON observation (kind, id);
CREATE INDEX playlistEntryTrack ON playlistEntry (trackKey);
CREATE INDEX trackOrder ON track (albumKey, disc, "index");
COMMIT;
