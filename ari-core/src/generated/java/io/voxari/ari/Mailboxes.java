package io.voxari.ari;

import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.MailboxDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.Mailbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes: message counts that light the lamps of phones.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Mailboxes {
    private static final Reply<List<Mailbox>> MAILBOX_LIST = Reply.list(MailboxDecoder::decode);

    private static final Reply<Mailbox> MAILBOX = Reply.object(MailboxDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private final RestTransport transport;

    Mailboxes(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the mailboxes.
     *
     * <p>{@code GET /mailboxes}, since Asterisk 12.1.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Mailbox}
     */
    public AriRequest<List<Mailbox>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/mailboxes"), MAILBOX_LIST);
    }

    /**
     * Gets one mailbox.
     *
     * <p>{@code GET /mailboxes/{mailboxName}}, since Asterisk 12.1.0. Declared errors: 404.
     *
     * @param mailboxName the name of the mailbox
     * @return the request; answers a {@link io.voxari.ari.model.Mailbox}
     */
    public AriRequest<Mailbox> get(String mailboxName) {
        return new AriRequest<>(transport, new RestCall("GET", "/mailboxes/{mailboxName}", mailboxName), MAILBOX);
    }

    /**
     * Sets the message counts of a mailbox; it is made if it does not exist.
     *
     * <p>{@code PUT /mailboxes/{mailboxName}}, since Asterisk 12.1.0. Declared errors: 404.
     *
     * @param mailboxName the name of the mailbox
     * @param oldMessages how many messages were heard
     * @param newMessages how many messages are new
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> update(String mailboxName, int oldMessages, int newMessages) {
        return new AriRequest<>(
                transport,
                new RestCall("PUT", "/mailboxes/{mailboxName}", mailboxName)
                        .query("oldMessages", oldMessages)
                        .query("newMessages", newMessages),
                NOTHING);
    }

    /**
     * Deletes a mailbox.
     *
     * <p>{@code DELETE /mailboxes/{mailboxName}}, since Asterisk 12.1.0. Declared errors: 404.
     *
     * @param mailboxName the name of the mailbox
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> delete(String mailboxName) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/mailboxes/{mailboxName}", mailboxName), NOTHING);
    }
}
