package io.voxari.ari.internal;

import java.util.UUID;

/** Ids for what we create. */
public final class Ids {
    private Ids() {}

    /** 122 bits from a secure source: unique on every Asterisk, and nobody can guess the next one. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }
}
