package import Foundation
package import LibraryModel

/// What a sync engine needs of a store.
///
/// A run stages: everything between ``begin(reason:at:)`` and ``commit(_:record:)`` is written to temporary tables
/// that belong to the store's one writing connection and vanish with it. ``commit(_:record:)`` alone touches the
/// library, in one transaction. A crash, a kill, a cancellation or an error at any moment therefore leaves exactly the
/// library of before or of after, and nothing of an interrupted run.
///
/// Rows mirror the server one to one; that a few albums are shown as one is the view's matter (``AlbumMerge``).
///
/// Reads see the committed library, never what is staged. The order of staging does not matter: an album may come
/// before its artist. Methods that take a run throw ``StoreError/noSuchRun(id:)`` when it is not the one in progress.
package protocol SyncStore: Sendable {
    /// Starts a run and forgets whatever was staged before.
    ///
    /// Transaction: writes nothing to the library's file. Throws ``StoreError/runInProgress(id:)`` when a run was
    /// begun and neither committed nor abandoned.
    func begin(reason: SyncReason, at date: Date) async throws -> SyncRun

    /// Those of the keys that the library holds, equal in every part to what was once upserted.
    ///
    /// Transaction: one read snapshot of the committed library.
    func stored<Item: LibraryRecord>(_ type: Item.Type, keys: [RatingKey]) async throws -> [RatingKey: Item]

    /// Stages whole items, new or changed, and marks them seen. The last one staged under a key counts.
    ///
    /// Transaction: all items of the call are staged or none. The library is not touched; at commit a row is written
    /// only where it differs.
    func upsert<Item: LibraryRecord>(_ items: [Item], in run: SyncRun) async throws

    /// Notes that the server still has these, unchanged.
    ///
    /// Transaction: all keys of the call are noted or none. The library is not touched.
    func markSeen(_ keys: [RatingKey], of kind: ItemKind, in run: SyncRun) async throws

    /// Stages the whole list of a collection's members, in order, in place of any list staged before.
    ///
    /// Transaction: the list is staged whole or not at all. At commit only added and removed places are written.
    func setMembers(_ members: [RatingKey], of collection: RatingKey, in run: SyncRun) async throws

    /// Stages the whole list of a playlist's entries, in order and with repetitions.
    ///
    /// Transaction: as ``setMembers(_:of:in:)``. A track that the library does not know keeps its place.
    func setEntries(_ entries: [PlaylistEntry], of playlist: RatingKey, in run: SyncRun) async throws

    /// The committed members of a collection, in order; empty where there is no such collection.
    ///
    /// Transaction: one read snapshot of the committed library.
    func members(of collection: RatingKey) async throws -> [RatingKey]

    /// The committed entries of a playlist, in order; empty where there is no such playlist.
    ///
    /// Transaction: one read snapshot of the committed library.
    func entries(of playlist: RatingKey) async throws -> [PlaylistEntry]

    /// The rows of this kind that the run has neither upserted nor marked seen, and the first `limit` of their keys.
    ///
    /// Transaction: reads the committed library and the staging tables in one snapshot, writes nothing.
    func unseen(_ kind: ItemKind, in run: SyncRun, limit: Int) async throws -> Unseen

    /// Collections and playlists with an item that the prunes staged so far would delete, tracks of such albums too; and
    /// collections with an item that was staged with another title or release, which their order may follow.
    ///
    /// Transaction: as ``unseen(_:in:limit:)``.
    func affectedLists(in run: SyncRun) async throws -> AffectedLists

    /// Stages: at commit, delete the rows of this kind that the run did not see by then.
    ///
    /// Tracks of a deleted album go with it, whether tracks are pruned or not. An artist who still has an album after
    /// the commit is kept, and so is an album of which the run saw a track: see ``CommitSummary/keptParents``.
    ///
    /// Transaction: the library is not touched.
    func prune(_ kind: ItemKind, in run: SyncRun) async throws

    /// How many rows of this kind the committed library holds.
    ///
    /// Transaction: one read snapshot.
    func count(_ kind: ItemKind) async throws -> Int

    /// Everything that was last committed, by name.
    ///
    /// Transaction: one read snapshot.
    func checkpoints() async throws -> [String: String]

    /// Stages checkpoints; nothing removes one.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func saveCheckpoints(_ values: [String: String?], in run: SyncRun) async throws

    /// All committed validators, by request.
    ///
    /// Transaction: one read snapshot.
    func validators() async throws -> [String: StoredValidator]

    /// Stages the validator of a request; nothing removes it.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func saveValidator(_ validator: StoredValidator?, for request: String, in run: SyncRun) async throws

    /// For which stamps the details of these albums were last read.
    ///
    /// Transaction: one read snapshot.
    func albumDetails(of albums: [RatingKey]) async throws -> [RatingKey: DetailStamp]

    /// Stages that an album's details were read; an album that the commit does not keep has none.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func saveAlbumDetails(_ details: [RatingKey: DetailStamp], in run: SyncRun) async throws

    /// What earlier refreshes saw of the lists' validators, the oldest first.
    ///
    /// Transaction: one read snapshot.
    func observations() async throws -> [Observation]

    /// Stages what this run saw; of each kind the last ``Observation/limit`` are kept.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func saveObservations(_ observations: [Observation], in run: SyncRun) async throws

    /// The page of this request as it was last given to ``setKnownPages(_:of:in:)``, if it had this body: every item of it
    /// is then in the library, which those who gave it vouch for.
    ///
    /// Transaction: one read snapshot.
    func knownPage(_ request: String, bodyHash: String) async throws -> KnownPage?

    /// Stages the pages of a list that was read whole, by request; nothing stands for the one that is known already.
    ///
    /// Pages of that kind which are not named are forgotten, and all of them where the commit leaves out items for want
    /// of a parent, or writes rows of a kind of which this was not called. Only pages of which every item was staged, or is
    /// in the library as it is, may be given.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func setKnownPages(_ pages: [String: KnownPage?], of kind: ItemKind, in run: SyncRun) async throws

    /// Stages: at commit, forget every picture, checkpoint, validator, detail, observation and known page that this run did
    /// not bring itself.
    ///
    /// The staging tables then hold the new library beside the old one, and the commit swaps them.
    ///
    /// Transaction: takes effect with the commit's transaction, never before it and never without it.
    func startOver(in run: SyncRun) async throws

    /// Applies everything that the run staged, and ends it.
    ///
    /// Transaction: exactly one, which holds rows, tag links, pruning, members, entries, checkpoints, validators, the
    /// artwork work list and the run's record. When this throws, cancellation included, nothing of it happened, and
    /// the run is still in progress, to be abandoned. When it returns, all of it happened. Rows that are equal to what
    /// the library holds are not written. The record is kept with the commit's own counts in place of its own, and with
    /// ``CommitSummary/verdicts`` behind its own.
    func commit(_ run: SyncRun, record: RunRecord) async throws -> CommitSummary

    /// Forgets what the run staged, and records that it failed.
    ///
    /// Transaction: one small one, which holds the run's record and nothing else. It is carried out also when the
    /// calling task was cancelled, and the run is over even when the record cannot be written and this throws.
    func abandon(_ run: SyncRun, record: RunRecord) async throws
}
