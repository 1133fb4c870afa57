package io.voxari.testkit.contract;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** An Asterisk under test, a media server that it dials, and the number of rules that were tried. */
final class Bench implements AutoCloseable {
    final TestMedia media = new TestMedia();
    final Line line;
    final TestAri ari;
    private final TreeSet<String> names = new TreeSet<>();
    private int rules;
    /** Channels that Asterisk lists for ever. */
    final Set<String> ghosts = new HashSet<>();

    Bench(Function<URI, Line> open) {
        this.line = open.apply(media.uri());
        this.ari = new TestAri(line, Line.APP);
    }

    /** {@return an id for the next rule's channels, part of no other id: connections are told apart by looking for it} */
    String next(String rule) {
        names.add(rule);
        return String.format(Locale.ROOT, "rule-%04d", ++rules);
    }

    /** {@return the rules that had an id so far} */
    Set<String> tried() {
        return names;
    }

    @Override
    public void close() {
        ari.close();
        line.close();
        media.close();
    }
}
