/// `/`: what a server says of itself (wire contract, 2.1).
struct RootEndpoint: Endpoint {
    let paths = ["/"]

    func name(for request: PlexRequest) -> EndpointName { .root }

    func answer(_ visit: Visit) -> PlexAnswer {
        let server = visit.catalog.server
        let links = [
            "activities", "butler", "channels", "clients", "devices", "diagnostics", "hubs", "library", "livetv",
            "media",
            "metadata", "neighborhood", "playQueues", "player", "playlists", "resources", "search", "server", "servers",
            "statistics", "system", "transcode", "updater", "user",
        ]
        var xml = XMLBuffer()
        xml.beginContainer(size: links.count)
        xml.raw(" allowCameraUpload=\"0\" allowChannelAccess=\"1\" allowMediaDeletion=\"1\" allowSharing=\"1\"")
        xml.raw(" allowSync=\"0\" allowTuners=\"0\" apiVersion=\"1.1.1\" backgroundProcessing=\"1\" certificate=\"0\"")
        xml.raw(" companionProxy=\"1\" countryCode=\"usa\" diagnostics=\"logs,databases,streaminglogs\"")
        xml.raw(" eventStream=\"1\"")
        xml.attribute("friendlyName", server.friendlyName)
        xml.raw(" hubSearch=\"1\" itemClusters=\"1\" livetv=\"7\"")
        xml.attribute("machineIdentifier", server.machineIdentifier)
        xml.raw(" mediaProviders=\"1\" multiuser=\"1\" musicAnalysis=\"2\" myPlex=\"1\" myPlexMappingState=\"mapped\"")
        xml.raw(" myPlexSigninState=\"ok\" myPlexSubscription=\"1\" myPlexUsername=\"owner@example.com\"")
        xml.raw(" offlineTranscode=\"1\" ownerFeatures=\"session_bandwidth_restrictions\" platform=\"Linux\"")
        xml.raw(" platformVersion=\"6.1\" pluginHost=\"0\" pushNotifications=\"0\" readOnlyLibraries=\"0\"")
        xml.raw(" streamingBrainABRVersion=\"3\" streamingBrainVersion=\"2\" sync=\"1\"")
        xml.raw(" transcoderActiveVideoSessions=\"0\" transcoderAudio=\"1\" transcoderLyrics=\"1\"")
        xml.raw(" transcoderPhoto=\"1\" transcoderSubtitles=\"1\" transcoderVideo=\"1\"")
        xml.raw(" transcoderVideoBitrates=\"64,96,208,320,720,1500,2000,3000,4000,8000,10000,12000,20000\"")
        xml.raw(" transcoderVideoQualities=\"0,1,2,3,4,5,6,7,8,9,10,11,12\"")
        xml.raw(" transcoderVideoResolutions=\"128,128,160,240,320,480,768,720,720,1080,1080,1080,1080\"")
        xml.attribute("updatedAt", Catalog.defaultTime)
        xml.raw(" updater=\"1\"")
        xml.attribute("version", server.version)
        xml.raw(" voiceSearch=\"1\">\n")
        for link in links {
            xml.raw("<Directory count=\"1\"")
            xml.attribute("key", link)
            xml.attribute("title", link)
            xml.raw(" />\n")
        }
        xml.endContainer(isEmpty: false)
        return .xml(xml)
    }
}
