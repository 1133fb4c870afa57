package io.voxari.ari;

/** Takes calls that bring an ARI connection of their own; see {@link AriServer#perCall}. */
@FunctionalInterface
public interface AriCallHandler {
    /**
     * A call has come. Called on a thread of the server's own, before the first event of the call; what takes long delays
     * this call alone, and after five seconds Asterisk is turned away.
     *
     * @param call its client, which is closed by itself when Asterisk has ended the connection, or has not come back
     *     within ten seconds; then its lanes have done what they had
     * @return who gets the call's events, the {@code StasisStart} first
     */
    AriListener onCall(AriClient call);
}
