import org.jspecify.annotations.NullMarked;

/** Typed client of the Asterisk REST Interface: operations, models, events, in order. */
@NullMarked
module io.voxari.ari {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires okhttp3;
    requires org.java_websocket;
    requires org.slf4j;

    exports io.voxari.ari;
    exports io.voxari.ari.event;
    exports io.voxari.ari.model;
}
