import org.jspecify.annotations.NullMarked;

/** What a host application implements: workflow lookup, quota check, agent. */
@NullMarked
module io.voxari.agent {
    requires static transitive org.jspecify;

    exports io.voxari.agent;
}
