#!/usr/bin/python3
"""GStreamer's webrtcbin at a WHIP or WHEP door, which GStreamer 1.22 has no element for.

gstreamerDoor.py whip|whep URL TOKEN [VP8|H264]

whip: publishes an orange VP8 picture and a tone. whep: plays, and prints "Y U V" of the middle of each decoded picture, a line each.
Prints the status that the door answered its offer with, "opened STATUS", ends its session there when its standard input ends, and prints
"ended STATUS".
"""

import ssl
import sys
import threading
import urllib.parse
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402  (after their versions)

ORANGE = 0xFFFF950C  # 158, 52, 184 in ITU-R BT.601

PUBLISHED = f"""
webrtcbin name=peer bundle-policy=max-bundle
videotestsrc is-live=true pattern=solid-color foreground-color={ORANGE}
  ! video/x-raw,format=I420,width=320,height=180,framerate=25/1,colorimetry=bt601
  ! vp8enc deadline=1 keyframe-max-dist=50 target-bitrate=300000 ! rtpvp8pay picture-id-mode=15-bit
  ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! peer.
audiotestsrc is-live=true wave=sine ! opusenc ! rtpopuspay
  ! application/x-rtp,media=audio,encoding-name=OPUS,payload=97 ! peer.
"""

DECODERS = {"VP8": "rtpvp8depay ! vp8dec", "H264": "rtph264depay ! h264parse ! openh264dec"}


class Door:
    def __init__(self, kind, url, token, codec):
        self.kind, self.url, self.token, self.codec = kind, url, token, codec
        self.session = None
        self.loop = GLib.MainLoop()
        if kind == "whip":
            self.pipeline = Gst.parse_launch(PUBLISHED)
            self.peer = self.pipeline.get_by_name("peer")
        else:
            self.pipeline = Gst.Pipeline()
            self.peer = Gst.ElementFactory.make("webrtcbin", "peer")
            self.peer.set_property("bundle-policy", "max-bundle")
            self.pipeline.add(self.peer)
            self.peer.connect("pad-added", self.on_pad)
            receive = GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY
            wanted = f"application/x-rtp,media=video,encoding-name={codec},clock-rate=90000,payload=96"
            if codec == "H264":
                wanted += ",packetization-mode=(string)1,profile-level-id=(string)42e01f"
            self.peer.emit("add-transceiver", receive, Gst.Caps.from_string(wanted))
        self.peer.connect("on-negotiation-needed", self.on_negotiation_needed)
        self.peer.connect("notify::ice-gathering-state", self.on_gathering)
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::error", self.on_error)

    def run(self):
        self.pipeline.set_state(Gst.State.PLAYING)
        threading.Thread(target=self.wait_for_the_end, daemon=True).start()
        self.loop.run()
        self.pipeline.set_state(Gst.State.NULL)

    def wait_for_the_end(self):
        sys.stdin.read()
        if self.session is not None:
            print("ended", self.ask("DELETE", self.session).status, flush=True)
        self.loop.quit()

    def on_negotiation_needed(self, peer):
        peer.emit("create-offer", None, Gst.Promise.new_with_change_func(self.on_offer))

    def on_offer(self, promise):
        reply = promise.get_reply()  # owns the offer
        self.peer.emit("set-local-description", reply.get_value("offer"), Gst.Promise.new())

    def on_gathering(self, peer, _):
        if peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE and self.session is None:
            offer = peer.get_property("local-description").sdp.as_text()
            answer = self.ask("POST", self.url, offer.encode())
            self.session = urllib.parse.urljoin(self.url, answer.headers["Location"])
            _, sdp = GstSdp.SDPMessage.new_from_text(answer.read().decode())
            description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
            peer.emit("set-remote-description", description, Gst.Promise.new())
            print("opened", answer.status, flush=True)

    def on_pad(self, _, pad):
        if pad.get_current_caps().get_structure(0).get_string("media") != "video":
            return
        chain = Gst.parse_bin_from_description(
            f"{DECODERS[self.codec]} ! videoconvert ! video/x-raw,format=I420 ! appsink name=shown emit-signals=true sync=false", True
        )
        chain.get_by_name("shown").connect("new-sample", self.on_picture)
        self.pipeline.add(chain)
        chain.sync_state_with_parent()
        pad.link(chain.get_static_pad("sink"))

    def on_picture(self, sink):
        sample = sink.emit("pull-sample")
        shape = sample.get_caps().get_structure(0)
        width, height = shape.get_value("width"), shape.get_value("height")
        _, picture = sample.get_buffer().map(Gst.MapFlags.READ)
        # I420 as GStreamer lays it out: rows of whole four bytes, chroma of half the size (rounded up).
        luma, chroma = (width + 3) & ~3, ((width + 1) // 2 + 3) & ~3
        lines = (height + 1) & ~1
        u = luma * lines
        v = u + chroma * (lines // 2)
        middle = (height // 4) * chroma + width // 4
        data = picture.data
        print(data[(height // 2) * luma + width // 2], data[u + middle], data[v + middle], flush=True)
        sample.get_buffer().unmap(picture)
        return Gst.FlowReturn.OK

    def on_error(self, _, message):
        print(message.parse_error(), file=sys.stderr, flush=True)
        self.loop.quit()

    def ask(self, method, url, body=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = "application/sdp"
        # The server of a test has a certificate that it has made itself.
        untrusted = ssl._create_unverified_context()
        request = urllib.request.Request(url, data=body, method=method, headers=headers)
        return urllib.request.urlopen(request, context=untrusted)


Gst.init(None)
Door(*sys.argv[1:4], sys.argv[4] if len(sys.argv) > 4 else "VP8").run()
