import org.jspecify.annotations.NullMarked;

/** A simulated Asterisk and a simulated caller, and the means to test against a real one. */
@NullMarked
module io.voxari.testkit {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires mockwebserver3;
    requires okhttp3;
    requires okio;
    requires org.slf4j;
    requires static transitive org.junit.jupiter.api;

    exports io.voxari.testkit;
    exports io.voxari.testkit.junit;
    exports io.voxari.testkit.asterisk;
}
