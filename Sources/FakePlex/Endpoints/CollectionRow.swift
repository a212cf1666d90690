extension RowWriter {
    /// Writes a collection (wire contract, 2.5).
    mutating func row(_ collection: CatalogCollection, _ place: RowPlace) {
        let key = collection.ratingKey
        xml.raw("<Directory")
        xml.attribute("ratingKey", key)
        xml.attribute("key", "/library/collections/", key, "/children")
        guid("guid", collection)
        xml.raw(" type=\"collection\"")
        xml.attribute("title", collection.title)
        xml.attribute("titleSort", collection.listedTitleSort)
        if place.namesSection { section(collection.section) }
        xml.attribute("subtype", collection.subtype.rawValue)
        xml.attribute("summary", collection.summary)
        xml.attribute("smart", collection.isSmart)
        if collection.isSmart {
            let type = collection.subtype.wireType
            let list = "/com.plexapp.plugins.library/library/sections/\(collection.section)/all?type=\(type)"
            xml.attribute("content", "server://\(catalog.server.machineIdentifier)\(list)")
        }
        xml.attribute("thumb", catalog.thumbPath(of: key))
        xml.attribute("addedAt", collection.addedAt)
        xml.attribute("updatedAt", collection.updatedAt)
        xml.attribute("childCount", collection.memberKeys.count)
        xml.attribute("collectionSort", collection.collectionSort.wireNumber)
        let years = collection.memberKeys.lazy.compactMap { [catalog] in catalog.albumTable[$0]?.year }
        xml.attribute("minYear", years.min())
        xml.attribute("maxYear", years.max())
        xml.raw(" />\n")
    }
}
