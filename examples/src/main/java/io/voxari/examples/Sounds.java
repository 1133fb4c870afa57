package io.voxari.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Spoken words that the examples play: µ-law at 8 kHz.
 *
 * <p>Made with {@code espeak-ng -v en-gb -s 175 -w words.wav "…"} and {@code sox words.wav -r 8000 -c 1 -t ul words.ulaw
 * norm -6}.
 */
final class Sounds {
    private Sounds() {}

    /** "Hello, this is Voxari. Say something." */
    static ByteBuffer greeting() {
        return load("greeting.ulaw");
    }

    /** "Goodbye." */
    static ByteBuffer goodbye() {
        return load("goodbye.ulaw");
    }

    /** "Press one to talk to somebody, or nine to hang up." */
    static ByteBuffer menu() {
        return load("menu.ulaw");
    }

    /** "A caller for you. Press one to talk, or any other key to decline." */
    static ByteBuffer caller() {
        return load("caller.ulaw");
    }

    /** "Sorry, nobody can take your call." */
    static ByteBuffer sorry() {
        return load("sorry.ulaw");
    }

    private static ByteBuffer load(String name) {
        try (InputStream file = Sounds.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar of the examples lacks " + name);
            }
            return ByteBuffer.wrap(file.readAllBytes()).asReadOnlyBuffer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
