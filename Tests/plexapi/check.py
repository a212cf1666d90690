"""A Plex client that nobody here wrote, plexapi, against `understudy serve`: what it sees is what the library holds."""

import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from PIL import Image
from plexapi.exceptions import Unauthorized
from plexapi.server import PlexServer

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures" / "libraries"


class Served:
    """`understudy serve` with a library, for the length of a `with`."""

    def __init__(self, binary, *arguments):
        self.process = subprocess.Popen(
            [binary, "serve", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        words = dict(self.process.stdout.readline().split() for _ in range(2))
        self.url, self.token = words["url"], words["token"]

    def tell(self, step):
        """Says one server step, and waits until it holds."""
        self.process.stdin.write(json.dumps(step) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == "ok", answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(2)
        assert self.process.wait(timeout=20) == 0, "serve did not end cleanly on SIGINT"


def titles(items):
    return sorted(item.title for item in items)


def same(what, found, expected):
    assert found == expected, f"{what}: plexapi sees {str(found)[:300]}, the library holds {str(expected)[:300]}"
    print(f"ok   {what}")


def track_title(track):
    return track if isinstance(track, str) else track["title"]


def names_by_id(library):
    """The titles of artists, albums and tracks by the ids that lists name them by; `album/1` is its first track."""
    names = {}
    for artist in library["artists"]:
        names[artist["id"]] = artist["title"]
        for album in artist.get("albums", []):
            names[album["id"]] = album["title"]
            for number, track in enumerate(album.get("tracks", []), 1):
                names[f"{album['id']}/{number}"] = track_title(track)
                if not isinstance(track, str) and "id" in track:
                    names[track["id"]] = track["title"]
    return names


def picture(server, item):
    data = server._session.get(server.url(item.thumb, includeToken=True)).content
    Image.open(io.BytesIO(data)).load()
    return data


def check(binary, library, *arguments):
    albums = [album for artist in library["artists"] for album in artist.get("albums", [])]
    tracks = [track_title(track) for album in albums for track in album.get("tracks", [])]
    with Served(binary, *arguments) as served:
        try:
            PlexServer(served.url, "wrong-token")
            raise AssertionError("a wrong token was taken")
        except Unauthorized:
            print("ok   a wrong token is refused")
        server = PlexServer(served.url, served.token)
        music = server.library.section("Music")
        same("artists", titles(music.all()), sorted(artist["title"] for artist in library["artists"]))
        same("albums", titles(music.albums()), sorted(album["title"] for album in albums))
        same("tracks", titles(music.searchTracks()), sorted(tracks))
        same("collections", titles(music.collections()), sorted(c["title"] for c in library["collections"]))
        same("playlists", titles(server.playlists()), sorted(p["title"] for p in library["playlists"]))

        once = {title for title, count in Counter(album["title"] for album in albums).items() if count == 1}
        album = next(album for album in albums if album.get("tracks") and album["title"] in once)
        found = next(found for found in music.albums() if found.title == album["title"])
        same("an album's tracks", [t.title for t in found.tracks()], [track_title(track) for track in album["tracks"]])
        for kind, title in (("artist", found.parentTitle), ("album", album["title"]),
                            ("track", track_title(album["tracks"][0]))):
            hits = server.search(title)
            assert any(hit.type == kind and hit.title == title for hit in hits), f"search finds no {kind} {title}"
        print("ok   search")
        names = names_by_id(library)
        playlist = library["playlists"][0]
        found = next(found for found in server.playlists() if found.title == playlist["title"])
        same("a playlist's entries", [item.title for item in found.items()], [names[id] for id in playlist["tracks"]])
        collection = next(c for c in library["collections"] if c.get("members"))
        found = next(found for found in music.collections() if found.title == collection["title"])
        same("a collection's members", titles(found.items()), sorted(names[id] for id in collection["members"]))

        pictured = next(a for a in albums if a.get("artwork") is not None and a["title"] in once)
        shown = next(a for a in music.albums() if a.title == pictured["title"])
        before = picture(server, shown)
        print("ok   a thumb decodes")
        served.tell({"artwork": pictured["id"], "colour": "crimson", "label": "XY"})
        served.tell({"edit": pictured["id"], "set": {"title": "Renamed by a Test"}})
        shown = music.fetchItem(shown.ratingKey)
        same("a renamed album", shown.title, "Renamed by a Test")
        assert picture(server, shown) != before, "new artwork has the old bytes"
        print("ok   new artwork has new bytes")
        served.tell({"delete": pictured["id"]})
        rest = [album for album in albums if album["id"] != pictured["id"]]
        same("albums after a deletion", titles(music.albums()), sorted(album["title"] for album in rest))
        same("tracks after a deletion", titles(music.searchTracks()),
             sorted(track_title(track) for album in rest for track in album.get("tracks", [])))


def main(binary):
    small = json.loads((FIXTURES / "small.json").read_text())
    print("small")
    check(binary, small, "--library", str(FIXTURES / "small.json"))
    print("home")
    home = json.loads(subprocess.check_output([binary, "library", "--generate", "2400"]))
    check(binary, home, "--generate", "2400")
    print("plexapi sees what the libraries hold")


main(sys.argv[1])
