import org.jspecify.annotations.NullMarked;

/** Media over Asterisk's chan_websocket: server, playout, inbound timing, codecs. */
@NullMarked
module io.voxari.media {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires org.java_websocket;
    requires org.slf4j;

    exports io.voxari.media;
    exports io.voxari.media.signal;
}
